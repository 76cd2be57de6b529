"""`make test` and `make proof`: a skip that may not be, a program that is missing, and the page of proof."""

import importlib.util
import subprocess
import sys
import xml.etree.ElementTree as ET
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[1]
SKIPS = """
import pytest

def test_that_skips():
    pytest.skip("chromium ontbreekt")

def test_that_passes():
    pass
"""
RESULTS = """<testsuites><testsuite>
  <testcase classname="tests.pki.test_leaf" name="a" time="0.5"/>
  <testcase classname="tests.pki.test_leaf" name="b" time="1.6"><failure message="x"/></testcase>
  <testcase classname="tests.server.test_tls" name="c" time="0"><skipped message="y"/></testcase>
  <testcase classname="tests.test_start" name="d" time="0.1"/>
</testsuite></testsuites>"""


def tool(naam: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(naam, ROOT / "tools" / f"{naam}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def pytest_on(folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    (folder / "test_een.py").write_text(SKIPS)
    alone = ("-c", "/dev/null", "-p", "no:cacheprovider", "-p", "no:django")
    command = [sys.executable, "-m", "pytest", *alone, *options, str(folder)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True)


def test_a_skip_is_allowed_by_default(tmp_path: Path) -> None:
    assert pytest_on(tmp_path).returncode == 0


def test_where_everything_must_be_there_a_skip_fails_with_its_reason(tmp_path: Path) -> None:
    done = pytest_on(tmp_path, "-p", "tests.skips")
    assert done.returncode == 1
    assert "Overgeslagen, en dat mag hier niet. Skipped: chromium ontbreekt" in done.stdout
    assert "1 failed, 1 passed" in done.stdout


def test_the_proof_counts_per_part_and_tells_when_and_of_which_commit() -> None:
    cases = ET.fromstring(RESULTS).iter("testcase")
    page = tool("bewijs").text("crash", {"SQLite": cases}, now=datetime(2026, 11, 24, 9, 5, tzinfo=UTC))
    assert "op 24-11-2026 09:05, commit " in page
    assert "\n## SQLite\n" in page
    assert "| pki | 2 | 1 | 1 | 0 | 2 |" in page
    assert "| server | 1 | 0 | 0 | 1 | 0 |" in page
    assert page.endswith("| samen | 4 | 2 | 1 | 1 | 2 |\n")


def test_the_proof_tells_what_a_test_measured() -> None:
    case = '<testcase classname="tests.crash.test_kill" name="test_kill"><properties>%s</properties></testcase>'
    cases = [ET.fromstring(case % '<property name="crashes" value="200"/><property name="langste" value="1 s"/>')]
    page = tool("bewijs").text("crash", {"SQLite": cases}, now=datetime(2026, 11, 24, 9, 5, tzinfo=UTC))
    assert page.endswith("\n`test_kill`: crashes 200, langste 1 s.\n")


def test_what_may_not_be_installed_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    tool("debian").ensure_packages()
    assert "apt-get install chromium libnss3-tools curl postgresql" in capsys.readouterr().out


def test_what_runs_apart_is_there_and_no_test_is_in_two_of_the_runs() -> None:
    apart = [folder for folders in tool("check").APART.values() for folder in folders]
    assert [folder for folder in apart if not (ROOT / folder).exists()] == []
    assert len(set(apart)) == len(apart)
