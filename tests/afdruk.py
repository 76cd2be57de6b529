"""The rows that a test begins with, made once by the portal itself and put back for each test after it.

Loading the fictitious world takes a hundred times as long as writing its hundred rows; so does sending an aanvraag.
"""

import shutil
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from tempfile import TemporaryDirectory
from typing import Any, TypeVar

from django.apps import apps
from django.conf import settings
from django.core.management.color import no_style
from django.db import connection

T = TypeVar("T")
_afdrukken: dict[Hashable, "Afdruk"] = {}
_vervolgen: dict[Hashable, "Vervolg"] = {}


@dataclass(frozen=True)
class Tabel:
    naam: str
    kolommen: tuple[str, ...]
    rijen: list[tuple[Any, ...]]

    def replace(self, was: "Tabel") -> None:
        """Of an audit record no row is ever taken away: where there are only more, the others stay."""
        er_al = set(map(repr, was.rijen))
        if er_al <= set(map(repr, self.rijen)):
            Tabel(self.naam, self.kolommen, [rij for rij in self.rijen if repr(rij) not in er_al]).write()
            return
        with connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {self.naam}")
        self.write()

    def write(self) -> None:
        names = ", ".join(map(connection.ops.quote_name, self.kolommen))
        values = ", ".join(["%s"] * len(self.kolommen))
        with connection.cursor() as cursor:
            cursor.executemany(f"INSERT INTO {self.naam} ({names}) VALUES ({values})", self.rijen)


@dataclass(frozen=True)
class Afdruk:
    """Every row there is, and what gives out the next numbers."""

    tabellen: tuple[Tabel, ...]

    @classmethod
    def take(cls) -> "Afdruk":
        return cls(tuple(tabel for tabel in map(_tabel, _tables()) if tabel.rijen))

    def write(self) -> None:
        for tabel in self.tabellen:
            tabel.write()
        self._reset_numbers()

    def replace(self, was: "Afdruk") -> None:
        """There is what `was` says, and from now on this."""
        stond = {tabel.naam: tabel for tabel in was.tabellen}
        for tabel in self.tabellen:
            tabel.replace(stond.get(tabel.naam, Tabel(tabel.naam, tabel.kolommen, [])))
        self._reset_numbers()

    def _reset_numbers(self) -> None:
        used = {tabel.naam for tabel in self.tabellen}
        models = [model for model in apps.get_models() if model._meta.db_table in used]
        with connection.cursor() as cursor:
            for statement in connection.ops.sequence_reset_sql(no_style(), models):
                cursor.execute(statement)


def once(sleutel: Hashable, build: Callable[[], object]) -> None:
    """In an empty database: what `build` writes. Other than empty it is built anew."""
    if any(_tabel(naam).rijen for naam in _tables()):
        build()
    elif sleutel in _afdrukken:
        _afdrukken[sleutel].write()
    else:
        build()
        _afdrukken[sleutel] = Afdruk.take()


@dataclass(frozen=True)
class Vervolg:
    """From what there was to what was made of it, with the files and what was told of it."""

    van: Afdruk
    naar: Afdruk
    bestanden: TemporaryDirectory[str]
    verteld: Any


def eenmaal(sleutel: Hashable, build: Callable[[], T]) -> T:
    """After `wereld`: what `build` adds to it, and what it returns: data that nobody changes. Sessions do not come
    along, so callers are new ones. Where there is something else than the first time it is built anew."""
    nu = Afdruk.take()
    vervolg = _vervolgen.get(sleutel)
    if vervolg and vervolg.van == nu:
        vervolg.naar.replace(nu)
        shutil.copytree(vervolg.bestanden.name, settings.MACHTIGINGEN_BIJLAGEN, dirs_exist_ok=True)
        return vervolg.verteld
    verteld = build()
    bestanden: TemporaryDirectory[str] = TemporaryDirectory()
    shutil.copytree(settings.MACHTIGINGEN_BIJLAGEN, bestanden.name, dirs_exist_ok=True)
    _vervolgen[sleutel] = Vervolg(nu, Afdruk.take(), bestanden, verteld)
    return verteld


def _tables() -> list[str]:
    """Those of the portal; django_content_type and the like are there from the migrations."""
    return [model._meta.db_table for model in apps.get_models() if model.__module__.startswith("machtigingen.")]


def _tabel(naam: str) -> Tabel:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {naam}")
        return Tabel(naam, tuple(column[0] for column in cursor.description), cursor.fetchall())
