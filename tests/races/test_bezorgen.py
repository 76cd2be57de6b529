"""Several workers at one moment: no two ever hold the same bezorging, and together they send all of them; and nobody
who has something sent, stopped or told waits for who waits for him."""

import time
from collections import Counter
from collections.abc import Callable
from contextlib import nullcontext
from datetime import UTC, datetime
from threading import Event
from types import SimpleNamespace
from typing import Any
from uuid import UUID

import pytest
from django.db import transaction
from django.db.models import QuerySet
from notificaties.toneel import ANDERE, Doos, Klok, abonneer, actor, enige, gebeurt, tijdelijk, werk
from races.tegelijk import WACHT, tegelijk, tel, wacht_op_elkaar

from machtigingen.audit.actions import record
from machtigingen.notificaties import bezorgen, uitkomst
from machtigingen.notificaties.abonneren import replay, replay_by_operator, unsubscribe
from machtigingen.notificaties.bezorgen import claim
from machtigingen.notificaties.models import Bezorging
from machtigingen.notificaties.soorten import Kanaal
from machtigingen.notificaties.uitkomst import record_failure

pytestmark = pytest.mark.usefixtures("db")
NU = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
WERKERS, AANTAL = 4, 40


def zaai(aantal: int) -> None:
    for code in ("22990001", ANDERE):
        abonneer("https://pakket.example/", now=NU, code=code)
    for nummer in range(aantal):
        gebeurt(now=NU, agb=(("22990001", ANDERE)[nummer % 2]))


def claim_alles() -> list[UUID]:
    gevonden = []
    while zending := claim(now=NU, kanalen=[Kanaal.WEBHOOK]):
        gevonden.append(zending.id)
    return gevonden


def test_no_two_workers_claim_the_same(db: None) -> None:
    zaai(AANTAL)
    geclaimd = Counter(id_ for lijst in tegelijk([claim_alles] * WERKERS) for id_ in lijst)
    assert set(geclaimd.values()) == {1}
    assert len(geclaimd) <= AANTAL
    geclaimd.update(claim_alles())  # who saw only what others had in hand went home: the next round has the rest
    assert len(geclaimd) == AANTAL
    assert set(geclaimd.values()) == {1}


def test_together_they_send_everything_once(db: None) -> None:
    zaai(AANTAL)
    dozen = [Doos() for _ in range(WERKERS)]
    tegelijk([lambda doos=doos: werk(Klok(NU), verzenders=doos.als) for doos in dozen])
    werk(Klok(NU), verzenders=dozen[0].als)
    verstuurd = Counter(zending.id for doos in dozen for zending in doos.gekregen)
    assert set(verstuurd.values()) == {1}
    assert len(verstuurd) == tel("notificaties.Bezorging", toestand="bezorgd") == AANTAL


def test_without_the_lock_two_would_claim_the_same(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    zaai(1)
    monkeypatch.setattr(bezorgen, "transaction", SimpleNamespace(atomic=nullcontext))
    monkeypatch.setattr(QuerySet, "select_for_update", lambda rijen, **_: rijen)
    wacht_op_elkaar(monkeypatch, "machtigingen.notificaties.bezorgen._next", 2)
    eerste, tweede = tegelijk([lambda: claim(now=NU, kanalen=[Kanaal.WEBHOOK])] * 2)
    assert eerste and tweede
    assert eerste.id == tweede.id


EVEN = 0.5  # time for the other to come as far as it can
DADEN: dict[str, Callable[[Bezorging], object]] = {
    "stop": lambda een: unsubscribe(actor=actor(), now=NU, kanaal=Kanaal.WEBHOOK, abonnement_id=een.abonnement_id),
    "opnieuw": lambda een: replay(
        actor=actor(), now=NU, kanaal=Kanaal.WEBHOOK, abonnement_id=een.abonnement_id, bezorging_id=een.id
    ),
    "beheerder": lambda een: replay_by_operator(now=NU, bezorging_id=een.id),
}


@pytest.mark.parametrize("ander", DADEN)
def test_an_act_on_an_aanvraag_and_one_on_the_abonnement_both_happen(db: None, ander: str) -> None:
    """The act has the chain when the other begins; when it commits, its bezorging is looked up at the abonnement."""
    abonneer("https://pakket.example/", now=NU)
    gebeurt(now=NU)
    eerste, bezig = enige(), Event()

    def daad() -> None:
        with transaction.atomic():
            gebeurt(now=NU)
            record(actor=actor(), now=NU, handeling="aanvraag_ingediend")
            bezig.set()
            time.sleep(EVEN)

    def dan() -> None:
        bezig.wait(WACHT)
        DADEN[ander](eerste)

    tegelijk([daad, dan])
    assert tel("notificaties.Bezorging") == 2
    assert tel("audit.Regel", handeling="aanvraag_ingediend") == 1


@pytest.mark.parametrize("ander", DADEN)
def test_an_attempt_that_failed_and_an_act_on_it_both_count(
    db: None, ander: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    abonneer("https://pakket.example/", now=NU)
    gebeurt(now=NU)
    eerste, bezig = enige(), Event()
    zending = claim(now=NU, kanalen=[Kanaal.WEBHOOK])
    spaar = uitkomst._spare_receiver

    def langzaam(*woorden: Any, **namen: Any) -> None:
        bezig.set()
        time.sleep(EVEN)
        spaar(*woorden, **namen)

    monkeypatch.setattr(uitkomst, "_spare_receiver", langzaam)

    def dan() -> None:
        bezig.wait(WACHT)
        DADEN[ander](eerste)

    assert zending is not None
    tegelijk([lambda: record_failure(zending, tijdelijk(), now=NU), dan])
    assert enige().foutcode == "http_503"
    assert bool(enige().abonnement.ended_at) == (ander == "stop")
