"""Why an aanvraag went to a beoordelaar, short enough for a list: a rule of its form, or a code of ours. Pure.

It is a word about the form, not about a patient: the text with the answers that led to it stays sealed.
"""

from machtigingen.beslisboom import Beslissing, Uitkomst
from machtigingen.beslisboom.evaluate import (
    AFWIJZING_DOOR_MENS,
    ANDERE_ZORG,
    GEEN_REGEL,
    MEER_REGELS,
    NIET_COMPLEET,
    ONBEKEND,
)

CODES = {
    GEEN_REGEL: "geen_regel",
    ONBEKEND: "gegeven_ontbreekt",
    MEER_REGELS: "meer_regels",
    NIET_COMPLEET: "niet_compleet",
    ANDERE_ZORG: "andere_zorg",
    AFWIJZING_DOOR_MENS: "afwijzing_door_mens",
}
LANGST = 80


def aanleiding_of(beslissing: Beslissing) -> str:
    """A code when the form as a whole could not decide, else the name of the rule that asked for a person; nothing for
    what decided itself."""
    if beslissing.uitkomst is not Uitkomst.BEOORDELEN:
        return ""
    return CODES.get(beslissing.tekst, beslissing.regel)[:LANGST]
