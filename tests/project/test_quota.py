"""One certificate makes as many calls as it may, is warned before it makes too many, and need then only wait."""

import json
import logging
from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st
from openapi.contract import elk_antwoord_volgens_contract
from wereld import Wereld, bericht

from machtigingen.instroom.models import Instroom
from machtigingen.project import klok, middleware
from machtigingen.project.quota import Emmer, Quota, neem

__all__ = ["elk_antwoord_volgens_contract"]

pauzes = st.lists(st.floats(min_value=0, max_value=90, allow_nan=False), max_size=200)
tempo = st.integers(min_value=1, max_value=700)


def loop(pauzen: list[float], per_minuut: int):
    """Calls with these pauses before them: each moment, with what it found."""
    emmer, now = None, 1_800_000_000.0
    for pauze in pauzen:
        now += pauze
        emmer, quotum = neem(emmer, per_minuut=per_minuut, now=now)
        yield now, quotum


@given(pauzes, tempo)
def test_never_more_than_one_minute_at_once_and_then_the_tempo(pauzen: list[float], per_minuut: int) -> None:
    toegestaan = [now for now, quotum in loop(pauzen, per_minuut) if quotum.toegestaan]
    for eerste in range(len(toegestaan)):
        duur = toegestaan[-1] - toegestaan[eerste]
        assert len(toegestaan) - eerste <= per_minuut + duur * per_minuut / 60 + 1e-3


@given(pauzes, st.integers(min_value=1, max_value=20))
def test_who_keeps_to_the_policy_is_never_refused(pauzen: list[float], per_minuut: int) -> None:
    geweest: list[float] = []
    emmer, now = None, 1_800_000_000.0
    for pauze in pauzen:
        now += pauze
        if sum(now - 60 <= eerder for eerder in geweest) >= per_minuut:
            continue  # the caller waits by itself
        geweest.append(now)
        emmer, quotum = neem(emmer, per_minuut=per_minuut, now=now)
        assert quotum.toegestaan


@given(pauzes, tempo)
def test_what_the_headers_promise_is_there(pauzen: list[float], per_minuut: int) -> None:
    for _, quotum in loop(pauzen, per_minuut):
        assert 0 <= quotum.over <= per_minuut
        assert 0 <= quotum.vol_over <= 61
        assert quotum.toegestaan or (quotum.over == 0 and quotum.wacht >= 1)


@given(st.integers(min_value=1, max_value=700), st.integers(min_value=0, max_value=50))
def test_who_waits_as_long_as_told_is_let_in(per_minuut: int, eerder: int) -> None:
    emmer = Emmer(eerder / 51, 1_800_000_000.0)  # no whole call is in it
    emmer, quotum = neem(emmer, per_minuut=per_minuut, now=1_800_000_000.0)
    assert not quotum.toegestaan
    assert neem(emmer, per_minuut=per_minuut, now=1_800_000_000.0 + quotum.wacht)[1].toegestaan


def test_of_a_flood_one_refusal_an_hour_is_told() -> None:
    quota = Quota(per_minuut=1)
    gemeld = [now for now in range(0, 7200, 10) if quota.neem("a", now=now).melden]
    assert gemeld == [10, 3610]
    quota.neem("a", now=30)  # the clock is set back
    assert quota.neem("a", now=31).melden is False


def test_a_clock_that_is_set_back_blocks_nobody_for_long() -> None:
    emmer, _ = neem(Emmer(0.0, 7200.0), per_minuut=60, now=3600.0)
    assert neem(emmer, per_minuut=60, now=3602.0)[1].toegestaan


def test_the_memory_is_bounded_and_forgets_the_longest_silent_first() -> None:
    quota = Quota(per_minuut=1, maximum=2)
    assert quota.neem("a", now=0).toegestaan
    assert quota.neem("b", now=1).toegestaan
    assert not quota.neem("a", now=2).toegestaan
    assert quota.neem("c", now=3).toegestaan  # b is forgotten
    assert len(quota) == 2
    assert not quota.neem("a", now=4).toegestaan
    assert quota.neem("b", now=5).toegestaan


