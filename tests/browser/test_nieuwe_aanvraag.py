"""A request without a care package: is it needed, for whom, who treats, and then the form as always."""

import re

import pytest
from machtigingen_sandbox.personas import BIJ_DEMOVERZEKERING, GEVONDEN, OOK_GEVONDEN
from playwright.sync_api import Page, expect

from .kantoor import Kantoor
from .keuren import keur
from .stappen import druk, op_pagina, vul_in_en_verstuur, zoek_behandeling, zoek_verzekering_op

pytestmark = pytest.mark.browser


def test_somebody_learns_that_no_machtiging_is_needed(kantoor: Kantoor) -> None:
    page = _begin(kantoor)
    zoek_behandeling(page, "blefaroplastiek", verzekeraar="Demoverzekering (9903)")
    expect(page.get_by_text("Niet nodig", exact=True)).to_be_visible()
    expect(page.get_by_text("vraagt voor een bovenooglidcorrectie bij dermatochalasis geen machtiging")).to_be_visible()
    expect(page.get_by_role("link", name="Aanvraag beginnen")).to_have_count(0)


def test_from_the_list_to_a_machtiging_without_a_package_and_without_javascript(kantoor: Kantoor) -> None:
    page = _begin(kantoor, java_script_enabled=False)
    zoek_behandeling(page, "blefaroplastiek")
    page.get_by_role("link", name="Aanvraag beginnen").click()
    zoek_verzekering_op(page, GEVONDEN, BIJ_DEMOVERZEKERING)
    expect(page.get_by_role("heading", name=GEVONDEN.naam)).to_be_visible()
    expect(page.get_by_text("Machtiging niet nodig")).to_be_visible()
    assert GEVONDEN.bsn.onthul() not in page.url
    druk(page, "Aanvraag beginnen")
    page.get_by_label("O. Oogarts").check()
    druk(page, "Verder")
    vul_in_en_verstuur(page)
    op_pagina(page, "De aanvraag is goedgekeurd")


def test_both_steps_read_well_wide_and_narrow(kantoor: Kantoor) -> None:
    page = _begin(kantoor)
    zoek_behandeling(page, "ptosis")
    keur(page)
    page.get_by_role("link", name="Aanvraag beginnen").first.click()
    zoek_verzekering_op(page, GEVONDEN, BIJ_DEMOVERZEKERING)
    keur(page)


def test_back_from_the_first_patient_stands_the_list_with_the_next(kantoor: Kantoor) -> None:
    page = _begin(kantoor)
    zoek_behandeling(page, "blefaroplastiek")
    page.get_by_role("link", name="Aanvraag beginnen").click()
    zoek_verzekering_op(page, GEVONDEN, OOK_GEVONDEN)
    page.get_by_role("button", name="Aanvraag beginnen").filter(has_text=GEVONDEN.naam).click()
    op_pagina(page, "Wie behandelt?")
    page.go_back()
    page.reload()
    expect(page.get_by_role("link", name="Naar de aanvraag").filter(has_text=GEVONDEN.naam)).to_be_visible()
    expect(page.get_by_role("button", name="Aanvraag beginnen").filter(has_text=OOK_GEVONDEN.naam)).to_be_visible()
    keur(page)


def _begin(kantoor: Kantoor, **context: bool) -> Page:
    page = kantoor.computer(**context)
    page.goto(f"{kantoor.portaal}/aanvragen/")
    page.get_by_role("link", name="Nieuwe aanvraag").click()
    expect(page).to_have_url(re.compile("/aanvragen/nieuw$"))
    return page
