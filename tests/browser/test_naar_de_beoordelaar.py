import pytest
from playwright.sync_api import expect

from .kantoor import Kantoor
from .stappen import besluit, druk, op_pagina, vul_in_en_verstuur

pytestmark = pytest.mark.browser


def test_a_doubtful_request_goes_to_a_person_and_comes_back(kantoor: Kantoor) -> None:
    medewerker = kantoor.computer()
    medewerker.goto(kantoor.stuur())
    vul_in_en_verstuur(medewerker, mm="3,5")
    op_pagina(medewerker, "De aanvraag is verstuurd")
    expect(medewerker.get_by_text("verwacht uiterlijk")).to_be_visible()
    nummer = medewerker.get_by_role("status").first.inner_text()

    beoordelaar = kantoor.computer("beoordelaar-9901")
    beoordelaar.goto(kantoor.portaal)
    op_pagina(beoordelaar, "Te beoordelen")
    beoordelaar.get_by_role("link", name="Te doen").click()
    wachtend = beoordelaar.get_by_role("table", name="Te doen")
    wachtend.get_by_role("row").filter(has_text=nummer).get_by_role("link").click()
    expect(beoordelaar.get_by_role("region", name="Waarom dit niet vanzelf ging")).to_contain_text("niet zeker")
    druk(beoordelaar, "Besluit vastleggen")
    expect(beoordelaar.get_by_role("alert")).to_be_focused()
    besluit(beoordelaar, "Afwijzen", reden="niet_aangetoond", toelichting="Het gezichtsveld is niet gemeten.")
    expect(beoordelaar.get_by_text("Afgewezen").first).to_be_visible()

    medewerker.reload()
    op_pagina(medewerker, "De aanvraag is afgewezen")
    expect(medewerker.get_by_text("Het gezichtsveld is niet gemeten.")).to_be_visible()
    expect(medewerker.get_by_text("bezwaar kan maken")).to_be_visible()
