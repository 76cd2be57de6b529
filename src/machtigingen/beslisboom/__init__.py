"""Which questions, which outcome, and why? Forms as data. Pure: no framework, no clock, no network."""

from machtigingen.beslisboom.afgeleid import Afgeleid, BinnenGrenzen, JarenSinds, TotaalVan
from machtigingen.beslisboom.antwoord import as_typed, parse_antwoord
from machtigingen.beslisboom.beslistabel import Beslistabel, Regel, Uitkomst
from machtigingen.beslisboom.catalogusfout import Catalogusfout
from machtigingen.beslisboom.codes import Codes, canonical_code
from machtigingen.beslisboom.evaluate import Beslissing, Stap, Uitslag, Weging, decide, evaluate
from machtigingen.beslisboom.fhir import to_questionnaire
from machtigingen.beslisboom.formulier import Formulier, Herkomst, Traject, Voorbeeld
from machtigingen.beslisboom.journey import Pad, Telling, count, falls_away, journey, problems, walk
from machtigingen.beslisboom.kiezen import GRONDSLAGEN, Machtigingsvrij, find, machtigingsvrij
from machtigingen.beslisboom.laden import Catalogus, load, load_catalogus
from machtigingen.beslisboom.lezen_vragen import MEESTE_VELDEN
from machtigingen.beslisboom.lint import Bevinding, lint
from machtigingen.beslisboom.rijen import MEESTE_RIJEN, number_in, row_total, total
from machtigingen.beslisboom.tabel import Deelregel, Deeltabel, HitPolicy, Toets
from machtigingen.beslisboom.tonen import EURO, bedrag, rows_in_words, toon
from machtigingen.beslisboom.vertaling import in_language
from machtigingen.beslisboom.voorbeelden import Verschil, check_examples
from machtigingen.beslisboom.voorinvulling import Voorgevuld, prefill
from machtigingen.beslisboom.vraag import (
    Controle,
    Onderwerp,
    Operator,
    Optie,
    Rij,
    Totaal,
    Vergelijking,
    Voorwaarde,
    Vraag,
    Vraagtype,
    Waarde,
    without_empty_groups,
)

__all__ = [
    "Afgeleid", "Beslissing", "Beslistabel", "Bevinding", "BinnenGrenzen", "Catalogus", "Catalogusfout", "Codes",
    "Controle", "Deelregel", "Deeltabel",
    "EURO", "Formulier", "GRONDSLAGEN", "Herkomst", "HitPolicy", "JarenSinds", "MEESTE_RIJEN", "MEESTE_VELDEN",
    "Machtigingsvrij",
    "Onderwerp", "Operator", "Optie", "Regel", "Rij", "Stap", "Telling", "Toets", "TotaalVan", "Totaal", "Traject",
    "Uitkomst", "Uitslag", "Vergelijking", "Verschil", "Voorbeeld", "Voorgevuld", "Voorwaarde", "Vraag",
    "Vraagtype", "Waarde", "Weging", "as_typed", "bedrag", "canonical_code", "check_examples",
    "count", "decide", "evaluate", "falls_away", "find", "in_language", "journey", "lint", "load", "load_catalogus",
    "machtigingsvrij", "number_in", "parse_antwoord", "prefill", "problems", "row_total", "rows_in_words",
    "to_questionnaire", "toon", "total", "Pad", "walk", "without_empty_groups",
]  # fmt: skip
