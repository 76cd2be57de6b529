import pytest
from playwright.sync_api import Locator, Page, expect

from .kantoor import Kantoor
from .stappen import op_pagina, vul_in_en_verstuur

pytestmark = pytest.mark.browser


def test_the_machtigingsnummer_stands_large_and_each_of_the_two_is_copied_by_its_own_button(kantoor: Kantoor) -> None:
    page = kantoor.computer(permissions=["clipboard-read", "clipboard-write"])
    page.goto(kantoor.stuur())
    vul_in_en_verstuur(page)
    op_pagina(page, "De aanvraag is goedgekeurd")

    for breedte in (1200, 320):
        page.set_viewport_size({"width": breedte, "height": 900})
        groot, ander = (lettergrootte(nummer) for nummer in page.locator("output").all())
        assert groot >= 1.5 * lettergrootte(page.locator("body"))
        assert groot >= ander
        expect(page.get_by_role("button", name="Kopieer machtigingsnummer")).to_be_in_viewport()

    machtigingsnummer, aanvraagnummer = page.locator("output").all_inner_texts()
    assert copied(page, "Kopieer machtigingsnummer") == machtigingsnummer
    assert copied(page, "Kopieer machtigingsaanvraag-id") == aanvraagnummer
    assert machtigingsnummer != aanvraagnummer


def lettergrootte(deel: Locator) -> float:
    return float(deel.evaluate("deel => parseFloat(getComputedStyle(deel).fontSize)"))


def copied(page: Page, knop: str) -> str:
    page.get_by_role("button", name=knop).click()
    expect(page.get_by_text("Gekopieerd", exact=True)).to_be_visible()
    expect(page.get_by_text("Gekopieerd", exact=True)).to_be_hidden()  # so that the next press is told apart
    return str(page.evaluate("navigator.clipboard.readText()"))
