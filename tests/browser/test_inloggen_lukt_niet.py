"""Whoever cannot get in reads what is wrong, why, who can solve it and how to go on: for each reason that no
certificate of the sandbox has (test_certificaten.py has the others). A certificate that TLS itself cannot read makes no
connection (tests/server/test_bad_leaves.py), and no browser takes it either."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from machtigingen_sandbox.omgeving import GEBRUIKER, Omgeving
from playwright.sync_api import Browser, Page, expect

from machtigingen.foundation import foutcode

from .geweigerden import GISTEREN, geweigerden, verse_lijst
from .kantoor import Kantoor
from .keuren import keur
from .stappen import druk, op_pagina, verder

pytestmark = pytest.mark.browser

CONTACTPERSOON, BEHEERDER, UZELF = "Uw contactpersoon.", "De beheerder van het portaal.", "U zelf."
NIEMAND = "Uw contactpersoon kan nu zelf niet inloggen. De beheerder van het portaal kan helpen."
# What is ours to know, and no word for who wants to log in.
INTERN = re.compile(r"\b(CRL|CSRF|HTTP|TLS|None|Verdict|Uitkomst|profiel|vingerafdruk|[DLS]\d{3})\b|[{}_<>]")


@dataclass(frozen=True, kw_only=True)
class Geval:
    """`wat` is part of what is told; `naam` is the contactpersoon, empty when we do not know for sure whose it is
    or when none can log in."""

    certificaat: str
    wat: str
    naam: str = "Z. Contact"
    wie: str = CONTACTPERSOON


GEVALLEN = {
    "D102": Geval(certificaat="../server", wat="Het is niet leesbaar of voldoet niet aan de eisen", naam=""),
    "D107": Geval(certificaat="zonder-lijst", wat="Aan uw certificaat hoeft niets mis te zijn.", wie=BEHEERDER),
    "D108": Geval(certificaat="niet-aangemeld", wat="het is nog niet aangemeld bij het portaal"),
    "D112": Geval(certificaat="van-tussenpartij", wat="de certificaten van de instantie zelf nodig", naam=""),
    "D113": Geval(certificaat="beeindigd", wat=f"De einddatum {GISTEREN:%d-%m-%Y} is voorbij."),
    "D115": Geval(certificaat="van-niemand", wat="het certificaat staat op niemands naam", wie=BEHEERDER),
    "D120": Geval(certificaat="van-verlopen-uitgever", wat="ook al is het zelf niet verlopen of ingetrokken"),
    "D205": Geval(certificaat="gestopt", wat="De einddatum 31-12-2025 van de toegang", wie=NIEMAND, naam=""),
    "D206": Geval(certificaat="bij-een-ander", wat="De organisatie in uw", wie=BEHEERDER),
    "D207": Geval(certificaat="nog-niet-begonnen", wat="De begindatum 01-01-2099 van", wie=NIEMAND, naam=""),
}


@pytest.fixture(scope="module", autouse=True)
def met_geweigerden(omgeving: Omgeving, met_code_portaal: Omgeving) -> Iterator[None]:
    """After both portals have started."""
    with geweigerden(omgeving):
        yield


@pytest.fixture(scope="module")
def link(chromium: Browser, omgeving: Omgeving) -> str:
    """What the care package got, without the address of the portal."""
    return Kantoor(omgeving, chromium).stuur().removeprefix(omgeving.adres("portaal"))


@pytest.fixture
def kantoor(request: pytest.FixtureRequest, chromium: Browser, omgeving: Omgeving) -> Iterator[Kantoor]:
    """Only the portal that asks for a code minds on whose name a certificate stands."""
    met_code = getattr(request, "param", "") == "D115"
    with Kantoor(request.getfixturevalue("met_code_portaal") if met_code else omgeving, chromium) as kantoor:
        yield kantoor
        assert kantoor.klachten == []


@pytest.mark.parametrize(("kantoor", "code"), [(code, code) for code in GEVALLEN], indirect=["kantoor"], ids=GEVALLEN)
def test_who_cannot_get_in_reads_what_is_wrong_why_and_who_solves_it(kantoor: Kantoor, code: str, link: str) -> None:
    geval = GEVALLEN[code]
    page = kantoor.computer(geval.certificaat)
    page.goto(kantoor.portaal + link)
    assert_explained(page, code, wat=geval.wat, wie=geval.wie, naam=geval.naam)
    page.goto(kantoor.portaal)
    op_pagina(page, foutcode(code).titel)
    assert "Oogkliniek" not in page.content(), "the link was of others"


def assert_explained(page: Page, code: str, *, wat: str, wie: str, naam: str) -> None:
    uitleg = foutcode(code)
    op_pagina(page, uitleg.titel)
    hoofd, oplossing = page.get_by_role("main"), page.get_by_role("region", name="Zo lost u het op")
    expect(hoofd).to_contain_text(wat)
    expect(hoofd.get_by_text(f"Hoe komt dit? {uitleg.oorzaak}", exact=True)).to_be_visible()
    expect(oplossing.get_by_role("listitem")).to_have_count(len(uitleg.stappen))
    bij_naam = f" De contactpersoon van uw instantie is {naam}." if naam else ""
    expect(oplossing.get_by_text(f"Wie kan dit oplossen? {wie}{bij_naam}", exact=True)).to_be_visible()
    expect(oplossing.get_by_role("link", name="Mail uw contactpersoon")).to_have_count(1 if naam else 0)
    expect(oplossing.get_by_role("link", name="Opnieuw proberen")).to_be_visible()
    assert not INTERN.search(hoofd.inner_text().partition("Voor uw softwareleverancier")[0])
    keur(page)


def test_with_a_new_list_the_same_certificate_works_without_a_change(kantoor: Kantoor, omgeving: Omgeving) -> None:
    page = kantoor.computer("zonder-lijst")
    page.goto(f"{kantoor.portaal}/aanvragen/")
    op_pagina(page, "Intrekking kan niet worden gecontroleerd")
    verse_lijst(omgeving)
    page.get_by_role("link", name="Opnieuw proberen").click()
    op_pagina(page, "Mijn aanvragen")


def test_what_is_wrong_with_a_certificate_is_to_be_seen_on_the_page_that_is_named(kantoor: Kantoor) -> None:
    page = kantoor.computer("../server")
    page.goto(f"{kantoor.portaal}/aanvragen/")
    page.get_by_role("link", name="Koppeling controleren").click()
    certificaat = kantoor.omgeving.certificaat("../server").read_text(encoding="ascii")
    page.get_by_role("textbox", name="Het certificaat").fill(certificaat)
    druk(page, "Controleer")
    expect(page.get_by_role("region", name="Wat wij zien")).to_contain_text("Certificaat is niet bruikbaar")


def test_who_is_no_contactpersoon_reads_who_is(kantoor: Kantoor) -> None:
    page = kantoor.computer(GEBRUIKER)
    page.goto(f"{kantoor.portaal}/beheer/")
    assert_explained(page, "D208", wat="Alleen een contactpersoon", wie=CONTACTPERSOON, naam="C. Contact")


def test_a_page_of_before_is_refused_and_works_when_it_is_loaded_again(kantoor: Kantoor, link: str) -> None:
    page = kantoor.computer(GEBRUIKER)
    page.goto(kantoor.portaal + link)
    page.context.clear_cookies()
    page.context.new_page().goto(kantoor.portaal)
    verder(page)
    assert_explained(page, "D302", wat="Er is niets verstuurd.", wie=UZELF, naam="C. Contact")

    page.go_back()
    page.reload()
    verder(page)
    op_pagina(page, "Medische vragen")
    expect(page.get_by_text("Beantwoord deze vraag.").first).to_be_visible()
