"""Seal again with the active key what another key sealed: rows, in batches, while the portal works.

A value is opened and sealed as it lies there, and nothing else of its row changes. Who works on a row at that moment
has it locked; it is passed by (PostgreSQL) or waited for (SQLite), and a next round finds it if it still needs it.
What is done is found done: it goes on where it was stopped.
"""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import connection, models, transaction

from machtigingen.kluis.sleutels import kop_of, sleutel_of, sleutelbos
from machtigingen.kluis.velden import SealedTextField

PER_KEER = 100


def sealed_models() -> tuple[type[models.Model], ...]:
    return tuple(model for model in apps.get_models() if sealed_fields(model))


def sealed_fields(model: type[models.Model]) -> tuple[SealedTextField, ...]:
    return tuple(veld for veld in model._meta.concrete_fields if isinstance(veld, SealedTextField))


def count_by_key() -> Counter[str]:
    """How many values each key of the ring sealed; under the empty id what none of them did."""
    geteld: Counter[str] = Counter()
    for model in sealed_models():
        for veld in sealed_fields(model):
            samen = model._base_manager.filter(**{f"{veld.name}__isnull": False}).count()
            for sleutel_id in sleutelbos().sleutels:
                aantal = _count(model, veld, sleutel_id)
                geteld[sleutel_id] += aantal
                samen -= aantal
            geteld[""] += samen
    return +geteld


def _count(model: type[models.Model], veld: SealedTextField, sleutel_id: str) -> int:
    kop, quote = kop_of(sleutel_id), connection.ops.quote_name
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT count(*) FROM {quote(model._meta.db_table)} WHERE substr({quote(str(veld.column))}, 1, %s) = %s",
            [len(kop), kop],
        )
        return int(cursor.fetchone()[0])


def reseal_rows() -> int:
    """One round over every table; gives how many rows were written."""
    return sum(aantal for model in sealed_models() for aantal in _in_batches(model))


def _in_batches(model: type[models.Model]) -> Iterator[int]:
    na: Any = None
    while True:
        with transaction.atomic():
            rijen = _next(model, na)
            for rij in rijen:
                _reseal(model, rij)
        if not rijen:
            return
        yield len(rijen)
        na = rijen[-1][0]


def _next(model: type[models.Model], na: Any) -> list[tuple[Any, ...]]:
    """Some rows with a value of another key, locked, with the sealed bytes. By their key, to go on in that order."""
    velden, quote = sealed_fields(model), connection.ops.quote_name
    tabel, pk = quote(model._meta.db_table), quote(str(model._meta.pk.column))
    kop = sleutelbos().kop
    oud = " OR ".join(f"substr({quote(str(veld.column))}, 1, %s) <> %s" for veld in velden)
    waarden: list[Any] = [len(kop), kop] * len(velden)
    verder = ""
    if na is not None:
        verder, waarden = f"AND {pk} > %s", [*waarden, na]
    slot = "FOR UPDATE SKIP LOCKED" if connection.features.has_select_for_update_skip_locked else ""
    kolommen = ", ".join(quote(str(veld.column)) for veld in velden)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {pk}, {kolommen} FROM {tabel} WHERE ({oud}) {verder} ORDER BY {pk} LIMIT {PER_KEER} {slot}",
            waarden,
        )
        return list(cursor.fetchall())


def _reseal(model: type[models.Model], rij: tuple[Any, ...]) -> None:
    bos, quote, velden = sleutelbos(), connection.ops.quote_name, sealed_fields(model)
    nieuw = {
        str(veld.column): bos.seal(bos.unseal(bytes(waarde), context=veld.context), context=veld.context)
        for veld, waarde in zip(velden, rij[1:], strict=True)
        if waarde is not None and sleutel_of(bytes(waarde)) != bos.actief
    }
    zet = ", ".join(f"{quote(kolom)} = %s" for kolom in nieuw)
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {quote(model._meta.db_table)} SET {zet} WHERE {quote(str(model._meta.pk.column))} = %s",
            [*nieuw.values(), rij[0]],
        )
