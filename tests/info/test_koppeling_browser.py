"""Somebody pastes a certificate in Chromium: what they see is accessible, wide and narrow, and needs no JavaScript."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from machtigingen.pki import ProfielBron
from machtigingen.project import certificaten

from .test_browser import WCAG, adres, browser

__all__ = ["adres", "browser"]

pytestmark = pytest.mark.browser


@pytest.fixture
def profielen(testpki: Path, bevroren: datetime, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The issuer of the sandbox. What stops before the registration needs no database that has newer lists."""
    monkeypatch.setattr(certificaten.intrekking, "versions", dict)
    certificaten.use_bron(ProfielBron(testpki / "certificaatprofielen.yaml"))
    yield
    certificaten.use_bron(None)


@pytest.mark.parametrize("breedte", [1200, 320])
@pytest.mark.parametrize(
    ("bestand", "gezien"),
    [
        ("certificaten/systeem-verlopen.pem", "Het stopt bij: Geldigheid"),
        ("certificaten/systeem-vreemde-ca.pem", "Het stopt bij: Uitgever"),
        ("server.key", "Dit is een geheime sleutel"),
    ],
)
def test_an_outcome_is_accessible_and_never_scrolls_sideways(
    profielen: None, testpki: Path, adres: str, browser: Browser, bestand: str, gezien: str, breedte: int
) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": breedte, "height": 900})
    tab = context.new_page()
    tab.goto(f"{adres}/koppeling")
    tab.get_by_role("textbox", name="Het certificaat").fill((testpki / bestand).read_text())
    tab.get_by_role("button", name="Controleer").click()
    assert tab.get_by_text(gezien).first.is_visible()
    assert tab.get_by_role("textbox", name="Het certificaat").input_value() == ""
    assert tab.evaluate("document.documentElement.scrollWidth") <= breedte
    pagina = tab.content()
    context.close()
    _is_accessible(browser, f"{adres}/koppeling", pagina, breedte)


def _is_accessible(browser: Browser, url: str, pagina: str, breedte: int) -> None:
    """Axe is a script: it looks at the same page in a window that runs them."""
    tab = browser.new_page(viewport={"width": breedte, "height": 900})
    tab.route("**/koppeling", lambda route: route.fulfill(body=pagina, content_type="text/html; charset=utf-8"))
    tab.goto(url)
    uitslag = Axe().run(tab, options={"runOnly": {"type": "tag", "values": WCAG}})
    tab.close()
    assert uitslag.response["violations"] == []
