"""Clear away what a database keeps of rows that it deleted.

SQLite overwrites what is deleted (`secure_delete`), but where it moved rows to other pages it leaves copies; so the
whole file is written anew (VACUUM), and the WAL is emptied. PostgreSQL leaves the bytes of a deleted row in its page,
and samples of them in its statistics; only VACUUM FULL writes a table anew. What neither can reach is in
docs/beheer.md: a WAL that is kept or shipped, back-ups, and the disk itself.

Both keep writers waiting for as long as they take. Where that cannot be now, the next run tries again.
"""

import logging
from collections.abc import Iterator
from datetime import datetime
from enum import Enum

from django.apps import apps
from django.db import DatabaseError, OperationalError, connection
from django.db.models import F

from machtigingen.bewaring.models import Wissing


class Opruiming(Enum):
    """How clearing up ended."""

    SCHOON = "schoon"
    BEZIG = "bezig"  # somebody was in the way
    GEEN_EIGENAAR = "geen_eigenaar"  # of the database: then it cannot


log = logging.getLogger("machtigingen.bewaring")

# Whose tables hold something of a patient, sealed or as a blind index.
_PAKKETTEN = ("aanvragen", "instroom", "notificaties", "sessions")
_RIJ = 1


def count_erasure(aantal: int) -> None:
    """In the transaction that erases: from now on there are traces to clear away."""
    if aantal:
        Wissing.objects.get_or_create(id=_RIJ)
        Wissing.objects.filter(id=_RIJ).update(gewist=F("gewist") + aantal)


def remember_run(now: datetime) -> None:
    Wissing.objects.update_or_create(id=_RIJ, defaults={"laatst_at": now})


def last_run() -> datetime | None:
    return Wissing.objects.filter(id=_RIJ).values_list("laatst_at", flat=True).first()


def has_traces() -> bool:
    return Wissing.objects.filter(id=_RIJ, gewist__gt=F("opgeruimd")).exists()


def clear_traces() -> Opruiming:
    """Outside any transaction. Afterwards nothing is left of what was erased before, or a next run has to do it."""
    stand = Wissing.objects.filter(id=_RIJ).first()
    if stand is None or stand.opgeruimd >= stand.gewist:
        return Opruiming.SCHOON
    try:
        uitkomst = {"sqlite": _sqlite, "postgresql": _postgresql}[connection.vendor]()
    except OperationalError as fout:
        log.warning("sporen niet opgeruimd", extra={"soort": type(fout).__name__})
        return Opruiming.BEZIG
    if uitkomst is Opruiming.SCHOON:
        Wissing.objects.filter(id=_RIJ, opgeruimd__lt=stand.gewist).update(opgeruimd=stand.gewist)
    return uitkomst


def _sqlite() -> Opruiming:
    with connection.cursor() as cursor:
        cursor.execute("VACUUM")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        (bezet, _, _) = cursor.fetchone()
    return Opruiming.BEZIG if bezet else Opruiming.SCHOON


def _postgresql() -> Opruiming:
    """Who may not write a table anew gets no error from the server, only a warning: so we look first. The statistics
    hold samples of every column, sealed ones too, and are a table like the others."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_has_role(datdba, 'MEMBER') FROM pg_database WHERE datname = current_database()")
        if cursor.fetchone() != (True,):
            return Opruiming.GEEN_EIGENAAR
        cursor.execute("SET statement_timeout = 0")
        try:
            for tabel in _tables():
                cursor.execute(f"VACUUM (FULL, ANALYZE) {connection.ops.quote_name(tabel)}")
            cursor.execute("VACUUM FULL pg_catalog.pg_statistic")
        finally:
            cursor.execute("RESET statement_timeout")
    _checkpoint()
    return Opruiming.SCHOON


def _tables() -> Iterator[str]:
    for pakket in _PAKKETTEN:
        yield from (model._meta.db_table for model in apps.get_app_config(pakket).get_models())


def _checkpoint() -> None:
    """So that the server can use the older files of its WAL again. Who may not: then it does so in its own time."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("CHECKPOINT")
    except OperationalError:
        raise
    except DatabaseError as fout:
        log.info("geen checkpoint", extra={"soort": type(fout).__name__})
