"""A webhook as its receiver sees it: a real request, signed, with an id and a status; and where none is sent to."""

import socket
import ssl
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from threading import Thread
from typing import Any
from uuid import UUID

import pytest
from notificaties.ontvanger import Ontvanger
from notificaties.test_handtekening import verify
from notificaties.toneel import Klok, abonneer, enige, gebeurt, werk
from sdk.portal import Papers

from machtigingen.notificaties.handtekening import new_secret
from machtigingen.notificaties.kanalen import webhook
from machtigingen.notificaties.soorten import Kanaal, Soort
from machtigingen.notificaties.zending import Bezorgfout, Zending

NU = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
ID = UUID("0f8b8f7e-6a0c-4c57-9d4e-2f3f5a1f0c11")


def zending(adres: str, **anders: Any) -> Zending:
    gewoon = Zending(
        id=ID,
        kanaal=Kanaal.WEBHOOK,
        adres=adres,
        geheim=new_secret(),
        organisatiecode="22990001",
        aanvraag_id=ID,
        aanvraagnummer="M260000012",
        soort=Soort.BESLUIT,
        status="goedgekeurd",
        gebeurd_at=NU,
        poging=1,
        poging_at=NU,
        geclaimd_tot=NU,
    )
    return replace(gewoon, **anders)


def fout_bij(adres: str) -> Bezorgfout:
    with pytest.raises(Bezorgfout) as fout:
        webhook.send(zending(adres))
    return fout.value


@pytest.mark.django_db
def test_it_says_what_happened_to_which_aanvraag(bevroren: datetime, ontvanger: Ontvanger, sandbox: None) -> None:
    nieuw = abonneer(ontvanger.adres, now=bevroren)
    aanvraag = gebeurt("informatie_gevraagd", status="in_behandeling", now=bevroren)
    werk(Klok(bevroren))
    (bericht,) = ontvanger.ontvangen
    assert bericht.json == {
        "id": str(enige().id),
        "soort": "informatie_gevraagd",
        "aanvraag": str(aanvraag),
        "aanvraagnummer": "M260000012",
        "status": "in_behandeling",
        "tijd": "2026-11-24T09:00:00+00:00",
    }
    assert bericht.pad == "/haak?geheim=1"
    assert bericht.koppen["content-type"] == "application/json"
    assert bericht.koppen["webhook-id"] == str(enige().id)
    verify(bericht.koppen, bericht.body, nieuw.geheim)


@pytest.mark.django_db
def test_an_attempt_is_signed_anew_at_its_own_time(bevroren: datetime, ontvanger: Ontvanger, sandbox: None) -> None:
    nieuw = abonneer(ontvanger.adres, now=bevroren)
    gebeurt(now=bevroren)
    ontvanger.antwoorden = [503]
    klok = Klok(bevroren)
    werk(klok)
    klok.later(minutes=1)
    werk(klok)
    eerste, tweede = ontvanger.ontvangen
    assert (eerste.id, eerste.body) == (tweede.id, tweede.body)
    assert int(tweede.koppen["webhook-timestamp"]) - int(eerste.koppen["webhook-timestamp"]) == 60
    verify(tweede.koppen, tweede.body, nieuw.geheim)


@pytest.mark.parametrize("status", [200, 201, 202, 204, 299])
def test_any_2xx_is_an_arrival(ontvanger: Ontvanger, sandbox: None, status: int) -> None:
    ontvanger.antwoorden = [status]
    webhook.send(zending(ontvanger.adres))
    assert ontvanger.ids == [str(ID)]


@pytest.mark.parametrize(
    ("status", "blijvend"),
    [
        (300, False), (301, False), (302, False), (307, False), (308, False),
        (400, True), (401, True), (403, True), (404, True), (410, True), (422, True),
        (408, False), (425, False), (429, False),
        (500, False), (501, False), (502, False), (503, False), (504, False), (599, False),
    ],
)  # fmt: skip
def test_a_refusal_is_for_good_or_for_now(ontvanger: Ontvanger, sandbox: None, status: int, blijvend: bool) -> None:
    ontvanger.antwoorden = [status]
    fout = fout_bij(ontvanger.adres)
    assert (fout.code, fout.blijvend, fout.opgezegd) == (f"http_{status}", blijvend, status == 410)


