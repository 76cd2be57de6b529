"""What is too large, not readable or not there is refused in the words of the portal, also by a proxy."""

import json
import socket
import time

import pytest
from deur.deuren import DEUREN, Antwoord, config, proxy

HOST = b"Host: localhost\r\n"
MIB = 1024 * 1024
UPLOAD = "/api/v1/aanvragen/5b7a1c1e-3f0d-4f57-8f0c-0e7c2f6f9b1d/bijlagen"


def _code(antwoord: Antwoord) -> tuple[int, str]:
    assert antwoord.koppen["content-type"].startswith("application/problem+json"), antwoord
    probleem = json.loads(antwoord.inhoud)
    assert probleem["status"] == antwoord.status
    assert probleem["correlatie_id"] == antwoord.koppen["correlatie-id"] and len(probleem["correlatie_id"]) >= 32
    return antwoord.status, probleem["code"]


@pytest.mark.parametrize("deur", DEUREN)
@pytest.mark.parametrize(
    "verzoek, verwacht",
    [
        (b"GET / HTTP/1.1\r\n" + HOST + HOST.replace(b"localhost", b"elders") + b"\r\n", (400, "B109")),
        (b"GET / HTTP/1.1\r\nHost : localhost\r\n\r\n", (400, "B109")),
        (b"GET / HTTP/1.1\r\n" + HOST + b"Content-Length: x\r\n\r\n", (400, "B109")),
        (b"GET / HTTP/9.9\r\n" + HOST + b"\r\n", (400, "B109")),
        (b"POST / HTTP/1.1\r\n" + HOST + b"Content-Length: 90000000\r\n\r\n", (413, "B104")),
    ],
    ids=["two hosts", "a space", "no length", "a version", "a body"],
)
def test_software_gets_a_problem_with_a_code(verteller, deur, verzoek, verwacht):
    """What HAProxy cannot read at all, it refuses in words of its own."""
    antwoord = verteller.antwoord(deur, "api", verzoek, "systeem-goed")
    if deur == "haproxy" and verwacht == (400, "B109"):
        assert antwoord.status == 400 or antwoord.koppen["server"] == "machtigingen"
    else:
        assert _code(antwoord) == verwacht


@pytest.mark.parametrize("deur", DEUREN)
def test_a_method_that_nobody_has_is_refused(verteller, deur):
    antwoord = verteller.antwoord(deur, "api", b"CONNECT localhost:443 HTTP/1.1\r\n" + HOST + b"\r\n", "systeem-goed")
    assert _code(antwoord) in ((405, "B107"), (400, "B109"))


@pytest.mark.parametrize("deur", ["zelf", "nginx"])
def test_people_get_a_page(verteller, deur):
    antwoord = verteller.antwoord(deur, "portaal", b"GET / HTTP/1.1\r\nHost : localhost\r\n\r\n")
    assert antwoord.status == 400 and "Foutcode: B109." in antwoord.inhoud.decode()


@pytest.mark.parametrize("deur", DEUREN)
def test_without_tls_nobody_gets_further(verteller, deur):
    with socket.create_connection(("127.0.0.1", verteller.poorten[deur, "portaal"]), timeout=5) as ruw:
        ruw.sendall(b"GET / HTTP/1.1\r\n" + HOST + b"\r\n")
        try:
            gehoord = b"".join(iter(lambda: ruw.recv(65536), b""))
        except ConnectionError:
            gehoord = b""
    assert not gehoord or gehoord.startswith(b"HTTP/1.1 400 "), gehoord


@pytest.mark.parametrize("deur", DEUREN)
def test_a_body_is_as_large_as_it_may_be_everywhere(verteller, deur):
    for pad, lengte, status in (("/", 11 * MIB, 200), ("/", 13 * MIB, 413), (UPLOAD, 24 * MIB, 200)):
        kop = f"POST {pad} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: {lengte}\r\n\r\n"
        antwoord = verteller.antwoord(deur, "api", kop.encode() + b"x" * lengte, "systeem-goed")
        assert antwoord.status == status, (pad, lengte)


@pytest.mark.parametrize("deur", DEUREN)
def test_who_has_no_certificate_sends_no_body(verteller, deur):
    kop = b"POST / HTTP/1.1\r\n" + HOST + b"Content-Length: 5000000\r\n\r\n"
    assert _code(verteller.antwoord(deur, "api", kop + b"x" * 5_000_000)) == (401, "D101")


@pytest.mark.parametrize("deur", DEUREN)
def test_headers_have_an_end(verteller, deur):
    antwoord = verteller.antwoord(deur, "api", b"GET / HTTP/1.1\r\n" + HOST + b"X: " + b"a" * 140_000 + b"\r\n\r\n")
    assert antwoord.status in (400, 413)


@pytest.mark.parametrize("deur", DEUREN)
def test_who_drips_its_headers_is_sent_away_and_keeps_nobody_waiting(verteller, deur):
    with verteller.verbind(deur, "api", "systeem-goed") as traag:
        traag.sendall(b"GET / HTTP/1.1\r\nX: ")
        begin = time.monotonic()
        assert verteller.vraag(deur, "api", "/").status == 200
        assert time.monotonic() - begin < 3


@pytest.mark.parametrize("deur", ["nginx", "haproxy"])
@pytest.mark.parametrize("listener", ["api", "portaal"])
def test_while_the_portal_is_not_there_the_proxy_says_so_in_its_words(
    verteller, uitgevers, deur, listener, tmp_path, leeg
):
    with proxy(leeg, deur, config(leeg, deur, proxy_sockets=tmp_path), uitgevers):
        antwoord = leeg.vraag(deur, listener, "/", certificaat="systeem-goed")
    assert antwoord.status == 503 and b"S102" in antwoord.inhoud
