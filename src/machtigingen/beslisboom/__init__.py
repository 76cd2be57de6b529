"""Which questions, which outcome, and why? Forms as data. Pure: no framework, no clock, no network."""

from machtigingen.beslisboom.antwoord import parse_antwoord
from machtigingen.beslisboom.beslistabel import Beslistabel, HitPolicy, Regel, Toets, Uitkomst
from machtigingen.beslisboom.catalogusfout import Catalogusfout
from machtigingen.beslisboom.codes import Codes, canonical_code
from machtigingen.beslisboom.evaluate import Beslissing, Stap, Uitslag, Weging, evaluate
from machtigingen.beslisboom.fhir import to_questionnaire
from machtigingen.beslisboom.formulier import Formulier, Herkomst, Traject, Voorbeeld
from machtigingen.beslisboom.journey import Telling, count, journey, problems
from machtigingen.beslisboom.kiezen import Machtigingsvrij, find, machtigingsvrij
from machtigingen.beslisboom.laden import Catalogus, load, load_catalogus
from machtigingen.beslisboom.lint import Bevinding, lint
from machtigingen.beslisboom.tonen import toon
from machtigingen.beslisboom.voorbeelden import Verschil, check_examples
from machtigingen.beslisboom.voorinvulling import Voorgevuld, prefill
from machtigingen.beslisboom.vraag import (
    Controle,
    Onderwerp,
    Operator,
    Optie,
    Vergelijking,
    Voorwaarde,
    Vraag,
    Vraagtype,
    Waarde,
)

__all__ = [
    "Beslissing", "Beslistabel", "Bevinding", "Catalogus", "Catalogusfout", "Codes", "Controle",
    "Formulier", "Herkomst", "HitPolicy", "Machtigingsvrij", "Onderwerp", "Operator", "Optie", "Regel",
    "Stap", "Telling", "Toets", "Traject", "Uitkomst", "Uitslag", "Vergelijking", "Verschil",
    "Voorbeeld", "Voorgevuld", "Voorwaarde", "Vraag", "Vraagtype", "Waarde", "Weging", "canonical_code",
    "check_examples", "count", "evaluate", "find", "journey", "lint", "load", "load_catalogus",
    "machtigingsvrij", "parse_antwoord", "prefill", "problems", "to_questionnaire", "toon",
]  # fmt: skip