def test_a_redirect_is_not_followed(ontvanger: Ontvanger, sandbox: None) -> None:
    ontvanger.antwoorden = [(307, {"Location": ontvanger.adres})]
    fout_bij(ontvanger.adres)
    assert len(ontvanger.ontvangen) == 1


@pytest.mark.parametrize(
    ("kop", "wacht"),
    [
        ("120", timedelta(seconds=120)),
        (format_datetime(NU + timedelta(hours=1), usegmt=True), timedelta(hours=1)),
        ("Tue, 24 Nov 2026 09:00:30", timedelta(seconds=30)),
        ("", None),
        ("straks", None),
        ("-5", None),
        ("9" * 400, None),
        ("Tue, 99 Nov 2026 09:00:30 GMT", None),
    ],
)
def test_it_hears_when_to_come_back(ontvanger: Ontvanger, sandbox: None, kop: str, wacht: timedelta | None) -> None:
    ontvanger.antwoorden = [(503, {"Retry-After": kop})]
    assert fout_bij(ontvanger.adres).retry_after == wacht


def test_outside_a_sandbox_nothing_is_sent_to_this_machine(ontvanger: Ontvanger) -> None:
    for adres in (ontvanger.adres, ontvanger.adres.replace("http:", "https:")):
        fout = fout_bij(adres)
        assert (fout.code, fout.blijvend) == ("adres_geweigerd", True)
    assert ontvanger.ontvangen == []


def look_up(monkeypatch: pytest.MonkeyPatch, *adressen: str) -> list[str]:
    """Each name leads to these addresses; those that a connection is made to are kept."""
    gebeld: list[str] = []
    gevonden = [
        (socket.AF_INET6 if ":" in adres else socket.AF_INET, socket.SOCK_STREAM, 6, "", (adres, 443))
        for adres in adressen
    ]

    class Doof(socket.socket):
        def connect(self, plaats: Any) -> None:
            gebeld.append(plaats[0])
            raise ConnectionRefusedError

    monkeypatch.setattr(webhook.socket, "getaddrinfo", lambda *_, **__: gevonden)
    monkeypatch.setattr(webhook.socket, "socket", Doof)
    return gebeld


@pytest.mark.parametrize("adres", ["127.0.0.1", "10.0.0.5", "169.254.169.254", "::1", "::ffff:10.0.0.5", "fe80::1%1"])
def test_a_name_that_leads_inside_is_not_called(monkeypatch: pytest.MonkeyPatch, adres: str) -> None:
    gebeld = look_up(monkeypatch, adres)
    fout = fout_bij("https://rebind.example/")
    assert (fout.code, fout.blijvend) == ("adres_geweigerd", True)
    assert gebeld == []


def test_of_a_name_that_leads_both_ways_only_what_is_outside_is_called(monkeypatch: pytest.MonkeyPatch) -> None:
    gebeld = look_up(monkeypatch, "10.0.0.5", "93.184.216.34", "::1")
    assert fout_bij("https://beide.example/").code == "verbinding"
    assert gebeld == ["93.184.216.34"]


def test_the_address_that_was_judged_is_the_one_that_is_called(monkeypatch: pytest.MonkeyPatch) -> None:
    """A second look-up could lead elsewhere (DNS rebinding): there is none."""
    gebeld = look_up(monkeypatch, "93.184.216.34")
    keren: list[str] = []
    eerste = webhook.socket.getaddrinfo
    monkeypatch.setattr(webhook.socket, "getaddrinfo", lambda naam, *r, **n: keren.append(naam) or eerste(naam))
    fout_bij("https://pakket.example/")
    assert (keren, gebeld) == (["pakket.example"], ["93.184.216.34"])


def test_a_name_that_does_not_exist_may_exist_later(monkeypatch: pytest.MonkeyPatch) -> None:
    def geen(*_: Any, **__: Any) -> Any:
        raise socket.gaierror

    monkeypatch.setattr(webhook.socket, "getaddrinfo", geen)
    fout = fout_bij("https://bestaat-niet.example/")
    assert (fout.code, fout.blijvend) == ("naam_onbekend", False)


