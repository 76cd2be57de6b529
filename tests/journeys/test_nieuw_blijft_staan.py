"""What was typed and found for a new request stays: when the session ends, on the way back, for the next patient."""

import html
import re
from dataclasses import replace
from datetime import date, timedelta

import pytest
from journeys.test_nieuw_patient import (
    BEGINNEN,
    PATIENT,
    PERSOON_VAN,
    ZORG,
    gezocht,
    opgezocht,
    velden,
    zegels,
    zoek,
)
from machtigingen_sandbox.personas import BIJ_DEMOVERZEKERING, GEVONDEN, OOK_GEVONDEN, STORING, Persona
from reis import tekst
from wereld import Wereld

from machtigingen.aanvragen.models import Aanvraag
from machtigingen.beslisboom import Machtigingsvrij
from machtigingen.formulieren import catalogus, use_catalogus
from machtigingen.formulieren.catalogus import Catalogus
from machtigingen.project import klok
from machtigingen.registers.cov import CovUitkomst


@pytest.fixture
def later(bevroren):
    """So long after what was done that the session has ended."""

    def ends(minuten: int = 20) -> None:
        klok.zet(lambda: bevroren + timedelta(minutes=minuten))

    return ends


def log_in(mens, geweigerd):
    """From the page that says that the session has ended, on to where it leads."""
    (verder,) = re.findall(r'name="verder" value="([^"]*)"', geweigerd.content.decode())
    return mens.get(mens.post("/inloggen", {"verder": html.unescape(verder)})["Location"])


def test_after_a_session_that_ended_the_people_and_the_care_are_still_there(wereld: Wereld, later) -> None:
    mens = wereld.mens()
    mens.get(PATIENT)
    later()
    pagina = log_in(mens, mens.post(PATIENT, velden(GEVONDEN, OOK_GEVONDEN)))
    assert "Bovenooglidcorrectie (blefaroplastiek) (031545)" in tekst(pagina)
    for wie in (GEVONDEN, OOK_GEVONDEN):
        assert wie.bsn.onthul() in pagina.content.decode()
    assert opgezocht() == []


def test_only_the_care_comes_back_in_the_address(wereld: Wereld, later) -> None:
    mens = wereld.mens()
    mens.get(PATIENT)
    later()
    geweigerd = mens.post(f"{PATIENT}&opnieuw=1&naam=Jansen", velden(GEVONDEN))
    (verder,) = re.findall(r'name="verder" value="([^"]*)"', geweigerd.content.decode())
    assert html.unescape(verder) == PATIENT


def test_after_a_session_that_ended_at_the_button_the_person_is_still_found(wereld: Wereld, later) -> None:
    mens = wereld.mens()
    (zegel,) = zegels(zoek(mens, GEVONDEN))
    later()
    pagina = log_in(mens, mens.post(BEGINNEN, {"wie": zegel}))
    assert "J. Jansen-Voorbeeld" in tekst(pagina)
    assert mens.post(BEGINNEN, {"wie": zegels(pagina)[0]}).status_code == 302
    assert Aanvraag.objects.count() == 1
    assert len(opgezocht()) == 1


def test_results_are_a_page_to_come_back_to_that_looks_nobody_up(wereld: Wereld) -> None:
    mens = wereld.mens()
    mens.get(PATIENT)
    gevonden = mens.post(PATIENT, velden(GEVONDEN, OOK_GEVONDEN))
    assert (gevonden.status_code, gevonden["Location"]) == (302, f"{PATIENT}#gevonden")
    eerste, tweede = zegels(mens.get(PATIENT))
    begonnen = mens.post(BEGINNEN, {"wie": eerste})["Location"].removesuffix("zorgverlener")
    terug = mens.get(PATIENT)
    assert zegels(terug) == [tweede]
    assert f'href="{begonnen.removesuffix("vragen")}"' in terug.content.decode()
    assert "Deze aanvraag is begonnen" in tekst(terug)
    mens.post(BEGINNEN, {"wie": tweede})
    assert Aanvraag.objects.count() == 2
    assert len(opgezocht()) == 2


def test_what_was_found_is_kept_for_an_hour_for_this_care_and_who_looked(wereld: Wereld, later) -> None:
    mens = wereld.mens()
    zoek(mens, GEVONDEN)
    ander = PATIENT.replace(ZORG, "formulier=X02&grondslag=zvw&specialisme=0301&diagnose=255&zorgactiviteit=039020")
    assert "Jansen" not in tekst(mens.get(ander))
    collega = wereld.mens("contactpersoon-goed")
    collega.client.cookies = mens.client.cookies
    assert "Jansen" not in tekst(collega.get(PATIENT))
    mens = wereld.mens()
    zoek(mens, GEVONDEN)
    later(61)
    mens.post("/inloggen", {"verder": "/"})
    assert "Jansen" not in tekst(mens.get(PATIENT))


def test_without_an_answer_the_insurer_of_the_first_page_is_kept(wereld: Wereld) -> None:
    mens = wereld.mens()
    adres = f"{PATIENT}&verzekeraar=9901"
    mens.get(adres)
    (zegel,) = zegels(gezocht(mens, adres, velden(STORING)))
    mens.post(f"{BEGINNEN}&verzekeraar=9901", {"wie": zegel})
    een = Aanvraag.objects.get().antwoorden["verzekeraar"]
    assert (een["waarde"], een["bron"]) == ("9901", "gebruiker")


