"""Rows that many want at once: the end of a chain, the last number of a series. And one that is never let go."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from threading import Event, Thread

import pytest
from django.db import connection, transaction
from races.tegelijk import WACHT, elke_keten_is_heel, tegelijk, tel
from wereld import Wereld, bericht

from machtigingen.aanvragen.nummers import aanvraagnummer
from machtigingen.audit.actions import record
from machtigingen.audit.models import Keten
from machtigingen.foundation import Actor, AgbCode, Soort
from machtigingen.project import klok

SCHRIJVERS, KEREN = 8, 15
DAG = date(2026, 11, 24)


def systeem(agb: str) -> Actor:
    return Actor(
        soort=Soort.SYSTEEM, naam="", organisatie="", agb=AgbCode(agb), certificaat="", serienummer="",
        geldig_tot=klok.nu(),
    )  # fmt: skip


def schrijf(agb: str) -> None:
    for _ in range(KEREN):
        record(actor=systeem(agb), now=klok.nu(), handeling="proef")


def test_many_writers_on_two_new_chains_leave_no_gap(db: None) -> None:
    tegelijk([lambda agb=agb: schrijf(agb) for agb in ("22990001", "06990002") * (SCHRIJVERS // 2)])
    assert elke_keten_is_heel()
    assert list(Keten.objects.values_list("volgnummer", flat=True)) == [SCHRIJVERS // 2 * KEREN] * 2


def neem_nummers() -> list[str]:
    nummers = []
    for _ in range(KEREN):
        with transaction.atomic():
            nummers.append(aanvraagnummer(on=DAG))
    return nummers


def test_no_number_is_given_twice_to_those_who_ask_at_once(db: None) -> None:
    alle = [nummer for nummers in tegelijk([neem_nummers] * SCHRIJVERS) for nummer in nummers]
    assert sorted(nummer[6:11] for nummer in alle) == [f"{n:05d}" for n in range(1, SCHRIJVERS * KEREN + 1)]


@contextmanager
def houdt_vast(keten: str) -> Iterator[None]:
    """Somebody else began to write in this chain, and does not come to an end."""
    vast, los = Event(), Event()

    def houd() -> None:
        with transaction.atomic():
            Keten.objects.select_for_update().get(naam=keten)
            vast.set()
            los.wait(WACHT)
        connection.close()

    ander = Thread(target=houd)
    ander.start()
    assert vast.wait(WACHT)
    yield
    los.set()
    ander.join()


def stel_in(**statements: str) -> None:
    """For this connection, until the end of the test; each database in its own words."""
    with connection.cursor() as cursor:
        cursor.execute(statements[connection.vendor])


@pytest.fixture
def ongeduldig() -> None:
    """Waits a moment for another, not the seconds of the configuration."""
    stel_in(sqlite="PRAGMA busy_timeout = 200", postgresql="SET lock_timeout = '200ms'")


def test_who_waits_too_long_hears_that_the_storage_is_away_and_nothing_is_kept(
    wereld: Wereld, ongeduldig: None
) -> None:
    assert wereld.software().push(bericht()).status_code == 201
    with houdt_vast("agb:22990001"):
        antwoord = wereld.software().push(bericht(referentie="2026-0002"))
        assert (antwoord.status_code, antwoord.json()["code"]) == (503, "S101")
        assert tel("instroom.Instroom") == 1
    assert wereld.software().push(bericht(referentie="2026-0002")).status_code == 201
    assert elke_keten_is_heel()


def test_storage_that_can_only_be_read_confirms_nothing_until_it_can_be_written_again(wereld: Wereld) -> None:
    stel_in(sqlite="PRAGMA query_only = on", postgresql="SET default_transaction_read_only = on")
    antwoord = wereld.software().push(bericht())
    assert (antwoord.status_code, antwoord.json()["code"]) == (503, "S101")
    assert tel("instroom.Instroom") == 0
    stel_in(sqlite="PRAGMA query_only = off", postgresql="SET default_transaction_read_only = off")
    assert wereld.software().push(bericht()).status_code == 201
