"""`python3 demo.py`: what it installs when, and what it says when it cannot."""

import importlib.util
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture
def demo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """demo.py in a project that consists of its lock file and four empty packages."""
    spec = importlib.util.spec_from_file_location("demo_onder_test", ROOT / "demo.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    for package in module.OWN_PACKAGES:
        (tmp_path / package).mkdir(exist_ok=True)
        (tmp_path / package / "pyproject.toml").touch()
    (tmp_path / module.DEMO_LOCK).write_text("# niets\n")
    monkeypatch.setattr(module, "ROOT", tmp_path)
    monkeypatch.setattr(module, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(module, "PYTHON", Path(sys.executable))
    (tmp_path / ".venv").mkdir()
    return module


@pytest.fixture
def installed(demo: ModuleType, monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, ...]]:
    calls: list[tuple[str, ...]] = []
    monkeypatch.setattr(demo, "pip", lambda *arguments, total: calls.append(arguments))
    return calls


def test_packages_come_from_the_lock_with_hashes_and_ours_without_an_index(demo, installed) -> None:
    demo.ensure_environment(demo.DEMO_LOCK)
    locked, own = installed
    assert locked[:2] == ("--require-hashes", "-r")
    assert {"--no-index", "--no-deps", "--no-build-isolation"} <= set(own)


def test_a_second_start_installs_nothing(demo, installed) -> None:
    demo.ensure_environment(demo.DEMO_LOCK)
    installed.clear()
    demo.ensure_environment(demo.DEMO_LOCK)
    assert installed == []


@pytest.mark.parametrize("changed", ["requirements-demo.lock", "sdk/pyproject.toml"])
def test_it_installs_again_when_something_changed(demo, installed, changed: str) -> None:
    demo.ensure_environment(demo.DEMO_LOCK)
    installed.clear()
    (demo.ROOT / changed).write_text("# anders\n")
    demo.ensure_environment(demo.DEMO_LOCK)
    assert len(installed) == 2


def test_a_missing_python3_venv_is_named_with_its_command(demo, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(demo, "PYTHON", demo.VENV / "geen-python")
    monkeypatch.setattr("importlib.util.find_spec", lambda naam: None)
    with pytest.raises(SystemExit, match="apt-get install python3-venv"):
        demo.ensure_environment(demo.DEMO_LOCK)


def test_what_pip_said_is_shown_when_it_fails(demo, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        demo.pip("--no-index", "dit-pakket-bestaat-niet", total=1)
    assert "dit-pakket-bestaat-niet" in str(ended.value)
    assert "Installeren is niet gelukt" in str(ended.value)


@pytest.mark.parametrize("wrong", ["--help", "--onec", "--once --reset"])
def test_other_words_give_the_ways_to_use_it(wrong: str) -> None:
    done = subprocess.run([sys.executable, ROOT / "demo.py", *wrong.split()], capture_output=True, text=True)
    assert done.returncode == 1
    assert "python3 demo.py --once" in done.stderr


def test_make_alone_lists_every_target() -> None:
    makefile = (ROOT / "Makefile").read_text()
    targets = next(line for line in makefile.splitlines() if line.startswith(".PHONY: ")).split()[2:]
    listed = subprocess.run(["make", "-s"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert [line.split()[1] for line in listed.splitlines()] == targets
