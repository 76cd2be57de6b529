"""Who scans what waits, and who is told that it waits; with a real clamd, from the upload to the insurer."""

import signal
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
import scanner
from click.testing import CliRunner
from levensloop.conftest import Balie, code_van
from scanner import BESMET, PDF, Scanner

from machtigingen.aanvragen import bijlagen, indiening
from machtigingen.aanvragen.models import Bijlage
from machtigingen.project import klok
from machtigingen.project.bezorg import bezorg
from machtigingen.project.scan import scan

Schakel = Callable[[bool], None]


@pytest.fixture(scope="module")
def clamd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scanner]:
    with scanner.running(tmp_path_factory.mktemp("clamd")) as draait:
        yield draait


@pytest.fixture
def twee(balie: Balie, scanner_werkt: Schakel) -> dict[str, Any]:
    """A concept with two that wait, one of them with a virus."""
    scanner_werkt(True)
    wie: dict[str, Any] = {"actor": balie.indiener, "now": balie.now, "aanvraag_id": balie.concept()}
    scanner_werkt(False)
    for naam, data in (("goed.pdf", PDF), ("besmet.pdf", BESMET)):
        bijlagen.attach(**wie, vraag="foto", naam=naam, data=data)
    return wie


def standen() -> dict[str, str]:
    return {een.naam: een.quarantaine for een in Bijlage.objects.all() if een.naam != "foto.png"}


def test_the_command_scans_all_that_waits_and_says_what_it_found(twee: dict[str, Any], scanner_werkt: Schakel) -> None:
    weg = CliRunner().invoke(scan)
    assert weg.exit_code == 1
    assert "0 schoon, 0 met een virus, 2 wachten nog" in weg.output
    scanner_werkt(True)
    terug = CliRunner().invoke(scan)
    assert (terug.exit_code, terug.output) == (0, "1 schoon, 1 met een virus, 0 wachten nog\n")
    assert standen() == {"goed.pdf": "", "besmet.pdf": "virus"}


@pytest.fixture
def met_rust(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The worker takes the signals and the log of its process."""
    monkeypatch.setattr("machtigingen.project.logboek.configure", lambda: None)
    toen = {nummer: signal.getsignal(nummer) for nummer in (signal.SIGINT, signal.SIGTERM)}
    yield
    for nummer, wat in toen.items():
        signal.signal(nummer, wat)


def test_the_worker_scans_by_itself(twee: dict[str, Any], scanner_werkt: Schakel, met_rust: None) -> None:
    assert CliRunner().invoke(bezorg, ["--eenmaal"]).exit_code == 0
    assert set(standen().values()) == {"wacht"}
    scanner_werkt(True)
    assert CliRunner().invoke(bezorg, ["--eenmaal"]).exit_code == 0
    assert standen() == {"goed.pdf": "", "besmet.pdf": "virus"}


def test_who_runs_the_portal_is_told_after_a_quarter_of_an_hour(balie: Balie, twee: dict[str, Any]) -> None:
    for minuten, gemeld in ((14, False), (15, True)):
        klok.zet(lambda minuten=minuten: balie.now + timedelta(minutes=minuten))
        meldingen = balie.wereld.bezoeker().get("/readyz").json()["meldingen"]
        assert any("Bijlagen wachten (2)" in melding for melding in meldingen) is gemeld


@pytest.mark.parametrize("weg", ["socket", "poort"])
def test_with_a_real_clamd_a_virus_stays_here_and_the_rest_goes(
    balie: Balie, clamd: Scanner, settings: Any, weg: str
) -> None:
    settings.MACHTIGINGEN_VIRUSSCAN, settings.MACHTIGINGEN_VIRUSSCAN_ADRES = "clamd", getattr(clamd, weg)
    wie: dict[str, Any] = {"actor": balie.indiener, "now": balie.now, "aanvraag_id": balie.concept()}
    goed = bijlagen.attach(**wie, vraag="foto", naam="goed.pdf", data=PDF)
    besmet = bijlagen.attach(**wie, vraag="foto", naam="besmet.pdf", data=BESMET)
    assert (goed.quarantaine, besmet.quarantaine) == ("", "virus")
    assert code_van(indiening.submit, **wie) == "X109"
    bijlagen.remove(**wie, bijlage_id=besmet.id)
    assert code_van(indiening.submit, **wie) == ""
    assert bijlagen.read(**wie | {"actor": balie.beoordelaar}, bijlage_id=goed.id)[1] == PDF
