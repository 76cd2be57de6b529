import re

import pytest
from playwright.sync_api import Page, expect

from .kantoor import Kantoor
from .stappen import afstand, bewaard, groep, kies, verder

pytestmark = pytest.mark.browser
OPMERKING = "Wilt u nog iets toelichten?"


def begin(kantoor: Kantoor) -> Page:
    page = kantoor.computer()
    page.goto(kantoor.stuur())
    kies(page, "Wat is de reden", "Het bovenooglid is verlamd of verslapt")
    return page


def test_a_question_appears_as_soon_as_an_answer_asks_for_it(kantoor: Kantoor) -> None:
    page = begin(kantoor)
    expect(afstand(page)).to_have_count(0)
    kies(page, "eerder geopereerd", "Nee")

    expect(afstand(page)).to_be_visible()
    expect(page.get_by_text(re.compile("Er staat een vraag bij: Hoe groot"))).to_be_attached()
    expect(page.get_by_role("navigation", name="Stappen")).to_contain_text("Bijlagen")
    expect(page.get_by_role("region", name="Al bekend")).to_contain_text("13 van 17 gegevens")
    expect(groep(page, "eerder geopereerd").get_by_label("Nee", exact=True)).to_be_focused()


def test_the_count_goes_along_with_every_answer(kantoor: Kantoor) -> None:
    page = kantoor.computer()
    page.goto(kantoor.stuur())
    kies(page, "Aan welke zijde", "Links")
    expect(page.get_by_text("12 van 15 gegevens zijn al ingevuld")).to_be_visible()
    expect(page.get_by_role("progressbar", name="12 van 15")).to_have_attribute("value", "12")


def test_it_stands_where_the_form_has_it(kantoor: Kantoor) -> None:
    page = begin(kantoor)
    kies(page, "eerder geopereerd", "Nee")
    afstand(page).fill("3,5")
    kies(page, "gezichtsveld gemeten", "Ja")
    expect(page.get_by_label("Hoeveel graden")).to_be_visible()
    volgorde = page.locator("[data-vraag]").evaluate_all("blokken => blokken.map(blok => blok.dataset.vraag)")
    na_reload = page.reload() and page.locator("[data-vraag]").evaluate_all("b => b.map(blok => blok.dataset.vraag)")
    assert volgorde == na_reload


def test_where_the_page_itself_is_gone_one_goes_to_where_the_work_is_and_keeps_what_was_typed(kantoor: Kantoor) -> None:
    page = begin(kantoor)
    adres = page.url
    page.evaluate(PAGINA_WEG, adres.replace("/medisch", "/behandeling"))
    page.get_by_label(OPMERKING).evaluate("(veld) => { veld.value = 'Net getypt.'; }")
    kies(page, "eerder geopereerd", "Nee")
    page.get_by_label(OPMERKING).dispatch_event("input")
    page.wait_for_url("**/behandeling")
    page.goto(adres)
    expect(page.get_by_label(OPMERKING)).to_have_value("Net getypt.")


# From now on who asks for the page is sent elsewhere.
PAGINA_WEG = """(elders) => {
  const gewoon = window.fetch;
  window.fetch = (adres, opties) => opties?.method === "POST"
    ? gewoon(adres, opties) : Promise.resolve({ ok: true, redirected: true, url: elders, text: async () => "" });
}"""


def test_it_goes_when_the_answer_changes_and_what_is_typed_meanwhile_stays(kantoor: Kantoor) -> None:
    page = begin(kantoor)
    kies(page, "eerder geopereerd", "Nee")
    expect(afstand(page)).to_be_visible()
    groep(page, "eerder geopereerd").get_by_label("Ja, met een machtiging").check()
    page.get_by_label(OPMERKING).press_sequentially("Halverwege een woo", delay=20)

    expect(afstand(page)).to_have_count(0)
    expect(page.get_by_label(OPMERKING)).to_have_value("Halverwege een woo")
    expect(page.get_by_label(OPMERKING)).to_be_focused()
    bewaard(page)


# What the page's script asks for from now on is there once the test says so.
WACHT = """() => {
  const gewoon = window.fetch;
  const los = new Promise((klaar) => { window.laatLos = klaar; });
  window.fetch = (adres, opties) => opties?.method ? gewoon(adres, opties) : los.then(() => gewoon(adres, opties));
}"""


def test_a_question_that_goes_while_one_types_in_it_stays_until_that_was_kept(kantoor: Kantoor) -> None:
    page = begin(kantoor)
    kies(page, "eerder geopereerd", "Nee")
    expect(afstand(page)).to_be_visible()
    page.evaluate(WACHT)
    with page.expect_response(lambda antwoord: antwoord.request.method == "POST"):
        groep(page, "eerder geopereerd").get_by_label("Ja, met een machtiging").check()
    afstand(page).press_sequentially("2,5")
    page.evaluate("laatLos()")
    page.wait_for_timeout(300)
    expect(afstand(page)).to_have_value("2,5")
    expect(afstand(page)).to_have_count(0)

    kies(page, "eerder geopereerd", "Nee")
    expect(afstand(page)).to_have_value("2,5")


def test_a_question_that_appeared_and_was_skipped_is_called_open(kantoor: Kantoor) -> None:
    page = begin(kantoor)
    kies(page, "Aan welke zijde", "Beide")
    kies(page, "lichamelijke functiestoornis", "Ja")
    kies(page, "eerder geopereerd", "Nee")
    expect(afstand(page)).to_be_visible()
    verder(page)
    expect(page.get_by_role("alert")).to_contain_text("Er is 1 ding om te verbeteren")
    expect(page.get_by_role("alert")).to_contain_text("Hoe groot is de afstand")
