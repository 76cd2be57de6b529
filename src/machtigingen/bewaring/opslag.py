"""Clear away what a database keeps of rows that it deleted.

SQLite overwrites what is deleted (`secure_delete`), but where it moved rows to other pages it leaves copies; so the
whole file is written anew (VACUUM), and the WAL is emptied. PostgreSQL leaves the bytes of a deleted row in its page,
and samples of them in its statistics; only VACUUM FULL writes a table anew. What neither can reach is in
docs/beheer.md: a WAL that is kept or shipped, back-ups, and the disk itself.

Both keep writers waiting for as long as they take. Where that cannot be now, the next run tries again.
"""

import logging
import sqlite3
from collections.abc import Iterable, Iterator
from datetime import datetime
from enum import Enum
from time import monotonic, sleep

from django.apps import apps
from django.db import DatabaseError, OperationalError, connection
from django.db.models import F

from machtigingen.bewaring.models import Wissing


class Opruiming(Enum):
    """How clearing up ended."""

    SCHOON = "schoon"
    BEZIG = "bezig"  # somebody was in the way
    GEEN_EIGENAAR = "geen_eigenaar"  # of the database: then it cannot
    MISLUKT = "mislukt"  # no room on the disk, for one


log = logging.getLogger("machtigingen.bewaring")

_PAKKETTEN = ("aanvragen", "instroom", "notificaties", "sessions")
_RIJ = 1
GEDULD_SECONDEN = 30.0


def count_erasure(aantal: int, *, van_audit: bool = False) -> None:
    """In the transaction that erases: from now on there are traces to clear away."""
    if aantal:
        Wissing.objects.get_or_create(id=_RIJ)
        velden = ("gewist", "gewist_audit") if van_audit else ("gewist",)
        Wissing.objects.filter(id=_RIJ).update(**{veld: F("gewist") + aantal for veld in velden})


def remember_run(now: datetime, *, wachtend: int) -> None:
    Wissing.objects.update_or_create(id=_RIJ, defaults={"laatst_at": now, "wachtend": wachtend})


def waiting_at_last_run() -> int:
    return Wissing.objects.filter(id=_RIJ).values_list("wachtend", flat=True).first() or 0


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
        log.warning("sporen niet opgeruimd", extra={"soort": type(fout.__cause__).__name__})
        return Opruiming.BEZIG if _is_wait(fout) else Opruiming.MISLUKT
    if uitkomst is Opruiming.SCHOON:
        Wissing.objects.filter(id=_RIJ, opgeruimd__lt=stand.gewist).update(opgeruimd=stand.gewist)
    return uitkomst


def _is_wait(fout: OperationalError) -> bool:
    """Somebody else had what we need: SQLITE_BUSY and SQLITE_LOCKED, or lock_not_available."""
    code = getattr(fout.__cause__, "sqlite_errorcode", None) or getattr(fout.__cause__, "sqlstate", None)
    return code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, "55P03")


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
            schoon = _rewrite("FULL, ANALYZE", tables())
            _forget_statistics_of_empty_tables()
            schoon = schoon and _rewrite("FULL", ["pg_statistic"])
        finally:
            cursor.execute("RESET statement_timeout")
    if schoon:
        _checkpoint()
    return Opruiming.SCHOON if schoon else Opruiming.BEZIG


def _rewrite(hoe: str, tabellen: Iterable[str]) -> bool:
    """False when somebody still sees what was deleted before: then VACUUM copies it along, without a word."""
    if not _is_seen_by_nobody():
        return False
    with connection.cursor() as cursor:
        for tabel in tabellen:
            cursor.execute(f"VACUUM ({hoe}) {connection.ops.quote_name(tabel)}")
    return True


def _forget_statistics_of_empty_tables() -> None:
    """Of a table without rows ANALYZE leaves the samples of before. A column that gets its own type anew loses them."""
    with connection.cursor() as cursor:
        for tabel in tables():
            naam = connection.ops.quote_name(tabel)
            cursor.execute(f"SELECT 1 FROM {naam} LIMIT 1")
            if cursor.fetchone() is not None:
                continue
            cursor.execute(_BEMONSTERD, [naam, tabel])
            opnieuw = ", ".join(f"ALTER COLUMN {kolom} TYPE {type_}" for kolom, type_ in cursor.fetchall())
            if opnieuw:
                cursor.execute(f"ALTER TABLE {naam} {opnieuw}")


_BEMONSTERD = """
    SELECT quote_ident(attname), format_type(atttypid, atttypmod) FROM pg_attribute
     WHERE attrelid = %s::regclass
       AND attname IN (SELECT attname FROM pg_stats WHERE schemaname = current_schema() AND tablename = %s)
"""


_NOG_GEZIEN = """
    SELECT 1 FROM pg_stat_activity
     WHERE pid <> pg_backend_pid() AND coalesce(datname, current_database()) = current_database()
       AND age(backend_xmin) >= age(%(nu)s::xid)
    UNION ALL
    SELECT 1 FROM pg_replication_slots
     WHERE age(xmin) >= age(%(nu)s::xid) OR age(catalog_xmin) >= age(%(nu)s::xid)
    UNION ALL
    SELECT 1 FROM pg_prepared_xacts WHERE age(transaction) >= age(%(nu)s::xid)
"""


def _is_seen_by_nobody() -> bool:
    """Waits for a while until every transaction began after this moment."""
    einde = monotonic() + GEDULD_SECONDEN
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_current_xact_id()::xid::text")
        (nu,) = cursor.fetchone()
        while True:
            cursor.execute(_NOG_GEZIEN, {"nu": nu})
            if cursor.fetchone() is None:
                return True
            if monotonic() > einde:
                return False
            sleep(0.2)


def tables() -> Iterator[str]:
    """Those that hold something of a patient, sealed or as a blind index; and the trail, when rows of it went."""
    ingekort = Wissing.objects.filter(id=_RIJ, gewist_audit__gt=F("opgeruimd")).exists()
    for pakket in (*_PAKKETTEN, *(["audit"] if ingekort else [])):
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
