"""The command that tells an author all that is wrong in a folder of forms."""

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from proefcatalogus import Proefcatalogus

from machtigingen.project.cli import main


@pytest.fixture
def catalogus(tmp_path: Path) -> Proefcatalogus:
    proef = Proefcatalogus(tmp_path / "catalogus")
    (proef.folder / "machtigingsvrij.yaml").write_text("machtigingsvrij: []\n", encoding="utf-8")
    return proef


def review(catalogus: Proefcatalogus) -> Result:
    return CliRunner().invoke(main, ["formulier", "controleer", str(catalogus.folder)])


def told(catalogus: Proefcatalogus) -> list[str]:
    result = review(catalogus)
    assert result.exit_code == 1
    return [line.removeprefix(f"{catalogus.folder}/") for line in result.output.splitlines()]


def test_the_published_forms_have_nothing_wrong_with_them() -> None:
    result = CliRunner().invoke(main, ["formulier", "controleer"])
    assert (result.exit_code, result.output) == (0, "geen meldingen\n")


def test_a_finding_is_told_with_its_file_and_line(catalogus: Proefcatalogus) -> None:
    catalogus.change("proef/1/beslistabel.yaml", "    tekst: De afstand is klein.\n", "")
    assert told(catalogus) == ["proef/1/beslistabel.yaml:8: kleine afstand: Er staat geen tekst bij de uitkomst."]


def test_an_example_that_comes_out_otherwise_is_told(catalogus: Proefcatalogus) -> None:
    catalogus.change("proef/1/voorbeelden.yaml", "regel: geen klacht", "regel: de rest")
    assert told(catalogus) == ["proef/1/voorbeelden.yaml:4: Geen klacht: regel verwacht de rest, gekregen geen klacht"]


def test_each_outcome_needs_an_example(catalogus: Proefcatalogus) -> None:
    (catalogus.folder / "proef/1/voorbeelden.yaml").write_text("voorbeelden: []\n", encoding="utf-8")
    assert told(catalogus) == [
        f"proef/1/voorbeelden.yaml:1: Er is geen voorbeeld met de uitkomst {uitkomst}."
        for uitkomst in ("niet_nodig", "goedgekeurd", "afgewezen", "beoordelen")
    ]


def test_a_version_that_cannot_be_read_does_not_hide_what_is_wrong_with_another(catalogus: Proefcatalogus) -> None:
    shutil.copytree(catalogus.folder / "proef" / "1", catalogus.folder / "ander" / "1")
    catalogus.change("ander/1/formulier.yaml", "code: P01", "code: P02")
    catalogus.change("ander/1/formulier.yaml", "type: boolean", "type: ja/nee")
    catalogus.change("proef/1/voorinvulling.yaml", "antwoorden.klacht", "antwoorden.pijn")
    first, second = told(catalogus)
    assert first.startswith("ander/1/formulier.yaml:18: ja/nee kan hier niet.")
    assert second.startswith("proef/1/voorinvulling.yaml:2: klacht: Geen bericht heeft een waarde op")


def test_one_version_in_two_folders_is_told(catalogus: Proefcatalogus) -> None:
    shutil.copytree(catalogus.folder / "proef" / "1", catalogus.folder / "ander" / "1")
    assert told(catalogus) == ["proef/1/formulier.yaml:1: P01 1 bestaat al."]
