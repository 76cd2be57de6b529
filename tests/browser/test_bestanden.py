"""Files at the form, as somebody with a mouse meets them: several at once, seen small, in a tab, and taken off."""

from collections.abc import Callable, Collection
from urllib.parse import unquote_plus

import pytest
from beelden import HEIC, png
from beelden import bewaard as als_bestand
from PIL import Image
from playwright.sync_api import Page, Route, expect

from .kantoor import Kantoor
from .stappen import beantwoord_de_medische_vragen, bewaard, druk, houd_vast, wacht_op

pytestmark = pytest.mark.browser

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
FOTO = als_bestand(Image.linear_gradient("L").resize((3000, 2000)).convert("RGB"), "JPEG")

LUISTER = """() => {
  const tekst = document.querySelector("[data-upload-tekst]");
  const balk = document.querySelector("[data-upload-balk]");
  const bewaar = () => {
    sessionStorage.setItem("gezien", `${sessionStorage.getItem("gezien") ?? ""}|${tekst.textContent}`);
    sessionStorage.setItem("balk", `${balk.value} ${balk.checkVisibility()}`);
  };
  new MutationObserver(bewaar).observe(tekst, { childList: true, characterData: true, subtree: true });
}"""


def bestand(naam: str, inhoud: bytes) -> dict[str, object]:
    return {"name": naam, "mimeType": "application/octet-stream", "buffer": inhoud}


def bij_de_bijlagen(kantoor: Kantoor) -> Page:
    page = kantoor.computer()
    page.goto(kantoor.stuur())
    beantwoord_de_medische_vragen(page)
    return page


def kies(page: Page, *bestanden: dict[str, object]) -> None:
    page.get_by_label("Voeg een foto").set_input_files(list(bestanden), timeout=60_000)  # type: ignore[arg-type]


def test_several_at_once_are_seen_small_opened_and_taken_off(kantoor: Kantoor) -> None:
    page = bij_de_bijlagen(kantoor)
    expect(page.get_by_text("0 bytes van 20,0 MB gebruikt")).to_be_visible()
    kies(page, bestand("foto.jpg", FOTO), bestand("IMG_0001.HEIC", HEIC.read_bytes()), bestand("brief.pdf", PDF))
    expect(page.locator("[data-upload-tekst]")).to_contain_text("Bestanden gekozen: 3")
    druk(page, "Bestanden toevoegen")
    expect(page.locator(".mp-bestanden li")).to_have_count(3)
    kleintjes = page.locator("img.mp-miniatuur")
    expect(kleintjes).to_have_count(2)
    for nummer in range(2):
        kleintjes.nth(nummer).scroll_into_view_if_needed()
        expect(kleintjes.nth(nummer)).to_have_js_property("complete", True)
        assert kleintjes.nth(nummer).evaluate("beeld => beeld.naturalWidth") > 0
    expect(page.get_by_text("KB van 20,0 MB gebruikt")).to_be_visible()
    with page.expect_popup() as geopend:
        page.get_by_role("link", name="Bekijk IMG_0001.HEIC").click()
    expect(geopend.value.locator("img")).to_have_count(1)  # the browser shows the picture, and nothing else
    druk(page, "Verwijder foto.jpg")
    expect(page.locator(".mp-bestanden li")).to_have_count(2)


def test_what_is_refused_is_named_and_the_others_are_there_once(kantoor: Kantoor) -> None:
    page = bij_de_bijlagen(kantoor)
    kies(page, bestand("goed.png", png("goed")), bestand("brief.docx", b"PK\x03\x04"), bestand("halve.jpg", FOTO[:500]))
    druk(page, "Bestanden toevoegen")
    fout = page.get_by_role("alert")
    expect(fout.get_by_text("“brief.docx”: Dit soort bestand")).to_be_visible()
    expect(fout.get_by_text("“halve.jpg”: Deze foto kunnen wij niet lezen")).to_be_visible()
    expect(page.locator(".mp-bestanden li")).to_have_count(1)


def test_the_sending_shows_how_far_it_is(kantoor: Kantoor) -> None:
    page = bij_de_bijlagen(kantoor)
    kies(page, bestand("scan.pdf", PDF + b"x" * 3_000_000))
    page.evaluate(LUISTER)
    druk(page, "Bestanden toevoegen")
    gezien = page.evaluate("sessionStorage.getItem('gezien')")
    assert gezien.split("|")[1:3] == ["Bezig met versturen.", "Alles is verstuurd. Wij kijken de bestanden na."]
    assert page.evaluate("sessionStorage.getItem('balk')") == "100 true"
    expect(page.get_by_role("link", name="scan.pdf", exact=True)).to_be_visible()


KIES = """(veld, bestand) => {
  const keuze = new DataTransfer();
  keuze.items.add(bestand);
  veld.files = keuze.files;
  veld.dispatchEvent(new Event("change", { bubbles: true }));
}"""
TWEEDE = """() => {
  const veld = document.querySelector("input[type=file]").parentElement;
  const ander = veld.cloneNode(true);
  ander.querySelector("input").id = "ander";
  veld.after(ander);
}"""
ZONDER_TOEVOEGEN = "() => document.querySelector('button[value=toevoegen]').remove()"


