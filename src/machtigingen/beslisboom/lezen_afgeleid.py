"""From YAML to derived values: `naam`, `tekst`, and one of the functions with what it needs."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType

from machtigingen.beslisboom.afgeleid import (
    Afgeleid,
    Berekening,
    BinnenGrenzen,
    HoudtVerband,
    JarenSinds,
    NaTermijn,
    TotaalVan,
)
from machtigingen.beslisboom.lezen_toetsen import MEESTE_REGELS, read_tests
from machtigingen.beslisboom.lezen_verband import read_codes, read_relation
from machtigingen.beslisboom.tabel import Deelregel, Deeltabel, HitPolicy
from machtigingen.beslisboom.vraag import Optie, Vraag, Vraagtype
from machtigingen.beslisboom.yamlknoop import Knoop

MEESTE_AFGELEID = 50
Vragen = Mapping[str, Vraag]


def read_derived(knoop: Knoop, vragen: Vragen) -> tuple[Afgeleid, ...]:
    """The list `afgeleid` of a form with these questions. A table may look at values before it too: it cannot loop."""
    found: dict[str, Afgeleid] = {}
    for item in knoop.lijst(meeste=MEESTE_AFGELEID):
        derived = _derived(item, {**vragen, **{name: each.vraag for name, each in found.items()}})
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
        link_id=block["naam"].tekst(),
        tekst=block["tekst"].tekst(),
        type=kind,
        eenheid=_unit(calculation),
        opties=_values(block["tabel"]) if "tabel" in block else (),
    )
    return Afgeleid(vraag, calculation)


def _unit(calculation: Berekening) -> str:
    match calculation:
        case JarenSinds():
            return "maanden" if calculation.in_maanden else "jaar"
        case TotaalVan(tabel):
            first = tabel.kolom(tabel.totaal.som[0]) if tabel.totaal else None
            return first.eenheid if first else ""
        case BinnenGrenzen() | HoudtVerband() | NaTermijn() | Deeltabel():
            return ""


def _years_since(knoop: Knoop, vragen: Vragen) -> JarenSinds:
    block = knoop.blok(moet=("van", "tot"))
    dates = [name for name, vraag in vragen.items() if vraag.type is Vraagtype.DATE]
    return JarenSinds(block["van"].keuze(str, dates), block["tot"].keuze(str, dates))


def _months_since(knoop: Knoop, vragen: Vragen) -> JarenSinds:
    return replace(_years_since(knoop, vragen), in_maanden=True)


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


def _relation(knoop: Knoop, vragen: Vragen) -> HoudtVerband:
    tables = {name: vraag for name, vraag in vragen.items() if vraag.kolommen}
    named = [value for key, value in knoop.paren() if key.tekst() == "tabel"]
    if not named:
        raise knoop.fout("Hier ontbreekt tabel.")
    tabel = named[0].keuze(tables.__getitem__, tables)
    return HoudtVerband(tabel.link_id, read_relation(knoop, tabel.kolommen, text=False, besides=("tabel",)))


def _after_term(knoop: Knoop, vragen: Vragen) -> NaTermijn:
    block = knoop.blok(moet=("kolom", "deze", "van", "tot", "maanden"))
    name = block["kolom"].keuze(str, _columns(vragen, Vraagtype.CHOICE))
    tabel, _, kolom = name.partition(".")
    column = vragen[tabel].kolom(kolom)
    if knoop.streng and column and not column.verplicht:
        raise block["kolom"].fout(f"De kolom {name} mag niet leeg blijven. Haal daar `required: false` weg.")
    dates = [each for each, vraag in vragen.items() if vraag.type is Vraagtype.DATE]
    return NaTermijn(
        tabel=tabel,
        kolom=kolom,
        deze=read_codes(block["deze"], vragen[name]),
        sinds=JarenSinds(block["van"].keuze(str, dates), block["tot"].keuze(str, dates), in_maanden=True),
        maanden=_months(block["maanden"]),
    )


def _months(knoop: Knoop) -> int:
    """Of none at all every day is long enough ago."""
    months = knoop.geheel()
    if not months:
        raise knoop.fout("Hier hoort ten minste één maand te staan.")
    return months


def _table(knoop: Knoop, vragen: Vragen) -> Deeltabel:
    block = knoop.blok(moet=("hitPolicy", "waarden", "regels"))
    values = [optie.code for optie in _values(knoop)]
    rules: dict[str, Deelregel] = {}
    for item in block["regels"].lijst(meeste=MEESTE_REGELS):
        rule = item.blok(moet=("regel", "als", "waarde"))
        name = rule["regel"].tekst()
        if name in rules:
            raise item.fout(f"De regel {name} staat er twee keer.")
        rules[name] = Deelregel(name, read_tests(rule["als"], vragen), rule["waarde"].keuze(str, values))
    return Deeltabel(block["hitPolicy"].keuze(HitPolicy, list(HitPolicy)), tuple(rules.values()))


def _values(knoop: Knoop) -> tuple[Optie, ...]:
    """What a table can come to, as `code: text`."""
    pairs = dict((key.tekst(), value) for key, value in knoop.paren())["waarden"].paren()
    for code, _ in pairs:
        code.refuse_signs_of_tests()
    return tuple(Optie(code.tekst(), text.tekst()) for code, text in pairs)


def _columns(vragen: Vragen, kind: Vraagtype) -> list[str]:
    return [name for name, vraag in vragen.items() if "." in name and vraag.type is kind]


FUNCTIES: Mapping[str, tuple[Callable[[Knoop, Vragen], Berekening], Vraagtype]] = {
    "jaren_sinds": (_years_since, Vraagtype.INTEGER),
    "maanden_sinds": (_months_since, Vraagtype.INTEGER),
    "totaal": (_total_of, Vraagtype.DECIMAL),
    "binnen_grenzen": (_within_limits, Vraagtype.BOOLEAN),
    "verband": (_relation, Vraagtype.BOOLEAN),
    "termijn": (_after_term, Vraagtype.BOOLEAN),
    "tabel": (_table, Vraagtype.CHOICE),
}
