"""A form of an insurer from its first upload to the first aanvraag on it, and an older one that stays as it was."""

import time

import pytest
from formulieren.eigen import anders
from machtigingen_sandbox.personas import BIJ_TESTZORG
from playwright.sync_api import Page, expect
from wereld import verzekerde

from .formulieren import LIJST, MAKER, PUBLICIST, UZOVI, laat_ingaan, upload
from .kantoor import Kantoor
from .stappen import druk, groep, op_pagina

pytestmark = pytest.mark.browser
VERSIE = "9902.reis"
ZORG = {
    "verstrekking": {"diagnose": "251", "zorgactiviteit": "031548"},
    "verzekerde": verzekerde(BIJ_TESTZORG),
}
SECONDEN = 60


def test_from_upload_to_the_first_aanvraag(kantoor: Kantoor) -> None:
    zorgverlener = kantoor.computer()
    oud = kantoor.stuur(**ZORG)

    # The first upload has a mistake, and is told where.
    maker = kantoor.computer(MAKER)
    goed = anders(
        "formulier.yaml", "titel: Correctie", "titel: Eigen correctie", versie=VERSIE, uzovi=UZOVI, slug="wenkbrauw"
    )
    fout = {"beslistabel.yaml": goed["beslistabel.yaml"].replace("als: {}", "als: {oorzak: verwonding}")}
    upload(maker, kantoor.portaal, goed | fout)
    op_pagina(maker, "Formulier uploaden")
    expect(maker.get_by_text("De vraag oorzak bestaat niet in dit formulier").first).to_be_visible()

    # The second can be read, and has a finding.
    doel = "        doel: De machtiging geldt alleen voor deze zijde.\n"
    upload(maker, kantoor.portaal, goed | {"formulier.yaml": goed["formulier.yaml"].replace(doel, "")})
    op_pagina(maker, "Eigen correctie van de wenkbrauw")
    expect(maker.get_by_text("zijde: Er staat niet waarom deze vraag nodig is (doel).")).to_be_visible()

    # The third is good, and is tried.
    upload(maker, kantoor.portaal, goed)
    expect(maker.get_by_text("Geen meldingen. Alle voorbeelden kloppen.")).to_be_visible()
    maker.get_by_role("link", name="Verlamming van de aangezichtszenuw").click()
    expect(maker.get_by_role("heading", name="Uitkomst: Naar een beoordelaar")).to_be_visible()
    expect(maker.get_by_role("rowheader", name="Deze regel besliste")).to_be_visible()
    groep(maker, "Waardoor hangt de wenkbrauw?").get_by_label("Een verwonding of een eerdere operatie").check()
    druk(maker, "Bekijk de uitkomst")
    expect(maker.get_by_role("rowheader", name="Deze regel besliste")).to_be_visible()

    # A colleague publishes it.
    collega = kantoor.computer(PUBLICIST)
    collega.goto(f"{kantoor.portaal}{LIJST}")
    collega.get_by_role("link", name="Eigen correctie van de wenkbrauw").click()
    collega.get_by_role("link", name="Publiceren", exact=True).click()
    druk(collega, "Publiceren")
    expect(collega.get_by_text("Geldt straks")).to_be_visible()

    # From its day on a new aanvraag goes with it, and the one that began before stays as it is.
    laat_ingaan(kantoor.omgeving, VERSIE)
    einde = time.monotonic() + SECONDEN
    while "Eigen correctie" not in zorgverlener.content() and time.monotonic() < einde:
        zorgverlener.goto(kantoor.stuur(**ZORG))
        time.sleep(1)
    op_stap(zorgverlener, "Eigen correctie van de wenkbrauw")
    zorgverlener.goto(oud)
    op_stap(zorgverlener, "Correctie van de wenkbrauw")


def op_stap(page: Page, formulier: str) -> None:
    """The line above the title of a step names the form."""
    expect(page.locator(".mp-bovenkop")).to_contain_text(f"{formulier} ·")
