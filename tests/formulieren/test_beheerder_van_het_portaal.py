"""Who runs the portal sees at the command line what insurers uploaded."""

from datetime import datetime
from pathlib import Path

from click.testing import CliRunner
from formulieren.eigen import publiceer, teksten, voorstel
from wereld import Wereld

from machtigingen.formulieren.upload import Geupload, read_upload
from machtigingen.project.cli import main


def geef(*opdracht: str) -> str:
    uitkomst = CliRunner().invoke(main, ["formulier", *opdracht])
    assert uitkomst.exit_code == 0, uitkomst.output
    return uitkomst.output


def test_the_list_tells_a_proposal_from_what_is_published(wereld: Wereld, bevroren: datetime) -> None:
    publiceer(wereld, bevroren, voorstel(wereld, bevroren))
    voorstel(wereld, bevroren, teksten(versie="9901.2"))
    regels = [regel.split() for regel in geef("lijst").splitlines()]
    assert regels == [
        ["9901", "X02", "9901.1", "vanaf", "01-01-2027", "C.", "Ollega"],
        ["9901", "X02", "9901.2", "voorstel", "R.", "Beheerder"],
    ]


def test_the_files_come_as_a_zip_that_can_be_uploaded(wereld: Wereld, bevroren: datetime, tmp_path: Path) -> None:
    rij = voorstel(wereld, bevroren)
    geef("download", "X02", "9901.1", str(tmp_path / "x02.zip"))
    bestanden, _ = read_upload([Geupload("x02.zip", (tmp_path / "x02.zip").read_bytes())], uzovi="9901")
    assert bestanden.sha256 == rij.sha256
    onbekend = CliRunner().invoke(main, ["formulier", "download", "X02", "nooit", str(tmp_path / "geen.zip")])
    assert (onbekend.exit_code, "niet door een verzekeraar" in onbekend.output) == (1, True)
