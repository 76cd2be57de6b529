"""What every page has to pass, whatever it is."""

from collections.abc import Iterable, Mapping
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# What is right is not listed: that takes half of the time.
OPTIES = {"runOnly": {"type": "tag", "values": WCAG}, "resultTypes": ["violations"]}
BREED, SMAL = 1200, 320
# What fades in has its colour a moment later; what goes round for ever goes on.
KLAAR = """document.getAnimations().filter(een => een.effect.getComputedTiming().endTime < Infinity)
    .forEach(een => een.finish())"""
# Words of people have no end: a name, an address, a label of an insurer. Badges hold words of the portal only.
LANGE_WOORDEN = """() => {
    const lopend = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const teksten = [];
    while (lopend.nextNode()) {
        const in_ = lopend.currentNode.parentElement;
        if (lopend.currentNode.data.trim() && !in_.closest("script, noscript, .mp-status, .mp-bron")) {
            teksten.push([lopend.currentNode, lopend.currentNode.data]);
        }
    }
    for (const [tekst] of teksten) { tekst.data = "m".repeat(64); }
    const breedte = document.documentElement.scrollWidth;
    for (const [tekst, was] of teksten) { tekst.data = was; }
    return breedte;
}"""


def keur(page: Page) -> None:
    """Passes axe and never scrolls sideways, wide and narrow; narrow also whatever long word stands in it."""
    for width in (BREED, SMAL):
        page.set_viewport_size({"width": width, "height": 900})
        page.evaluate(KLAAR)
        result = Axe().run(page, options=OPTIES)
        assert not result.response["violations"], _in_short(result.response["violations"])
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate(LANGE_WOORDEN) <= SMAL


def _in_short(violations: Iterable[Mapping[str, Any]]) -> str:
    """Which rule, on which piece of the page, and why: a test that fails says it all."""
    return "\n".join(
        f"{een['id']}: {node['html']} {node['failureSummary']}" for een in violations for node in een["nodes"]
    )
