"""What clamd says, and every way in which it can fail to say it."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from django.core.exceptions import ImproperlyConfigured
from scanner import BESMET, HANDTEKENING, PDF, Scanner

from machtigingen.virusscan import NietGescand
from machtigingen.virusscan.clamd import Clamd


@pytest.fixture(params=["socket", "poort"])
def adapter(clamd: Scanner, request: pytest.FixtureRequest) -> Clamd:
    return Clamd(getattr(clamd, request.param))


def test_it_tells_a_virus_from_what_is_none(adapter: Clamd) -> None:
    adapter.ping(timeout=10)
    assert adapter.scan(PDF, timeout=10) == ""
    assert adapter.scan(BESMET, timeout=10).startswith(HANDTEKENING)
    assert adapter.scan(PDF + b" " * 600_000 + BESMET, timeout=10).startswith(HANDTEKENING)


def test_what_is_larger_than_it_takes_was_not_scanned(clamd: Scanner) -> None:
    with pytest.raises(NietGescand):
        Clamd(clamd.poort).scan(PDF + b" " * 3_000_000, timeout=10)


@contextmanager
def server(doe: Callable[[socket.socket], object]) -> Iterator[str]:
    """One that is no clamd: does this with one connection."""
    with socket.create_server(("127.0.0.1", 0)) as luistert:

        def work() -> None:
            verbinding, _ = luistert.accept()
            with verbinding:
                doe(verbinding)

        draad = threading.Thread(target=work, daemon=True)
        draad.start()
        yield f"127.0.0.1:{luistert.getsockname()[1]}"
        draad.join(timeout=10)


def says(antwoord: bytes) -> Callable[[socket.socket], object]:
    def doe(verbinding: socket.socket) -> None:
        while not verbinding.recv(65536).endswith(b"\0\0\0\0"):
            pass
        verbinding.sendall(antwoord)

    return doe


@pytest.mark.parametrize(
    "antwoord",
    [
        b"",
        b"stream: OK",
        b"OK\0",
        b"stream: OK \0",
        b"INSTREAM size limit exceeded. ERROR\0",
        b"stream: FOUND\0",
        b"x" * 5000,
        b"stream: Heuristics.Limits.Exceeded.MaxFileSize FOUND\0",
    ],
    ids=[
        "nothing",
        "no end",
        "another word",
        "a space more",
        "too large",
        "found nothing",
        "no end at all",
        "not all of it",
    ],
)
def test_what_is_no_clear_answer_is_none(antwoord: bytes) -> None:
    with server(says(antwoord)) as adres, pytest.raises(NietGescand):
        Clamd(adres).scan(PDF, timeout=5)


def test_who_does_not_answer_is_not_waited_for() -> None:
    klaar = threading.Event()
    with server(lambda _: klaar.wait(10)) as adres:
        with pytest.raises(NietGescand):
            Clamd(adres).scan(PDF, timeout=0.05)
        klaar.set()


def test_who_trickles_is_not_waited_for_either() -> None:
    klaar = threading.Event()

    def trickle(verbinding: socket.socket) -> None:
        while not klaar.wait(0.02):
            verbinding.sendall(b"s")

    with server(trickle) as adres:
        with pytest.raises(NietGescand):
            Clamd(adres).scan(PDF, timeout=0.2)
        klaar.set()


@pytest.mark.parametrize("adres", ["/bestaat/niet.sock", "127.0.0.1:1"])
def test_one_that_is_not_there_is_told(adres: str) -> None:
    with pytest.raises(NietGescand):
        Clamd(adres).scan(PDF, timeout=5)


@pytest.mark.parametrize("adres", ["", "localhost", "localhost:", "localhost:99999", "tcp://localhost:3310", "a:b"])
def test_an_address_that_is_none_is_told(adres: str) -> None:
    with pytest.raises(ImproperlyConfigured):
        Clamd(adres)
