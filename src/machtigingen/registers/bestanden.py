"""How does a register file look? CSV: UTF-8, semicolons, a header line (docs/registers.md in words).

Pure: from a file to values that are right by type, or to a problem with its line number. Reads line by line,
so that a register of any size fits.
"""

import csv
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO

from machtigingen.foundation import AgbCode, DomainError, Uzovi
from machtigingen.registers.standen import Aanbiedertype, Register, Verzekeraarsoort

_DATUM = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_SPECIALISMEN = re.compile(r"([0-9]{4}(,[0-9]{4}){0,39})?")
_NAAM_MAX = 200


@dataclass(frozen=True)
class Probleem:
    """What is wrong on which line, in words for who made the file."""

    bestand: Path
    regel: int
    tekst: str

    def __str__(self) -> str:
        return f"{self.bestand}, regel {self.regel}: {self.tekst}"


def bestanden_in(map: Path) -> Mapping[Register, Path]:
    """Where each register lies in a folder that holds them all."""
    return {register: map / f"{register.value}.csv" for register in Register}


class OnbruikbaarBestand(Exception):
    """The file is refused as a whole."""

    def __init__(self, *problemen: Probleem) -> None:
        super().__init__("\n".join(str(probleem) for probleem in problemen))
        self.problemen = problemen


@dataclass(frozen=True)
class Regel:
    """One line of a register: its number in the file, and what the file says of it by field of the model."""

    nummer: int
    waarden: Mapping[str, Any]


@dataclass(frozen=True)
class _Kolom:
    naam: str
    veld: str
    parse: Callable[[str], Any]
    mag_weg: bool = False  # a file may do without it: then what is known stays


def _agb(tekst: str) -> str:
    try:
        return AgbCode.parse(tekst).waarde
    except DomainError as fout:
        raise ValueError(f"'{tekst}' is geen AGB-code van 8 cijfers") from fout


def _uzovi(tekst: str) -> str:
    try:
        return Uzovi.parse(tekst).waarde
    except DomainError as fout:
        raise ValueError(f"'{tekst}' is geen UZOVI-nummer van 4 cijfers") from fout


def _naam(tekst: str) -> str:
    if not tekst.strip():
        raise ValueError("leeg")
    if len(tekst) > _NAAM_MAX or not tekst.isprintable():
        raise ValueError(f"meer dan {_NAAM_MAX} tekens, of een teken dat niet leesbaar is")
    return tekst


def _specialismen(tekst: str) -> str:
    if not _SPECIALISMEN.fullmatch(tekst):
        raise ValueError(f"'{tekst}' is geen lijst van codes van 4 cijfers, zoals 0301 of 0301,0304")
    return tekst


def _type(tekst: str) -> str:
    try:
        return Aanbiedertype(tekst).value
    except ValueError as fout:
        raise ValueError(f"'{tekst}' is geen {', '.join(type.value for type in Aanbiedertype)}") from fout


def _soort(tekst: str) -> str:
    try:
        return Verzekeraarsoort(tekst).value
    except ValueError as fout:
        raise ValueError(f"'{tekst}' is geen {' of '.join(soort.value for soort in Verzekeraarsoort)}") from fout


def _datum(tekst: str) -> date:
    try:
        if _DATUM.fullmatch(tekst):
            return date.fromisoformat(tekst)
    except ValueError:
        pass
    raise ValueError(f"'{tekst}' is geen datum zoals 2026-01-31")


def _datum_of_leeg(tekst: str) -> date | None:
    return _datum(tekst) if tekst else None


_PERIODE = (_Kolom("begin", "begin_on", _datum), _Kolom("einde", "einde_on", _datum_of_leeg))
_KOLOMMEN: Mapping[Register, tuple[_Kolom, ...]] = {
    Register.AGB_ZORGVERLENERS: (
        _Kolom("agb", "agb", _agb),
        _Kolom("naam", "naam", _naam),
        _Kolom("specialismen", "specialismen", _specialismen),
        *_PERIODE,
    ),
    Register.AGB_ZORGAANBIEDERS: (
        _Kolom("agb", "agb", _agb),
        _Kolom("naam", "naam", _naam),
        _Kolom("type", "type", _type),
        *_PERIODE,
    ),
    Register.AGB_KOPPELINGEN: (
        _Kolom("zorgverlener", "zorgverlener_id", _agb),
        _Kolom("zorgaanbieder", "zorgaanbieder_id", _agb),
        *_PERIODE,
    ),
    Register.UZOVI: (
        _Kolom("uzovi", "uzovi", _uzovi),
        _Kolom("naam", "naam", _naam),
        *_PERIODE,
        _Kolom("soort", "soort", _soort, mag_weg=True),
    ),
}


def read(register: Register, path: Path, *, progress: Callable[[int], object]) -> Iterator[Regel | Probleem]:
    """The lines of a file, the wrong ones as problems. `progress` hears how many bytes were read."""
    alle = _KOLOMMEN[register]
    with path.open("rb") as bestand:
        rijen = _cells(bestand, progress)
        kop = next(rijen, (1, []))
        kolommen = tuple(kolom for kolom in alle if not kolom.mag_weg or kolom.naam in kop[1])
        if kop[1] != [kolom.naam for kolom in kolommen]:
            yield Probleem(path, 1, f"de eerste regel moet zijn: {';'.join(kolom.naam for kolom in alle)}")
            return
        leeg = True
        for nummer, cellen in rijen:
            leeg = False
            try:
                yield Regel(nummer, _waarden(kolommen, cellen))
            except ValueError as fout:
                yield Probleem(path, nummer, str(fout))
        if leeg:
            yield Probleem(path, 2, "er staan geen regels onder de kop")


def _waarden(kolommen: tuple[_Kolom, ...], cellen: list[str] | str) -> dict[str, Any]:
    if isinstance(cellen, str):
        raise ValueError(cellen)
    if len(cellen) != len(kolommen):
        raise ValueError(f"{len(cellen)} kolommen, dat moeten er {len(kolommen)} zijn")
    waarden = {}
    for kolom, cel in zip(kolommen, cellen, strict=True):
        try:
            waarden[kolom.veld] = kolom.parse(cel)
        except ValueError as fout:
            raise ValueError(f"{kolom.naam}: {fout}") from fout
    if waarden["einde_on"] and waarden["einde_on"] < waarden["begin_on"]:
        raise ValueError("einde: ligt voor begin")
    return waarden


def _cells(bestand: BinaryIO, progress: Callable[[int], object]) -> Iterator[tuple[int, list[str] | str]]:
    """Line number and cells; a line that cannot be read comes last, as the reason why."""
    reader = csv.reader(_lines(bestand, progress), delimiter=";", strict=True)
    while True:
        nummer = reader.line_num + 1
        try:
            cellen = next(reader)
        except StopIteration:
            return
        except UnicodeDecodeError:
            yield nummer, "dit is geen UTF-8; sla het bestand op als UTF-8"
            return
        except csv.Error:
            yield nummer, "de aanhalingstekens kloppen niet"
            return
        if cellen:
            yield nummer, cellen


def _lines(bestand: BinaryIO, progress: Callable[[int], object]) -> Iterator[str]:
    encoding = "utf-8-sig"
    for regel in bestand:
        progress(len(regel))
        yield regel.decode(encoding)
        encoding = "utf-8"
