"""What was erased is nowhere in the files of the database: not its sealed text, in any of the versions that it had, not
the blind index of its BSN, not its id. We read the bytes, as somebody with a stolen disk would.

Of PostgreSQL these are the files of the tables. Its WAL holds what was written until the server writes over it: no
command of ours changes that, and docs/beheer.md says so.
"""

import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from bewaring.voorraad import DAG, GEHEIM, JAAR, NU, aanvraag, bezorging, concept, map_, push, wis
from django.apps import apps
from django.contrib.sessions.models import Session
from django.db import OperationalError, connection, transaction
from losse_database import losse_database as db

from machtigingen.aanvragen.models import Aanvraag
from machtigingen.audit.actions import record, verify_all
from machtigingen.bewaring import opslag
from machtigingen.bewaring.models import Wissing
from machtigingen.bewaring.opslag import Opruiming
from machtigingen.kluis import sleutelbos

__all__ = ["db"]

pytestmark = pytest.mark.usefixtures("db")

STUK = 24
PER_SOORT = 12


def rows(ids: Iterable[UUID]) -> Iterator[tuple[object, ...]]:
    """Every row of these aanvragen and of what belongs to them, as it lies in the database."""
    with connection.cursor() as cursor:
        for label in ("aanvragen", "instroom", "notificaties"):
            for model in apps.get_app_config(label).get_models():
                namen = [veld.column for veld in model._meta.fields]
                sleutel = "id" if model is Aanvraag else "aanvraag_id"
                if sleutel not in namen:
                    continue
                for id_ in ids:
                    cursor.execute(
                        f'SELECT * FROM "{model._meta.db_table}" WHERE {sleutel} = %s',
                        [id_ if connection.vendor == "postgresql" else id_.hex],
                    )
                    yield from cursor.fetchall()


def pieces(ids: Iterable[UUID]) -> set[bytes]:
    """What nobody may find of them: the beginning of each sealed value, each index, each id."""
    stukken = {id_.bytes if connection.vendor == "postgresql" else id_.hex.encode() for id_ in ids}
    for rij in rows(ids):
        for waarde in rij:
            if isinstance(waarde, bytes | memoryview):
                stukken.add(bytes(waarde)[4 : 4 + STUK])
            elif isinstance(waarde, str) and len(waarde) == 64:
                stukken.add(waarde.encode())
    return stukken


def files() -> list[Path]:
    if connection.vendor == "sqlite":
        naam = str(connection.settings_dict["NAME"])
        return [Path(f"{naam}{staart}") for staart in ("", "-wal", "-shm")]
    with connection.cursor() as cursor:
        cursor.execute("CHECKPOINT")
        cursor.execute(
            "SELECT current_setting('data_directory'), oid FROM pg_database WHERE datname = current_database()"
        )
        folder, oid = cursor.fetchone()
    return [pad for deel in (f"base/{oid}", "global") for pad in sorted((Path(folder) / deel).iterdir())]


def found(stukken: Iterable[bytes]) -> set[bytes]:
    inhoud = [pad.read_bytes() for pad in files() if pad.is_file()]
    inhoud += [pad.name.encode() + b"\n" + pad.read_bytes() for pad in map_().iterdir()]
    return {stuk for stuk in stukken if any(stuk in bytes_ for bytes_ in inhoud)}


def change(ids: Iterable[UUID]) -> None:
    """Each has had other answers, and another BSN, before."""
    for een in Aanvraag.objects.filter(pk__in=ids):
        een.antwoorden = {"klacht": {"waarde": GEHEIM * 90}}
        een.bsn_index = sleutelbos().blind_index(f"later {een.pk}", context="bsn")
        een.save(update_fields=["antwoorden", "bsn_index"])


