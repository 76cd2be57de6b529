"""The rows that a test begins with, made once by the portal's own loaders and put back for each test after it.

Loading the fictitious world takes a hundred times as long as writing its hundred rows.
"""

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection

_afdrukken: dict[Hashable, "Afdruk"] = {}


@dataclass(frozen=True)
class Tabel:
    naam: str
    kolommen: tuple[str, ...]
    rijen: list[tuple[Any, ...]]

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


def _tables() -> list[str]:
    """Those of the portal; django_content_type and the like are there from the migrations."""
    return [model._meta.db_table for model in apps.get_models() if model.__module__.startswith("machtigingen.")]


def _tabel(naam: str) -> Tabel:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {naam}")
        return Tabel(naam, tuple(column[0] for column in cursor.description), cursor.fetchall())
