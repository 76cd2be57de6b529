"""The units of systemd: systemd itself finds nothing wrong with them, and each may do little."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from documenten import ROOT, page, table
from test_docs import require_command

import machtigingen.project.cli

FOLDER = ROOT / "deploy" / "systemd"
PROGRAM = "/opt/machtigingen/venv/bin/machtigingen"
MARGIN = 0.3  # a later systemd weighs more
SERVICES = sorted(path.name for path in FOLDER.glob("*.service"))
TIMERS = sorted(path.name for path in FOLDER.glob("*.timer"))


@pytest.fixture(scope="module")
def units(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """As they are, with a program that is here."""
    folder = tmp_path_factory.mktemp("units")
    shutil.copytree(FOLDER, folder, dirs_exist_ok=True)
    for service in folder.glob("*.service"):
        service.write_text(service.read_text().replace(PROGRAM, sys.executable))
    return folder


def analyze(units: Path, *words: str) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"SYSTEMD_UNIT_PATH": f"{units}:", "LC_ALL": "C.UTF-8", "SYSTEMD_COLORS": "0"}
    return subprocess.run(
        ["systemd-analyze", "--no-pager", *words], env=environment, capture_output=True, text=True, timeout=60
    )


def test_systemd_finds_nothing_wrong(units: Path) -> None:
    done = analyze(units, "verify", "--man=no", *(str(units / name) for name in (*SERVICES, *TIMERS)))
    assert (done.returncode, done.stdout + done.stderr) == (0, "")


@pytest.mark.parametrize("service", SERVICES)
def test_its_exposure_is_the_figure_in_the_page(units: Path, service: str) -> None:
    done = analyze(units, "security", "--offline=true", str(units / service))
    figure = re.search(r"Overall exposure level for \S+: ([0-9.]+)", done.stdout)
    assert figure, done.stderr
    shown = dict(table(page("docs/installeren.md"), "Wat het portaal op deze machine mag"))
    assert float(figure[1]) == pytest.approx(float(shown[service].replace(",", ".")), abs=MARGIN)


@pytest.mark.parametrize("service", SERVICES)
def test_it_gives_a_command_that_exists(service: str) -> None:
    line = re.search(rf"{PROGRAM} ([^\n>]*)", (FOLDER / service).read_text())
    assert line
    words = re.sub(r"--config \S+", "", line[1]).split()
    require_command(machtigingen.project.cli.main, " ".join(["machtigingen", *words]))


def test_every_timer_has_its_service_and_every_service_a_timer_or_a_start_of_its_own() -> None:
    timed = {name.replace(".timer", ".service") for name in TIMERS}
    started = {name for name in SERVICES if "WantedBy" in (FOLDER / name).read_text()}
    assert timed | started == set(SERVICES)
    assert timed & started == set()
