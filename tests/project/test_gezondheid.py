"""What /readyz and the log say about what needs care: certificate profiles, and a worker that does not run."""

import logging
import shutil
from datetime import timedelta
from pathlib import Path

import pytest
from notificaties.toneel import Doos, Klok, abonneer, abonneer_mail, gebeurt, werk
from wereld import Wereld

from machtigingen.pki import ProfielBron
from machtigingen.project import certificaten, klok
from machtigingen.project.gezondheid import ACHTER


@pytest.fixture
def profielen(wereld: Wereld, testpki: Path, tmp_path: Path) -> Path:
    """Profiles of this test alone, in force."""
    shutil.copytree(testpki, tmp_path / "pki")
    pad = tmp_path / "pki" / "certificaatprofielen.yaml"
    certificaten.use_bron(ProfielBron(pad))
    return pad


def test_without_trouble_there_is_nothing_to_say(wereld: Wereld, profielen: Path) -> None:
    antwoord = wereld.bezoeker().get("/readyz").json()
    assert (antwoord["gereed"], antwoord["redenen"], antwoord["meldingen"]) == (True, [], [])


def test_it_shows_how_long_the_ca_and_its_revocation_list_last(wereld: Wereld, profielen: Path) -> None:
    (profiel,) = certificaten.bron().profielen()
    assert profiel.crl is not None
    geldigheid = wereld.bezoeker().get("/readyz").json()["geldigheid"]
    assert [(een["onderdeel"], een["naam"], een["let_op"]) for een in geldigheid] == [
        ("uitgever", profiel.uitgever.naam, False),
        ("intrekkingslijst", profiel.uitgever.naam, False),
    ]
    over = [(tot - klok.nu()).days for tot in (profiel.ca.not_valid_after_utc, profiel.crl.volgende)]
    assert [een["dagen"] for een in geldigheid] == over


def test_a_ca_with_less_than_thirty_days_left_is_told(wereld: Wereld, profielen: Path) -> None:
    (profiel,) = certificaten.bron().profielen()
    klok.zet(lambda: profiel.ca.not_valid_after_utc - timedelta(days=29, hours=12))
    antwoord = wereld.bezoeker().get("/readyz").json()
    assert any("het certificaat van deze uitgever verloopt op" in melding for melding in antwoord["meldingen"])
    assert (antwoord["geldigheid"][0]["dagen"], antwoord["geldigheid"][0]["let_op"]) == (29, True)


def test_a_profile_file_that_broke_is_told_and_the_portal_stays_ready(wereld: Wereld, profielen: Path) -> None:
    profielen.write_text("profielen: [")
    antwoord = wereld.bezoeker().get("/readyz")
    assert antwoord.status_code == 200
    (melding,) = antwoord.json()["meldingen"]
    assert melding.startswith("De vorige certificaatprofielen blijven gelden. certificaatprofielen.yaml")


def test_a_revocation_list_that_ends_soon_is_told_in_time(wereld: Wereld, profielen: Path) -> None:
    begin = klok.nu()
    dagen = next(dag for dag in range(60) if certificaten.bron().meldingen(begin + timedelta(days=dag)))
    klok.zet(lambda: begin + timedelta(days=dagen))
    antwoord = wereld.bezoeker().get("/readyz")
    assert antwoord.status_code == 200
    assert "de intrekkingslijst verloopt op" in antwoord.json()["meldingen"][0]


def test_each_change_is_logged_once_also_when_nobody_asks(
    wereld: Wereld, profielen: Path, caplog: pytest.LogCaptureFixture
) -> None:
    goed = profielen.read_text()
    software = wereld.software()
    for inhoud in ("profielen: [", goed, "profielen: {"):
        profielen.write_text(inhoud)
        for _ in range(2):
            assert software.get("/wie-ben-ik").status_code == 200
    regels = [regel for regel in caplog.records if regel.name == "machtigingen.certificaten"]
    assert [regel.levelno for regel in regels] == [logging.WARNING] * 2


def test_what_waits_because_no_worker_runs_is_told(wereld: Wereld) -> None:
    begin = klok.nu()
    abonneer("https://pakket.example/", now=begin)
    abonneer_mail("balie@praktijk.nl", now=begin)  # this portal sends no mail: that is no news
    gebeurt(now=begin)
    for minuten, meldingen in ((15, []), (16, [ACHTER])):
        klok.zet(lambda minuten=minuten: begin + timedelta(minutes=minuten))
        antwoord = wereld.bezoeker().get("/readyz")
        assert (antwoord.status_code, antwoord.json()["meldingen"]) == (200, meldingen)
    werk(Klok(klok.nu()), verzenders=Doos().als)
    assert wereld.bezoeker().get("/readyz").json()["meldingen"] == []
