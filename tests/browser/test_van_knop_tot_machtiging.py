import pytest
from playwright.sync_api import expect

from .kantoor import Kantoor
from .stappen import op_pagina, vul_in_en_verstuur

pytestmark = pytest.mark.browser


def test_one_press_in_the_package_leads_to_an_approved_request(kantoor: Kantoor) -> None:
    page = kantoor.computer()
    page.goto(kantoor.omgeving.adres("softwarepakket"))
    page.get_by_role("link", name="J. Jansen-Voorbeeld").click()
    page.get_by_role("button", name="Machtiging aanvragen").click()
    with page.expect_popup() as nieuw_tabblad:
        page.get_by_role("link", name="Verder in het Machtigingenportaal").click()
    portaal = nieuw_tabblad.value

    op_pagina(portaal, "Medische vragen")
    expect(portaal.get_by_text("11 van 15 gegevens zijn al ingevuld")).to_be_visible()
    expect(portaal.get_by_role("region", name="Al bekend")).to_contain_text("J. Jansen-Voorbeeld")
    vul_in_en_verstuur(portaal)

    op_pagina(portaal, "De aanvraag is goedgekeurd")
    expect(portaal.get_by_text("door de regel “5. Ooglid hangt voor de pupil")).to_be_visible()
    machtigingsnummer = portaal.get_by_role("status").first.inner_text()

    page.get_by_role("link", name="Machtigingen", exact=True).click()
    page.get_by_role("button", name="Haal de laatste stand op").click()
    expect(page.get_by_text(machtigingsnummer)).to_be_visible()