def test_who_is_not_there_may_come_back(sandbox: None) -> None:
    with socket.socket() as vrij:
        vrij.bind(("127.0.0.1", 0))
        fout = fout_bij(f"http://127.0.0.1:{vrij.getsockname()[1]}/")
    assert (fout.code, fout.blijvend) == ("verbinding", False)


def test_a_server_without_tls_where_it_was_asked_for_gets_nothing(ontvanger: Ontvanger, sandbox: None) -> None:
    fout = fout_bij(ontvanger.adres.replace("http:", "https:"))
    assert fout.code in ("tls", "verbinding", "tijd_op")
    assert ontvanger.ontvangen == []


@pytest.fixture
def papieren(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Papers:
    """A CA that the system trusts for this once."""
    papieren = Papers(tmp_path)
    vertrouwt = ssl.create_default_context(cafile=papieren.ca)
    monkeypatch.setattr(webhook, "_tls", lambda: vertrouwt)
    return papieren


def beveilig(ontvanger: Ontvanger, papieren: Papers) -> str:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*papieren.issue("localhost"))
    ontvanger.server.socket = context.wrap_socket(ontvanger.server.socket, server_side=True)
    return f"https://localhost:{ontvanger.server.server_port}/haak"


def test_over_tls_it_arrives(ontvanger: Ontvanger, sandbox: None, papieren: Papers) -> None:
    webhook.send(zending(beveilig(ontvanger, papieren)))
    assert ontvanger.ids == [str(ID)]
    assert ontvanger.ontvangen[0].koppen["host"] == f"localhost:{ontvanger.server.server_port}"


def test_a_certificate_of_another_name_gets_nothing(ontvanger: Ontvanger, sandbox: None, papieren: Papers) -> None:
    adres = beveilig(ontvanger, papieren).replace("localhost", "127.0.0.1")
    assert fout_bij(adres).code == "tls"
    assert ontvanger.ontvangen == []


def test_a_certificate_that_nobody_trusts_gets_nothing(ontvanger: Ontvanger, sandbox: None, tmp_path: Path) -> None:
    assert fout_bij(beveilig(ontvanger, Papers(tmp_path))).code == "tls"
    assert ontvanger.ontvangen == []


def test_tls_asks_for_a_name_and_a_chain() -> None:
    context = webhook._tls()
    assert context.check_hostname
    assert context.verify_mode is ssl.CERT_REQUIRED
    assert context.minimum_version is ssl.TLSVersion.TLSv1_2


