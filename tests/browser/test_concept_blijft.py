import time

import pytest
from playwright.sync_api import Dialog, Page, expect

from .kantoor import Kantoor
from .stappen import (
    beantwoord_de_medische_vragen,
    bewaard,
    druk,
    groep,
    kies,
    log_opnieuw_in,
    log_uit,
    verder,
)

pytestmark = pytest.mark.browser
OPMERKING = "Wilt u nog iets toelichten?"


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
    straks_bewaard(ander_tabblad, adres, "Links is het ergst. Rechts ook.")


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


# From now on the page hears three seconds later that it was kept.
TRAAG = """() => {
  const gewoon = window.fetch;
  const later = (antwoord) => new Promise((klaar) => setTimeout(() => klaar(antwoord), 3000));
  window.fetch = (adres, opties) => opties?.headers?.["X-Bewaar"]
    ? gewoon(adres, opties).then(later) : gewoon(adres, opties);
}"""


def begin(kantoor: Kantoor) -> Page:
    page = kantoor.computer()
    page.goto(kantoor.stuur())
    return page


def test_a_reload_right_after_typing_shows_what_was_typed_and_keeps_it(kantoor: Kantoor) -> None:
    page = begin(kantoor)
    page.get_by_label(OPMERKING).press_sequentially("Net getypt.")
    page.reload()
    expect(page.get_by_label(OPMERKING)).to_have_value("Net getypt.")
    druk(page, "Stoppen en bewaren")
    page.go_back()
    expect(page.get_by_label(OPMERKING)).to_have_value("Net getypt.")


@pytest.mark.parametrize("knop", ["Stoppen en bewaren", "Vorige stap"])
def test_who_leaves_by_a_button_while_a_saving_is_under_way_keeps_every_word(kantoor: Kantoor, knop: str) -> None:
    page = begin(kantoor)
    adres = half_bewaard(page)
    druk(page, knop)
    page.goto(adres)
    expect(page.get_by_label(OPMERKING)).to_have_value("Eerste zin. Tweede zin.")


def test_who_leaves_by_a_link_then_keeps_every_word_too(kantoor: Kantoor) -> None:
    page = begin(kantoor)
    adres = half_bewaard(page)
    with page.expect_navigation():
        page.get_by_role("link", name="Mijn aanvragen").first.click()
    straks_bewaard(page, adres, "Eerste zin. Tweede zin.")


def straks_bewaard(page: Page, adres: str, tekst: str) -> None:
    """A page that is left sends what was typed last, and waits for no answer."""
    einde = time.monotonic() + 15
    page.goto(adres)
    while page.get_by_label(OPMERKING).input_value() != tekst:
        assert time.monotonic() < einde, page.get_by_label(OPMERKING).input_value()
        page.wait_for_timeout(200)
        page.goto(adres)


def half_bewaard(page: Page) -> str:
    """While the first sentence is being kept the second is typed."""
    adres = page.url
    page.evaluate(TRAAG)
    with page.expect_request(lambda verzoek: verzoek.method == "POST"):
        page.get_by_label(OPMERKING).press_sequentially("Eerste zin.")
    page.get_by_label(OPMERKING).press_sequentially(" Tweede zin.")
    return adres


def hangend(page: Page) -> None:
    """From now on a saving gets no answer; one is under way."""
    page.route("**/vragen/*", lambda route: None if "x-bewaar" in route.request.headers else route.continue_())
    with page.expect_request(lambda verzoek: "x-bewaar" in verzoek.headers):
        page.get_by_label(OPMERKING).press_sequentially("Zonder antwoord.")


def test_a_saving_that_hangs_does_not_hold_up_who_goes_on(kantoor: Kantoor) -> None:
    page = begin(kantoor)
    adres = page.url
    hangend(page)
    druk(page, "Stoppen en bewaren")
    page.goto(adres)
    expect(page.get_by_label(OPMERKING)).to_have_value("Zonder antwoord.")


ANDERE_KNOP = """(welke) => {
  const knop = document.querySelector("button[value=stoppen]");
  const ander = knop.cloneNode(true);
  if (welke === "weg") ander.value = "weg";
  knop.after(ander);
  ander.click();
  ander.remove();
}"""


def test_of_a_button_that_was_replaced_meanwhile_the_press_counts(kantoor: Kantoor) -> None:
    page = begin(kantoor)
    hangend(page)
    with page.expect_navigation():
        page.evaluate(ANDERE_KNOP, "dezelfde")


