"""`machtigingen check` and `serve` in a process of their own: what they print, and how they end."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from machtigingen.kluis import Sleutelbos

ADRESSEN = "".join(f'{naam} = "https://localhost:1"\n' for naam in ("info", "portaal", "api"))
POORTEN = "".join(f"{naam} = 0\n" for naam in ("info", "portaal", "api"))


@pytest.fixture
def map_(testpki: Path, tmp_path: Path) -> Path:
    """A portal that can start, and is a sandbox in all but its name."""
    (tmp_path / "sleutels").mkdir()
    Sleutelbos.create(tmp_path / "sleutels" / "sleutels.json")
    write(tmp_path, testpki)
    return tmp_path


def write(map_: Path, testpki: Path, extra: str = "") -> None:
    (map_ / "portaal.toml").write_text(
        f"""database = "sqlite:///portaal.sqlite3"
profielen = "{testpki}/certificaatprofielen.yaml"
tls_certificaat = "{testpki}/server.pem"
tls_sleutel = "{testpki}/server.key"
sleutels = "sleutels/sleutels.json"
cov = "machtigingen_sandbox.cov:DemoCov"
{extra}
[adressen]
{ADRESSEN}
[poorten]
{POORTEN}"""
    )


def give(map_: Path, *words: str) -> subprocess.CompletedProcess[str]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("MACHTIGINGEN", "DJANGO"))}
    environment = clean | {"PYTHONPATH": os.pathsep.join(sys.path), "MACHTIGINGEN_CONFIG": str(map_ / "portaal.toml")}
    command = [sys.executable, "-m", "machtigingen.project.cli", *words]
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60)


def rules(done: subprocess.CompletedProcess[str]) -> set[str]:
    return {een["regel"] for een in json.loads(done.stdout)["bevindingen"]}


def test_from_an_empty_folder_to_a_portal_that_can_start(map_: Path) -> None:
    before = give(map_, "check", "--json")
    assert (before.returncode, rules(before)) == (1, {"start_database"})
    assert give(map_, "migrate").returncode == 0
    after = give(map_, "check")
    assert after.returncode == 1
    assert "WERKT NIET registers: nooit geladen" in after.stdout
    assert "herstel: Geef 'machtigingen register laad'." in after.stdout


def test_a_configuration_that_cannot_be_read_is_a_finding_and_no_traceback(map_: Path) -> None:
    (map_ / "portaal.toml").write_text("sesie_minuten = 10")
    done = give(map_, "check", "--productie")
    assert done.returncode == 1
    assert "WERKT NIET sesie_minuten: deze instelling bestaat niet" in done.stdout
    assert "Traceback" not in done.stderr


def test_a_profile_file_that_broke_is_named_beside_all_else(map_: Path, testpki: Path) -> None:
    (map_ / "kapot.yaml").write_text("profielen: [")
    config = map_ / "portaal.toml"
    config.write_text(config.read_text().replace(f"{testpki}/certificaatprofielen.yaml", "kapot.yaml"))
    assert rules(give(map_, "check", "--productie", "--json")) > {"start_profielen", "start_database", "productie"}


def test_in_production_a_start_that_is_not_safe_is_refused_with_the_list_of_check(map_: Path, testpki: Path) -> None:
    write(map_, testpki, extra="productie = true")
    assert give(map_, "migrate").returncode == 0
    checked = json.loads(give(map_, "check", "--productie", "--json").stdout)
    unsafe = [een["wat"] for een in checked["bevindingen"] if een["ernst"] == "onveilig"]
    assert any(een.startswith("hsts") for een in unsafe)
    started = give(map_, "serve")
    assert started.returncode == 1
    assert "gereed" not in started.stdout
    assert [line[11:] for line in started.stderr.splitlines() if line.startswith("ONVEILIG")] == unsafe
