import pytest
from playwright.sync_api import expect

from .kantoor import Kantoor
from .stappen import afstand, beantwoord_de_vaste_vragen, druk, op_pagina, verder, voeg_foto_toe

pytestmark = pytest.mark.browser

# Each of these once ran as script, or broke a page, somewhere.
VIJANDIG = (
    '</textarea><script>window.gehackt = 1</script><img src=x onerror="window.gehackt=2"> '
    "'\"><svg/onload=window.gehackt=3> {{ 7*7 }} {% now %} ${7*7} javascript:window.gehackt=4 "
    "é ß 眼 👁️‍🗨️ العربية \u202e𝒻𝓇𝒶𝓀𝓉𝓊𝓇 &lt;b&gt; a\\nb"
)


def test_free_text_is_shown_as_it_was_typed_and_never_runs(kantoor: Kantoor) -> None:
    page = kantoor.computer()
    page.goto(kantoor.stuur())
    beantwoord_de_vaste_vragen(page)
    afstand(page).fill("3,5")
    page.get_by_label("Wilt u nog iets toelichten?").fill(VIJANDIG)
    verder(page)
    page.go_back()
    expect(page.get_by_label("Wilt u nog iets toelichten?")).to_have_value(VIJANDIG)
    page.get_by_role("group", name="gezichtsveld gemeten").get_by_label("Nee").check()
    verder(page)
    voeg_foto_toe(page)
    verder(page)
    op_pagina(page, "Controleer uw aanvraag")
    assert VIJANDIG in page.get_by_role("main").inner_text()
    druk(page, "Aanvraag versturen")
    op_pagina(page, "De aanvraag is verstuurd")
    assert VIJANDIG in page.get_by_role("main").inner_text()
    nummer = page.get_by_role("status").first.inner_text()

    beoordelaar = kantoor.computer("beoordelaar-9901")
    beoordelaar.goto(f"{kantoor.portaal}/beoordelen/?lijst=te-doen")
    beoordelaar.get_by_role("row").filter(has_text=nummer).get_by_role("link").click()
    op_pagina(beoordelaar, "Correctie van het bovenooglid")
    assert VIJANDIG in beoordelaar.get_by_role("main").inner_text()

    for scherm in (page, beoordelaar):
        assert scherm.evaluate("window.gehackt") is None
