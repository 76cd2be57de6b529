"""The control steps as a picture: complete, linked, and nothing over anything else."""

import re
from xml.etree import ElementTree

import pytest
from wereld import Wereld

from machtigingen.doors.info import catalogus
from machtigingen.doors.info.beeld import BREED, CODE_HOOG, SMAL, Beeld, Shape, draw
from machtigingen.foundation import foutcodes

from .conftest import html

SVG = "{http://www.w3.org/2000/svg}"
STAPCODES = {code.code for code in foutcodes().values() if code.lampje or code.fase == "link"}
VORMEN = pytest.mark.parametrize("maat", [BREED, SMAL], ids=lambda maat: maat.naam)


def getekend(maat: Shape) -> Beeld:
    return draw(catalogus.search(""), maat)


@VORMEN
def test_it_holds_every_code_of_a_control_step_once(maat: Shape) -> None:
    codes = [plek.uitleg.code.code for rij in getekend(maat).rijen for plek in rij.plekken]
    assert sorted(codes) == sorted(STAPCODES)


@VORMEN
def test_nothing_lies_over_anything_else_or_outside(maat: Shape) -> None:
    beeld = getekend(maat)
    plekken = [(plek.x, plek.y) for rij in beeld.rijen for plek in rij.plekken]
    assert len(set(plekken)) == len(plekken)
    assert all(x + 54 <= maat.breedte for x, _ in plekken)
    for rij, volgende in zip(beeld.rijen, beeld.rijen[1:], strict=False):
        onder = max(rij.regels[-1].y, rij.plekken[-1].y + CODE_HOOG - 6)
        assert onder < volgende.y - (14 if volgende.groep else 0)
    assert beeld.rijen[-1].plekken[-1].y + CODE_HOOG < beeld.hoogte


@pytest.mark.parametrize("taal", ["", "/en"])
def test_by_itself_it_is_a_whole_picture_whose_links_lead_to_the_pages(wereld: Wereld, taal: str) -> None:
    antwoord = wereld.bezoeker().get(f"{taal}/foutcodes/controlestappen.svg")
    assert antwoord["Content-Type"] == "image/svg+xml"
    beeld = ElementTree.fromstring(antwoord.content)
    links = {link.get("href") for link in beeld.iter(f"{SVG}a")}
    assert {f"https://localhost:8440{taal}/foutcodes/{code}" for code in STAPCODES} <= links
    assert all(link.startswith(f"https://localhost:8440{taal}/foutcodes/") for link in links if link)


def test_every_step_leads_to_its_codes_on_the_page(wereld: Wereld) -> None:
    pagina = html(wereld.bezoeker().get("/foutcodes/"))
    ankers = set(re.findall(r'href="/foutcodes/#(stap-\w+)"', pagina))
    assert ankers == set(re.findall(r'id="(stap-\w+)"', pagina))
    assert len(ankers) == 13


def test_a_search_shows_what_it_finds_without_the_picture(wereld: Wereld) -> None:
    assert "mp-beeld" in html(wereld.bezoeker().get("/foutcodes/"))
    assert "mp-beeld" not in html(wereld.bezoeker().get("/foutcodes/?zoek=certificaat"))


def test_it_says_in_words_what_a_code_is(wereld: Wereld) -> None:
    assert 'aria-label="R101: Zorgverlener staat niet in het AGB-register"' in html(
        wereld.bezoeker().get("/foutcodes/")
    )
