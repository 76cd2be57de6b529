"""A mail as its reader gets it: from a real mail server on this machine, without anything personal."""

import email.policy
import socketserver
import time
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from email.message import EmailMessage
from pathlib import Path
from threading import Thread
from typing import Any, Self

import pytest
from notificaties.toneel import AGB, Klok, abonneer_mail, enige, gebeurt, werk

from machtigingen.foundation import DomainError
from machtigingen.notificaties.bezorgen import Verslag
from machtigingen.notificaties.kanalen import mail
from machtigingen.notificaties.link import token_of

pytestmark = pytest.mark.django_db
ADRES = "balie@praktijk.nl"


class Mailserver:
    """As much SMTP as is needed (RFC 5321). `weigert` says what it answers to a command in the place of yes."""

    def __init__(self) -> None:
        self.berichten: list[EmailMessage] = []
        self.enveloppen: list[str] = []
        self.weigert: dict[str, str] = {}
        self.traag = 0.0
        self.server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), self._handler())
        self.server.daemon_threads = True

    def __enter__(self) -> Self:
        Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.server.shutdown()
        self.server.server_close()

    def _handler(self) -> type[socketserver.StreamRequestHandler]:
        alles = self

        class Handler(socketserver.StreamRequestHandler):
            def handle(self) -> None:
                self.zeg("220 mail.example")
                while regel := self.rfile.readline().decode().strip():
                    opdracht = regel.split(":")[0].split()[0].upper()
                    if opdracht == "QUIT":
                        return self.zeg("221 dag")
                    antwoord = alles.weigert.get(opdracht, "354 toe maar" if opdracht == "DATA" else "250 goed")
                    if opdracht == "DATA" and antwoord.startswith("354"):
                        self.zeg(antwoord)
                        antwoord = self.take()
                    elif opdracht == "RCPT":
                        alles.enveloppen.append(regel)
                    self.zeg(antwoord)
                return None

            def take(self) -> str:
                regels = []
                while (regel := self.rfile.readline()) != b".\r\n":
                    regels.append(regel.removeprefix(b".") if regel.startswith(b"..") else regel)
                if "." in alles.weigert:
                    return alles.weigert["."]
                alles.berichten.append(email.message_from_bytes(b"".join(regels), policy=email.policy.default))  # type: ignore[arg-type]
                return "250 genomen"

            def zeg(self, regel: str) -> None:
                time.sleep(alles.traag)
                with suppress(ConnectionError):  # who called may be gone
                    self.wfile.write(regel.encode() + b"\r\n")

        return Handler


@pytest.fixture
def mailserver(settings: Any) -> Iterator[Mailserver]:
    with Mailserver() as server:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.server.server_address[1]
        settings.EMAIL_USE_TLS = False
        settings.MACHTIGINGEN_MAIL_VAN = "portaal@voorbeeld.nl"
        settings.MACHTIGINGEN_MAIL_MAP = ""
        yield server


@pytest.fixture
def klok(bevroren: datetime) -> Klok:
    abonneer_mail(ADRES, now=bevroren)
    gebeurt(now=bevroren)
    return Klok(bevroren)


def test_the_reader_gets_a_link_and_the_name_of_no_one(klok: Klok, mailserver: Mailserver) -> None:
    assert werk(klok) == Verslag(bezorgd=1)
    (bericht,) = mailserver.berichten
    tekst = bericht.get_content().replace("\r\n", "\n")
    assert (bericht["To"], mailserver.enveloppen) == (ADRES, [f"rcpt TO:<{ADRES}>"])
    assert f"https://localhost:8440/bericht/{token_of(enige().id)}\n" in tekst
    assert f"https://localhost:8440/en/bericht/{token_of(enige().id)}\n" in tekst
    assert AGB in tekst
    for verzwegen in (enige().aanvraagnummer, str(enige().aanvraag_id), "goedgekeurd", "besluit", str(enige().id)):
        assert verzwegen not in tekst
        assert verzwegen not in bericht["Subject"]


