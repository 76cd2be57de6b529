"""The command line in a process of its own: what an operator can mend is said in a line, never as a traceback."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from machtigingen.kluis import Sleutelbos


@pytest.fixture
def instellingen(testpki: Path, tmp_path: Path) -> dict[str, str]:
    """A configuration with all that a start needs, but for the tables in its database."""
    Sleutelbos.create(tmp_path / "sleutels.json")
    return {
        "database": "sqlite:///portaal.sqlite3",
        "profielen": str(testpki / "certificaatprofielen.yaml"),
        "tls_certificaat": str(testpki / "server.pem"),
        "tls_sleutel": str(testpki / "server.key"),
        "cov": "machtigingen_sandbox.cov:DemoCov",
    }


def geef(map_: Path, instellingen: dict[str, str], *opdracht: str) -> subprocess.CompletedProcess[str]:
    config = map_ / "portaal.toml"
    regels = [f"{naam} = '{waarde}'" for naam, waarde in instellingen.items()]
    config.write_text("\n".join([*regels, "[poorten]", "info = 0", "portaal = 0", "api = 0"]))
    voor, na = ([], ["--config", str(config)]) if opdracht == ("serve",) else (["--config", str(config)], [])
    return subprocess.run(
        [sys.executable, "-m", "machtigingen.project.cli", *voor, *opdracht, *na],
        env={naam: waarde for naam, waarde in os.environ.items() if not naam.startswith(("MACHTIGINGEN", "DJANGO"))}
        | {"PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        timeout=60,
    )


@pytest.mark.parametrize(
    ("anders", "genoemd"),
    [
        ({"sleutels": "weg.json"}, "machtigingen sleutel maak"),
        ({"cov": ""}, "cov: '' is geen adapter"),
        ({"cov": "niet.te.vinden:Klasse"}, "cov: 'niet.te.vinden:Klasse' is geen adapter"),
        ({"profielen": "weg.yaml"}, "profielen: weg.yaml"),
        ({"tls_certificaat": "weg.pem"}, "weg.pem"),
        ({"geheim": "weg.txt"}, "weg.txt"),
        ({"host": "192.0.2.1"}, "192.0.2.1"),
        ({"sesie_minuten": "10"}, "sesie_minuten"),
    ],
    ids=lambda deel: next(iter(deel.items()))[0] if isinstance(deel, dict) else "",
)
def test_a_start_that_cannot_be_says_which_setting(
    instellingen: dict[str, str], tmp_path: Path, anders: dict[str, str], genoemd: str
) -> None:
    klaar = geef(tmp_path, instellingen | anders, "serve")
    assert genoemd in klaar.stderr
    assert "Traceback" not in klaar.stderr
    assert klaar.returncode == 1
    assert "gereed" not in klaar.stdout


@pytest.mark.parametrize("opdracht", ["toegang laad", "audit verify", "register stand"])
def test_without_tables_it_says_which_command_makes_them(
    instellingen: dict[str, str], testpki: Path, tmp_path: Path, opdracht: str
) -> None:
    toegang = tmp_path / "toegang.yaml"
    toegang.write_text(yaml.safe_dump({"verzekeraars": [{"uzovi": "9901", "naam": "Voorbeeld"}]}))
    bestand = [str(toegang)] if opdracht == "toegang laad" else []
    klaar = geef(tmp_path, instellingen, *opdracht.split(), *bestand)
    assert klaar.stderr.strip().endswith("Geef 'machtigingen migrate'.")
    assert "Traceback" not in klaar.stderr
    assert klaar.returncode == 1
