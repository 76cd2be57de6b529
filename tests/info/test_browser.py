"""Every page in Chromium: accessible, wide and narrow, and nothing of it blocked by its own policy.

The list of all codes takes axe ten seconds a time; it is looked at with the pages behind a certificate.
"""

import os
import shutil
import threading
from collections.abc import Iterator
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, make_server

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core.handlers.wsgi import WSGIHandler
from playwright.sync_api import Browser, sync_playwright

from .conftest import ENGELS, PAGINAS

pytestmark = pytest.mark.browser

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium")
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


class Stil(WSGIRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        """A test prints nothing when it passes."""


@pytest.fixture(scope="module")
def adres() -> Iterator[str]:
    """The info listener on a real port. Its pages need no database, no certificate and no key."""
    with make_server("127.0.0.1", 0, WSGIHandler(), handler_class=Stil) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        yield f"http://localhost:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if not CHROMIUM:
        pytest.skip("needs Chromium (apt-get install chromium)")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield chromium
        chromium.close()


@pytest.mark.parametrize("breedte", [1200, 320])
@pytest.mark.parametrize("pad", [pad for pad in PAGINAS + ENGELS if not pad.endswith("/foutcodes/")])
def test_a_page_is_accessible_and_never_scrolls_sideways(adres: str, browser: Browser, pad: str, breedte: int) -> None:
    tab = browser.new_page(viewport={"width": breedte, "height": 900})
    fouten: list[str] = []
    tab.on("console", lambda melding: fouten.append(melding.text) if melding.type == "error" else None)
    tab.goto(f"{adres}{pad}")
    uitslag = Axe().run(tab, options={"runOnly": {"type": "tag", "values": WCAG}})
    assert uitslag.response["violations"] == []
    assert tab.evaluate("document.documentElement.scrollWidth") <= breedte
    assert [fout for fout in fouten if "status of 404" not in fout] == []
    tab.close()


def test_the_search_works_without_javascript(adres: str, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    tab = context.new_page()
    tab.goto(f"{adres}/foutcodes/")
    tab.get_by_label("Zoek op een code of een woord").fill("bijlage")
    tab.get_by_role("button", name="Zoeken").click()
    tab.get_by_role("link", name="X102").click()
    assert tab.get_by_role("heading", level=1).inner_text() == "Bijlagen zijn samen te groot"
    context.close()
