"""From YAML to rules over the rows of a table."""

from collections.abc import Mapping
from decimal import Decimal

from machtigingen.beslisboom.verband import Verband, Verbandsoort
from machtigingen.beslisboom.vraag import Vraag, Vraagtype
from machtigingen.beslisboom.yamlknoop import Knoop

MEESTE_VERBANDEN = 50
_MOET: Mapping[Verbandsoort, tuple[str, ...]] = {
    Verbandsoort.NIET_SAMEN: ("kolom", "deze", "met"),
    Verbandsoort.ALLEEN_MET: ("kolom", "deze", "met"),
    Verbandsoort.AANTAL: ("kolom", "deze"),
    Verbandsoort.BEDRAG: ("kolom", "deze", "telt"),
}
_MAG: Mapping[Verbandsoort, tuple[str, ...]] = {
    Verbandsoort.NIET_SAMEN: ("per",),
    Verbandsoort.ALLEEN_MET: ("per",),
    Verbandsoort.AANTAL: ("per", "telt", "minimum", "maximum"),
    Verbandsoort.BEDRAG: ("minimum", "maximum"),
}
SLEUTELS = tuple(dict.fromkeys(name for kind in Verbandsoort for name in (*_MOET[kind], *_MAG[kind])))


def read_relations(block: Mapping[str, Knoop], kolommen: tuple[Vraag, ...]) -> tuple[Verband, ...]:
    """The list `verbanden` of a table, each with the text that people read when a row breaks it. All that it looks at
    is mandatory: of an empty cell it could not say that the row is wrong."""
    items = block["verbanden"].lijst(meeste=MEESTE_VERBANDEN) if "verbanden" in block else []
    mandatory = tuple(kolom for kolom in kolommen if kolom.verplicht)
    return tuple(read_relation(item, mandatory, text=True) for item in items)


def read_relation(knoop: Knoop, kolommen: tuple[Vraag, ...], *, text: bool, besides: tuple[str, ...] = ()) -> Verband:
    """One of them: `tekst`, and exactly one kind with what it needs."""
    block = knoop.blok(moet=(*(("tekst",) if text else ()), *besides), mag=tuple(Verbandsoort))
    kinds = [kind for kind in Verbandsoort if kind in block]
    if len(kinds) != 1:
        raise knoop.fout(f"Hier hoort één verband te staan: {', '.join(Verbandsoort)}.")
    inner = block[kinds[0]]
    return _relation(kinds[0], inner, kolommen, tekst=block["tekst"].tekst() if text else "")


def _relation(kind: Verbandsoort, knoop: Knoop, kolommen: tuple[Vraag, ...], *, tekst: str) -> Verband:
    block = knoop.blok(moet=_MOET[kind], mag=_MAG[kind])
    choices = {kolom.link_id: kolom for kolom in kolommen if kolom.type is Vraagtype.CHOICE and kolom.verplicht}
    column = block["kolom"].keuze(choices.__getitem__, choices)
    numbers = [k.link_id for k in kolommen if k.type in (Vraagtype.INTEGER, Vraagtype.DECIMAL)]
    names = [kolom.link_id for kolom in kolommen]
    found = Verband(
        soort=kind,
        kolom=column.link_id,
        deze=read_codes(block["deze"], column),
        met=read_codes(block["met"], column) if "met" in block else frozenset(),
        per=tuple(item.keuze(str, names) for item in block["per"].lijst()) if "per" in block else (),
        telt=block["telt"].keuze(str, numbers) if "telt" in block else "",
        minimum=Decimal(block["minimum"].getal()) if "minimum" in block else None,
        maximum=Decimal(block["maximum"].getal()) if "maximum" in block else None,
        tekst=tekst,
    )
    _refuse_empty(kind, knoop, found)
    return found


def read_codes(knoop: Knoop, kolom: Vraag) -> frozenset[str]:
    """Some of the codes of a column: at least one, or what is about them would be about nothing."""
    codes = frozenset(item.keuze(str, [optie.code for optie in kolom.opties]) for item in knoop.lijst())
    if not codes:
        raise knoop.fout("Hier hoort ten minste één code te staan.")
    return codes


def _refuse_empty(kind: Verbandsoort, knoop: Knoop, found: Verband) -> None:
    """Limits that say nothing, or that nothing can keep to."""
    limited = found.minimum is not None or found.maximum is not None
    if kind in (Verbandsoort.AANTAL, Verbandsoort.BEDRAG) and not limited:
        raise knoop.fout("Hier hoort een minimum of een maximum te staan.")
    if found.minimum is not None and found.maximum is not None and found.maximum < found.minimum:
        raise knoop.fout("maximum is kleiner dan minimum.")