def test_more_than_fits_in_one_message_goes_in_several(kantoor: Kantoor) -> None:
    """Six photos of a telephone, of which far less is kept."""
    page = bij_de_bijlagen(kantoor)
    kies(page, *(bestand(f"{een}.jpg", FOTO + bytes([een]) * 4_500_000) for een in range(6)))
    expect(page.locator("[data-upload-tekst]")).to_contain_text("Bestanden gekozen: 6, samen 26,5 MB")
    with page.expect_navigation():
        page.get_by_role("button", name="Bestanden toevoegen").click()
    expect(page.locator(".mp-bestanden li")).to_have_count(6)


BRIEF = b"PK\x03\x04"


@pytest.mark.parametrize("knop", ["Opslaan en verder", "Bestanden toevoegen"])
def test_of_more_than_twenty_all_that_is_refused_is_named_and_the_others_are_there(kantoor: Kantoor, knop: str) -> None:
    """In two messages, and something is refused in each."""
    page = bij_de_bijlagen(kantoor)
    page.set_default_timeout(60_000)
    fotos = [bestand(f"{een}.png", png(str(een))) for een in range(20)]
    kies(page, bestand("brief-een.docx", BRIEF), *fotos, bestand("brief-twee.docx", BRIEF + b"2"))
    with page.expect_navigation():
        page.get_by_role("button", name=knop).click()
    fout = page.get_by_role("alert")
    expect(fout.get_by_text("“brief-een.docx”: Dit soort bestand")).to_be_visible()
    expect(fout.get_by_text("“brief-twee.docx”: Dit soort bestand")).to_be_visible()
    expect(page.locator(".mp-bestanden li")).to_have_count(20)


def onderbreek(page: Page, welke: Collection[int], hoe: Callable[[Route], None]) -> list[int]:
    """Does this to these messages with files; gives the numbers of all that were sent."""
    verstuurd: list[int] = []

    def send(route: Route) -> None:
        met_bestand = "multipart" in (route.request.header_value("content-type") or "")
        if met_bestand:
            verstuurd.append(len(verstuurd) + 1)
        if met_bestand and verstuurd[-1] in welke:
            hoe(route)
        else:
            route.continue_()

    page.route("**/vragen/bijlagen", send)
    return verstuurd


MET_BESTANDEN = """([veld, knop]) => {
  const vraag = document.querySelector("#veld-opmerking").closest("[data-vraag]");
  vraag.insertAdjacentHTML("afterend", veld);
  vraag.closest("form").querySelector(".mp-knoppen").insertAdjacentHTML("beforeend", knop);
}"""
OPMERKING = "Wilt u nog iets toelichten?"


def bij_vragen_met_bestanden(kantoor: Kantoor) -> Page:
    """A page as an insurer may make it: with words and with files."""
    page = bij_de_bijlagen(kantoor)
    veld = page.locator("input[type=file]").first.evaluate("veld => veld.closest('[data-vraag]').outerHTML")
    knop = page.get_by_role("button", name="Bestanden toevoegen").evaluate("knop => knop.outerHTML")
    page.goto(page.url.replace("/vragen/bijlagen", "/vragen/medisch"))
    page.evaluate(MET_BESTANDEN, [veld, knop])
    return page


@pytest.mark.parametrize("knop, nog_net", [("Bestanden toevoegen", ""), ("Stoppen en bewaren", " Drie.")])
def test_what_is_typed_while_files_are_sent_is_kept(kantoor: Kantoor, knop: str, nog_net: str) -> None:
    """The first sentence goes along with the file, the second is kept before that arrives, the third is not yet."""
    page = bij_vragen_met_bestanden(kantoor)
    adres, veld = page.url, page.get_by_label(OPMERKING)
    veld.press_sequentially("Een.")
    bewaard(page)
    vast = houd_vast(page, "**/vragen/medisch")
    kies(page, bestand("foto.png", png()))
    page.get_by_role("button", name=knop).click()
    wacht_op(page, vast)
    with page.expect_response(lambda antwoord: "Twee." in unquote_plus(antwoord.request.post_data or "")):
        veld.press_sequentially(" Twee.")
    veld.press_sequentially(nog_net)
    with page.expect_navigation():
        vast[0].continue_()
    page.goto(adres)
    expect(page.get_by_label(OPMERKING)).to_have_value(f"Een. Twee.{nog_net}")


def test_what_is_chosen_while_files_are_sent_goes_after_them(kantoor: Kantoor) -> None:
    page = bij_de_bijlagen(kantoor)
    vast = houd_vast(page, "**/vragen/bijlagen")
    kies(page, bestand("een.png", png("een")))
    page.get_by_role("button", name="Bestanden toevoegen").click()
    wacht_op(page, vast)
    kies(page, bestand("twee.png", png("twee")))
    with page.expect_navigation():
        vast[0].continue_()
    expect(page.locator(".mp-bestanden li")).to_have_count(2)


