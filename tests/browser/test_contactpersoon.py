"""The contactpersoon from the first login to the aansluitbewijs, with the CA of the sandbox as issuer."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from .beheer import haal_op, voeg_toe, vraag_certificaat_aan
from .kantoor import Kantoor
from .stappen import druk, op_pagina

pytestmark = pytest.mark.browser
CONTACT = "contactpersoon-goed"


def test_from_the_first_login_to_the_aansluitbewijs(kantoor: Kantoor, tmp_path: Path) -> None:
    page = kantoor.computer(CONTACT)
    page.goto(f"{kantoor.portaal}/beheer/")
    op_pagina(page, "Uw aansluiting")
    expect(page.get_by_text(re.compile(r"^[1-5] van 6 klaar$"))).to_be_visible()

    # Somebody new gets a certificate, installs it and logs in with it.
    nieuw = voeg_toe(page, kantoor.portaal, "D. Assistent")
    page.get_by_role("link", name="Certificaat aanvragen").click()
    geheim = vraag_certificaat_aan(page)
    certificaat = haal_op(page, kantoor.omgeving)
    expect(page.get_by_text("Klaar om te installeren", exact=True)).to_be_visible()
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
    page.goto(f"{kantoor.portaal}/beheer/certificaten/{certificaat}/")
    expect(page.get_by_text("In gebruik", exact=True).first).to_be_visible()

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

    # Her key is lost: from the next request on the certificate is worth nothing.
    page.goto(f"{kantoor.portaal}/beheer/certificaten/{certificaat}/")
    page.get_by_role("link", name="Beëindigen", exact=True).click()
    page.get_by_label("Waarom").fill("De sleutel is kwijt.")
    druk(page, "Beëindigen")
    collega.reload()
    op_pagina(collega, "Certificaat is beëindigd")
    expect(collega.get_by_text("De contactpersoon van uw instantie is C. Contact.")).to_be_visible()


def test_a_right_is_asked_for_and_answered_in_one_press_without_javascript(kantoor: Kantoor) -> None:
    collega = kantoor.computer("persoonlijk-raadplegen", java_script_enabled=False)
    collega.goto(f"{kantoor.portaal}/wie-ben-ik")
    druk(collega, "Vraag dit recht")
    expect(collega.get_by_text("U hebt erom gevraagd. C. Contact antwoordt.")).to_be_visible()
    page = kantoor.computer(CONTACT, java_script_enabled=False)
    page.goto(f"{kantoor.portaal}/beheer/")
    page.get_by_role("button", name="Geven het recht indienen aan R. Bakker", exact=True).click()
    expect(page.get_by_text("R. Bakker: indienen")).to_have_count(0)
    collega.reload()
    expect(collega.get_by_role("listitem").filter(has_text="Machtigingen aanvragen en indienen")).to_contain_text("ja")

    page.get_by_role("link", name="Medewerkers", exact=True).click()
    rij = page.get_by_role("row", name="R. Bakker")
    rij.get_by_label("Indienen").uncheck()
    druk(page, "Bewaren rechten van R. Bakker")
    expect(page.get_by_text("Bewaard. R. Bakker: raadplegen.")).to_be_visible()
    collega.reload()
    druk(collega, "Vraag dit recht")
    page.goto(f"{kantoor.portaal}/beheer/")
    druk(page, "Niet geven het recht indienen aan R. Bakker")
    expect(page.get_by_text("R. Bakker: indienen")).to_have_count(0)
