"""The command as it is given: exit codes, words, and nothing needed but the package itself."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from documenten import ROOT

from machtigingen.foundation import CONTRACTS, Fout
from machtigingen.project.valideer import NIET_BEKEKEN, valideer

EXAMPLES = CONTRACTS / "examples"
GOOD, WRONG = EXAMPLES / "bericht-minimaal.json", EXAMPLES / "fout-B212-bsn-zonder-elfproef.xml"


def give(*words: object) -> tuple[int, str]:
    done = CliRunner().invoke(valideer, [str(word) for word in words])
    return done.exit_code, done.output


def test_a_good_message_is_exit_code_0(bevroren: object) -> None:
    assert give(GOOD) == (0, f"{GOOD}: in orde\n{NIET_BEKEKEN}\n")


def test_one_wrong_message_among_more_is_exit_code_1(bevroren: object) -> None:
    fout = Fout("B212", "verzekerde.bsn")
    code, said = give(GOOD, WRONG)
    assert code == 1
    assert said.splitlines() == [
        f"{GOOD}: in orde",
        f"{WRONG}: 1 fout",
        f"  B212: {fout.melding} (verzekerde.bsn)",
        f"    {fout.uitleg.actie}",
        NIET_BEKEKEN,
    ]


def test_a_program_reads_it_as_json(bevroren: object) -> None:
    code, said = give("--json", GOOD, WRONG)
    good, wrong = json.loads(said)
    assert (code, good) == (1, {"bestand": str(GOOD), "akkoord": True, "fouten": []})
    assert [(fout["code"], fout["pad"], fout["wie"]) for fout in wrong["fouten"]] == [
        ("B212", "verzekerde.bsn", "gebruiker")
    ]


@pytest.mark.parametrize("words", [(), ("niets.json",), (EXAMPLES,), ("--onbekend", GOOD)])
def test_wrong_use_is_exit_code_2(words: tuple[object, ...]) -> None:
    assert give(*words)[0] == 2


def test_no_bsn_is_repeated(bevroren: object) -> None:
    assert json.loads(GOOD.read_text())["verzekerde"]["bsn"] not in give(*sorted(EXAMPLES.glob("fout-*.json")))[1]


def test_it_works_with_nothing_but_the_package_installed(tmp_path: Path) -> None:
    """From a build, not from this checkout; without configuration, in an empty folder."""
    source, installed, empty = (tmp_path / name for name in ("bron", "pakket", "leeg"))
    for name in ("src", "contracts", "catalogus", "docs"):
        shutil.copytree(ROOT / name, source / name, ignore=shutil.ignore_patterns("*.egg-info", "__pycache__"))
    (source / "sdk").mkdir()
    for name in ("pyproject.toml", "setup.py", "README.md", "requirements.in", "sdk/README.md"):
        shutil.copy(ROOT / name, source / name)
    run([sys.executable, "setup.py", "-q", "build_py", "--build-lib", str(installed)], source)
    empty.mkdir()
    command = [sys.executable, "-m", "machtigingen.project.cli", "valideer", str(GOOD)]
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(installed), "MACHTIGINGEN_CONFIG": "/nergens.toml"}
    assert "in orde" in run(command, empty, environment)
    where = run([sys.executable, "-c", "import machtigingen; print(machtigingen.__file__)"], empty, environment)
    assert Path(where.strip()).is_relative_to(installed)
    assert list(empty.iterdir()) == []


def run(command: list[str], folder: Path, environment: dict[str, str] | None = None) -> str:
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout
