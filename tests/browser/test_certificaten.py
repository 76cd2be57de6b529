"""What somebody sees who opens a link with each of the named certificates, or with none."""

import re

import pytest
from playwright.sync_api import Page, expect

from .kantoor import Kantoor
from .stappen import op_pagina

pytestmark = pytest.mark.browser

EIGEN = "contact@oogkliniek.example"
ANDER = "contact@ziekenhuis.example"
NIEMAND = ""
CONTACTPERSOON = "Uw contactpersoon."
UZELF = "U zelf."
BEHEERDER = "De beheerder van het portaal."

GEWEIGERD = {
    "persoonlijk-verlopen": ("D104", "Certificaat is verlopen", CONTACTPERSOON, EIGEN),
    "persoonlijk-nog-niet-geldig": ("D105", "Certificaat is nog niet geldig", CONTACTPERSOON, EIGEN),
    "persoonlijk-ingetrokken": ("D106", "Certificaat is ingetrokken", CONTACTPERSOON, EIGEN),
    "persoonlijk-vreemde-ca": ("D103", "Uitgever van het certificaat is onbekend", CONTACTPERSOON, NIEMAND),
    "persoonlijk-zonder-autorisatie": ("D203", "Geen autorisatie voor het Machtigingenportaal", CONTACTPERSOON, EIGEN),
    "persoonlijk-raadplegen": ("D204", "Alleen raadplegen is toegestaan", CONTACTPERSOON, EIGEN),
    "persoonlijk-andere-instantie": ("L101", "Deze link hoort niet bij uw instantie of bestaat niet", UZELF, ANDER),
    "persoonlijk-op-slot": ("D111", "Uw toegang is geblokkeerd", CONTACTPERSOON, EIGEN),
    "persoonlijk-stilgezet": ("D110", "Toegang is stilgezet", BEHEERDER, EIGEN),
    "persoonlijk-uit-dienst": ("D114", "U staat niet meer als medewerker geregistreerd", CONTACTPERSOON, EIGEN),
    "systeem-tussenpartij": ("D202", "Systeemcertificaat bij het inloggen", UZELF, NIEMAND),
    "systeem-goed": ("D202", "Systeemcertificaat bij het inloggen", UZELF, EIGEN),
    "systeem-andere-instantie": ("D202", "Systeemcertificaat bij het inloggen", UZELF, ANDER),
    "systeem-zonder-autorisatie": ("D202", "Systeemcertificaat bij het inloggen", UZELF, EIGEN),
    "systeem-verlopen": ("D104", "Certificaat is verlopen", CONTACTPERSOON, EIGEN),
    "systeem-nog-niet-geldig": ("D105", "Certificaat is nog niet geldig", CONTACTPERSOON, EIGEN),
    "systeem-ingetrokken": ("D106", "Certificaat is ingetrokken", CONTACTPERSOON, EIGEN),
    "systeem-vreemde-ca": ("D103", "Uitgever van het certificaat is onbekend", CONTACTPERSOON, NIEMAND),
    None: ("D101", "Geen certificaat ontvangen", CONTACTPERSOON, NIEMAND),
}
PATIENT = re.compile(r"Jansen-Voorbeeld|999911004|\b1958\b|ooglid")  # not a year within a correlation id


@pytest.mark.parametrize("certificaat", GEWEIGERD, ids=str)
def test_a_refusal_says_what_is_wrong_and_who_can_solve_it(kantoor: Kantoor, certificaat: str | None) -> None:
    code, titel, wie, mail = GEWEIGERD[certificaat]
    page = kantoor.computer(certificaat)
    page.goto(kantoor.stuur())

    op_pagina(page, titel)
    expect(page.get_by_text("Hoe komt dit?")).to_be_visible()
    expect(page.get_by_role("region", name="Zo lost u het op").get_by_role("listitem").first).to_be_visible()
    expect(page.get_by_text(f"Wie kan dit oplossen? {wie}")).to_be_visible()
    assert_copied(page, titel, code)
    assert_mail(page, to=mail, code=code)
    assert PATIENT.findall(page.content()) == []


def assert_copied(page: Page, titel: str, code: str) -> None:
    """The button gives the supplier what it needs: the code and the correlation id, and no more."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Kopieer voor uw softwareleverancier").click()
    expect(page.get_by_text("Gekopieerd", exact=True)).to_be_visible()
    regels = page.evaluate("navigator.clipboard.readText()").splitlines()
    assert regels[:3] == ["Machtigingenportaal", f"Melding: {titel}", f"Foutcode: {code}"]
    assert regels[3].startswith("Correlatie-id: ")
    assert len(regels) == 4


def assert_mail(page: Page, *, to: str, code: str) -> None:
    """Mail goes to the contact person of one's own instantie; when we do not know that for sure, to nobody."""
    knop = page.get_by_role("link", name="Mail uw contactpersoon")
    if not to:
        expect(knop).to_have_count(0)
        return
    adres = knop.get_attribute("href") or ""
    assert adres.startswith(f"mailto:{to}?subject=Hulp%20bij%20het%20Machtigingenportaal%20%28{code}%29&body=")
    assert "/instroom/" not in adres


def test_without_a_certificate_the_page_names_nobody(kantoor: Kantoor) -> None:
    page = kantoor.computer(None)
    page.goto(kantoor.stuur())
    for naam in ("Oogkliniek", "22990001", "C. Contact", "DemoOog", "de Vries"):
        assert naam not in page.content()


def test_only_raadplegen_sees_what_was_sent_but_cannot_change(kantoor: Kantoor) -> None:
    page = kantoor.computer("persoonlijk-raadplegen")
    page.goto(f"{kantoor.portaal}/wie-ben-ik")
    expect(page.get_by_role("listitem").filter(has_text="Machtigingen aanvragen en indienen")).to_contain_text("nee")
    expect(page.get_by_role("listitem").filter(has_text="Machtigingen raadplegen")).to_contain_text("ja")
    page.get_by_role("link", name="Mijn aanvragen").click()
    op_pagina(page, "Mijn aanvragen")
