"""Three screens around one aanvraag: the package, the medewerker in the portal, and the beoordelaar at the insurer."""

import pytest
from playwright.sync_api import Page, expect

from .kantoor import Kantoor
from .stappen import beantwoord, besluit, druk, op_pagina, vul_in_en_verstuur
from .tafereel import BEOORDELAAR

pytestmark = pytest.mark.browser


def in_het_pakket(page: Page, tekst: str) -> None:
    page.get_by_role("link", name="Machtigingen", exact=True).click()
    druk(page, "Haal de laatste stand op")
    expect(page.get_by_role("list").filter(has_text=tekst).first).to_be_visible()


def test_what_happens_on_one_screen_is_seen_on_the_others(kantoor: Kantoor) -> None:
    pakket = kantoor.computer()
    pakket.goto(kantoor.omgeving.adres("softwarepakket"))
    pakket.get_by_role("link", name="J. Jansen-Voorbeeld").click()
    druk(pakket, "Machtiging aanvragen")
    with pakket.expect_popup() as nieuw_tabblad:
        pakket.get_by_role("link", name="Verder in het Machtigingenportaal").click()
    balie = nieuw_tabblad.value
    aanvraag = balie.url.split("/")[4]
    vul_in_en_verstuur(balie, mm="3,5")
    op_pagina(balie, "De aanvraag is verstuurd")
    in_het_pakket(pakket, "In behandeling")

    bureau = kantoor.computer(BEOORDELAAR)
    bureau.goto(f"{kantoor.portaal}/beoordelen/{aanvraag}/vragen")
    bureau.get_by_label("Vraag 1").fill("Sinds wanneer hangt het ooglid?")
    druk(bureau, "Vragen versturen")
    in_het_pakket(pakket, "Sinds wanneer hangt het ooglid?")

    balie.goto(f"{kantoor.portaal}/aanvragen/")
    expect(balie.get_by_role("main")).to_contain_text("Wacht op u")
    balie.goto(f"{kantoor.portaal}/aanvragen/{aanvraag}/")
    beantwoord(balie, "Sinds mei van dit jaar.")
    druk(balie, "Antwoord versturen")

    bureau.goto(f"{kantoor.portaal}/beoordelen/{aanvraag}/")
    expect(bureau.get_by_role("main")).to_contain_text("Sinds mei van dit jaar.")
    besluit(bureau, "Toekennen zoals gevraagd", toelichting="Voldoet aan de voorwaarden.")

    balie.goto(f"{kantoor.portaal}/aanvragen/{aanvraag}/")
    op_pagina(balie, "De aanvraag is goedgekeurd")
    machtigingsnummer = balie.get_by_role("status").first.inner_text()
    in_het_pakket(pakket, machtigingsnummer)
