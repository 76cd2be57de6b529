import pytest
from playwright.sync_api import expect

from .kantoor import Kantoor
from .stappen import (
    beantwoord_de_medische_vragen,
    bewaard,
    groep,
    kies,
    log_opnieuw_in,
    log_uit,
)

pytestmark = pytest.mark.browser


def test_a_draft_is_there_after_back_log_out_and_on_another_computer(kantoor: Kantoor) -> None:
    page = kantoor.computer()
    page.goto(kantoor.stuur())
    adres = page.url
    beantwoord_de_medische_vragen(page)

    page.go_back()
    expect(groep(page, "Aan welke zijde").get_by_label("Beide")).to_be_checked()

    log_uit(page)
    log_opnieuw_in(page)
    page.goto(adres)
    expect(groep(page, "Aan welke zijde").get_by_label("Beide")).to_be_checked()

    andere_computer = kantoor.computer()
    andere_computer.goto(adres)
    expect(groep(andere_computer, "Aan welke zijde").get_by_label("Beide")).to_be_checked()
    expect(andere_computer.get_by_label("Hoe groot is de afstand")).to_have_value("1")


def test_what_was_typed_is_kept_when_the_tab_is_closed(kantoor: Kantoor) -> None:
    page = kantoor.computer()
    page.goto(kantoor.stuur())
    adres = page.url
    page.get_by_label("Wilt u nog iets toelichten?").press_sequentially("Links is het ergst.")
    bewaard(page)
    page.get_by_label("Wilt u nog iets toelichten?").press_sequentially(" Rechts ook.")
    ander_tabblad = page.context.new_page()
    page.close(run_before_unload=True)
    ander_tabblad.wait_for_timeout(1000)
    ander_tabblad.goto(adres)
    expect(ander_tabblad.get_by_label("Wilt u nog iets toelichten?")).to_have_value("Links is het ergst. Rechts ook.")


def test_two_tabs_do_not_undo_each_other_while_typing(kantoor: Kantoor) -> None:
    page = kantoor.computer()
    page.goto(kantoor.stuur())
    tweede_tabblad = page.context.new_page()
    tweede_tabblad.goto(page.url)
    tweede_tabblad.get_by_label("Wilt u nog iets toelichten?").fill("Uit het tweede tabblad.")
    bewaard(tweede_tabblad)

    kies(page, "Aan welke zijde", "Links")
    bewaard(page)
    tweede_tabblad.reload()
    expect(tweede_tabblad.get_by_label("Wilt u nog iets toelichten?")).to_have_value("Uit het tweede tabblad.")
    expect(groep(tweede_tabblad, "Aan welke zijde").get_by_label("Links")).to_be_checked()
