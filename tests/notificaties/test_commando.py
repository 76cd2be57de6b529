"""The commands of the operator: the worker, and the desk for what did not arrive."""

import signal
from collections.abc import Iterator
from datetime import datetime
from uuid import uuid4

import pytest
from click.testing import CliRunner, Result
from notificaties.ontvanger import Ontvanger
from notificaties.toneel import Doos, Klok, abonneer, abonneer_mail, enige, gebeurt, werk

from machtigingen.kluis import Kluisfout
from machtigingen.notificaties.models import Abonnement, Bezorging
from machtigingen.notificaties.soorten import OVEREENKOMST_VOORBIJ
from machtigingen.notificaties.zending import Bezorgfout
from machtigingen.project.bezorg import bezorg, bezorgingen

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def eigen_signalen(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """What pytest does with them stays, and so does its log."""
    monkeypatch.setattr("machtigingen.project.logboek.configure", lambda: None)
    toen = {nummer: signal.getsignal(nummer) for nummer in (signal.SIGINT, signal.SIGTERM)}
    yield
    for nummer, wat in toen.items():
        signal.signal(nummer, wat)


def doe(opdracht: object, *woorden: str) -> Result:
    return CliRunner().invoke(opdracht, list(woorden))  # type: ignore[arg-type]


def test_once_it_sends_what_is_due_and_says_how_many(bevroren: datetime, ontvanger: Ontvanger, sandbox: None) -> None:
    abonneer(ontvanger.adres, now=bevroren)
    for _ in range(3):
        gebeurt(now=bevroren)
    ontvanger.antwoorden = [404]
    uitkomst = doe(bezorg, "--eenmaal")
    assert uitkomst.exit_code == 0
    assert uitkomst.stdout == "gereed\n2 bezorgd, 1 mislukt\n"
    assert len(ontvanger.ids) == 3


def test_it_says_that_mail_waits_for_a_mail_server(bevroren: datetime) -> None:
    abonneer_mail("balie@praktijk.nl", now=bevroren)
    gebeurt(now=bevroren)
    assert doe(bezorg, "--eenmaal").stderr == "mail: er is geen mailserver ingesteld (smtp); 1 wachten\n"


def test_without_keys_it_does_not_start(bevroren: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    abonneer("https://pakket.example/", now=bevroren)
    gebeurt(now=bevroren)
    monkeypatch.setattr("machtigingen.kluis.sleutels._bos", None)
    assert isinstance(doe(bezorg, "--eenmaal").exception, Kluisfout)
    assert enige().pogingen == 0


def test_the_desk_shows_what_did_not_arrive_and_no_address(bevroren: datetime) -> None:
    assert doe(bezorgingen).stdout == "niets\n"
    abonneer("https://pakket.example/haak", now=bevroren)
    dood = gebeurt(now=bevroren)
    werk(Klok(bevroren), verzenders=Doos(fouten=[Bezorgfout("http_404", blijvend=True)]).als)
    wachtend = gebeurt("ingetrokken", now=bevroren)
    alles, opgegeven = doe(bezorgingen).stdout, doe(bezorgingen, "--opgegeven").stdout
    assert len(alles.splitlines()) == 2
    assert len(opgegeven.splitlines()) == 1
    for woord in ("22990001", "webhook", "besluit", "opgegeven", "1 pogingen", "blijvend http_404"):
        assert woord in opgegeven
    assert "ingetrokken" in alles
    for verzwegen in ("pakket.example", str(dood), str(wachtend)):
        assert verzwegen not in alles


def test_the_desk_shows_nothing_of_what_was_ended_on_purpose(bevroren: datetime) -> None:
    abonneer("https://pakket.example/haak", now=bevroren)
    gebeurt(now=bevroren)
    Bezorging.objects.update(toestand="opgegeven", foutsoort="blijvend", foutcode="http_404")
    assert len(doe(bezorgingen, "--opgegeven").stdout.splitlines()) == 1
    Abonnement.objects.update(ended_at=bevroren)
    assert doe(bezorgingen, "--opgegeven").stdout == "niets\n"
    Abonnement.objects.update(ended_at=None)
    Bezorging.objects.update(foutcode=OVEREENKOMST_VOORBIJ)
    assert doe(bezorgingen, "--opgegeven").stdout == doe(bezorgingen).stdout == "niets\n"


def test_from_the_desk_it_is_sent_again(bevroren: datetime) -> None:
    abonneer("https://pakket.example/haak", now=bevroren)
    gebeurt(now=bevroren)
    werk(Klok(bevroren), verzenders=Doos(fouten=[Bezorgfout("http_404", blijvend=True)]).als)
    assert "wordt opnieuw verstuurd" in doe(bezorgingen, "opnieuw", str(enige().id)).stdout
    assert enige().toestand == "wacht"


def test_what_is_not_there_is_said_with_its_code(bevroren: datetime) -> None:
    uitkomst = doe(bezorgingen, "opnieuw", str(uuid4()))
    assert uitkomst.exit_code == 1
    assert "N101" in uitkomst.stderr
