import pytest
from playwright.sync_api import expect

from .kantoor import Kantoor
from .stappen import FOTO, beantwoord, druk, groep, kies, op_pagina, stel_een_vraag, vul_in_en_verstuur

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


@pytest.mark.parametrize("knop", ["Stoppen en bewaren", "Vorige stap"])
def test_who_leaves_a_page_half_way_by_a_button_finds_all_of_it_back(kantoor: Kantoor, knop: str) -> None:
    page = kantoor.computer(java_script_enabled=False)
    page.goto(kantoor.stuur())
    adres = page.url
    page.get_by_label("Wilt u nog iets toelichten?").fill("Half af.")
    druk(page, knop)
    page.goto(adres)
    expect(page.get_by_label("Wilt u nog iets toelichten?")).to_have_value("Half af.")


def test_an_older_tab_wipes_nothing_of_a_newer_one(kantoor: Kantoor) -> None:
    page = kantoor.computer(java_script_enabled=False)
    page.goto(kantoor.stuur())
    nieuwer = page.context.new_page()
    nieuwer.goto(page.url)
    nieuwer.get_by_label("Wilt u nog iets toelichten?").fill("Uit het tweede tabblad.")
    druk(nieuwer, "Stoppen en bewaren")
    kies(page, "Aan welke zijde", "Links")
    druk(page, "Stoppen en bewaren")
    page.go_back()
    page.reload()
    expect(page.get_by_label("Wilt u nog iets toelichten?")).to_have_value("Uit het tweede tabblad.")
    expect(groep(page, "Aan welke zijde").get_by_label("Links")).to_be_checked()
