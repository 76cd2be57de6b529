"""The worker fetches each list when its time has come, and says what goes wrong once for every change."""

import logging
from datetime import datetime, timedelta
from threading import Event
from typing import Any

import pytest
from intrekking.toneel import UUR, geef, lijst, schakel, server, sporen
from pki.proefuitgever import Issuer

from machtigingen.intrekking import worker
from machtigingen.intrekking.actions import forget
from machtigingen.intrekking.fetching import NietOpgehaald
from machtigingen.intrekking.models import Ophaling
from machtigingen.intrekking.queries import find_standen, versions
from machtigingen.intrekking.worker import OPNIEUW, fetch_due
from machtigingen.pki import read_crl

pytestmark = pytest.mark.django_db
ADRES = "http://crl.example/x.crl"


class Bron:
    """Gives what a test lays ready, or is away."""

    def __init__(self, data: bytes | None) -> None:
        self.data, self.keren = data, 0

    def __call__(self, adres: str) -> bytes:
        assert adres == ADRES
        self.keren += 1
        if self.data is None:
            raise NietOpgehaald("de server is niet bereikbaar")
        return self.data


def haal(bron: Bron, uitgever: Issuer, *, now: datetime, alles: bool = False) -> list[str]:
    """The codes of what was fetched; empty for what went well."""
    schakels = (schakel(uitgever, adres=ADRES), schakel(Issuer("Uit een bestand")))
    uitslagen = fetch_due(schakels=schakels, now=now, tussenpoos=UUR, alles=alles, halen=bron)
    return [uitslag.code for uitslag in uitslagen]


def test_only_what_has_an_address_is_fetched_and_then_not_before_its_time(uitgever: Issuer, bevroren: datetime) -> None:
    bron = Bron(lijst(uitgever, 7, now=bevroren))
    assert haal(bron, uitgever, now=bevroren) == [""]
    assert haal(bron, uitgever, now=bevroren + UUR - timedelta(seconds=1)) == []
    assert haal(bron, uitgever, now=bevroren + UUR) == [""]
    assert (bron.keren, len(versions())) == (2, 1)
    assert sporen() == [("systeem", "")]


def test_by_hand_it_is_always_time(uitgever: Issuer, bevroren: datetime) -> None:
    bron = Bron(lijst(uitgever, now=bevroren))
    assert haal(bron, uitgever, now=bevroren) + haal(bron, uitgever, now=bevroren, alles=True) == ["", ""]


def test_after_a_failure_it_tries_again_soon(uitgever: Issuer, bevroren: datetime) -> None:
    bron = Bron(None)
    assert haal(bron, uitgever, now=bevroren) == ["S201"]
    assert haal(bron, uitgever, now=bevroren + OPNIEUW / 2) == []
    bron.data = lijst(uitgever, now=bevroren)
    assert haal(bron, uitgever, now=bevroren + OPNIEUW) == [""]


def test_a_worker_that_goes_on_takes_the_next_list_at_once_after_one_was_forgotten(
    uitgever: Issuer, bevroren: datetime
) -> None:
    vorige, nieuw = lijst(uitgever, 7, now=bevroren, number=500), lijst(uitgever, now=bevroren, number=1)
    kent = schakel(uitgever, adres=ADRES, crl=read_crl(vorige, ca=uitgever.certificate))

    def fetch(data: bytes) -> list[str]:
        return [een.code for een in fetch_due(schakels=[kent], now=bevroren, tussenpoos=UUR, halen=Bron(data))]

    assert fetch(vorige) == [""]
    Ophaling.objects.update(volgende_at=bevroren)
    assert fetch(nieuw) == ["S203"]
    assert forget(kent, reden="telt opnieuw", now=bevroren, beheerder="root")
    assert fetch(nieuw) == [""]


def test_a_failure_is_told_once_for_every_change(
    uitgever: Issuer, bevroren: datetime, caplog: pytest.LogCaptureFixture
) -> None:
    bron = Bron(None)
    goed = lijst(uitgever, 7, now=bevroren, number=4)
    ouder, kapot = lijst(uitgever, now=bevroren, number=3), b"kapot"
    codes: list[str] = []
    for keer, data in enumerate([None, None, goed, goed, ouder, ouder, kapot, None, goed]):
        bron.data = data
        codes += haal(bron, uitgever, now=bevroren + keer * UUR)
    assert codes == ["S201", "S201", "", "", "S203", "S203", "S202", "S201", ""]
    regels = [regel.getMessage() for regel in caplog.records if regel.name == "machtigingen.intrekking"]
    assert [regel.split()[2] for regel in regels] == ["S201", "opgehaald,", "S203", "S202", "S201", "opgehaald,"]
    assert [code for _, code in sporen()] == ["S201", "", "S203", "S202", "S201"]
    assert {regel.levelno for regel in caplog.records if regel.name == "machtigingen.intrekking"} == {logging.WARNING}


def test_the_stand_says_when_it_last_went_well_and_what_is_wrong_now(uitgever: Issuer, bevroren: datetime) -> None:
    haal(Bron(lijst(uitgever, now=bevroren)), uitgever, now=bevroren)
    haal(Bron(None), uitgever, now=bevroren + UUR)
    (stand,) = find_standen([schakel(uitgever, adres=ADRES)])
    assert (stand.gelukt_at, stand.code) == (bevroren, "S201")


def test_one_that_another_worker_has_taken_is_left_to_it(uitgever: Issuer, bevroren: datetime) -> None:
    ander: list[str] = []

    def halen(adres: str) -> bytes:
        ander.extend(haal(Bron(None), uitgever, now=bevroren))
        return lijst(uitgever, now=bevroren)

    uitslagen = fetch_due(schakels=(schakel(uitgever, adres=ADRES),), now=bevroren, tussenpoos=UUR, halen=halen)
    assert ([uitslag.code for uitslag in uitslagen], ander) == ([""], [])


def test_a_ca_in_two_chains_is_fetched_once(uitgever: Issuer, bevroren: datetime) -> None:
    bron = Bron(lijst(uitgever, now=bevroren))
    dubbel = (schakel(uitgever, adres=ADRES), schakel(uitgever, adres=ADRES))
    assert len(fetch_due(schakels=dubbel, now=bevroren, tussenpoos=UUR, halen=bron)) == bron.keren == 1


def test_it_runs_until_told_to_stop_and_a_mistake_of_ours_does_not_end_it(
    uitgever: Issuer, bevroren: datetime, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(worker, "PAUZE_SECONDEN", 0.0)
    stop, keren = Event(), []

    def schakels() -> Any:
        keren.append(1)
        if len(keren) == 3:
            stop.set()
        if len(keren) == 1:
            raise KeyError("mistake")
        return (schakel(uitgever, adres=deze.adres),)

    with server(geef(lijst(uitgever, 7, now=bevroren))) as deze:
        worker.run(schakels=schakels, clock=lambda: bevroren, stop=stop, tussenpoos=UUR)
    assert (len(keren), len(deze.gevraagd), Ophaling.objects.get().code) == (3, 1, "")
    assert [regel.levelno for regel in caplog.records if regel.name == "machtigingen.intrekking"] == [logging.ERROR]
