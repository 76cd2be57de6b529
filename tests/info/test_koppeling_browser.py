"""What a visitor sees of a certificate that stops somewhere: accessible, wide and narrow."""

import os

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser
from wereld import Wereld

from .conftest import html
from .test_browser import WCAG, adres, browser
from .test_koppeling import pem, plak

__all__ = ["adres", "browser"]

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("breedte", [1200, 320])
@pytest.mark.parametrize("naam", ["systeem-verlopen", "persoonlijk-goed", ""], ids=["stops", "right", "no certificate"])
def test_an_outcome_is_accessible_and_never_scrolls_sideways(
    wereld: Wereld, adres: str, browser: Browser, naam: str, breedte: int
) -> None:
    pagina = html(plak(wereld, pem(wereld, naam) if naam else ""))
    tab = browser.new_page(viewport={"width": breedte, "height": 900})
    tab.route("**/koppeling", lambda route: route.fulfill(body=pagina, content_type="text/html; charset=utf-8"))
    tab.goto(f"{adres}/koppeling")
    uitslag = Axe().run(tab, options={"runOnly": {"type": "tag", "values": WCAG}})
    if os.environ.get("SCHERM"):
        tab.screenshot(path=f"/tmp/koppeling-{naam}-{breedte}.png", full_page=True)
    assert uitslag.response["violations"] == []
    assert tab.evaluate("document.documentElement.scrollWidth") <= breedte
    tab.close()
