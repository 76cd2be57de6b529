"""Whatever is sent, and by however many at once: the memory of a real portal stays within a bound."""

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Event, Thread

import psutil
import pytest
from crash.beller import NO_ANSWER, Beller
from crash.portaal import Portaal
from machtigingen_sandbox.omgeving import GEBRUIKER, SYSTEEMCERTIFICAAT
from machtigingen_sandbox.pagina import Bestand, Formulier
from wereld import bericht

MB = 1024 * 1024
PDF = b"%PDF-1.4\n"
# A body of the api is read as JSON up to 1 MB. As values that are wrong, each with its fault, that is eighty times as
# much, for a moment.
PER_BERICHT = 128 * MB
# The workers read one by one: what one needs is mostly gone when the next begins.
ALLE_BERICHTEN = 4 * PER_BERICHT
# The file as it came in (in a buffer that may be larger), as it is handled, and as it is sealed.
PER_UPLOAD = 4
WERKERS = 16
SPELING = 32 * MB
TEGELIJK = 50


@dataclass
class Gebruik:
    extra: int = 0


@contextmanager
def gemeten(portaal: Portaal) -> Iterator[Gebruik]:
    """How many bytes the portal took on top of what it had: the most, in the meantime."""
    proces, klaar, gebruik = psutil.Process(portaal.proces.pid), Event(), Gebruik()
    begin = proces.memory_info().rss

    def kijk() -> None:
        while not klaar.wait(0.005):
            gebruik.extra = max(gebruik.extra, proces.memory_info().rss - begin)

    thread = Thread(target=kijk)
    thread.start()
    try:
        yield gebruik
    finally:
        klaar.set()
        thread.join()


def diep(soort: str) -> bytes:
    return soort.encode() * (MB // len(soort) - 1)


BERICHTEN = {
    "deep lists": diep("["),
    "deep objects": diep('{"a":'),
    "80,000 names": json.dumps({str(nummer): 0 for nummer in range(80_000)}).encode(),
    "300,000 numbers": b"[" + b"1," * 300_000 + b"1]",
    "lists in lists": b"[" + b"[]," * 300_000 + b"[]]",
    "a number of a million digits": b"9" * 1_000_000,
    "a text of escapes": b'["' + b"\\u00e9" * 170_000 + b'"]',
    "10 MB": b"[" + b"1," * 5_000_000 + b"1]",
}


def stuur(portaal: Portaal, body: bytes, *, chunked: bool = False) -> int:
    """The status of the answer; 0 when there is none."""
    beller = Beller(portaal.omgeving, SYSTEEMCERTIFICAAT, listener="api")
    stukken = [body[begin : begin + 65536] for begin in range(0, len(body), 65536)] if chunked else body
    try:
        return beller._ask("POST", "/api/v1/instroom", stukken, {"Content-Type": "application/json"}).status
    except NO_ANSWER:
        return 0
    finally:
        beller._connection.close()


@pytest.fixture
def opgewarmd(portaal: Portaal) -> Portaal:
    """What it loads at its first message and page is not what we measure."""
    stuur(portaal, b"{}")
    stuur(portaal, BERICHTEN["80,000 names"])
    return portaal


def test_no_message_takes_more_than_its_bound_and_nothing_is_kept(opgewarmd: Portaal) -> None:
    def ronde(*, chunked: bool) -> None:
        for naam, body in BERICHTEN.items():
            with gemeten(opgewarmd) as gebruik:
                assert 400 <= (stuur(opgewarmd, body, chunked=chunked) or 499) < 500, naam
            assert gebruik.extra < PER_BERICHT, naam

    ronde(chunked=True)
    voor = psutil.Process(opgewarmd.proces.pid).memory_info().rss
    ronde(chunked=False)
    assert psutil.Process(opgewarmd.proces.pid).memory_info().rss - voor < SPELING


def test_many_messages_at_once_take_no_more_than_the_workers_can_hold(opgewarmd: Portaal) -> None:
    bodies = [body for naam, body in BERICHTEN.items() if naam != "10 MB"]
    with gemeten(opgewarmd) as gebruik, ThreadPoolExecutor(TEGELIJK) as pool:
        statussen = list(pool.map(lambda nummer: stuur(opgewarmd, bodies[nummer % len(bodies)]), range(TEGELIJK)))
    assert set(statussen) <= {0, 400, 422}
    assert gebruik.extra < ALLE_BERICHTEN


def bijlagenpagina(portaal: Portaal, *, referentie: str) -> tuple[Beller, Formulier]:
    mens, software = Beller(portaal.omgeving, GEBRUIKER), Beller(portaal.omgeving, SYSTEEMCERTIFICAAT, listener="api")
    wenkbrauw = {"diagnose": "251", "zorgactiviteit": "031547"}
    gepusht = software.push(bericht(referentie=referentie, verstrekking=wenkbrauw))
    assert gepusht.status == 201, gepusht.body
    aanvraag = mens.get(gepusht.json["link"].removeprefix(mens.adres)).naar
    return mens, mens.follow(f"{aanvraag}vragen/bijlagen").pagina.formulier


def test_a_large_upload_takes_a_few_times_its_size(opgewarmd: Portaal) -> None:
    mens, formulier = bijlagenpagina(opgewarmd, referentie="geheugen-1")
    groot = Bestand("groot.pdf", PDF + b"x" * 19 * MB)
    with gemeten(opgewarmd) as gebruik:
        assert mens.post(formulier, {"foto": groot}).status == 302
    assert len(groot.inhoud) < gebruik.extra < PER_UPLOAD * len(groot.inhoud) + SPELING


def test_many_uploads_at_once_take_no_more_than_the_workers_can_hold(opgewarmd: Portaal) -> None:
    """By one certificate, in one session: together over the 20 MB that one aanvraag may have."""
    mens, formulier = bijlagenpagina(opgewarmd, referentie="geheugen-2")
    groot = 4 * MB

    def upload(nummer: int) -> int:
        bestand = Bestand("scan.pdf", PDF + bytes([nummer]) * groot)  # the same again would be there once
        collega = Beller(opgewarmd.omgeving, GEBRUIKER)
        collega._cookies.update(mens._cookies)
        try:
            return collega.post(formulier, {"foto": bestand}).status
        except NO_ANSWER:
            return 0

    with gemeten(opgewarmd) as gebruik, ThreadPoolExecutor(TEGELIJK) as pool:
        statussen = list(pool.map(upload, range(TEGELIJK)))
    assert {302, 422} <= set(statussen) <= {0, 302, 422, 503}
    assert gebruik.extra < WERKERS * PER_UPLOAD * groot + SPELING
    assert statussen.count(302) <= 5
