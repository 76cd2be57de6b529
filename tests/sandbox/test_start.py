"""While the demo runs: what it keeps fresh, and how it hears that it has to stop."""

import os
import signal
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from machtigingen_sandbox import beheer, start
from machtigingen_sandbox.omgeving import Omgeving, Sandboxfout
from machtigingen_sandbox.processen import Processen
from machtigingen_sandbox.signalen import signals_interrupt

NU = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


class Enough(Exception):
    """Ends a watch that would go on for ever."""


def test_certificates_are_refreshed_every_hour_of_the_wall_clock(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    moments = iter(NU + timedelta(minutes=minutes) for minutes in (0, 59, 61, 61, 100, 122, 122))
    refreshed = []
    monkeypatch.setattr(start, "WATCH_SECONDS", 0)
    monkeypatch.setattr(beheer, "refresh", lambda omgeving, now: refreshed.append(now))

    def clock() -> datetime:
        try:
            return next(moments)
        except StopIteration:
            raise Enough from None

    with pytest.raises(Enough):
        start.watch(Omgeving.on_free_ports(tmp_path), Processen(logmap=tmp_path), clock=clock)
    assert refreshed == [NU + timedelta(minutes=61), NU + timedelta(minutes=122)]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_each_signal_to_stop_interrupts_once_and_is_not_heard_while_stopping(number: signal.Signals) -> None:
    before = signal.signal(number, signal.SIG_DFL)  # under nohup it would be ignored, and rightly stay so
    try:
        with signals_interrupt():
            with pytest.raises(KeyboardInterrupt):
                os.kill(os.getpid(), number)
            os.kill(os.getpid(), number)
            os.kill(os.getpid(), signal.SIGTERM)
    finally:
        signal.signal(number, before)


def test_what_was_told_to_go_on_without_a_terminal_does_not_hear_that_it_went() -> None:
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        with signals_interrupt():
            os.kill(os.getpid(), signal.SIGHUP)
    finally:
        signal.signal(signal.SIGHUP, before)


def test_the_signals_mean_afterwards_what_they_meant_before() -> None:
    before = signal.getsignal(signal.SIGTERM)
    with signals_interrupt():
        assert signal.getsignal(signal.SIGTERM) != before
    assert signal.getsignal(signal.SIGTERM) == before


def test_a_part_that_never_answers_is_named_with_where_to_look(testpki: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(start, "READY_SECONDS", 0)
    omgeving = Omgeving.on_free_ports(testpki)
    with pytest.raises(Sandboxfout, match=f"(?s){omgeving.adres('info')}/readyz is nog niet gereed.*Kijk in .*log"):
        start.wait_until_ready(omgeving, Processen(logmap=testpki))