def test_where_cov_may_not_be_asked_it_is_said_beforehand_that_it_cannot_be_sent_yet(wereld: Wereld) -> None:
    pagina = zoek(wereld.mens(), PERSOON_VAN[CovUitkomst.NIET_GEAUTORISEERD])
    assert "U kunt de aanvraag alvast invullen. Versturen kan nog niet." in tekst(pagina)
    assert "Alvast invullen" in tekst(pagina) and "Verder zonder COV" not in tekst(pagina)


MRA = "formulier=M05&grondslag=zvw&specialisme=1200&lijst=010&prestatie={code}"


@pytest.mark.parametrize("wie", [GEVONDEN, STORING])
def test_a_day_on_which_the_form_does_not_hold_is_told_beside_the_others(wereld: Wereld, wie: Persona) -> None:
    mens = wereld.mens("persoonlijk-tandarts")
    zorg = MRA.format(code=catalogus().formulier("M05", "2026-1").prestatiecodes[0])
    adres = f"/aanvragen/nieuw/patient?{zorg}"
    mens.get(adres)
    pagina = gezocht(mens, adres, velden(wie, OOK_GEVONDEN, **{"wie-0-begindatum": "01-12-2025"}))
    assert "Dit formulier kan niet voor deze patiënt Het geldt niet op 1 december 2025" in tekst(pagina)
    assert len(zegels(pagina)) == 1


def test_a_seal_of_other_care_begins_nothing_that_needs_no_machtiging(wereld: Wereld) -> None:
    mens = wereld.mens()
    ander = ZORG.replace("031545", "039020")
    adres = f"/aanvragen/nieuw/patient?{ander}"
    mens.get(adres)
    (zegel,) = zegels(gezocht(mens, adres, velden(BIJ_DEMOVERZEKERING)))
    geweigerd = mens.post(BEGINNEN, {"wie": zegel})["Location"]
    assert "Zoek de patiënt opnieuw op" in tekst(mens.get(geweigerd))
    assert Aanvraag.objects.count() == 0


def test_why_somebody_cannot_be_begun_stands_beside_who_was_found(wereld: Wereld) -> None:
    mens = wereld.mens()
    (zegel,) = zegels(zoek(mens, GEVONDEN))
    traject = {"specialisme": "0301", "diagnose": "255", "zorgactiviteit": "031545"}
    vrij = Machtigingsvrij(uzovi="9901", geldig_van=date(2026, 1, 1), reden="Het is vrij.", **traject)
    use_catalogus(Catalogus(replace(catalogus().inhoud, machtigingsvrij=(vrij,))))
    try:
        pagina = mens.get(mens.post(BEGINNEN, {"wie": zegel})["Location"])
    finally:
        use_catalogus(None)
    assert "Machtiging niet nodig" in tekst(pagina) and "Zoek de patiënt opnieuw op" not in tekst(pagina)


def test_where_an_insurer_has_two_forms_for_this_care_one_chooses_as_after_a_push(wereld: Wereld) -> None:
    landelijk = catalogus().formulier("X02", "2026-1")
    use_catalogus(catalogus().plus([replace(landelijk, code=code, uzovi="9901") for code in ("Z01", "Z02")]))
    try:
        mens = wereld.mens()
        (zegel,) = zegels(zoek(mens, GEVONDEN))
        begonnen = mens.post(BEGINNEN, {"wie": zegel})["Location"]
        assert mens.get(mens.get(begonnen)["Location"]).status_code == 200
    finally:
        use_catalogus(None)
    assert len(Aanvraag.objects.get().mogelijke_formulieren) == 2


def test_who_looks_for_other_care_and_comes_back_still_finds_who_was_found(wereld: Wereld) -> None:
    mens = wereld.mens()
    assert len(zegels(zoek(mens, GEVONDEN, OOK_GEVONDEN))) == 2
    mens.post("/aanvragen/nieuw", {"zoek": "neus"})
    assert len(zegels(mens.get(PATIENT))) == 2


def test_a_search_leaves_what_is_kept_for_another_page(wereld: Wereld, later) -> None:
    mens = wereld.mens()
    mens.get(PATIENT)
    later()
    mens.post("/aanvragen/nieuw", {"zoek": "neuscorrectie"})
    mens.post("/inloggen", {"verder": PATIENT})
    mens.post(PATIENT, velden(GEVONDEN))
    assert "neuscorrectie" in mens.get("/aanvragen/nieuw").content.decode()


def test_who_was_typed_at_other_care_before_the_session_ended_does_not_stand_here(wereld: Wereld, later) -> None:
    mens = wereld.mens()
    mens.get(PATIENT)
    later()
    mens.post(PATIENT, velden(GEVONDEN))
    mens.post("/inloggen", {"verder": "/"})
    ander = PATIENT.replace("031545", "039020")
    assert GEVONDEN.bsn.onthul() not in mens.get(ander).content.decode()
    assert GEVONDEN.bsn.onthul() in mens.get(PATIENT).content.decode()
