"""The command: how it is found, what it lists, and what it says to wrong use."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from documenten import page, table
from machtigingen_testkit.scenarios import SCENARIOS

from machtigingen.project import testkit as portal_side
from machtigingen.project.cli import main


def run(*words: str) -> Result:
    return CliRunner().invoke(main, ["testkit", *words])


def test_the_portal_finds_the_kit_and_passes_on_what_was_typed() -> None:
    done = run("--lijst", "T10")
    assert done.exit_code == 0, done.output
    assert done.output.startswith("T10  Het antwoord komt niet aan, het bericht wel")
    assert "T11" not in done.output


def test_without_the_kit_it_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(portal_side, "GROEP", "bestaat.niet")
    done = run("--lijst")
    assert done.exit_code == 1
    assert "De testkit is niet geïnstalleerd. Installeer hem met: pip install ./testkit" in done.output


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("T99", "--met-de-hand"), "Er is geen scenario T99."),
        (("T01",), "Kies --opdracht of --met-de-hand."),
        (("--met-de-hand", "--opdracht", "true"), "Kies --opdracht of --met-de-hand."),
    ],
)
def test_wrong_use_is_told_before_anything_starts(words: tuple[str, ...], said: str, tmp_path: Path) -> None:
    done = run(*words, "--map", str(tmp_path / "leeg"))
    assert done.exit_code == 2
    assert said in done.output
    assert not (tmp_path / "leeg").exists()


def test_every_scenario_stands_in_the_guide() -> None:
    told = [tuple(row) for row in table(page("docs/testkit.md"), "De scenario's")]
    assert told == [
        (een.nummer, een.titel + ("" if een.verplicht else " (hoeft niet)"), een.waarom) for een in SCENARIOS
    ]
