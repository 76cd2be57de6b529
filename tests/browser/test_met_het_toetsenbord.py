"""The whole journey with Tab, arrows, Space and Enter: every stop is visible and in the order of the page."""

import pytest
from playwright.sync_api import Locator, Page, expect

from .kantoor import Kantoor
from .stappen import FOTO, op_pagina

pytestmark = pytest.mark.browser
MEESTE_TABS = 80


def test_a_request_can_be_made_with_the_keyboard_alone(kantoor: Kantoor) -> None:
    page = kantoor.computer()
    page.goto(kantoor.stuur())

    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Direct naar de inhoud")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_be_focused()

    choose(page, "Links")
    press_down(page, 2)  # to Beide
    choose(page, "Het bovenooglid is verlamd of verslapt")
    choose(page, "Ja")
    choose(page, "Nee")
    tab_to(page, page.get_by_label("Hoe groot is de afstand"))
    page.keyboard.type("1")
    press(page, "Opslaan en verder")

    op_pagina(page, "Bijlagen")
    tab_to(page, page.get_by_label("Voeg een foto"))
    with page.expect_file_chooser() as venster:
        page.keyboard.press("Enter")
    venster.value.set_files([FOTO])
    press(page, "Bestanden toevoegen")
    expect(page.get_by_role("link", name="foto ogen.png")).to_be_visible()
    press(page, "Opslaan en verder")

    op_pagina(page, "Controleer uw aanvraag")
    press(page, "Aanvraag versturen")
    op_pagina(page, "De aanvraag is goedgekeurd")


def choose(page: Page, antwoord: str) -> None:
    tab_to(page, page.get_by_label(antwoord, exact=True).first)
    page.keyboard.press("Space")


def press(page: Page, knop: str) -> None:
    tab_to(page, page.get_by_role("button", name=knop))
    page.keyboard.press("Enter")


def press_down(page: Page, times: int) -> None:
    for _ in range(times):
        page.keyboard.press("ArrowDown")


def tab_to(page: Page, doel: Locator) -> None:
    for _ in range(MEESTE_TABS):
        page.keyboard.press("Tab")
        if doel.evaluate("doel => doel === document.activeElement"):
            break
    expect(doel).to_be_focused()
    expect(doel).to_be_in_viewport()
