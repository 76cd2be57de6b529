import pytest
from playwright.sync_api import expect

from .kantoor import Kantoor
from .stappen import FOTO, bewaard, druk, houd_vast, kies, op_pagina, stel_een_vraag, vul_in_en_verstuur, wacht_op

pytestmark = pytest.mark.browser


def test_a_question_is_answered_a_part_is_granted_and_looked_at_again(kantoor: Kantoor) -> None:
    medewerker = kantoor.computer(permissions=["clipboard-read", "clipboard-write"])
    medewerker.goto(kantoor.stuur())
    vul_in_en_verstuur(medewerker, mm="3,5")
    id_ = medewerker.url.split("/")[4]

    desk = kantoor.computer("beoordelaar-9901")
    stel_een_vraag(desk, kantoor.portaal, id_)

    medewerker.goto(f"{kantoor.portaal}/aanvragen/")
    expect(medewerker.get_by_role("link", name="Wacht op u")).to_have_attribute("aria-current", "page")
    medewerker.get_by_role("row").filter(has_text="wacht op uw antwoord").first.get_by_role("link").click()
    op_pagina(medewerker, "De zorgverzekeraar heeft een vraag")
    medewerker.goto(f"{kantoor.portaal}/aanvragen/{id_}/")
    vraag = medewerker.get_by_role("region", name="Wat de zorgverzekeraar wil weten")
    for vak in vraag.get_by_role("textbox").all():
        vak.fill("Het gezichtsveld is 25 graden beperkt.")
    bewaard(medewerker)
    medewerker.reload()
    expect(vraag.get_by_role("textbox").first).to_have_value("Het gezichtsveld is 25 graden beperkt.")
    vraag.get_by_label("Documenten toevoegen").set_input_files([FOTO | {"name": "gezichtsveld.png"}])
    vast = houd_vast(medewerker, "**/antwoord")
    medewerker.get_by_role("button", name="Antwoord versturen").click()
    wacht_op(medewerker, vast)
    vraag.get_by_role("textbox").first.press("End")
    vraag.get_by_role("textbox").first.press_sequentially(" Links ook.")  # while the file is being sent
    with medewerker.expect_navigation():
        vast[0].continue_()
    op_pagina(medewerker, "Uw antwoord is verstuurd")
    expect(medewerker.get_by_role("link", name="gezichtsveld.png", exact=True)).to_be_visible()

    desk.goto(f"{kantoor.portaal}/beoordelen/{id_}/")
    expect(desk.get_by_text("Het gezichtsveld is 25 graden beperkt. Links ook.").first).to_be_visible()
    kies(desk, "Wat besluit u?", "Anders toekennen")
    desk.get_by_label("Wat kent u toe?").fill("Alleen het linkeroog")
    desk.get_by_label("Waarom anders?").select_option("kleiner_aantal")
    desk.get_by_label("Toelichting", exact=True).fill("Rechts is de klacht niet aangetoond.")
    druk(desk, "Besluit vastleggen")

    medewerker.reload()
    op_pagina(medewerker, "De aanvraag is voor een deel goedgekeurd")
    expect(medewerker.get_by_role("table", name="Besluit per regel")).to_contain_text("Alleen het linkeroog")
    medewerker.get_by_role("button", name="Kopieer machtigingsnummer").click()
    expect(medewerker.get_by_text("Gekopieerd", exact=True)).to_be_visible()
    nummer = medewerker.locator("output").first.inner_text()
    assert medewerker.evaluate("navigator.clipboard.readText()") == nummer

    medewerker.get_by_role("link", name="Herbeoordeling vragen").click()
    expect(medewerker.get_by_role("textbox")).to_have_count(1)
    medewerker.get_by_label("Waarom moet de zorgverzekeraar opnieuw kijken?").fill("Rechts is nu ook gemeten.")
    druk(medewerker, "Herbeoordeling vragen")
    op_pagina(medewerker, "De aanvraag is verstuurd")
    expect(medewerker.get_by_text("Herbeoordeling van")).to_be_visible()
    expect(medewerker.get_by_text("Rechts is nu ook gemeten.")).to_be_visible()