def test_of_a_button_that_is_gone_meanwhile_it_does_not_but_all_is_kept(kantoor: Kantoor) -> None:
    page = begin(kantoor)
    hangend(page)
    page.evaluate(ANDERE_KNOP, "weg")
    page.wait_for_timeout(100)
    page.unroute_all()
    bewaard(page)
    page.reload()
    expect(page.get_by_label(OPMERKING)).to_have_value("Zonder antwoord.")


TYP_EN_VERTREK = """(tekst) => {
  const veld = document.querySelector("#veld-opmerking");
  veld.value = tekst;
  veld.dispatchEvent(new Event("input", { bubbles: true }));
  document.querySelector("header a").click();
}"""


def test_who_leaves_a_page_with_more_than_it_can_send_in_leaving_is_asked_first(kantoor: Kantoor) -> None:
    page = begin(kantoor)
    adres = page.url
    veel = "Een lang verhaal. " * 5_000
    page.get_by_label(OPMERKING).press("x")  # a browser asks nothing for a page that nobody touched
    gevraagd: list[str] = []

    def blijf(vraag: Dialog) -> None:
        gevraagd.append(vraag.type)
        vraag.dismiss()

    page.once("dialog", blijf)
    page.evaluate(TYP_EN_VERTREK, veel)
    bewaard(page)
    assert gevraagd == ["beforeunload"]
    page.goto(adres)
    expect(page.get_by_label(OPMERKING)).to_have_value(veel)


def test_a_second_press_while_the_first_is_under_way_stops_no_saving(kantoor: Kantoor) -> None:
    page = begin(kantoor)
    page.evaluate("() => { document.querySelector('#veld-opmerking').form.dataset.verzonden = 'ja'; }")
    with page.expect_request(lambda verzoek: "x-bewaar" in verzoek.headers):
        page.evaluate(TYP_EN_DRUK, "Nog een zin.")


def test_a_submit_without_a_line_leaves_the_page_as_it_is(kantoor: Kantoor) -> None:
    page = begin(kantoor)
    adres = page.url
    page.context.set_offline(True)
    page.evaluate(TYP_EN_DRUK, "Onderweg getypt.")
    expect(page.locator("[data-bewaard]")).to_contain_text("Bewaren lukt nu niet.")
    expect(page.get_by_label(OPMERKING)).to_have_value("Onderweg getypt.")
    page.context.set_offline(False)
    druk(page, "Stoppen en bewaren")
    page.goto(adres)
    expect(page.get_by_label(OPMERKING)).to_have_value("Onderweg getypt.")
    kantoor.klachten.clear()  # the browser complains of the line


def test_a_browser_that_says_in_vain_that_there_is_no_line_holds_a_submit_up_once(kantoor: Kantoor) -> None:
    page = begin(kantoor)
    page.evaluate("Object.defineProperty(navigator, 'onLine', { get: () => false })")
    page.evaluate(TYP_EN_DRUK, "Er is toch een lijn.")
    expect(page.locator("[data-bewaard]")).to_contain_text("Bewaren lukt nu niet.")
    druk(page, "Stoppen en bewaren")


TYP_EN_DRUK = """(tekst) => {
  const veld = document.querySelector("#veld-opmerking");
  veld.value = tekst;
  veld.dispatchEvent(new Event("input", { bubbles: true }));
  veld.form.querySelector("button[value=stoppen]").click();
}"""


def test_the_button_of_an_older_tab_wipes_nothing_after_it_kept_a_draft(kantoor: Kantoor) -> None:
    page = begin(kantoor)
    adres = page.url
    for wie in (page.context.new_page(), kantoor.computer("contactpersoon-goed")):
        wie.goto(adres)
        wie.get_by_label(OPMERKING).fill(f"Getypt door {wie.get_by_label(OPMERKING).input_value()}iemand.")
        bewaard(wie)
    kies(page, "Aan welke zijde", "Links")
    bewaard(page)
    verder(page)
    wie.goto(adres)
    expect(wie.get_by_label(OPMERKING)).to_have_value("Getypt door Getypt door iemand.iemand.")
    expect(groep(wie, "Aan welke zijde").get_by_label("Links")).to_be_checked()


def test_where_two_typed_both_are_shown(kantoor: Kantoor) -> None:
    page = begin(kantoor)
    collega = kantoor.computer("contactpersoon-goed")
    collega.goto(page.url)
    collega.get_by_label(OPMERKING).fill("Van de collega.")
    bewaard(collega)
    page.get_by_label(OPMERKING).fill("Van mij.")
    expect(page.locator("[data-bewaard]")).to_contain_text("ergens anders gewijzigd")
    druk(page, "Stoppen en bewaren")
    expect(page.get_by_label(OPMERKING)).to_have_value("Van de collega.")
    expect(page.locator("main")).to_contain_text("u vulde in “Van mij.”")