@contextmanager
def druppelaar(vooraf: bytes) -> Iterator[int]:
    """Takes the call, says `vooraf`, and then an octet each time, for ten seconds."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def druppel() -> None:
            verbinding, _ = server.accept()
            with verbinding, suppress(OSError):
                verbinding.sendall(vooraf)
                for _ in range(200):
                    verbinding.sendall(b"\x16")
                    time.sleep(0.05)

        Thread(target=druppel, daemon=True).start()
        yield server.getsockname()[1]


KOPPEN = b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 900\r\n\r\n"
TLS_BEGIN = b"\x16\x03\x03\x20\x00"  # the head of a record of 8192 octets, that never comes whole


@pytest.mark.parametrize(("soort", "vooraf"), [("http", b""), ("https", TLS_BEGIN)], ids=["status", "handshake"])
def test_who_drips_is_broken_off(sandbox: None, monkeypatch: pytest.MonkeyPatch, soort: str, vooraf: bytes) -> None:
    """Each byte comes within the time of one read; all of them together do not."""
    monkeypatch.setattr(webhook, "IN_TOTAAL_SECONDEN", 0.5)
    with druppelaar(vooraf) as poort:
        begin = time.monotonic()
        fout = fout_bij(f"{soort}://127.0.0.1:{poort}/")
    assert fout.code == "tijd_op"
    assert time.monotonic() - begin < 3


@pytest.mark.parametrize("vooraf", [b"HTTP/1.1 200 OK\r\nX: ", KOPPEN], ids=["header", "body"])
def test_who_said_yes_and_then_drips_has_said_it(sandbox: None, monkeypatch: pytest.MonkeyPatch, vooraf: bytes) -> None:
    monkeypatch.setattr(webhook, "IN_TOTAAL_SECONDEN", 0.5)
    with druppelaar(vooraf) as poort:
        begin = time.monotonic()
        webhook.send(zending(f"http://127.0.0.1:{poort}/"))
    assert time.monotonic() - begin < 3


def leidt_naar(monkeypatch: pytest.MonkeyPatch, plaatsen: list[tuple[str, int]]) -> list[str]:
    """What the name server says; and which of them were called, where none but this machine answers."""
    gebeld, verbind = [], socket.socket.connect

    def bel(lijn: socket.socket, plaats: Any) -> None:
        gebeld.append(plaats[0])
        if plaats[0] != "127.0.0.1":
            time.sleep(min(0.3, lijn.gettimeout() or 0.3))
            raise TimeoutError
        verbind(lijn, plaats)

    antwoord = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", plaats) for plaats in plaatsen]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: antwoord)
    monkeypatch.setattr(socket.socket, "connect", bel)
    return gebeld


def test_of_the_addresses_of_a_name_a_few_are_tried(sandbox: None, monkeypatch: pytest.MonkeyPatch) -> None:
    gebeld = leidt_naar(monkeypatch, [(f"10.255.255.{nummer}", 443) for nummer in range(50)])
    assert fout_bij("https://pakket.example/").code == "tijd_op"
    assert gebeld == ["10.255.255.0", "10.255.255.1", "10.255.255.2"]


def test_addresses_that_do_not_answer_buy_no_time_for_one_that_drips(
    sandbox: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(webhook, "IN_TOTAAL_SECONDEN", 0.5)
    with druppelaar(b"") as poort:
        leidt_naar(monkeypatch, [("10.255.255.1", poort), ("10.255.255.2", poort), ("127.0.0.1", poort)])
        begin = time.monotonic()
        fout = fout_bij(f"http://localhost:{poort}/")
    assert fout.code == "tijd_op"
    assert time.monotonic() - begin < 2


def test_a_name_server_that_says_nothing_is_not_waited_for(sandbox: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(webhook, "IN_TOTAAL_SECONDEN", 0.3)
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: time.sleep(3))
    begin = time.monotonic()
    assert fout_bij("https://pakket.example/").code == "tijd_op"
    assert time.monotonic() - begin < 2


def test_of_an_endless_answer_little_is_read(sandbox: None) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        gestuurd = []

        def stroom() -> None:
            verbinding, _ = server.accept()
            with verbinding:
                verbinding.recv(65536)
                verbinding.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
                while len(gestuurd) < 2000:
                    try:
                        verbinding.sendall(b"x" * 65536)
                    except OSError:
                        return
                    gestuurd.append(1)

        draad = Thread(target=stroom, daemon=True)
        draad.start()
        webhook.send(zending(f"http://127.0.0.1:{server.getsockname()[1]}/"))
        draad.join(10)
    assert len(gestuurd) < 2000


@pytest.mark.parametrize("antwoord", [b"", b"\x00\xff" * 50, b"SSH-2.0-OpenSSH\r\n", b"HTTP/1.1 abc\r\n\r\n"])
def test_what_is_no_http_is_a_failure_for_now(sandbox: None, antwoord: bytes) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:

        def zeg() -> None:
            verbinding, _ = server.accept()
            with verbinding:
                verbinding.recv(65536)
                verbinding.sendall(antwoord)

        Thread(target=zeg, daemon=True).start()
        fout = fout_bij(f"http://127.0.0.1:{server.getsockname()[1]}/")
    assert (fout.code, fout.blijvend) == ("verbinding", False)


def test_no_proxy_of_the_system_is_used(ontvanger: Ontvanger, sandbox: None, monkeypatch: pytest.MonkeyPatch) -> None:
    for naam in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.setenv(naam, "http://127.0.0.1:9")
    webhook.send(zending(ontvanger.adres))
    assert ontvanger.ids == [str(ID)]
