import pytest
from playwright.sync_api import expect

from .kantoor import Kantoor
from .stappen import op_pagina, vul_in_en_verstuur

pytestmark = pytest.mark.browser


def test_the_whole_journey_works_without_javascript(kantoor: Kantoor) -> None:
    page = kantoor.computer(java_script_enabled=False)
    page.goto(kantoor.stuur())
    vul_in_en_verstuur(page)
    op_pagina(page, "De aanvraag is goedgekeurd")
    expect(page.get_by_role("button", name="Kopieer machtigingsnummer")).to_have_count(0)
