"""What the clients need is there before the tests begin, or its absence is told."""

import subprocess
from pathlib import Path

import pytest
from soap.klanten.conftest import npm, voer_uit


def test_a_program_that_is_missing_is_told_with_where_it_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(pytest.skip.Exception, match=r"needs php: see tools/debian\.py"):
        voer_uit("php", "klant.php")


@pytest.fixture
def opdrachten(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[list[str]]:
    """What npm is told to do, and does not."""
    gevraagd: list[list[str]] = []

    def run(command: list[str], **_extra: object) -> subprocess.CompletedProcess[str]:
        gevraagd.append(command)
        return subprocess.CompletedProcess(command, 0)

    monkeypatch.setattr(npm, "VAR", tmp_path)
    monkeypatch.setattr(npm.subprocess, "run", run)
    return gevraagd


def test_the_packages_of_npm_are_installed_once_and_no_script_of_theirs_is_run(opdrachten: list[list[str]]) -> None:
    for _ in range(2):
        npm.ensure_packages()
    assert [(command[:2], "--ignore-scripts" in command) for command in opdrachten] == [(["npm", "ci"], True)]
    assert npm.is_there()


def test_without_npm_nothing_is_installed(opdrachten: list[list[str]], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    npm.ensure_packages()
    assert opdrachten == []
    assert not npm.is_there()
