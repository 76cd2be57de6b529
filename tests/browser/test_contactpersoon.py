"""The contactpersoon from the first login to the aansluitbewijs, with the CA of the sandbox as issuer."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from .beheer import voeg_toe, vraag_certificaat_aan, wacht_op_uitgever
from .kantoor import Kantoor
from .stappen import druk, op_pagina

pytestmark = pytest.mark.browser
CONTACT = "contactpersoon-goed"


def test_from_the_first_login_to_the_aansluitbewijs(kantoor: Kantoor, tmp_path: Path) -> None:
    page = kantoor.computer(CONTACT)
    page.goto(f"{kantoor.portaal}/beheer/")
    op_pagina(page, "Uw aansluiting")

    # Somebody new gets a certificate, installs it and logs in with it.
    nieuw = voeg_toe(page, kantoor.portaal, "D. Assistent")
    page.get_by_role("link", name="Certificaat aanvragen").click()
    geheim = vraag_certificaat_aan(page)
    wacht_op_uitgever(page)
    with page.expect_download() as ophalen:
        page.get_by_role("link", name="Certificaat ophalen (pem)").click()
    ophalen.value.save_as(tmp_path / "nieuw.pem")
    (tmp_path / "nieuw.key").write_bytes(geheim)
    papieren = {
        "origin": kantoor.portaal,
        "certPath": str(tmp_path / "nieuw.pem"),
        "keyPath": str(tmp_path / "nieuw.key"),
    }
    collega = kantoor.computer(None, client_certificates=[papieren])
    collega.goto(f"{kantoor.portaal}/aanvragen/")
    op_pagina(collega, "Mijn aanvragen")

    # She becomes the second contactpersoon.
    page.goto(f"{kantoor.portaal}/beheer/medewerkers/{nieuw}/")
    page.get_by_label("Tweede contactpersoon").check()
    druk(page, "Bewaren")
    collega.goto(f"{kantoor.portaal}/beheer/")
    op_pagina(collega, "Uw aansluiting")

    # The software may call from one address, and does.
    page.goto(f"{kantoor.portaal}/beheer/certificaten/")
    page.get_by_role("link", name="Software").first.click()
    page.get_by_role("link", name="Adressen wijzigen").click()
    page.get_by_label("Vanaf welke IP-adressen").fill("127.0.0.1")
    druk(page, "Bewaren")
    kantoor.stuur()

    page.goto(f"{kantoor.portaal}/beheer/")
    expect(page.get_by_text("6 van 6 klaar")).to_be_visible()
    page.get_by_role("link", name="Aansluitbewijs maken").click()
    with page.expect_download() as bewijs:
        page.get_by_role("link", name="Aansluitbewijs (pdf)").click()
    bewijs.value.save_as(tmp_path / "bewijs.pdf")
    assert (tmp_path / "bewijs.pdf").read_bytes().startswith(b"%PDF-")

    # And back to one contactpersoon, as the other tests know it.
    page.goto(f"{kantoor.portaal}/beheer/medewerkers/{nieuw}/")
    page.get_by_label("Geen contactpersoon").check()
    druk(page, "Bewaren")


def test_a_right_is_asked_for_and_given_without_javascript(kantoor: Kantoor) -> None:
    collega = kantoor.computer("persoonlijk-raadplegen", java_script_enabled=False)
    collega.goto(f"{kantoor.portaal}/wie-ben-ik")
    druk(collega, "Vraag dit recht")
    expect(collega.get_by_text("U hebt erom gevraagd. C. Contact antwoordt.")).to_be_visible()
    page = kantoor.computer(CONTACT, java_script_enabled=False)
    page.goto(f"{kantoor.portaal}/beheer/")
    druk(page, "Niet geven het recht indienen aan R. Bakker")
    expect(page.get_by_text("R. Bakker: indienen")).to_have_count(0)
    page.get_by_role("link", name="Medewerkers", exact=True).click()
    rij = page.get_by_role("row", name="R. Bakker")
    rij.get_by_label("Indienen").check()
    druk(page, "Bewaren rechten van R. Bakker")
    expect(page.get_by_text("Bewaard. R. Bakker: indienen, raadplegen.")).to_be_visible()
    rij.get_by_label("Indienen").uncheck()
    druk(page, "Bewaren rechten van R. Bakker")
