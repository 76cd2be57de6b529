import pytest
from machtigingen_sandbox.personas import GEVONDEN
from playwright.sync_api import expect

from .kantoor import Kantoor
from .stappen import druk, vul_in_en_verstuur, zoek_op_referentie, zoek_patient, zoek_verzekerde

pytestmark = pytest.mark.browser


def test_a_patient_is_found_without_javascript_and_the_bsn_never_stands_in_an_address(kantoor: Kantoor) -> None:
    page = kantoor.computer(java_script_enabled=False)
    adressen: list[str] = []
    page.on("request", lambda vraag: adressen.append(vraag.url))
    page.goto(kantoor.stuur())
    page.goto(f"{kantoor.portaal}/aanvragen/")

    zoek_op_referentie(page)
    expect(page.get_by_role("table")).to_contain_text("browser-")
    zoek_patient(page)
    expect(page.get_by_role("table")).to_contain_text("gevonden")
    page.get_by_role("link", name="Correctie van het bovenooglid").first.click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()

    assert len(adressen) >= 6
    assert not [adres for adres in adressen if GEVONDEN.bsn.onthul() in adres]


def test_an_assessor_finds_by_number_and_by_person_without_javascript_and_comes_back_to_the_search(
    kantoor: Kantoor,
) -> None:
    balie = kantoor.computer()
    balie.goto(kantoor.stuur())
    vul_in_en_verstuur(balie, mm="3,5")
    nummer = balie.locator(".mp-nummer output").first.inner_text().strip()
    page = kantoor.computer("beoordelaar-9901", java_script_enabled=False)
    adressen: list[str] = []
    page.on("request", lambda vraag: adressen.append(vraag.url))
    page.goto(f"{kantoor.portaal}/beoordelen/")

    page.get_by_label("Machtigingsaanvraag-ID of machtigingsnummer").fill(f"{nummer[:6]} {nummer[6:]}")
    druk(page, "Zoeken")
    expect(page.get_by_role("table")).to_contain_text("1 aanvraag gevonden")
    gevonden = page.url
    page.get_by_role("link", name="Correctie van het bovenooglid").click()
    page.get_by_role("link", name="Terug naar zoeken").click()
    assert page.url.replace("%20", "+") == gevonden.replace("%20", "+")

    zoek_verzekerde(page)
    expect(page.get_by_role("table")).to_contain_text(nummer)
    page.get_by_role("link", name="Correctie van het bovenooglid").first.click()
    page.get_by_role("link", name="Terug naar zoeken").click()
    expect(page.get_by_label("Geboortedatum")).to_be_visible()
    assert not [adres for adres in adressen if GEVONDEN.bsn.onthul() in adres]
