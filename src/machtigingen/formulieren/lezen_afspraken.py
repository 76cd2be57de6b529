"""From YAML to the agreements of the insurers. What is wrong is named by file and line."""

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from machtigingen.beslisboom import GRONDSLAGEN
from machtigingen.beslisboom.yamlknoop import Knoop, read_yaml
from machtigingen.formulieren.afspraak import Besluitreden, Regelbesluit, Sjabloon
from machtigingen.foundation import DomainError, Uzovi

STANDAARD = "standaard.yaml"
LIJSTEN = ("redenen", "sjablonen")

_CODE = re.compile(r"[a-z][a-z0-9_]{1,29}")

M = TypeVar("M", Besluitreden, Sjabloon)


@dataclass(frozen=True, kw_only=True)
class Laag:
    """What one block of a file says: values that replace earlier ones, and lists in which the code counts."""

    plek: Knoop = field(compare=False)
    waarden: Mapping[str, int | bool | str]
    redenen: tuple[Besluitreden, ...] = ()
    sjablonen: tuple[Sjabloon, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Bestand:
    """One file: what holds for every form, what more under one law, and what more for some forms."""

    algemeen: Laag
    grondslagen: Mapping[str, Laag] = field(default_factory=dict)
    formulieren: Mapping[str, Laag] = field(default_factory=dict)


def _dagen(*, minst: int, meest: int) -> Callable[[Knoop], int]:
    def lees(knoop: Knoop) -> int:
        dagen = knoop.geheel()
        if not minst <= dagen <= meest:
            raise knoop.fout(f"{dagen} dagen kan hier niet. Mogelijk: {minst} tot en met {meest}.")
        return dagen

    return lees


def _alineas(knoop: Knoop) -> str:
    alineas = knoop.teksten()
    if not alineas:
        raise knoop.fout("Hier hoort ten minste één alinea te staan.")
    return "\n".join(alineas)


WAARDEN: Mapping[str, Callable[[Knoop], int | bool | str]] = {
    "termijn_werkdagen": _dagen(minst=1, meest=120),
    "waarschuwing_werkdagen": _dagen(minst=0, meest=60),
    "opnieuw_na_aanvulling": Knoop.ja_nee,
    "heropenen_dagen": _dagen(minst=0, meest=1826),
    "reactie_werkdagen": _dagen(minst=1, meest=120),
    "vier_ogen": Knoop.ja_nee,
    "medisch_adviseur": Knoop.ja_nee,
    "bezwaar": _alineas,
}


def read_standaard(bestand: Path, codes: Collection[str]) -> Bestand:
    """What holds for every insurer; here nothing may be left out."""
    knoop = read_yaml(bestand)
    return _bestand(knoop, knoop.blok(moet=(*WAARDEN, *LIJSTEN), mag=("grondslagen", "formulieren")), codes)


def read_verzekeraar(bestand: Path, codes: Collection[str]) -> Bestand:
    """What differs for one insurer; the name of the file is its UZOVI."""
    knoop = read_yaml(bestand)
    blok = knoop.blok(moet=("uzovi",), mag=(*WAARDEN, *LIJSTEN, "grondslagen", "formulieren"))
    uzovi = blok.pop("uzovi")
    try:
        Uzovi.parse(uzovi.tekst())
    except DomainError:
        raise uzovi.fout(f"{uzovi.tekst()} is geen UZOVI-code van vier cijfers.") from None
    if uzovi.tekst() != bestand.stem:
        raise uzovi.fout(f"De verzekeraar {uzovi.tekst()} hoort in {uzovi.tekst()}.yaml, niet in {bestand.name}.")
    return _bestand(knoop, blok, codes)


def form_codes(folder: Path) -> frozenset[str]:
    """The codes of all forms in the catalogue, for which agreements can be made."""
    bestanden = folder.glob("*/*/formulier.yaml")
    return frozenset(
        waarde.tekst()
        for bestand in bestanden
        for sleutel, waarde in read_yaml(bestand).paren()
        if sleutel.tekst() == "code"
    )


def _bestand(plek: Knoop, blok: dict[str, Knoop], codes: Collection[str]) -> Bestand:
    formulieren: dict[str, Laag] = {}
    if "formulieren" in blok:
        for code, inhoud in blok.pop("formulieren").paren():
            code.keuze(str, sorted(codes))
            formulieren[code.tekst()] = _laag(code, inhoud.blok(mag=tuple(WAARDEN)), codes)
    grondslagen: dict[str, Laag] = {}
    if "grondslagen" in blok:
        for wet, inhoud in blok.pop("grondslagen").blok(mag=GRONDSLAGEN).items():
            grondslagen[wet] = _laag(inhoud, inhoud.blok(mag=(*WAARDEN, *LIJSTEN)), codes)
    return Bestand(algemeen=_laag(plek, blok, codes), grondslagen=grondslagen, formulieren=formulieren)


def _laag(plek: Knoop, blok: Mapping[str, Knoop], codes: Collection[str]) -> Laag:
    return Laag(
        plek=plek,
        waarden={naam: WAARDEN[naam](knoop) for naam, knoop in blok.items() if naam in WAARDEN},
        redenen=_lijst(blok.get("redenen"), lambda knoop: _reden(knoop, codes)),
        sjablonen=_lijst(blok.get("sjablonen"), lambda knoop: _sjabloon(knoop, codes)),
    )


def _lijst(knoop: Knoop | None, lees: Callable[[Knoop], M]) -> tuple[M, ...]:
    gelezen: dict[str, M] = {}
    for item in knoop.lijst() if knoop else ():
        een = lees(item)
        if een.code in gelezen:
            raise item.fout(f"De code {een.code} staat er twee keer.")
        gelezen[een.code] = een
    return tuple(gelezen.values())


def _reden(knoop: Knoop, codes: Collection[str]) -> Besluitreden:
    blok = knoop.blok(moet=("code", "voor", "tekst", "brieftekst", "grond"), mag=("formulieren",))
    voor = frozenset(item.keuze(Regelbesluit, list(Regelbesluit)) for item in blok["voor"].lijst())
    if not voor:
        raise blok["voor"].fout("Hier hoort ten minste één besluit te staan.")
    return Besluitreden(
        code=_code(blok["code"]),
        tekst=blok["tekst"].tekst(),
        brieftekst=blok["brieftekst"].tekst(),
        grond=blok["grond"].tekst(),
        voor=voor,
        formulieren=_formulieren(blok, codes),
    )


def _sjabloon(knoop: Knoop, codes: Collection[str]) -> Sjabloon:
    blok = knoop.blok(moet=("code", "titel", "doel", "vragen"), mag=("formulieren",))
    vragen = blok["vragen"].teksten()
    if not vragen:
        raise blok["vragen"].fout("Hier hoort ten minste één vraag te staan.")
    return Sjabloon(
        code=_code(blok["code"]),
        titel=blok["titel"].tekst(),
        doel=blok["doel"].tekst(),
        vragen=vragen,
        formulieren=_formulieren(blok, codes),
    )


def _code(knoop: Knoop) -> str:
    if not _CODE.fullmatch(knoop.tekst()):
        raise knoop.fout(f"{knoop.tekst()} is geen code: kleine letters, cijfers en _, hoogstens 30.")
    return knoop.tekst()


def _formulieren(blok: Mapping[str, Knoop], codes: Collection[str]) -> frozenset[str]:
    if "formulieren" not in blok:
        return frozenset()
    gevonden = frozenset(item.keuze(str, sorted(codes)) for item in blok["formulieren"].lijst())
    if not gevonden:
        raise blok["formulieren"].fout("Hier hoort ten minste één formulier te staan.")
    return gevonden
