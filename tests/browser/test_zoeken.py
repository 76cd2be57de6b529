import pytest
from machtigingen_sandbox.personas import GEVONDEN
from playwright.sync_api import expect

from .kantoor import Kantoor
from .stappen import zoek_op_referentie, zoek_patient

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
