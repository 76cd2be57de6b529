"""A day at the desk: take one, ask for more, read the answer, decide line by line, and on to the next with one key."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from .kantoor import Kantoor
from .stappen import FOTO, beantwoord, druk, groep, kies, op_pagina, sneltoets, verstuur_begroting, vul_in_en_verstuur
from .tafereel import BEOORDELAAR, DUUR, TANDARTS

pytestmark = pytest.mark.browser


def test_take_ask_decide_by_line_and_go_on(kantoor: Kantoor) -> None:
    gebit, oog = _gebit(kantoor), _oog(kantoor)
    page = kantoor.computer(BEOORDELAAR)
    page.goto(f"{kantoor.portaal}/beoordelen/?lijst=te-doen")
    rij = (
        page.get_by_role("row").filter(has_text="Hogere techniekkosten").filter(has=page.locator(f'[href*="{gebit}"]'))
    )
    expect(rij).to_contain_text("nog 10 werkdagen")
    rij.get_by_role("link").click()
    druk(page, "Aanvraag nemen")
    expect(page.get_by_role("heading", name="Op uw bureau")).to_be_visible()

    page.get_by_role("link", name="Informatie vragen").click()
    druk(page, "Gebruik Begroting, gesplitst")
    expect(page.get_by_label("Vraag 1")).to_have_value(re.compile("het honorarium en de techniekkosten"))
    druk(page, "Nog een vraag")
    page.get_by_label("Vraag 3").fill("Waarom is de techniek duurder?")
    druk(page, "Vragen versturen")
    expect(page.get_by_text("gepauzeerd")).to_be_visible()

    tandarts = kantoor.computer(TANDARTS)
    tandarts.goto(f"{kantoor.portaal}/aanvragen/{gebit}/")
    beantwoord(tandarts, "De kaak is smal.")
    druk(tandarts, "Antwoord versturen")
    page.goto(f"{kantoor.portaal}/beoordelen/")
    bureau = page.get_by_role("table", name="Op mijn bureau")
    expect(bureau.get_by_role("row").filter(has=page.locator(f'[href*="{gebit}"]'))).to_contain_text("aangevuld")
    page.goto(f"{kantoor.portaal}/beoordelen/{gebit}/?formulier=X02")
    expect(page.get_by_role("region", name="Vragen en antwoorden na het indienen")).to_contain_text("De kaak is smal.")

    kies(page, "Wat besluit u?", "Per regel beslissen")
    eerste, tweede = groep(page, "Regel 1").first, groep(page, "Regel 2").first
    eerste.get_by_label("Anders toekennen").check()
    tweede.get_by_label("Toekennen", exact=True).check()
    eerste.get_by_label("Techniek in euro").fill("550,00")
    page.get_by_label("Toelichting", exact=True).fill("Tot het afgesproken bedrag.")
    page.evaluate("addEventListener('submit', () => { window.gepost = true })")
    eerste.get_by_label("Techniek in euro").press("Enter")
    assert page.evaluate("window.gepost") is None  # Enter in a field decides nothing
    sneltoets(page, "b")
    expect(page.get_by_role("alert")).to_contain_text("Regel 1: kies bij deze regel een reden")
    eerste.get_by_label("Waarom anders?").select_option("techniek_boven_afspraak")
    with page.expect_download() as gehaald:
        page.get_by_role("button", name="Voorbeeld van de brief").click()
    assert gehaald.value.suggested_filename.startswith("voorbeeld-brief-")
    page.reload()  # nothing was decided by looking at the letter
    expect(page.get_by_role("heading", name="Uw besluit")).to_be_visible()

    _besluit_per_regel(page)
    sneltoets(page, "b")
    op_pagina(page, "Correctie van het bovenooglid")
    expect(page.get_by_text("gedeeltelijk goedgekeurd.")).to_be_visible()
    expect(page.get_by_role("heading", name="Op uw bureau")).to_be_visible()
    page.goto(f"{kantoor.portaal}/beoordelen/{gebit}/")
    expect(page.get_by_role("region", name="Het besluit")).to_contain_text("Techniek: €\u00a0550,00")
    assert oog


def test_what_the_provider_adds_while_one_decides_is_shown_first(kantoor: Kantoor) -> None:
    oog = _oog(kantoor)
    page = kantoor.computer(BEOORDELAAR)
    page.goto(f"{kantoor.portaal}/beoordelen/{oog}/")
    kies(page, "Wat besluit u?", "Afwijzen")
    page.get_by_label("Waarom wijst u af?").first.select_option("niet_aangetoond")
    page.get_by_label("Toelichting", exact=True).fill("De foto ontbreekt.")

    medewerker = kantoor.computer()
    medewerker.goto(f"{kantoor.portaal}/aanvragen/{oog}/documenten")
    medewerker.get_by_label("Welke documenten?").set_input_files([FOTO | {"name": "nagestuurd.png"}])
    druk(medewerker, "Versturen naar de zorgverzekeraar")

    druk(page, "Besluit vastleggen")
    melding = page.get_by_role("alert")
    expect(melding).to_contain_text("Wat erbij kwam")
    expect(melding).to_contain_text("nagestuurd.png")
    assert not Axe().run(page).response["violations"]
    expect(page.get_by_label("Toelichting", exact=True)).to_have_value("De foto ontbreekt.")
    druk(page, "Besluit vastleggen")
    expect(page.get_by_role("region", name="Het besluit")).to_contain_text("De foto ontbreekt.")


def _besluit_per_regel(page: Page) -> None:
    kies(page, "Wat besluit u?", "Per regel beslissen")
    eerste, tweede = groep(page, "Regel 1").first, groep(page, "Regel 2").first
    eerste.get_by_label("Anders toekennen").check()
    tweede.get_by_label("Toekennen", exact=True).check()
    eerste.get_by_label("Techniek in euro").fill("550,00")
    eerste.get_by_label("Waarom anders?").select_option("techniek_boven_afspraak")
    page.get_by_label("Toelichting", exact=True).fill("Tot het afgesproken bedrag.")


def _gebit(kantoor: Kantoor) -> str:
    tandarts = kantoor.computer(TANDARTS)
    tandarts.goto(kantoor.stuur_mondzorg(verstrekking=DUUR))
    aanvraag = tandarts.url.split("/")[4]
    verstuur_begroting(tandarts)
    return aanvraag


def _oog(kantoor: Kantoor) -> str:
    medewerker = kantoor.computer()
    medewerker.goto(kantoor.stuur())
    aanvraag = medewerker.url.split("/")[4]
    vul_in_en_verstuur(medewerker, mm="3,5")
    return aanvraag
