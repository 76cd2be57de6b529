"""Every type of question as a person answers it: on the page, at the check, and sent."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from alle_vraagtypen import write_catalogus
from machtigingen_sandbox import beheer
from machtigingen_sandbox.omgeving import Omgeving
from machtigingen_sandbox.processen import Processen
from machtigingen_sandbox.start import wait_for
from playwright.sync_api import Browser, Page, Route, expect

from .kantoor import Kantoor
from .keuren import keur
from .stappen import FOTO, bewaard, druk, kies, op_pagina, verder
from .test_bestanden import KIES

pytestmark = pytest.mark.browser
ANDERE_MAP = """\
from pathlib import Path

import machtigingen.foundation

machtigingen.foundation.CATALOGUS = Path({map!r})
"""


@pytest.fixture
def kantoor(chromium: Browser, omgeving: Omgeving, tmp_path: Path) -> Iterator[Kantoor]:
    """One more portal on the same database, with other forms."""
    anders = Omgeving.on_free_ports(omgeving.map)
    config = omgeving.map / "portaal-met-alle-typen.toml"
    config.write_text(beheer.configuration(anders), encoding="utf-8")
    map_ = write_catalogus(tmp_path / "catalogus")
    (tmp_path / "sitecustomize.py").write_text(ANDERE_MAP.format(map=str(map_)), encoding="utf-8")
    pad = os.pathsep.join([str(tmp_path), os.environ.get("PYTHONPATH", "")])
    environment = beheer.portal_environment(omgeving) | {"MACHTIGINGEN_CONFIG": str(config), "PYTHONPATH": pad}
    with Processen(logmap=tmp_path) as processen:
        serve = ["-m", "machtigingen.project.cli", "serve", "--config", str(config)]
        processen.start("portaal-met-alle-typen", serve, environment=environment)
        wait_for((f"{anders.adres('info')}/readyz",), anders, processen)
        with Kantoor(anders, chromium) as kantoor:
            yield kantoor
            assert kantoor.klachten == []


@pytest.mark.parametrize("javascript", [True, False])
def test_every_type_is_answered_checked_and_sent(kantoor: Kantoor, javascript: bool) -> None:
    page = kantoor.computer(java_script_enabled=javascript)
    page.goto(kantoor.stuur(verstrekking={"formulier": "T01"}))
    op_pagina(page, "Alles")
    expect(page.get_by_text("Meet bij daglicht.")).to_be_visible()
    expect(page.get_by_role("heading", name="De meting")).to_have_count(0)
    kies(page, "Is er een klacht?", "Ja")
    if javascript:
        expect(page.get_by_role("heading", name="De meting")).to_be_visible()
        keur(page)
    else:
        verder(page)
    answer(page)
    if javascript:
        bewaard(page)
    verder(page)
    op_pagina(page, "Controleer uw aanvraag")
    for tekst in (
        "Links", "Plek C", "Pijn, Jeuk", "Door een val", "De meting: Hoe vaak gemeten?", "2,5 mm", "40 mg",
        "02-11-2026", "1234AB", "Wij lazen het samen.", "foto ogen.png", "Bril", "2 × (€ 40,00) = € 80,00",
    ):  # fmt: skip
        expect(page.locator("main")).to_contain_text(tekst)
    druk(page, "Aanvraag versturen")
    op_pagina(page, "De aanvraag is verstuurd")


TYP_EN_VERDER = """(veld, tekst) => {
  veld.value = tekst;
  veld.dispatchEvent(new Event("input", { bubbles: true }));
  veld.form.querySelector("button.utrecht-button--primary-action").click();
}"""


@pytest.mark.parametrize("hoe", ["too large", "the line is down"])
def test_what_was_typed_is_kept_when_files_hold_the_submit_back(kantoor: Kantoor, hoe: str) -> None:
    page = kantoor.computer()
    page.goto(kantoor.stuur(verstrekking={"formulier": "T01"}))
    kies(page, "Is er een klacht?", "Ja")
    expect(page.get_by_role("heading", name="De meting")).to_be_visible()
    bewaard(page)
    with page.expect_request(lambda een: "x-bewaar" in een.headers and "Mijn+verhaal" in str(een.post_data)):
        if hoe == "too large":
            groot = page.evaluate_handle("() => new File([new Uint8Array(21 * 1024 ** 2)], 'scan.png')")
            page.locator("input[type=file]").first.evaluate(KIES, groot)
        else:
            page.route("**/vragen/**", lambda route: route.abort() if is_upload(route) else route.continue_())
            page.locator("input[type=file]").first.set_input_files([FOTO])
        page.get_by_label("Wat is het verhaal?").evaluate(TYP_EN_VERDER, "Mijn verhaal.")
    kantoor.klachten.clear()


def is_upload(route: Route) -> bool:
    return route.request.method == "POST" and "x-bewaar" not in route.request.headers


def answer(page: Page) -> None:
    kies(page, "Welke zijde?", "Links")
    page.get_by_label("Welke plaats?").select_option("Plek C")
    kies(page, "Welke klachten?", "Pijn")
    kies(page, "Welke klachten?", "Jeuk")
    page.get_by_label("Hoe kwam het?").fill("Door een val")
    page.get_by_label("De meting: Hoe vaak gemeten?").fill("3")
    page.get_by_label("Welke afstand?").fill("2,5")
    page.get_by_label("Welke dosis?").fill("40 mg")
    page.get_by_label("Welke dag?").fill("2/11/26")
    page.get_by_label("Welk kenmerk?").fill("1234AB")
    page.get_by_label("Wat is het verhaal?").fill("Wij lazen het samen.")
    page.get_by_label("Welke foto?").set_input_files([FOTO])
    page.get_by_label("Wat", exact=True).select_option("Bril")
    page.get_by_label("Aantal").fill("2")
    page.get_by_label("Bedrag in euro").fill("40")
