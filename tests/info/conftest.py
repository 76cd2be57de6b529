"""What a visitor without a certificate reads."""

import re
from html import unescape
from typing import Any

PAGINAS = (
    "/",
    "/foutcodes/",
    "/foutcodes/?zoek=certificaat",
    "/foutcodes/R101",
    "/hulp/",
    "/docs/koppelen",
    "/docs/vertrouwen",
    "/docs/testkit",
    "/koppeling",
    "/bestaat-niet",
)
ENGELS = ("/en/foutcodes/", "/en/foutcodes/I101")


def html(antwoord: Any) -> str:
    return antwoord.content.decode()


def tekst(antwoord: Any) -> str:
    """The page as it is read: without tags, with single spaces."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html(antwoord))).split())


def hoofd(antwoord: Any) -> str:
    """Only what stands between the menu and the footer."""
    return html(antwoord).partition("<main")[2].partition("</main>")[0]