def test_no_machine_answers_it(klok: Klok, mailserver: Mailserver) -> None:
    werk(klok)
    (bericht,) = mailserver.berichten
    assert bericht["Auto-Submitted"] == "auto-generated"
    assert "portaal@voorbeeld.nl" in bericht["From"]


def test_sent_again_it_is_the_same_mail(klok: Klok, mailserver: Mailserver) -> None:
    mailserver.weigert = {".": "451 straks"}
    werk(klok)
    assert (enige().toestand, enige().foutcode) == ("wacht", "smtp_451")
    mailserver.weigert = {}
    for _ in range(2):
        klok.later(minutes=1)
        werk(klok)
        type(enige()).objects.update(toestand="wacht", volgende_poging_at=klok())
    eerste, tweede = mailserver.berichten
    assert eerste["Message-ID"] == tweede["Message-ID"] == f"<{enige().id}@voorbeeld.nl>"
    assert eerste.get_content() == tweede.get_content()


@pytest.mark.parametrize(
    ("opdracht", "antwoord", "toestand"),
    [
        ("RCPT", "550 kennen wij niet", "opgegeven"),
        ("RCPT", "450 vol", "wacht"),
        (".", "554 nee", "opgegeven"),
        (".", "452 vol", "wacht"),
        ("MAIL", "550 u niet", "wacht"),
        ("MAIL", "451 straks", "wacht"),
        ("EHLO", "421 dicht", "wacht"),
    ],
)
def test_a_refusal_of_the_reader_is_for_good_one_of_us_can_be_mended(
    klok: Klok, mailserver: Mailserver, opdracht: str, antwoord: str, toestand: str
) -> None:
    mailserver.weigert = {opdracht: antwoord, "HELO": antwoord}
    werk(klok)
    assert enige().toestand == toestand
    assert mailserver.berichten == []


def test_a_mail_server_that_is_away_is_asked_again(klok: Klok, mailserver: Mailserver, settings: Any) -> None:
    mailserver.__exit__()
    werk(klok)
    assert (enige().toestand, enige().foutcode) == ("wacht", "verbinding")


def test_a_mail_server_that_drips_is_not_waited_for(
    klok: Klok, mailserver: Mailserver, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each line comes in time; all of them together do not."""
    monkeypatch.setattr(mail, "IN_TOTAAL_SECONDEN", 0.5)
    mailserver.traag = 0.2
    begin = time.monotonic()
    werk(klok)
    assert (enige().toestand, enige().foutcode) == ("wacht", "tijd_op")
    assert time.monotonic() - begin < 2


def test_without_a_mail_server_it_waits_and_says_why(klok: Klok, settings: Any) -> None:
    settings.EMAIL_HOST = settings.MACHTIGINGEN_MAIL_MAP = ""
    assert werk(klok) == Verslag()
    assert (enige().toestand, enige().pogingen) == ("wacht", 0)
    assert "smtp" in mail.check_config()


def test_in_a_sandbox_it_is_a_file(klok: Klok, settings: Any, tmp_path: Path) -> None:
    settings.MACHTIGINGEN_MAIL_MAP = str(tmp_path / "mail")
    settings.EMAIL_BACKEND = "machtigingen.notificaties.kanalen.map.Map"
    settings.MACHTIGINGEN_MAIL_VAN = "portaal@localhost"
    werk(klok)
    (pad,) = (tmp_path / "mail").iterdir()
    assert pad.name == f"{enige().id}.eml"
    bericht = email.message_from_bytes(pad.read_bytes(), policy=email.policy.default)
    assert bericht["To"] == ADRES
    assert token_of(enige().id) in bericht.get_content()  # type: ignore[attr-defined]


@pytest.mark.parametrize("adres", [f"{ADRES}\r\nBcc: ander@elders.nl", f"{ADRES}\nX: 1", "a@b.nl, c@d.nl"])
def test_no_address_adds_a_header_or_a_reader(bevroren: datetime, adres: str) -> None:
    with pytest.raises(DomainError, match="N103"):
        abonneer_mail(adres, now=bevroren)
