import pytest
from playwright.sync_api import Page, expect

from .kantoor import Kantoor
from .keuren import keur
from .stappen import afstand, beantwoord_de_vaste_vragen, bewaard, druk, groep, kies, log_opnieuw_in, log_uit, verder

pytestmark = pytest.mark.browser
REDEN = "Wat is de reden"


def begin(kantoor: Kantoor, **computer: bool) -> Page:
    """With an answer to the question that the others bring up."""
    page = kantoor.computer(**computer)
    page.goto(kantoor.stuur())
    beantwoord_de_vaste_vragen(page)
    if not afstand(page).is_visible():
        verder(page)
    afstand(page).fill("1")
    return page


def test_what_would_fall_away_is_shown_while_one_chooses(kantoor: Kantoor) -> None:
    page = begin(kantoor)
    bewaard(page)
    kies(page, REDEN, "Alleen het uiterlijk")
    vraag = page.get_by_role("group", name="Wilt u dit antwoord wijzigen?")
    expect(vraag).to_contain_text("Dan vervalt dit antwoord: Hoe groot is de afstand")
    expect(vraag).to_contain_text("1 mm")
    expect(page.get_by_text("Door deze wijziging vervallen antwoorden.")).to_be_attached()
    expect(groep(page, REDEN).get_by_label("Alleen het uiterlijk")).to_be_focused()
    expect(afstand(page)).to_have_value("1")
    keur(page)

    kies(page, REDEN, "Het bovenooglid is verlamd of verslapt")
    expect(vraag).to_have_count(0)


@pytest.mark.parametrize("javascript", [True, False])
def test_one_keeps_the_answer_or_goes_on(kantoor: Kantoor, javascript: bool) -> None:
    page = begin(kantoor, java_script_enabled=javascript)
    for knop, gekozen in (("Laat het zoals het was", "verlamd of verslapt"), ("Wijzig het", "Alleen het uiterlijk")):
        kies(page, REDEN, "Alleen het uiterlijk")
        page.get_by_label("Wilt u nog iets toelichten?").fill(f"Na {knop}.")
        if not javascript:
            verder(page)
            expect(page.get_by_role("group", name="Wilt u dit antwoord wijzigen?")).to_be_in_viewport()
        druk(page, knop)
        expect(groep(page, REDEN).get_by_label(gekozen)).to_be_checked()
        expect(page.get_by_label("Wilt u nog iets toelichten?")).to_have_value(f"Na {knop}.")
    expect(afstand(page)).to_have_count(0)


def test_what_one_types_meanwhile_stands_in_the_question_and_one_press_is_enough(kantoor: Kantoor) -> None:
    page = begin(kantoor)
    kies(page, REDEN, "Alleen het uiterlijk")
    vraag = page.get_by_role("group", name="Wilt u dit antwoord wijzigen?")
    expect(vraag).to_contain_text("1 mm")
    afstand(page).fill("2")
    page.get_by_role("button", name="Wijzig het").focus()
    expect(vraag).to_contain_text("2 mm")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(afstand(page)).to_have_count(0)
    expect(groep(page, REDEN).get_by_label("Alleen het uiterlijk")).to_be_checked()


def test_it_still_waits_after_logging_in_again(kantoor: Kantoor) -> None:
    page = begin(kantoor)
    kies(page, REDEN, "Alleen het uiterlijk")
    expect(page.get_by_role("button", name="Wijzig het")).to_be_visible()
    adres = page.url
    log_uit(page)
    log_opnieuw_in(page)
    page.goto(adres)
    expect(page.get_by_role("button", name="Wijzig het")).to_be_visible()
    expect(afstand(page)).to_have_value("1")
