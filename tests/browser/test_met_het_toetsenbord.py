"""The whole journey with Tab, arrows, Space and Enter: every stop is visible and in the order of the page."""

import pytest
from playwright.sync_api import Locator, Page, expect

from .kantoor import Kantoor
from .stappen import FOTO, afstand, groep, op_pagina, stel_een_vraag, vul_in_en_verstuur

pytestmark = pytest.mark.browser
MEESTE_TABS = 80


def test_a_request_can_be_made_with_the_keyboard_alone(kantoor: Kantoor) -> None:
    page = kantoor.computer()
    page.on("filechooser", lambda _venster: None)  # from the start: later may be too late to catch the first one
    page.goto(kantoor.stuur())

    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Direct naar de inhoud")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_be_focused()

    choose(page, "Aan welke zijde", down=2)  # Beide
    choose(page, "Wat is de reden")  # the first: verlamd of verslapt
    choose(page, "lichamelijke functiestoornis")  # Ja
    choose(page, "eerder geopereerd")  # Nee
    expect(afstand(page)).to_be_visible()
    tab_to(page, afstand(page))
    page.keyboard.type("1")
    press(page, "Opslaan en verder")

    op_pagina(page, "Bijlagen")
    tab_to(page, page.get_by_label("Voeg een foto"))
    with page.expect_file_chooser() as venster:
        page.keyboard.press("Enter")
    venster.value.set_files([FOTO])
    press(page, "Bestanden toevoegen")
    expect(page.get_by_role("link", name="foto ogen.png", exact=True)).to_be_visible()
    press(page, "Opslaan en verder")

    op_pagina(page, "Controleer uw aanvraag")
    press(page, "Aanvraag versturen")
    op_pagina(page, "De aanvraag is goedgekeurd")


def test_a_question_of_the_insurer_can_be_answered_with_the_keyboard_alone(kantoor: Kantoor) -> None:
    page = kantoor.computer()
    page.goto(kantoor.stuur())
    vul_in_en_verstuur(page, mm="3,5")
    stel_een_vraag(kantoor.computer("beoordelaar-9901"), kantoor.portaal, page.url.split("/")[4])
    page.goto(f"{kantoor.portaal}/aanvragen/")
    tab_to(page, page.get_by_role("row").filter(has_text="wacht op uw antwoord").first.get_by_role("link"))
    page.keyboard.press("Enter")
    op_pagina(page, "De zorgverzekeraar heeft een vraag")
    for vak in page.get_by_role("region", name="Wat de zorgverzekeraar wil weten").get_by_role("textbox").all():
        tab_to(page, vak)
        page.keyboard.type("Met het toetsenbord.")
    press(page, "Antwoord versturen")
    op_pagina(page, "Uw antwoord is verstuurd")


def choose(page: Page, vraag: str, *, down: int = 0) -> None:
    """Tab comes to the first choice; the arrows go on from there."""
    keuzes = groep(page, vraag).get_by_role("radio")
    tab_to(page, keuzes.first)
    page.keyboard.press("Space")
    for _ in range(down):
        page.keyboard.press("ArrowDown")
    expect(keuzes.nth(down)).to_be_checked()


def press(page: Page, knop: str) -> None:
    tab_to(page, page.get_by_role("button", name=knop))
    page.keyboard.press("Enter")


def tab_to(page: Page, doel: Locator) -> None:
    for _ in range(MEESTE_TABS):
        page.keyboard.press("Tab")
        if doel.evaluate("doel => doel === document.activeElement"):
            break
    expect(doel).to_be_focused()
    expect(doel).to_be_in_viewport()
