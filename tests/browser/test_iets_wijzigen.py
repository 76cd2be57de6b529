import pytest
from playwright.sync_api import Page, expect

from .kantoor import Kantoor
from .stappen import beantwoord_de_medische_vragen, groep, kies, op_pagina, verder, voeg_foto_toe

pytestmark = pytest.mark.browser


def test_who_changes_a_fact_comes_back_to_the_open_questions(kantoor: Kantoor) -> None:
    page = kantoor.computer()
    page.goto(kantoor.stuur())
    wijzig(page, "Begindatum")
    op_pagina(page, "Behandeling")
    page.get_by_label("Vanaf welke datum").fill("1/10/26")
    expect(page.get_by_label("Vanaf welke datum")).to_be_in_viewport()
    verder(page)

    op_pagina(page, "Medische vragen")
    rij = page.get_by_role("region", name="Al bekend")
    expect(rij).to_contain_text("01-10-2026")
    expect(rij).to_contain_text("pakket stuurde")
    expect(rij).to_contain_text("Door u aangepast")


def test_who_changes_an_answer_at_the_check_comes_back_to_the_check(kantoor: Kantoor) -> None:
    page = kantoor.computer()
    page.goto(kantoor.stuur())
    beantwoord_de_medische_vragen(page)
    voeg_foto_toe(page)
    verder(page)
    wijzig(page, "Is dit bovenooglid eerder geopereerd?")
    expect(groep(page, "eerder geopereerd")).to_be_in_viewport()
    kies(page, "eerder geopereerd", "Ja, langer geleden of zonder machtiging")
    verder(page)

    op_pagina(page, "Controleer uw aanvraag")
    expect(page.get_by_role("region", name="Medische vragen")).to_contain_text("Ja, langer geleden")


def wijzig(page: Page, wat: str) -> None:
    page.get_by_role("link", name=f"Wijzig {wat}").click()
