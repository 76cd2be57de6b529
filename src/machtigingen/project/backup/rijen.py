"""The rows of every table as lines of JSON, and back: no row is opened, what is sealed stays sealed."""

import base64
import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from decimal import Decimal
from itertools import islice
from typing import Any
from uuid import UUID

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, models, transaction
from django.db.models import ExpressionWrapper, F

from machtigingen.kluis import SealedTextField

# Who was logged in logs in again; what the migrations make themselves is there already; who works now is of now.
_NIET = frozenset({"sessions.session", "contenttypes.contenttype", "bedrijfsvoering.hartslag"})
_SESSIES = "django_session"
PER_KEER = 500
Model = type[models.Model]


def tables() -> dict[str, Model]:
    """What goes into a back-up, by the name it has there."""
    alle = apps.get_models(include_auto_created=True)
    return {een._meta.label_lower: een for een in alle if een._meta.label_lower not in _NIET and een._meta.managed}


def columns(model: Model) -> list[str]:
    return [veld.attname for veld in model._meta.concrete_fields]


@contextmanager
def one_moment() -> Iterator[None]:
    """All that is read within is of one moment, and nobody waits for it."""
    vorige = getattr(connection, "transaction_mode", None)
    if connection.vendor == "sqlite":
        connection.transaction_mode = "DEFERRED"  # type: ignore[attr-defined]  # a reader, not the writer
    try:
        with transaction.atomic():
            if connection.vendor == "postgresql":
                with connection.cursor() as cursor:
                    cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
                    cursor.execute("SET LOCAL statement_timeout = 0")
            yield
    finally:
        if connection.vendor == "sqlite":
            connection.transaction_mode = vorige  # type: ignore[attr-defined]


def read(model: Model) -> Iterator[list[Any]]:
    """Every row, in a form that JSON has."""
    velden = [_as_it_lies(veld) for veld in model._meta.concrete_fields]
    rijen = model._base_manager.order_by("pk").values_list(*velden)
    for rij in rijen.iterator(chunk_size=PER_KEER):
        yield [_encode(waarde) for waarde in rij]


def _as_it_lies(veld: Any) -> Any:
    if isinstance(veld, SealedTextField):
        return ExpressionWrapper(F(veld.name), output_field=models.BinaryField())
    return veld.attname


def _encode(waarde: Any) -> Any:
    match waarde:
        case bytes() | memoryview() | bytearray():
            return base64.b64encode(bytes(waarde)).decode("ascii")
        case datetime() | date():
            return waarde.isoformat()
        case UUID() | Decimal():
            return str(waarde)
        case _:
            return waarde


def line(rij: Sequence[Any]) -> bytes:
    return json.dumps(rij, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def clear() -> None:
    """Every row of every table, also those that only a back-up may take away. Inside the transaction that fills them
    again: until it ends the others see what there was."""
    {"sqlite": _clear_sqlite, "postgresql": _clear_postgresql}[connection.vendor]()
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {_SESSIES}")


def _clear_sqlite() -> None:
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        triggers = cursor.fetchall()
        for naam, _ in triggers:
            cursor.execute(f"DROP TRIGGER {quote(naam)}")
        for model in tables().values():
            cursor.execute(f"DELETE FROM {quote(model._meta.db_table)}")
        for _, sql in triggers:
            cursor.execute(sql)


def _clear_postgresql() -> None:
    namen = [connection.ops.quote_name(model._meta.db_table) for model in tables().values()]
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = 0")
        cursor.execute("SELECT DISTINCT tgrelid::regclass::text FROM pg_trigger WHERE NOT tgisinternal")
        bewaakt = [naam for (naam,) in cursor.fetchall() if naam.strip('"') in {each.strip('"') for each in namen}]
        for naam in bewaakt:
            cursor.execute(f"ALTER TABLE {naam} DISABLE TRIGGER USER")
        cursor.execute(f"TRUNCATE {', '.join(namen)}")
        for naam in bewaakt:
            cursor.execute(f"ALTER TABLE {naam} ENABLE TRIGGER USER")


def write(model: Model, kolommen: Sequence[str], regels: Iterable[bytes]) -> int:
    """Gives how many rows were written."""
    velden = {veld.attname: veld for veld in model._meta.concrete_fields}
    quote = connection.ops.quote_name
    namen = ", ".join(quote(str(velden[kolom].column)) for kolom in kolommen)
    sql = f"INSERT INTO {quote(model._meta.db_table)} ({namen}) VALUES ({', '.join(['%s'] * len(kolommen))})"
    rijen = (
        [_decode(velden[kolom], w) for kolom, w in zip(kolommen, json.loads(regel), strict=True)] for regel in regels
    )
    geschreven = 0
    with connection.cursor() as cursor:
        while deel := list(islice(rijen, PER_KEER)):
            cursor.executemany(sql, deel)
            geschreven += len(deel)
    return geschreven


def _decode(veld: Any, waarde: Any) -> Any:
    if isinstance(veld, models.BinaryField):
        return None if waarde is None else base64.b64decode(waarde, validate=True)
    if not isinstance(veld, models.JSONField):
        waarde = veld.to_python(waarde)
    return veld.get_db_prep_save(waarde, connection)


def reset_numbers() -> None:
    """The next row gets a number after the last."""
    with connection.cursor() as cursor:
        for sql in connection.ops.sequence_reset_sql(no_style(), list(tables().values())):
            cursor.execute(sql)


def is_empty() -> bool:
    return not any(model._base_manager.exists() for model in tables().values())
