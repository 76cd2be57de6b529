"""Which care leads to which form, by the limitatieve lijst of Zorgverzekeraars Nederland? Read as CSV. Pure.

Eight columns: specialisme and its name, the name and code of the diagnosis, zorgactiviteit and its name, the form, a
remark (domain notes 1.3). What stands above the first line with a number is heading. A line that has no place in the
catalogue isn't dropped: it comes back with its number and why.
"""

import csv
import io
import re
import unicodedata
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, replace

from machtigingen.beslisboom import Controle
from machtigingen.beslisboom.codes import canonical_code

KOLOMMEN = 8
MEESTE_BYTES = 20_000_000
LANGSTE_TEKST = 500
LANGSTE_CODE = 20
_SCHEIDERS = ";\t,"
_VORMEN = {
    "specialisme": (re.compile(r"[0-9]{3,4}"), Controle.SPECIALISME, "bijvoorbeeld 301 of 0301"),
    "diagnose": (re.compile(r"[0-9]{3,4}"), Controle.DIAGNOSE, "3 of 4 cijfers"),
    "zorgactiviteit": (re.compile(r"[0-9]{5,6}"), Controle.ZORGACTIVITEIT, "bijvoorbeeld 31545 of 031545"),
    "formulier": (re.compile(r"X[0-9]{2}"), None, "bijvoorbeeld X02"),
}
_GEEN_FORMULIER = {"", "-", "N.V.T.", "N.V.T", "NVT"}


@dataclass(frozen=True, kw_only=True)
class Lijstregel:
    """Care that leads to a form, with the names that the list gives the codes."""

    nummer: int
    specialisme: str
    diagnose: str
    zorgactiviteit: str
    formulier: str
    namen: tuple[str, str, str]

    @property
    def zorg(self) -> tuple[str, str, str]:
        return self.specialisme, self.diagnose, self.zorgactiviteit


@dataclass(frozen=True)
class Unplaced:
    """A line without a place, and why."""

    nummer: int
    reden: str


@dataclass(frozen=True)
class Lijst:
    """What could be read, and what could not. `placed` is what the catalogue has too, once `place` compared them."""

    gelezen: tuple[Lijstregel, ...] = ()
    unplaced: tuple[Unplaced, ...] = ()
    kop: int = 0
    placed: tuple[Lijstregel, ...] = ()


class GeenLijst(ValueError):
    """This is not a limitatieve lijst at all."""


def read_list(inhoud: bytes) -> Lijst:
    """Raises `GeenLijst` when there is no line to read."""
    rijen = list(_rows(_text(inhoud)))
    kop = next((plek for plek, (_, cellen) in enumerate(rijen) if cellen[0].strip()[:1].isdigit()), None)
    if kop is None:
        raise GeenLijst("Geen enkele regel begint met de code van een specialisme.")
    gelezen: list[Lijstregel] = []
    niet: list[Unplaced] = []
    eerder: dict[tuple[str, str, str], Lijstregel] = {}
    for nummer, cellen in rijen[kop:]:
        try:
            regel = _line(nummer, cellen)
            _require_new(regel, eerder.setdefault(regel.zorg, regel))
        except ValueError as fout:
            niet.append(Unplaced(nummer, str(fout)))
        else:
            gelezen.append(regel)
    return Lijst(tuple(gelezen), tuple(niet), kop)


def place(lijst: Lijst, *, formulieren: Collection[str], van: Callable[[Lijstregel], Collection[str]]) -> Lijst:
    """Beside the catalogue: `formulieren` are its codes, `van` the forms that it has for the care of a line."""
    placed = []
    niet = list(lijst.unplaced)
    for regel in lijst.gelezen:
        gevonden = van(regel)
        if regel.formulier in gevonden:
            placed.append(regel)
        elif regel.formulier not in formulieren:
            niet.append(Unplaced(regel.nummer, f"Formulier {regel.formulier} is er niet."))
        else:
            ander = f" Daarvoor is nu {', '.join(gevonden)}." if gevonden else ""
            niet.append(Unplaced(regel.nummer, f"Formulier {regel.formulier} is niet voor deze zorg.{ander}"))
    return replace(lijst, placed=tuple(placed), unplaced=tuple(sorted(niet, key=lambda regel: regel.nummer)))


def _text(inhoud: bytes) -> str:
    """UTF-8, or else what a spreadsheet on Windows writes."""
    if len(inhoud) > MEESTE_BYTES:
        raise GeenLijst(f"Het bestand is groter dan {MEESTE_BYTES // 1_000_000} MB.")
    try:
        return inhoud.decode("utf-8-sig")
    except UnicodeDecodeError:
        return inhoud.decode("cp1252", errors="replace")


def _rows(tekst: str) -> Iterator[tuple[int, list[str]]]:
    """The lines that aren't empty, each with the number at which it begins."""
    regels = tekst.split("\n")
    scheider = max(_SCHEIDERS, key=lambda teken: sum(regel.count(teken) >= KOLOMMEN - 1 for regel in regels))
    reader = csv.reader(io.StringIO(tekst, newline=""), delimiter=scheider, strict=True)
    while True:
        nummer = reader.line_num + 1
        try:
            cellen = next(reader, None)
        except csv.Error:
            raise GeenLijst(
                f"Regel {nummer} is geen CSV: een cel is te lang, of aanhalingstekens staan er niet goed."
            ) from None
        if cellen is None:
            return
        if any(cel.strip() for cel in cellen):
            yield nummer, cellen


def _line(nummer: int, cellen: list[str]) -> Lijstregel:
    if len(cellen) != KOLOMMEN:
        raise ValueError(f"Er staan {len(cellen)} kolommen, dat moeten er {KOLOMMEN} zijn.")
    specialisme, specialismenaam, diagnosenaam, diagnose, activiteit, activiteitnaam, formulier, _ = map(_cell, cellen)
    if formulier.upper() in _GEEN_FORMULIER:
        raise ValueError("De lijst noemt geen formulier.")
    return Lijstregel(
        nummer=nummer,
        specialisme=_code("specialisme", specialisme),
        diagnose=_code("diagnose", diagnose),
        zorgactiviteit=_code("zorgactiviteit", activiteit),
        formulier=_code("formulier", formulier.upper()),
        namen=(specialismenaam, diagnosenaam, activiteitnaam),
    )


def _cell(tekst: str) -> str:
    """On one line, with single spaces."""
    netjes = " ".join(tekst.split())
    if any(unicodedata.category(teken) in ("Cc", "Cf", "Cs", "Co", "Cn") for teken in netjes):
        raise ValueError("Er staat een teken in dat niemand ziet.")
    if len(netjes) > LANGSTE_TEKST:
        raise ValueError(f"Een cel is langer dan {LANGSTE_TEKST} tekens.")
    return netjes


def _code(naam: str, tekst: str) -> str:
    vorm, controle, zoals = _VORMEN[naam]
    if not vorm.fullmatch(tekst):
        raise ValueError(f"'{tekst[:LANGSTE_CODE]}' is geen {naam}: {zoals}.")
    return canonical_code(controle, tekst)


def _require_new(regel: Lijstregel, eerder: Lijstregel) -> None:
    if eerder is regel:
        return
    if eerder.formulier == regel.formulier:
        raise ValueError(f"Dit staat al op regel {eerder.nummer}.")
    raise ValueError(f"Op regel {eerder.nummer} staat voor deze zorg {eerder.formulier}, hier {regel.formulier}.")
