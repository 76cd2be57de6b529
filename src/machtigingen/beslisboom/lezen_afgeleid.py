"""From YAML to derived values: `naam`, `tekst`, and one of the functions with what it needs."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from machtigingen.beslisboom.afgeleid import Afgeleid, Berekening, BinnenGrenzen, JarenSinds, TotaalVan
from machtigingen.beslisboom.vraag import Vraag, Vraagtype
from machtigingen.beslisboom.yamlknoop import Knoop

Vragen = Mapping[str, Vraag]


def read_derived(knoop: Knoop, vragen: Vragen) -> tuple[Afgeleid, ...]:
    """The list `afgeleid` of a form with these questions. Each value works on questions, never on another value."""
    found: dict[str, Afgeleid] = {}
    for item in knoop.lijst():
        derived = _derived(item, vragen)
        if derived.vraag.link_id in {*vragen, *found}:
            raise item.fout(f"De naam {derived.vraag.link_id} bestaat al.")
        found[derived.vraag.link_id] = derived
    return tuple(found.values())


def _derived(knoop: Knoop, vragen: Vragen) -> Afgeleid:
    block = knoop.blok(moet=("naam", "tekst"), mag=tuple(FUNCTIES))
    functions = [name for name in FUNCTIES if name in block]
    if len(functions) != 1:
        raise knoop.fout(f"Hier hoort één functie te staan: {', '.join(FUNCTIES)}.")
    read, kind = FUNCTIES[functions[0]]
    calculation = read(block[functions[0]], vragen)
    vraag = Vraag(
        link_id=block["naam"].tekst(), tekst=block["tekst"].tekst(), type=kind, eenheid=_unit(calculation)
    )
    return Afgeleid(vraag, calculation)


def _unit(calculation: Berekening) -> str:
    match calculation:
        case JarenSinds():
            return "jaar"
        case TotaalVan(tabel):
            first = tabel.kolom(tabel.totaal.som[0]) if tabel.totaal else None
            return first.eenheid if first else ""
        case BinnenGrenzen():
            return ""


def _years_since(knoop: Knoop, vragen: Vragen) -> JarenSinds:
    block = knoop.blok(moet=("van", "tot"))
    dates = [name for name, vraag in vragen.items() if vraag.type is Vraagtype.DATE]
    return JarenSinds(block["van"].keuze(str, dates), block["tot"].keuze(str, dates))


def _total_of(knoop: Knoop, vragen: Vragen) -> TotaalVan:
    tables = {name: vraag for name, vraag in vragen.items() if vraag.totaal}
    return TotaalVan(knoop.keuze(tables.__getitem__, tables))


def _within_limits(knoop: Knoop, vragen: Vragen) -> BinnenGrenzen:
    block = knoop.blok(moet=("kolom", "per", "grenzen"))
    tabel, _, kolom = block["kolom"].keuze(str, _columns(vragen, Vraagtype.DECIMAL)).partition(".")
    per = block["per"].keuze(str, [name for name in _columns(vragen, Vraagtype.CHOICE) if name.startswith(f"{tabel}.")])
    keys = vragen[per]
    limits = {code.keuze(str, [o.code for o in keys.opties]): limit.getal() for code, limit in block["grenzen"].paren()}
    without = [optie.code for optie in keys.opties if optie.code not in limits]
    if without:
        raise block["grenzen"].fout(f"De code {without[0]} heeft geen grens.")
    return BinnenGrenzen(tabel, kolom, per.partition(".")[2], MappingProxyType(limits))


def _columns(vragen: Vragen, kind: Vraagtype) -> list[str]:
    return [name for name, vraag in vragen.items() if "." in name and vraag.type is kind]


FUNCTIES: Mapping[str, tuple[Callable[[Knoop, Vragen], Berekening], Vraagtype]] = {
    "jaren_sinds": (_years_since, Vraagtype.INTEGER),
    "totaal": (_total_of, Vraagtype.DECIMAL),
    "binnen_grenzen": (_within_limits, Vraagtype.BOOLEAN),
}
