"""One sandbox with real servers and one Chromium for all tests in this folder, by the real clock."""

import os
import shutil
from collections.abc import Iterator
from dataclasses import replace

import pytest
from machtigingen_sandbox import beheer
from machtigingen_sandbox.omgeving import Omgeving
from machtigingen_sandbox.processen import Processen
from machtigingen_sandbox.start import running, system_clock, wait_for
from playwright.sync_api import Browser, expect, sync_playwright

from .kantoor import Kantoor

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium")


@pytest.fixture(scope="package")
def omgeving(pytestconfig: pytest.Config, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Omgeving]:
    """The portal on its three listeners and the care package DemoOog, as the demo starts them, on free ports."""
    own_code = os.pathsep.join(str(pytestconfig.rootpath / folder) for folder in pytestconfig.getini("pythonpath"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", own_code)
        omgeving = Omgeving.on_free_ports(tmp_path_factory.mktemp("sandbox"))
        with running(omgeving, clock=system_clock):
            yield omgeving


@pytest.fixture(scope="package")
def met_code_portaal(omgeving: Omgeving) -> Iterator[Omgeving]:
    """One more portal on the same database, that asks for a code beside the certificate."""
    anders = replace(Omgeving.on_free_ports(omgeving.map), tweede_factor="aan")
    config = omgeving.map / "portaal-met-code.toml"
    config.write_text(beheer.configuration(anders), encoding="utf-8")
    environment = beheer.portal_environment(omgeving) | {"MACHTIGINGEN_CONFIG": str(config)}
    with Processen(logmap=omgeving.logmap) as processen:
        serve = ["-m", "machtigingen.project.cli", "serve", "--config", str(config)]
        processen.start("portaal-met-code", serve, environment=environment)
        wait_for((f"{anders.adres('info')}/readyz",), anders, processen)
        yield anders


@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    if not CHROMIUM:
        pytest.skip("needs Chromium (apt-get install chromium)")
    with sync_playwright() as driver:
        expect.set_options(timeout=30_000)  # the machine may be busy with other tests
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def kantoor(chromium: Browser, omgeving: Omgeving) -> Iterator[Kantoor]:
    """A place with computers; each has the certificate that the test names. A test fails on what a browser blocks."""
    with Kantoor(omgeving, chromium) as kantoor:
        yield kantoor
        assert kantoor.klachten == []