@pytest.fixture
def te_oud() -> set[bytes]:
    """What lies there of aanvragen that are due, in every version; between those that stay."""
    oud, jong = [], []
    for maak, termijn in ((push, DAG), (concept, 30 * DAG), (aanvraag, 2 * JAAR)):
        for _ in range(PER_SOORT):
            oud.append(maak(oud=termijn + 2 * DAG).pk)
            bezorging(Aanvraag.objects.get(pk=oud[-1]))
            jong.append(maak(oud=timedelta(hours=1)).pk)
    stukken = pieces(oud)
    change([*oud, *jong])
    stukken |= pieces(oud) | {str(bijlage).encode() for bijlage in bestanden(oud)}
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    assert len(stukken) > 15 * PER_SOORT
    return stukken


def bestanden(ids: Iterable[UUID]) -> list[UUID]:
    from machtigingen.aanvragen.models import Bijlage

    return list(Bijlage.objects.filter(aanvraag__in=ids).values_list("pk", flat=True))


def test_there_was_something_to_find(te_oud: set[bytes]) -> None:
    """Nearly all: an earlier version may be written over already."""
    assert len(found(te_oud)) > 0.7 * len(te_oud)


def test_nothing_is_left_of_what_was_erased(te_oud: set[bytes]) -> None:
    wis()
    assert opslag.clear_traces() is Opruiming.SCHOON
    assert found(te_oud) == set()


def test_of_what_stays_everything_is_found(te_oud: set[bytes]) -> None:
    wis()
    opslag.clear_traces()
    over = pieces(Aanvraag.objects.values_list("pk", flat=True))
    assert len(over) > 8 * PER_SOORT
    assert found(over) == over


def test_without_clearing_up_there_are_traces(te_oud: set[bytes]) -> None:
    """Deleting alone is not enough, on either database: this is what it is for."""
    wis()
    assert found(te_oud) != set()


def construction() -> dict[str, object]:
    """How each table is made."""
    with connection.cursor() as cursor:
        tabellen = connection.introspection.table_names(cursor)
        return {
            tabel: (
                connection.introspection.get_table_description(cursor, tabel),
                connection.introspection.get_constraints(cursor, tabel),
            )
            for tabel in tabellen
        }


def test_nothing_is_left_when_everything_goes(te_oud: set[bytes]) -> None:
    """A table without rows is a case of its own for who samples it."""
    alles, gebouwd = te_oud | pieces(Aanvraag.objects.values_list("pk", flat=True)), construction()
    wis(now=NU + 9 * JAAR)
    assert not Aanvraag.objects.exists()
    assert opslag.clear_traces() is Opruiming.SCHOON
    assert found(alles) == set()
    assert construction() == gebouwd


def test_that_there_are_traces_is_remembered_until_they_are_cleared(te_oud: set[bytes]) -> None:
    """Whoever was killed after erasing leaves it to the next."""
    assert not opslag.has_traces()
    wis()
    assert opslag.has_traces()
    assert opslag.clear_traces() is Opruiming.SCHOON
    assert not opslag.has_traces()
    assert found(te_oud) == set()


def test_with_nothing_erased_there_is_nothing_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    def rewrite() -> Opruiming:
        raise AssertionError

    monkeypatch.setattr(opslag, "_sqlite", rewrite)
    monkeypatch.setattr(opslag, "_postgresql", rewrite)
    wis()
    assert opslag.clear_traces() is Opruiming.SCHOON


def test_what_is_erased_while_it_clears_up_is_left_for_a_next_time(monkeypatch: pytest.MonkeyPatch) -> None:
    with transaction.atomic():
        opslag.count_erasure(2)
    naam = f"_{connection.vendor}"
    echt = getattr(opslag, naam)

    def en_wis_meer() -> Opruiming:
        opslag.count_erasure(1)
        return echt()

    monkeypatch.setattr(opslag, naam, en_wis_meer)
    assert opslag.clear_traces() is Opruiming.SCHOON
    assert opslag.has_traces()
    stand = Wissing.objects.get()
    assert (stand.gewist, stand.opgeruimd) == (3, 2)


def test_a_session_that_is_over_leaves_no_trace() -> None:
    Session.objects.create(session_key="k" * 32, session_data="kanarie" * 9, expire_date="2026-11-01T00:00:00Z")
    assert found({b"kanarie" * 9}) != set()
    wis()
    assert opslag.clear_traces() is Opruiming.SCHOON
    assert found({b"kanarie" * 9, b"k" * 32}) == set()


