"""The desk by keyboard alone and without JavaScript: every stop is visible, and in the order of the page."""

import pytest
from playwright.sync_api import expect

from .kantoor import Kantoor
from .stappen import groep, op_pagina, vul_in_en_verstuur
from .tafereel import BEOORDELAAR
from .test_met_het_toetsenbord import choose, press, tab_to

pytestmark = pytest.mark.browser


def test_a_decision_can_be_made_with_the_keyboard_alone(kantoor: Kantoor) -> None:
    medewerker = kantoor.computer()
    medewerker.goto(kantoor.stuur())
    aanvraag = medewerker.url.split("/")[4]
    vul_in_en_verstuur(medewerker, mm="3,5")

    page = kantoor.computer(BEOORDELAAR, java_script_enabled=False)
    page.goto(f"{kantoor.portaal}/beoordelen/?lijst=te-doen")
    tab_to(page, page.locator(f'a[href*="{aanvraag}"]'))
    page.keyboard.press("Enter")
    op_pagina(page, "Correctie van het bovenooglid")

    press(page, "Aanvraag nemen")
    expect(page.get_by_role("heading", name="Op uw bureau")).to_be_visible()
    expect(page.get_by_label("Waarom anders?")).to_be_hidden()
    choose(page, "Wat besluit u?", down=1)  # Anders toekennen
    tab_to(page, page.get_by_label("Wat kent u toe?").last)
    page.keyboard.type("Alleen links")
    tab_to(page, page.get_by_label("Waarom anders?"))
    page.keyboard.type("Alleen")  # the first reason that begins so
    tab_to(page, page.get_by_label("Toelichting", exact=True))
    page.keyboard.type("Rechts hangt niet.")
    press(page, "Besluit vastleggen")

    besluit = page.get_by_role("region", name="Het besluit")
    expect(besluit).to_contain_text("Anders toegekend: Alleen links")
    expect(besluit).to_contain_text("Alleen één zijde voldoet aan de voorwaarden.")
    assert groep(page, "Wat besluit u?").count() == 0
