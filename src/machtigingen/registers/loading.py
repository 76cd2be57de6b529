"""How does a register file become our copy? All of it or nothing, and a second time changes nothing.

A code that is no longer in the file keeps its row: a register ends a code with a date, and an aanvraag of
last year must still find it.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any

from django.db import models, transaction

from machtigingen.registers.bestanden import OnbruikbaarBestand, Probleem, Regel, read
from machtigingen.registers.models import Koppeling, Lading, Verzekeraar, Zorgaanbieder, Zorgverlener
from machtigingen.registers.standen import Register

PROBLEMEN_MAX = 20
_BATCH = 500


@dataclass(frozen=True, kw_only=True)
class Laadverslag:
    """What a load did. `niet_in_bestand` counts the rows that this file no longer has; they stay."""

    register: Register
    nieuw: int
    gewijzigd: int
    ongewijzigd: int
    niet_in_bestand: int

    def __str__(self) -> str:
        return (
            f"{self.register.value}: {self.nieuw} nieuw, {self.gewijzigd} gewijzigd, "
            f"{self.ongewijzigd} ongewijzigd, {self.niet_in_bestand} bewaard die niet in het bestand staan"
        )


@dataclass(frozen=True)
class _Tabel:
    """Where a register lands. `sleutel` says when two rows are the same row; its first column finds them."""

    model: type[models.Model]
    sleutel: tuple[str, ...]
    overig: tuple[str, ...]  # the model says by default what a file may do without
    verwijzingen: Mapping[str, type[models.Model]] = field(default_factory=dict)

    @property
    def velden(self) -> tuple[str, ...]:
        return self.sleutel + self.overig


_TABELLEN: Mapping[Register, _Tabel] = {
    Register.AGB_ZORGVERLENERS: _Tabel(Zorgverlener, ("agb",), ("naam", "specialismen", "begin_on", "einde_on")),
    Register.AGB_ZORGAANBIEDERS: _Tabel(Zorgaanbieder, ("agb",), ("naam", "type", "begin_on", "einde_on")),
    Register.AGB_KOPPELINGEN: _Tabel(
        Koppeling,
        ("zorgverlener_id", "zorgaanbieder_id", "begin_on"),
        ("einde_on",),
        verwijzingen={"zorgverlener_id": Zorgverlener, "zorgaanbieder_id": Zorgaanbieder},
    ),
    Register.UZOVI: _Tabel(Verzekeraar, ("uzovi",), ("naam", "soort", "begin_on", "einde_on")),
}


def load(
    register: Register, path: Path, *, now: datetime, progress: Callable[[int], object] = lambda gelezen: None
) -> Laadverslag:
    """Takes in one file. `progress` hears how many bytes were read. Raises `OnbruikbaarBestand`."""
    with transaction.atomic():
        lading = _Inlezing(register, path)
        for regels in _batches(read(register, path, progress=progress)):
            lading.add(regels)
        if lading.problemen:
            raise OnbruikbaarBestand(*lading.problemen)
        return lading.finish(now=now)


def load_all(
    bestanden: Mapping[Register, Path],
    *,
    now: datetime,
    progress: Callable[[int], object] = lambda gelezen: None,
) -> tuple[Laadverslag, ...]:
    """Takes in several files, all of them or none. Raises `OnbruikbaarBestand`."""
    with transaction.atomic():
        return tuple(
            load(register, bestanden[register], now=now, progress=progress)
            for register in Register
            if register in bestanden
        )


class _Inlezing:
    """One file on its way in: what was seen so far, and what is wrong with it."""

    def __init__(self, register: Register, path: Path) -> None:
        self.register, self.path = register, path
        self.tabel = _TABELLEN[register]
        self.gezien: dict[tuple[Any, ...], int] = {}
        self.problemen: list[Probleem] = []
        self.nieuw = self.gewijzigd = 0

    def add(self, regels: Sequence[Regel | Probleem]) -> None:
        """Checks a batch and writes what is new or changed. After a problem nothing more is written."""
        goed = [regel for regel in regels if isinstance(regel, Regel)]
        self.problemen += [regel for regel in regels if isinstance(regel, Probleem)]
        self.problemen += [*self._doubles(goed), *self._dangling(goed)]
        if not self.problemen:
            self._write(goed)
        if len(self.problemen) >= PROBLEMEN_MAX:
            raise OnbruikbaarBestand(*sorted(self.problemen, key=lambda probleem: probleem.regel)[:PROBLEMEN_MAX])

    def finish(self, *, now: datetime) -> Laadverslag:
        regels = len(self.gezien)
        Lading.objects.update_or_create(register=self.register.value, defaults={"geladen_at": now, "regels": regels})
        return Laadverslag(
            register=self.register,
            nieuw=self.nieuw,
            gewijzigd=self.gewijzigd,
            ongewijzigd=regels - self.nieuw - self.gewijzigd,
            niet_in_bestand=self.tabel.model._default_manager.count() - regels,
        )

    def _doubles(self, regels: Sequence[Regel]) -> Iterator[Probleem]:
        for regel in regels:
            sleutel = tuple(regel.waarden[veld] for veld in self.tabel.sleutel)
            eerder = self.gezien.setdefault(sleutel, regel.nummer)
            if eerder != regel.nummer:
                yield Probleem(self.path, regel.nummer, f"{sleutel[0]} staat ook al op regel {eerder}")

    def _dangling(self, regels: Sequence[Regel]) -> Iterator[Probleem]:
        for veld, model in self.tabel.verwijzingen.items():
            codes = {regel.waarden[veld] for regel in regels}
            bekend = set(model._default_manager.filter(pk__in=codes).values_list("pk", flat=True))
            for regel in regels:
                if regel.waarden[veld] not in bekend:
                    naam = model._meta.model_name
                    yield Probleem(self.path, regel.nummer, f"{naam}: {regel.waarden[veld]} is niet geladen")

    def _write(self, regels: Sequence[Regel]) -> None:
        """A column that the file does without stays as it is, and of a new row what it is by default."""
        tabel, velden = self.tabel, self._fields_in(regels)
        rijen = [tuple(regel.waarden[veld] for veld in velden) for regel in regels]
        zoek = {f"{tabel.sleutel[0]}__in": {rij[0] for rij in rijen}}
        bestaand = tabel.model._default_manager.filter(**zoek).values_list(*velden)
        grens = len(tabel.sleutel)
        was = {rij[:grens]: rij for rij in bestaand}
        anders = [rij for rij in rijen if was.get(rij[:grens]) != rij]
        gewijzigd = sum(rij[:grens] in was for rij in anders)
        self.gewijzigd += gewijzigd
        self.nieuw += len(anders) - gewijzigd
        tabel.model._default_manager.bulk_create(
            [tabel.model(**dict(zip(velden, rij, strict=True))) for rij in anders],
            update_conflicts=True,
            unique_fields=tabel.sleutel,
            update_fields=[veld for veld in velden if veld not in tabel.sleutel],
        )

    def _fields_in(self, regels: Sequence[Regel]) -> list[str]:
        return [veld for veld in self.tabel.velden if all(veld in regel.waarden for regel in regels)]


def _batches(regels: Iterator[Regel | Probleem]) -> Iterator[list[Regel | Probleem]]:
    while batch := list(islice(regels, _BATCH)):
        yield batch
