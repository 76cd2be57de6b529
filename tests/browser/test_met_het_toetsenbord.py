"""The whole journey with Tab, arrows, Space and Enter: every stop is visible and in the order of the page."""

import pytest
from playwright.sync_api import Locator, Page, expect

from .kantoor import Kantoor
from .stappen import FOTO, afstand, groep, op_pagina

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
    expect(page.get_by_role("link", name="foto ogen.png")).to_be_visible()
    press(page, "Opslaan en verder")

    op_pagina(page, "Controleer uw aanvraag")
    press(page, "Aanvraag versturen")
    op_pagina(page, "De aanvraag is goedgekeurd")


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
