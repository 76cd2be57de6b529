"""One real portal for all clients, by the real clock, and what each client needs to be built."""

import hashlib
import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from machtigingen_sandbox.omgeving import Omgeving
from machtigingen_sandbox.start import running, system_clock
from samples.conftest import another_name
from samples.programs import need
from soap.aanroep import tool

__all__ = ["another_name"]

HIER = Path(__file__).parent
SOAP = HIER.parents[2] / "contracts" / "soap"
npm = tool("npm")


@pytest.fixture(scope="package")
def omgeving(pytestconfig: pytest.Config, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Omgeving]:
    """The portal on free ports, as the demo starts it."""
    own_code = os.pathsep.join(str(pytestconfig.rootpath / folder) for folder in pytestconfig.getini("pythonpath"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", own_code)
        omgeving = Omgeving.on_free_ports(tmp_path_factory.mktemp("sandbox"))
        with running(omgeving, clock=system_clock):
            yield omgeving


def berichten(referentie: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """A message as a client holds it, and one whose zorgverlener does not exist."""
    goed = {
        "softwarepakket": {"naam": "Een pakket", "versie": "1.0"},
        "referentie": referentie,
        "grondslag": "zvw",
        "begindatum": (date.today() - timedelta(days=3)).isoformat(),
        "verzekerde": {"bsn": "999911004", "geboortedatum": "1958-03-14"},
        "instantie": {"agb": "22990001"},
        "zorgverlener": {"agb": "03990011", "specialisme": "0301"},
        "verstrekking": {"diagnose": "255", "zorgactiviteit": "031545"},
        "opmerking": "Eén regel, en nog één.\nMet <tekens> & zo.",
    }
    return goed, goed | {"referentie": f"{referentie}-fout", "zorgverlener": {"agb": "03999999", "specialisme": "0301"}}


def voer_uit(*opdracht: str | Path, cwd: Path = HIER) -> str:
    need(str(opdracht[0]))
    klaar = subprocess.run([str(deel) for deel in opdracht], cwd=cwd, capture_output=True, text=True, timeout=300)
    assert klaar.returncode == 0, klaar.stdout + klaar.stderr
    return klaar.stdout


@pytest.fixture(scope="package")
def node() -> Path:
    """The folder with the client for Node and what it needs."""
    if not npm.is_there():
        pytest.skip("needs the packages of npm: see tools/npm.py")
    shutil.copy(HIER / "node" / "klant.js", npm.folder())
    return npm.folder()


@pytest.fixture(scope="package")
def csharp(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program of the client in C#, with the classes that are made of the contract as it lies here."""
    map = tmp_path_factory.mktemp("csharp")
    voer_uit("wsdl", "/n:Instroom", f"/out:{map / 'Instroom.cs'}", SOAP / "instroom.wsdl", SOAP / "instroom.xsd")
    bron = (HIER / "Klant.cs", map / "Instroom.cs")
    libraries = "-r:System.Web.Services,System.Xml"
    voer_uit("mcs", "-nowarn:0649", libraries, f"-out:{map / 'klant.exe'}", *bron)
    return map / "klant.exe"


@pytest.fixture
def bestand(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    """The two messages as a file, with a reference of this test."""
    pad = tmp_path / "berichten.json"
    pad.write_text(json.dumps(berichten(f"soap-{hashlib.sha1(request.node.name.encode()).hexdigest()[:12]}")))
    return pad