def test_a_page_that_is_gone_meanwhile_is_not_left_while_a_file_is_chosen(kantoor: Kantoor) -> None:
    page = bij_vragen_met_bestanden(kantoor)
    formulier = page.locator("form[data-stappen]")
    formulier.evaluate("dit => { dit.dataset.bewaarUrl = dit.dataset.bewaarUrl.replace('medisch', 'vervallen'); }")
    kies(page, bestand("foto.png", png()))
    with page.expect_response("**/vragen/bijlagen"):  # where one is led
        formulier.dispatch_event("nakomer")
    page.wait_for_timeout(200)
    expect(page.locator("[data-upload-tekst]")).to_contain_text("Bestanden gekozen: 1")
    page.locator("input[type=file]").first.set_input_files([])
    with page.expect_navigation(url="**/vragen/bijlagen"):
        formulier.dispatch_event("nakomer")


def test_what_gets_no_answer_is_sent_once_more(kantoor: Kantoor) -> None:
    page = bij_de_bijlagen(kantoor)
    verstuurd = onderbreek(page, {1}, lambda route: route.abort())
    kies(page, bestand("foto.png", png()))
    druk(page, "Bestanden toevoegen")
    expect(page.get_by_role("link", name="foto.png", exact=True)).to_be_visible()
    assert verstuurd == [1, 2, 3], "twice the file, and then the page by itself"
    assert kantoor.klachten == ["Failed to load resource: net::ERR_FAILED"]
    kantoor.klachten.clear()


def test_what_hangs_is_sent_once_more(kantoor: Kantoor) -> None:
    page = bij_de_bijlagen(kantoor)
    page.clock.install()
    vast = houd_vast(page, "**/vragen/bijlagen")
    kies(page, bestand("foto.png", png()))
    page.get_by_role("button", name="Bestanden toevoegen").click()
    wacht_op(page, vast)
    page.clock.fast_forward("01:59")
    expect(page.locator("[data-upload-tekst]")).to_have_text("Bezig met versturen.")
    page.clock.fast_forward("00:05")
    expect(page.get_by_role("link", name="foto.png", exact=True)).to_be_visible()


def test_what_does_not_arrive_is_named_and_stays_chosen(kantoor: Kantoor) -> None:
    page = bij_de_bijlagen(kantoor)
    page.set_default_timeout(60_000)
    onderbreek(page, {2, 3}, lambda route: route.fulfill(status=503))
    kies(page, *(bestand(f"{een}.png", png(str(een))) for een in range(22)))
    page.get_by_role("button", name="Bestanden toevoegen").click()
    gezegd = page.locator("[data-upload-tekst]")
    expect(gezegd).to_contain_text("Niet toegevoegd: 20.png, 21.png. Verstuur", timeout=60_000)
    with page.expect_navigation():
        page.get_by_role("button", name="Bestanden toevoegen").click()
    expect(page.locator(".mp-bestanden li")).to_have_count(22)


def test_a_file_that_is_too_large_by_itself_is_told_before_it_is_sent(kantoor: Kantoor) -> None:
    page = bij_de_bijlagen(kantoor)
    groot = page.evaluate_handle("() => new File([new Uint8Array(21 * 1024 ** 2)], 'scan.pdf')")
    page.locator("input[type=file]").evaluate(KIES, groot)
    expect(page.locator("[data-upload-tekst]")).to_contain_text("groter dan 20,0 MB. Maak het kleiner")
    page.get_by_role("button", name="Bestanden toevoegen").click()
    expect(page.get_by_label("Voeg een foto")).to_be_focused()
    expect(page.locator(".mp-bestanden li")).to_have_count(0)


def test_where_nothing_can_be_added_first_too_much_together_is_told_before_it_is_sent(kantoor: Kantoor) -> None:
    """Also when it was chosen at two questions."""
    page = bij_de_bijlagen(kantoor)
    page.evaluate(ZONDER_TOEVOEGEN)
    page.evaluate(TWEEDE)
    veel = page.evaluate_handle("() => new File([new Uint8Array(11 * 1024 ** 2)], 'scan.pdf')")
    for veld in page.locator("input[type=file]").all():
        veld.evaluate(KIES, veel)
    expect(page.locator("[data-upload-tekst]").last).to_contain_text("samen groter dan 20,0 MB")


def test_where_nothing_can_be_added_first_more_than_twenty_is_told_before_it_is_sent(kantoor: Kantoor) -> None:
    page = bij_de_bijlagen(kantoor)
    page.evaluate(ZONDER_TOEVOEGEN)
    kies(page, *(bestand(f"{een}.png", png(str(een))) for een in range(21)))
    expect(page.locator("[data-upload-tekst]")).to_contain_text("ten hoogste 20 per keer")
