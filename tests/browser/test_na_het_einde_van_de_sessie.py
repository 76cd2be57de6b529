import pytest
from playwright.sync_api import expect

from .kantoor import Kantoor
from .stappen import beantwoord_de_vaste_vragen, groep, log_opnieuw_in, log_uit, op_pagina, verder

pytestmark = pytest.mark.browser


def test_a_page_sent_after_the_session_ended_is_kept_and_shown_after_logging_in(kantoor: Kantoor) -> None:
    page = kantoor.computer(java_script_enabled=False)  # so that only the press on the button can keep it
    page.goto(kantoor.stuur())
    adres = page.url
    beantwoord_de_vaste_vragen(page)
    page.get_by_label("Wilt u nog iets toelichten?").fill("Getypt voor het uitloggen.")

    tweede_tabblad = page.context.new_page()
    tweede_tabblad.goto(adres)
    log_uit(tweede_tabblad)
    op_pagina(tweede_tabblad, "U bent uitgelogd")

    verder(page)
    op_pagina(page, "U bent uitgelogd")
    expect(page.get_by_text("Wat u had ingevuld, is bewaard.")).to_be_visible()
    log_opnieuw_in(page)
    assert page.url == adres
    expect(page.get_by_label("Wilt u nog iets toelichten?")).to_have_value("Getypt voor het uitloggen.")
    expect(groep(page, "Aan welke zijde").get_by_label("Beide")).to_be_checked()
