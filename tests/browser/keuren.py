"""What every page has to pass, whatever it is."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
BREED, SMAL = 1200, 320


def keur(page: Page) -> None:
    """Passes axe and never scrolls sideways, wide and narrow."""
    for width in (BREED, SMAL):
        page.set_viewport_size({"width": width, "height": 900})
        result = Axe().run(page, options={"runOnly": {"type": "tag", "values": WCAG}})
        assert result.response["violations"] == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
