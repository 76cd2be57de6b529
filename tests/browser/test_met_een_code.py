"""Beside the certificate a code from an app: the first time, the next times, wrong, and too often wrong."""

import sqlite3
from collections.abc import Iterator

import pytest
from machtigingen_sandbox import beheer
from machtigingen_sandbox.omgeving import Omgeving
from playwright.sync_api import Browser, expect

from .codes import INSTELLEN, INVULLEN, App, stel_in, vijf_keer_fout, vul_in
from .kantoor import Kantoor
from .keuren import keur
from .stappen import beantwoord_de_vaste_vragen, bewaard, groep, log_opnieuw_in, log_uit, op_pagina, verder

pytestmark = pytest.mark.browser


@pytest.fixture(autouse=True)
def schoon(omgeving: Omgeving) -> None:
    """Who has an app from another test begins without one."""
    for email in ("s.devries@oogkliniek.example", "contact@oogkliniek.example"):
        for opdracht in ("deblokkeer", "wis-tweede-factor"):
            beheer.run(omgeving, ("medewerker", opdracht, "22990001", email, "--reden", "nieuwe proef"))


@pytest.fixture
def kantoor(chromium: Browser, met_code_portaal: Omgeving) -> Iterator[Kantoor]:
    """At the portal that asks for a code."""
    with Kantoor(met_code_portaal, chromium) as kantoor:
        yield kantoor
        assert kantoor.klachten == []


def test_from_the_link_to_the_form_with_a_code_that_is_set_up_on_the_way(kantoor: Kantoor) -> None:
    page, app = kantoor.computer(), App()
    page.goto(kantoor.stuur())
    expect(page.get_by_role("navigation", name="Hoofdmenu")).to_have_count(0)
    stel_in(page, app)
    op_pagina(page, "Medische vragen")
    beantwoord_de_vaste_vragen(page)
    page.get_by_label("Wilt u nog iets toelichten?").fill("Met een code.")
    bewaard(page)
    adres = page.url

    ander_tabblad = page.context.new_page()
    ander_tabblad.goto(adres)
    log_uit(ander_tabblad)
    log_opnieuw_in(ander_tabblad)
    op_pagina(ander_tabblad, INVULLEN)

    verder(page)
    op_pagina(page, INVULLEN)
    expect(page.get_by_text("Wat u had ingevuld, is bewaard. Er is nog niets verstuurd.")).to_be_visible()
    vul_in(page, app.code())
    assert page.url == adres
    expect(page.get_by_label("Wilt u nog iets toelichten?")).to_have_value("Met een code.")
    expect(groep(page, "Aan welke zijde").get_by_label("Beide")).to_be_checked()


def test_a_wrong_code_is_said_at_the_field_and_five_close_the_door(kantoor: Kantoor) -> None:
    page, app = kantoor.computer(java_script_enabled=False), App()
    page.goto(f"{kantoor.portaal}/aanvragen/")
    vul_in(page, "12345", knop="Instellen en inloggen")
    op_pagina(page, INSTELLEN)
    expect(page.get_by_role("alert")).to_contain_text("Vul zes cijfers in.")
    stel_in(page, app)
    op_pagina(page, "Mijn aanvragen")
    log_uit(page)
    log_opnieuw_in(page)
    vul_in(page, "000000")
    expect(page.get_by_role("alert")).to_contain_text("Deze code klopt niet of is al gebruikt. U hebt nog 4 pogingen.")
    vul_in(page, app.code())
    op_pagina(page, "Mijn aanvragen")
    log_uit(page)
    log_opnieuw_in(page)
    vijf_keer_fout(page)
    op_pagina(page, "Uw toegang is geblokkeerd")
    expect(page.get_by_text("De contactpersoon van uw instantie is C. Contact.")).to_be_visible()
    page.goto(f"{kantoor.portaal}/aanvragen/")
    op_pagina(page, "Uw toegang is geblokkeerd")


def test_each_of_its_pages_is_accessible_and_never_scrolls_sideways(kantoor: Kantoor) -> None:
    page, app = kantoor.computer(), App()
    page.goto(f"{kantoor.portaal}/wie-ben-ik")
    expect(page.get_by_text("U bent nog niet ingelogd.")).to_be_visible()
    keur(page)
    page.get_by_role("link", name="Verder met inloggen").click()
    op_pagina(page, INSTELLEN)
    keur(page)
    stel_in(page, app)
    log_uit(page)
    log_opnieuw_in(page)
    keur(page)
    vul_in(page, "000000")
    op_pagina(page, INVULLEN)
    keur(page)
    for _ in range(4):
        vul_in(page, "000000")
    op_pagina(page, "Uw toegang is geblokkeerd")
    keur(page)


def test_a_session_that_is_gone_asks_to_log_in_and_then_the_code(kantoor: Kantoor, omgeving: Omgeving) -> None:
    page, app = kantoor.computer(), App()
    page.goto(f"{kantoor.portaal}/meldingen/")
    stel_in(page, app)
    op_pagina(page, "Meldingen")
    with sqlite3.connect(omgeving.map / "portaal.sqlite3", timeout=20) as database:
        database.execute("DELETE FROM django_session")  # as the nightly job does with what is over
    database.close()
    page.reload()
    op_pagina(page, "Log opnieuw in")
    log_opnieuw_in(page)
    op_pagina(page, INVULLEN)
    vul_in(page, app.code())
    op_pagina(page, "Meldingen")
