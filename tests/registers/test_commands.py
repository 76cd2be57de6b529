"""The command `register`, as the operator types it."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from machtigingen.registers.commands import register
from machtigingen.registers.models import Verzekeraar

pytestmark = pytest.mark.django_db


def test_it_loads_a_whole_folder(registermap: Path) -> None:
    result = CliRunner().invoke(register, ["laad", "alles", str(registermap)])
    assert result.exit_code == 0
    assert "uzovi: 5 nieuw, 0 gewijzigd, 0 ongewijzigd" in result.output


def test_it_loads_one_file(registermap: Path) -> None:
    result = CliRunner().invoke(register, ["laad", "uzovi", str(registermap / "uzovi.csv")])
    assert result.exit_code == 0
    assert Verzekeraar.objects.count() == 5


def test_it_names_the_line_of_a_broken_file_and_loads_nothing(registermap: Path) -> None:
    path = registermap / "uzovi.csv"
    path.write_text("uzovi;naam;begin;einde\n9901;Goed;2020-01-01;\n99;Fout;2020-01-01;\n")
    result = CliRunner().invoke(register, ["laad", "uzovi", str(path)])
    assert result.exit_code == 1
    assert "Er is niets geladen." in result.output
    assert f"{path}, regel 3: uzovi: '99' is geen UZOVI-nummer van 4 cijfers" in result.output
    assert not Verzekeraar.objects.exists()


def test_it_says_which_file_the_folder_lacks(registermap: Path) -> None:
    (registermap / "agb-koppelingen.csv").unlink()
    result = CliRunner().invoke(register, ["laad", "alles", str(registermap)])
    assert result.exit_code == 1
    assert "agb-koppelingen.csv: dit bestand is er niet" in result.output


def test_it_shows_what_is_loaded_and_what_never_was(registermap: Path) -> None:
    CliRunner().invoke(register, ["laad", "uzovi", str(registermap / "uzovi.csv")])
    regels = CliRunner().invoke(register, ["stand"]).output.splitlines()
    assert regels[0] == "agb-zorgverleners: nooit"
    assert regels[3].startswith("uzovi: ") and not regels[3].endswith("nooit")