def test_a_row_that_was_cut_off_the_trail_leaves_no_trace() -> None:
    """Of who worked there, and when."""
    for oud, naam in ((6 * JAAR, "V. Roeger"), (DAG, "N. Ugeen")):
        for keer in range(PER_SOORT):
            record(actor=None, now=NU - oud, handeling="ingelogd", onderwerp=f"keer:{keer}", beheerder=naam)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    assert found({b"V. Roeger", b"N. Ugeen"}) == {b"V. Roeger", b"N. Ugeen"}
    wis()
    assert opslag.has_traces()
    assert opslag.clear_traces() is Opruiming.SCHOON
    assert found({b"V. Roeger", b"N. Ugeen"}) == {b"N. Ugeen"}
    assert set(dict(verify_all()).values()) == {None}


def test_the_trail_is_only_written_anew_when_rows_of_it_went() -> None:
    """It is the largest table, and nobody can do anything as long as that takes."""
    push(oud=2 * DAG)
    wis()
    assert opslag.has_traces()
    assert "audit_regel" not in set(opslag.tables())
    opslag.clear_traces()
    wis(now=NU + 6 * JAAR)
    assert "audit_regel" in set(opslag.tables())
    assert opslag.clear_traces() is Opruiming.SCHOON
    assert "audit_regel" not in set(opslag.tables())


def schrijf() -> None:
    Aanvraag.objects.update(versie=2)


def lees() -> None:
    """Sees from now on what there is at this moment, also when that is erased."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
    Aanvraag.objects.count()


@contextmanager
def another(daad: Callable[[], None]) -> Iterator[None]:
    """Somebody else does this, and is not done until the end of the block."""
    bezig, klaar = threading.Event(), threading.Event()

    def houd_vast() -> None:
        connection.settings_dict = connection.settings_dict | {"OPTIONS": opties}
        try:
            with transaction.atomic():
                daad()
                bezig.set()
                klaar.wait(30)
        finally:
            connection.close()

    # A reader of SQLite does not wait for who writes, as the portal's own transactions do.
    opties = connection.settings_dict["OPTIONS"] | ({"transaction_mode": None} if connection.vendor == "sqlite" else {})
    ander = threading.Thread(target=houd_vast)
    ander.start()
    assert bezig.wait(30)
    yield
    klaar.set()
    ander.join()


@pytest.fixture
def ongeduldig(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opslag, "GEDULD_SECONDEN", 0.1)
    with connection.cursor() as cursor:
        cursor.execute(
            {"sqlite": "PRAGMA busy_timeout = 50", "postgresql": "SET lock_timeout = '50ms'"}[connection.vendor]
        )


@pytest.mark.usefixtures("ongeduldig")
def test_when_somebody_writes_it_says_so_and_a_next_time_does_it(te_oud: set[bytes]) -> None:
    wis()
    with another(schrijf):
        assert opslag.clear_traces() is Opruiming.BEZIG
        assert opslag.has_traces()
    assert opslag.clear_traces() is Opruiming.SCHOON
    assert found(te_oud) == set()


@pytest.mark.usefixtures("ongeduldig")
def test_while_somebody_still_sees_what_was_erased_it_says_so(te_oud: set[bytes]) -> None:
    """The database keeps it for them, in what it writes anew as well."""
    with another(lees):
        wis()
        assert opslag.clear_traces() is Opruiming.BEZIG
        assert opslag.has_traces()
    assert opslag.clear_traces() is Opruiming.SCHOON
    assert found(te_oud) == set()


def test_another_trouble_is_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that is full, for one: no waiting cures that."""

    def vol() -> Opruiming:
        raise OperationalError from OSError()

    monkeypatch.setattr(opslag, f"_{connection.vendor}", vol)
    opslag.count_erasure(1)
    assert opslag.clear_traces() is Opruiming.MISLUKT
    assert opslag.has_traces()
