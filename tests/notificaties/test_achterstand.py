"""What `/readyz` says of the worker: that it stands still when it does, and not when a receiver does."""

from datetime import datetime, timedelta

import pytest
from notificaties.toneel import Doos, Klok, abonneer, gebeurt, tijdelijk, werk

from machtigingen.notificaties.bezorgen import claim
from machtigingen.notificaties.queries import ACHTERSTAND, is_behind
from machtigingen.notificaties.soorten import Kanaal

pytestmark = pytest.mark.django_db
MINUUT = timedelta(minutes=1)


@pytest.fixture
def klok(bevroren: datetime) -> Klok:
    abonneer("https://pakket.example/", now=bevroren)
    return Klok(bevroren)


def test_a_worker_that_never_ran_is_behind_after_a_while(klok: Klok) -> None:
    gebeurt(now=klok())
    assert not is_behind(now=klok() + ACHTERSTAND)
    assert is_behind(now=klok() + ACHTERSTAND + MINUUT)


def test_one_that_died_with_a_bezorging_in_hand_is_too(klok: Klok) -> None:
    gebeurt(now=klok())
    zending = claim(now=klok(), kanalen=[Kanaal.WEBHOOK])
    assert zending is not None
    assert not is_behind(now=zending.geclaimd_tot + ACHTERSTAND)
    assert is_behind(now=zending.geclaimd_tot + ACHTERSTAND + MINUUT)


def test_one_that_has_a_receiver_rest_is_not(klok: Klok) -> None:
    for _ in range(10):
        gebeurt(now=klok())
    doos = Doos(fouten=[tijdelijk() for _ in range(100)])
    for _ in range(60):
        werk(klok, verzenders=doos.als)
        assert not is_behind(now=klok())
        klok.later(minutes=1)


def test_one_that_died_while_a_receiver_rested_is(klok: Klok) -> None:
    for _ in range(10):
        gebeurt(now=klok())
    werk(klok, verzenders=Doos(fouten=[tijdelijk(retry_after=timedelta(hours=1))]).als)
    assert not is_behind(now=klok() + timedelta(hours=1))
    assert is_behind(now=klok() + timedelta(hours=1) + ACHTERSTAND + MINUUT)