@pytest.fixture
def vijf(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(middleware, "quota", Quota(per_minuut=5))


def test_every_answer_says_what_is_left(wereld: Wereld, vijf: None) -> None:
    software = wereld.software()
    for over, antwoord in (
        (4, software.get("/wie-ben-ik")),
        (3, software.push(bericht())),
        (2, software.push(b"geen json")),
        (1, software.get("/api/v1/instroom/van-niemand")),
        (0, software.get("/bestaat-niet")),
    ):
        assert antwoord["RateLimit-Policy"] == '"certificaat";q=5;w=60'
        assert antwoord["RateLimit"] == f'"certificaat";r={over};t={12 * (5 - over)}'


def test_one_call_too_many_is_refused_with_how_long_to_wait(wereld: Wereld, vijf: None, bevroren: datetime) -> None:
    software = wereld.software()
    for _ in range(5):
        assert software.get("/wie-ben-ik").status_code == 200
    antwoord = software.push(bericht())
    assert (antwoord.status_code, antwoord.json()["code"], antwoord["Retry-After"]) == (429, "S104", "12")
    assert antwoord["RateLimit"] == '"certificaat";r=0;t=60'
    assert not Instroom.objects.exists()
    klok.zet(lambda: bevroren + timedelta(seconds=12))
    assert software.push(bericht()).status_code == 201


def test_counting_asks_nothing_of_the_storage(wereld: Wereld, vijf: None) -> None:
    wereld.software().get("/wie-ben-ik")  # of the first call in an hour it is written that there was one
    with CaptureQueriesContext(connection) as sql:
        wereld.software().get("/wie-ben-ik")
    assert len(sql) == 1  # who is calling


def test_one_certificate_does_not_use_up_what_another_has(wereld: Wereld, vijf: None) -> None:
    for _ in range(6):
        laatste = wereld.software().get("/wie-ben-ik")
    assert laatste.status_code == 429
    assert wereld.software("systeem-andere-instantie").get("/wie-ben-ik").status_code == 200


def test_whether_the_portal_is_there_may_always_be_asked(wereld: Wereld, vijf: None) -> None:
    software = wereld.software()
    for _ in range(7):
        software.get("/wie-ben-ik")
    for pad in ("/healthz", "/readyz", "/openapi.json"):
        antwoord = software.get(pad)
        assert antwoord.status_code == 200
        assert "RateLimit" not in antwoord


def test_who_is_not_known_hears_nothing_of_limits(wereld: Wereld, vijf: None) -> None:
    for naam in (None, "systeem-verlopen", "persoonlijk-goed"):
        assert "RateLimit" not in wereld.software(naam).get("/wie-ben-ik")


def test_the_operator_reads_it_once_before_the_first_refusal(
    wereld: Wereld, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(middleware, "quota", Quota(per_minuut=10))
    statussen = []
    with caplog.at_level(logging.WARNING, logger="machtigingen.verzoek"):
        for _ in range(12):
            statussen.append(wereld.software().get("/wie-ben-ik").status_code)
            if any("quotum" in regel.message for regel in caplog.records) and "gewaarschuwd" not in statussen:
                statussen.append("gewaarschuwd")
    assert statussen == [200] * 9 + ["gewaarschuwd"] + [200] + [429] * 2
    assert [regel.message for regel in caplog.records].count("quotum bijna op") == 1


def test_a_problem_of_too_many_calls_is_the_example_of_the_contract(wereld: Wereld, vijf: None) -> None:
    from machtigingen.foundation import CONTRACTS

    for _ in range(6):
        antwoord = wereld.software().get("/wie-ben-ik")
    voorbeeld = json.loads((CONTRACTS / "examples" / "antwoord-429-te-veel.json").read_bytes())
    assert antwoord.json() | {"correlatie_id": ""} == voorbeeld | {"correlatie_id": ""}
