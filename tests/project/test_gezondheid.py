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
    assert wereld.bezoeker().get("/readyz").json() == {"gereed": True, "redenen": [], "meldingen": []}


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
