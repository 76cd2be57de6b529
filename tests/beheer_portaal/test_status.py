"""/status for people and software, the announcement, and what readyz says of the worker."""

from datetime import timedelta

import pytest
from wereld import Wereld

from machtigingen.bedrijfsvoering import onderhoud
from machtigingen.bedrijfsvoering.hartslagen import Proces, beat, last_beat, living, stop
from machtigingen.project import klok
from machtigingen.project.gezondheid import BEZORG_STIL
from machtigingen.registers import cov


@pytest.fixture(autouse=True)
def nothing_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cov, "_antwoordde", None)


def lees(wereld: Wereld) -> dict:
    antwoord = wereld.bezoeker().get("/status", HTTP_ACCEPT="application/json")
    assert (antwoord.status_code, antwoord["Content-Type"]) == (200, "application/json")
    assert "Accept" in antwoord["Vary"]
    return antwoord.json()


def test_a_portal_that_works_says_so(wereld: Wereld, bevroren) -> None:
    stand = lees(wereld)
    assert stand["status"] == "goed"
    assert stand["onderdelen"] == {
        "portaal": "goed",
        "cov": "onbekend",
        "registers": "goed",
        "berichten": "onbekend",
    }
    assert set(stand["registers"].values()) == {"2026-11-24"}
    assert stand["onderhoud"] is None
    pagina = wereld.bezoeker().get("/status").content.decode()
    assert "Het portaal werkt" in pagina and "24-11-2026 10:00" in pagina and "UZOVI" in pagina


def test_what_works_less_well_is_named_with_what_it_means(
    wereld: Wereld, bevroren, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cov, "_antwoordde", False)
    beat(proces=Proces.BEZORG, naam="bezorg:een", versie="1", now=bevroren - timedelta(minutes=16))
    stand = lees(wereld)
    assert (stand["status"], stand["onderdelen"]["cov"], stand["onderdelen"]["berichten"]) == (
        "beperkt",
        "beperkt",
        "beperkt",
    )
    pagina = wereld.bezoeker().get("/status").content.decode()
    assert "Het portaal werkt, maar niet alles" in pagina and "vult de zorgverzekeraar dan zelf in" in pagina
    beat(proces=Proces.BEZORG, naam="bezorg:een", versie="1", now=bevroren)
    assert lees(wereld)["onderdelen"]["berichten"] == "goed"


def test_without_cov_it_is_a_storing(wereld: Wereld, settings) -> None:
    settings.MACHTIGINGEN_COV = ""
    assert lees(wereld)["status"] == "storing"
    assert "Er is een storing" in wereld.bezoeker().get("/status").content.decode()


def test_an_announcement_stands_there_until_its_end(wereld: Wereld, bevroren) -> None:
    begin, einde = bevroren + timedelta(hours=10), bevroren + timedelta(hours=12)
    onderhoud.announce(
        tekst="  Wij <b>vernieuwen</b>\nhet portaal. ", van_at=begin, tot_at=einde, now=bevroren, beheerder="b"
    )
    assert lees(wereld)["onderhoud"] == {
        "tekst": "Wij <b>vernieuwen</b> het portaal.",
        "van": begin.isoformat(),
        "tot": einde.isoformat(),
    }
    pagina = wereld.bezoeker().get("/status").content.decode()
    assert "Onderhoud op 24-11-2026 van 20:00 tot 22:00" in pagina
    assert "&lt;b&gt;vernieuwen" in pagina
    klok.zet(lambda: einde)
    assert lees(wereld)["onderhoud"] is None
    assert onderhoud.withdraw(now=einde, beheerder="b") and not onderhoud.withdraw(now=einde, beheerder="b")


@pytest.mark.parametrize(
    ("tekst", "uren"),
    [("", 1), ("x" * 301, 1), ("voorbij", -1), ("nul\x00", 1)],
    ids=["leeg", "lang", "voorbij", "nul"],
)
def test_what_cannot_be_announced_is_refused(db: None, bevroren, tekst: str, uren: int) -> None:
    with pytest.raises(onderhoud.Berichtfout):
        onderhoud.announce(
            tekst=tekst, van_at=None, tot_at=bevroren + timedelta(hours=uren), now=bevroren, beheerder="b"
        )
    assert onderhoud.announced(bevroren) is None


def test_readyz_says_when_the_worker_fell_silent(wereld: Wereld, bevroren) -> None:
    for minuten, meldingen in ((15, []), (16, [BEZORG_STIL])):
        beat(proces=Proces.BEZORG, naam="bezorg:een", versie="1", now=bevroren - timedelta(minutes=minuten))
        assert wereld.bezoeker().get("/readyz").json()["meldingen"] == meldingen


def test_who_stopped_or_fell_silent_does_not_live_and_is_remembered(db: None, bevroren) -> None:
    beat(proces=Proces.PORTAAL, naam="een", versie="1", now=bevroren)
    beat(proces=Proces.PORTAAL, naam="twee", versie="2", now=bevroren)
    stop(naam="een", now=bevroren)
    assert [(een.naam, een.versie) for een in living(now=bevroren)] == [("twee", "2")]
    assert living(now=bevroren + timedelta(minutes=1)) == ()
    assert last_beat(Proces.PORTAAL) == bevroren
    later = bevroren + timedelta(days=2)
    beat(proces=Proces.PORTAAL, naam="drie", versie="2", now=later)
    assert [een.naam for een in living(now=later)] == ["drie"]
    assert last_beat(Proces.BEZORG) is None
