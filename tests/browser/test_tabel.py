"""A table of prestaties: what the package sent stands there, totals follow typing, rows come and go."""

import pytest
from playwright.sync_api import expect

from .kantoor import Kantoor
from .stappen import druk, groep, kies, op_pagina, verder
from .tafereel import HALF, TANDARTS

pytestmark = pytest.mark.browser


def test_totals_follow_typing_and_the_rows_are_kept(kantoor: Kantoor) -> None:
    page = kantoor.computer(TANDARTS)
    page.goto(kantoor.stuur_mondzorg(verstrekking=HALF))
    op_pagina(page, "Begroting")
    regel = groep(page, "Regel 1")
    regel.get_by_label("Kaak").select_option("onder")
    regel.get_by_label("Honorarium").fill("500")
    regel.get_by_label("Techniek").fill("535,50")
    expect(regel.locator("output")).to_have_text("€\u00a01.035,50")
    page.reload()
    expect(groep(page, "Regel 1").get_by_label("Techniek")).to_have_value("535,50")
    expect(groep(page, "Regel 2").get_by_label("Aantal")).to_have_value("2")


def test_a_row_that_is_not_needed_is_taken_away_and_another_is_added(kantoor: Kantoor) -> None:
    page = kantoor.computer(TANDARTS, java_script_enabled=False)
    page.goto(kantoor.stuur_mondzorg(verstrekking=HALF))
    druk(page, "Verwijder regel 2")
    expect(groep(page, "Regel 2")).to_have_count(0)
    druk(page, "Regel toevoegen")
    expect(groep(page, "Regel 2").get_by_label("Prestatie")).to_have_value("")
    expect(groep(page, "Regel 1").get_by_label("Prestatie")).to_have_value("J081")


def test_enter_goes_on_and_leaves_the_rows_as_they_are(kantoor: Kantoor) -> None:
    page = kantoor.computer(TANDARTS)
    page.goto(kantoor.stuur_mondzorg())
    op_pagina(page, "Begroting")
    kies(page, "een contract", "Nee")
    verder(page)
    page.go_back()
    page.get_by_role("link", name="Wijzig Prestaties").click()
    veld = groep(page, "Regel 1").get_by_label("Techniek")
    veld.fill("550,01")
    with page.expect_navigation():
        veld.press("Enter")
    op_pagina(page, "Controleer uw aanvraag")
    expect(page.get_by_text("€\u00a0550,01")).to_be_visible()
    expect(page.get_by_text("J056 Gebroken schroef")).to_have_count(2)


def test_a_step_with_a_long_word_in_its_title_fits_a_small_phone(kantoor: Kantoor) -> None:
    page = kantoor.computer(TANDARTS, viewport={"width": 320, "height": 600})
    page.goto(kantoor.stuur_mondzorg(verstrekking={"formulier": "M05"}, antwoorden={}))
    op_pagina(page, "Begroting en slaaponderzoek")
    assert page.evaluate("document.documentElement.scrollWidth") == 320
