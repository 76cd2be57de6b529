import pytest
from playwright.sync_api import expect

from .kantoor import Kantoor
from .stappen import FOTO, beantwoord, druk, op_pagina, stel_een_vraag, vul_in_en_verstuur

pytestmark = pytest.mark.browser


def test_the_whole_journey_works_without_javascript(kantoor: Kantoor) -> None:
    page = kantoor.computer(java_script_enabled=False)
    page.goto(kantoor.stuur())
    vul_in_en_verstuur(page)
    op_pagina(page, "De aanvraag is goedgekeurd")
    expect(page.get_by_role("button", name="Kopieer machtigingsnummer")).to_have_count(0)


def test_a_question_is_answered_and_the_aanvraag_withdrawn_without_javascript(kantoor: Kantoor) -> None:
    page = kantoor.computer(java_script_enabled=False)
    page.goto(kantoor.stuur())
    vul_in_en_verstuur(page, mm="3,5")
    stel_een_vraag(kantoor.computer("beoordelaar-9901"), kantoor.portaal, page.url.split("/")[4])
    page.reload()
    beantwoord(page, "Eerst bewaren.")
    druk(page, "Bewaren")
    vraag = page.get_by_role("region", name="Wat de zorgverzekeraar wil weten")
    expect(vraag.get_by_role("textbox").first).to_have_value("Eerst bewaren.")
    vraag.get_by_label("Documenten toevoegen").set_input_files([FOTO | {"name": "later.png"}])
    druk(page, "Antwoord versturen")
    op_pagina(page, "Uw antwoord is verstuurd")
    expect(page.get_by_role("link", name="later.png", exact=True)).to_be_visible()

    page.get_by_role("link", name="Aanvraag intrekken").click()
    page.get_by_label("Waarom trekt u de aanvraag in?").fill("De patiënt ziet ervan af.")
    druk(page, "Aanvraag intrekken")
    op_pagina(page, "De aanvraag is ingetrokken")
