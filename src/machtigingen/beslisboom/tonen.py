"""How do answers and rules read? Values and tests as Dutch text for people."""

from collections.abc import Iterator
from datetime import date

from machtigingen.beslisboom.rijen import amount, number_in, row_total, total
from machtigingen.beslisboom.tabel import Toets
from machtigingen.beslisboom.vraag import Operator, Rij, Vergelijking, Vraag, Vraagtype, Waarde

EURO = "EUR"

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
    """A canonical value as people read it: 31-12-2026, Ja, 1,5 mm, the text of a choice, a table row by row. What was
    typed and cannot be read stays as it was typed."""
    if waarde is None:
        return ""
    if isinstance(waarde, list):
        rijen = [deel for deel in waarde if isinstance(deel, dict)]
        regels = (" · ".join(delen) for delen in rows_in_words(vraag, rijen))
        return "\n".join(regels) or ", ".join(toon(vraag, str(deel)) for deel in waarde)
    match vraag.type:
        case Vraagtype.BOOLEAN:
            return str(waarde) if not isinstance(waarde, bool) else "Ja" if waarde else "Nee"
        case Vraagtype.DATE:
            return _date(str(waarde))
        case Vraagtype.CHOICE | Vraagtype.OPEN_CHOICE:
            return vraag.keuzes.get(str(waarde), str(waarde))
        case Vraagtype.DECIMAL | Vraagtype.INTEGER | Vraagtype.QUANTITY:
            if number_in(vraag, waarde) is None:
                return str(waarde)
            if vraag.eenheid == EURO:
                return bedrag(waarde)
            return f"{waarde} {vraag.eenheid}".strip().replace(".", ",", 1)
        case _:
            return str(waarde)


def bedrag(waarde: object) -> str:
    """An amount in euros: € 1.250,00, on one line. What is no amount stays as it is."""
    euros = amount(waarde)
    return str(waarde) if euros is None else "€\u00a0" + f"{euros:,.2f}".translate(str.maketrans(",.", ".,"))


def rows_in_words(vraag: Vraag, rijen: list[Rij]) -> list[tuple[str, ...]]:
    """The parts of each row, and one of all together when there are more and they add up to something."""
    rows = [tuple(filter(None, [*_cells(vraag, rij), _sum(vraag, rij)])) for rij in rijen]
    altogether = total(vraag, rijen)
    return rows + ([(f"Totaal: {bedrag(altogether)}",)] if altogether is not None and len(rijen) > 1 else [])


def _cells(vraag: Vraag, rij: Rij) -> Iterator[str]:
    """The cells that are no part of the sum, each with the name of its column when it does not speak for itself."""
    counted = (*vraag.totaal.som, vraag.totaal.keer) if vraag.totaal and row_total(vraag, rij) is not None else ()
    for kolom in vraag.kolommen:
        shown = toon(kolom, rij.get(kolom.link_id))
        if shown and kolom.link_id not in counted:
            yield shown if kolom.type is Vraagtype.CHOICE else f"{kolom.naam.lower()} {shown}"


def _sum(vraag: Vraag, rij: Rij) -> str:
    """2 × (€ 40,00 + € 25,00) = € 130,00."""
    together = row_total(vraag, rij)
    if vraag.totaal is None or together is None:
        return ""
    parts = " + ".join(bedrag(rij[name]) for name in vraag.totaal.som)
    often = f"{rij[vraag.totaal.keer]} × ({parts})" if vraag.totaal.keer else parts
    return f"{often} = {bedrag(together)}"


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
