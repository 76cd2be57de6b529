"""Several workers at one moment: no two ever hold the same bezorging, and together they send all of them."""

from collections import Counter
from contextlib import nullcontext
from datetime import UTC, datetime
from types import SimpleNamespace
from uuid import UUID

import pytest
from django.db.models import QuerySet
from notificaties.toneel import ANDERE, Doos, Klok, abonneer, gebeurt, werk
from races.tegelijk import tegelijk, tel, wacht_op_elkaar

from machtigingen.notificaties import bezorgen
from machtigingen.notificaties.bezorgen import claim
from machtigingen.notificaties.soorten import Kanaal

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
