"""How do answers and rules read? Values and tests as Dutch text for people."""

from datetime import date

from machtigingen.beslisboom.beslistabel import Toets
from machtigingen.beslisboom.vraag import Operator, Vergelijking, Vraag, Vraagtype, Waarde

_WOORDEN = {
    Operator.IS: "",
    Operator.IS_NIET: "niet ",
    Operator.KLEINER: "minder dan ",
    Operator.HOOGSTENS: "hoogstens ",
    Operator.GROTER: "meer dan ",
    Operator.TEN_MINSTE: "ten minste ",
}
_DATUMWOORDEN = {
    Operator.KLEINER: "vóór ",
    Operator.HOOGSTENS: "uiterlijk ",
    Operator.GROTER: "na ",
    Operator.TEN_MINSTE: "op of na ",
}


def toon(vraag: Vraag, waarde: Waarde | None) -> str:
    """A canonical value as people read it: 31-12-2026, Ja, 1,5 mm, the text of a choice. What was typed and cannot be
    read stays as it was typed."""
    if waarde is None:
        return ""
    if isinstance(waarde, list):
        return ", ".join(toon(vraag, deel) for deel in waarde)
    match vraag.type:
        case Vraagtype.BOOLEAN:
            return str(waarde) if not isinstance(waarde, bool) else "Ja" if waarde else "Nee"
        case Vraagtype.DATE:
            return _date(str(waarde))
        case Vraagtype.CHOICE:
            return next((optie.tekst for optie in vraag.opties if optie.code == waarde), str(waarde))
        case Vraagtype.DECIMAL | Vraagtype.INTEGER:
            return f"{waarde} {vraag.eenheid}".strip().replace(".", ",", 1)
        case _:
            return str(waarde)


def _date(text: str) -> str:
    try:
        return date.fromisoformat(text).strftime("%d-%m-%Y")
    except ValueError:
        return text


def in_words(vraag: Vraag, toets: Toets) -> str:
    """What a rule wants of an answer: "meer dan 1 mm en hoogstens 2 mm"."""
    alternatives = (
        " en ".join(_comparison(vraag, vergelijking) for vergelijking in alternatief)
        for alternatief in toets.alternatieven
    )
    return ("niet: " if toets.niet else "") + " of ".join(alternatives)


def _comparison(vraag: Vraag, vergelijking: Vergelijking) -> str:
    words = _WOORDEN | (_DATUMWOORDEN if vraag.type is Vraagtype.DATE else {})
    return words[vergelijking.operator] + toon(vraag, vergelijking.waarde)
