"""Clear away what a database keeps of rows that it deleted.

SQLite overwrites what is deleted (`secure_delete`), but where it moved rows to other pages it leaves copies; so the
whole file is written anew (VACUUM), and the WAL is emptied. PostgreSQL leaves the bytes of a deleted row in its page,
and values in its statistics; only VACUUM FULL writes a table anew. What neither can reach is in docs/beheer.md: a WAL
that is kept or shipped, back-ups, and the disk itself.

Both keep writers waiting for as long as they take. Where that cannot be now, the next run tries again.
"""

import logging
from collections.abc import Iterator

from django.apps import apps
from django.db import DatabaseError, OperationalError, connection
from django.db.models import F

from machtigingen.bewaring.models import Wissing

log = logging.getLogger("machtigingen.bewaring")

# Whose tables hold something of a patient, sealed or as a blind index.
_PAKKETTEN = ("aanvragen", "instroom", "notificaties", "sessions")
_RIJ = 1


def count_erasure(aantal: int) -> None:
    """In the transaction that erases: from now on there are traces to clear away."""
    if aantal:
        Wissing.objects.get_or_create(id=_RIJ)
        Wissing.objects.filter(id=_RIJ).update(gewist=F("gewist") + aantal)


def has_traces() -> bool:
    return Wissing.objects.filter(id=_RIJ, gewist__gt=F("opgeruimd")).exists()


def clear_traces() -> bool:
    """Outside any transaction. True when nothing is left of what was erased before; False when somebody was in the
    way, and a next run has to do it."""
    stand = Wissing.objects.filter(id=_RIJ).first()
    if stand is None or stand.opgeruimd >= stand.gewist:
        return True
    try:
        schoon = {"sqlite": _sqlite, "postgresql": _postgresql}[connection.vendor]()
    except OperationalError as fout:
        log.warning("sporen niet opgeruimd", extra={"soort": type(fout).__name__})
        return False
    if schoon:
        Wissing.objects.filter(id=_RIJ, opgeruimd__lt=stand.gewist).update(opgeruimd=stand.gewist)
    return schoon


def _sqlite() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("VACUUM")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        (bezet, _, _) = cursor.fetchone()
    return bezet == 0


def _postgresql() -> bool:
    """Waits for a table no longer than its users may have to wait for us."""
    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = 0")
        try:
            for tabel in _tables():
                cursor.execute(f"VACUUM (FULL, ANALYZE) {connection.ops.quote_name(tabel)}")
            for opdracht in ("VACUUM FULL pg_catalog.pg_statistic", "CHECKPOINT"):
                _if_allowed(opdracht)
        finally:
            cursor.execute("RESET statement_timeout")
    return True


def _tables() -> Iterator[str]:
    for pakket in _PAKKETTEN:
        yield from (model._meta.db_table for model in apps.get_app_config(pakket).get_models())


def _if_allowed(opdracht: str) -> None:
    """What only an owner of the database may; without it the same goes later, by the server itself."""
    try:
        with connection.cursor() as cursor:
            cursor.execute(opdracht)
    except OperationalError:
        raise
    except DatabaseError as fout:
        log.warning("niet toegestaan in deze database", extra={"opdracht": opdracht, "soort": type(fout).__name__})
