"""A concept is no way to look people up either: another person in it counts as one who was looked up."""

from datetime import timedelta

import pytest
from journeys.test_nieuw_patient import begin, opgezocht, vul_formulier_in, zoek
from machtigingen_sandbox import personas
from machtigingen_sandbox.personas import GEVONDEN, OOK_GEVONDEN, Persona
from reis import open_link, tekst, vul_in, wijzig
from wereld import Wereld

from machtigingen.aanvragen.models import Aanvraag
from machtigingen.audit.models import Regel
from machtigingen.inzage.actions import look_up


@pytest.fixture(autouse=True)
def one_an_hour(settings) -> None:
    settings.MACHTIGINGEN_OPZOEKEN_PER_UUR = 1


def verander(mens, adres: str, wie: Persona):
    return wijzig(mens, adres, "verzekerde", bsn=wie.bsn.onthul(), geboortedatum=f"{wie.geboortedatum:%d-%m-%Y}")


def antwoord(link_id: str) -> str:
    return Aanvraag.objects.get().antwoorden.get(link_id, {}).get("waarde", "")


def test_another_person_than_was_looked_up_counts_and_past_the_limit_cov_is_not_asked(wereld: Wereld) -> None:
    mens = wereld.mens()
    adres = begin(mens)
    geweigerd = verander(mens, adres, OOK_GEVONDEN)
    assert geweigerd.status_code == 429
    assert "Te veel patiënten opgezocht" in tekst(geweigerd)
    assert antwoord("bsn") == OOK_GEVONDEN.bsn.onthul()
    assert (antwoord("naam"), antwoord("verzekerdenummer")) == ("", "")
    assert [regel.code for regel in opgezocht()] == ["", "A126"]
    assert verander(mens, adres, OOK_GEVONDEN).status_code == 429


def test_within_the_limit_cov_is_asked_and_it_is_in_the_trail_of_that_person(wereld: Wereld, settings) -> None:
    settings.MACHTIGINGEN_OPZOEKEN_PER_UUR = 2
    mens = wereld.mens()
    adres = begin(mens)
    assert verander(mens, adres, OOK_GEVONDEN).status_code == 302
    assert antwoord("naam") == "T. de Keuze"
    een, ander = opgezocht()
    assert een.onderwerp != ander.onderwerp
    zoek_weer = zoek(mens, OOK_GEVONDEN)
    assert zoek_weer.status_code == 429


def test_the_same_person_on_another_day_or_with_another_answer_does_not_count(wereld: Wereld) -> None:
    mens = wereld.mens()
    adres = begin(mens)
    vul_in(mens, adres, "behandeling", begindatum="01-11-2026", zorgverlener="03990011")
    vul_formulier_in(mens, adres)
    assert mens.post(f"{adres}indienen").status_code == 302
    assert len(opgezocht()) == 1
    assert Regel.objects.filter(handeling="cov_geraadpleegd").count() >= 2


def test_whom_the_package_named_does_not_count_and_whom_a_person_makes_of_it_does(wereld: Wereld) -> None:
    mens = wereld.mens()
    adres = open_link(wereld, mens)
    assert verander(mens, adres, OOK_GEVONDEN).status_code == 302
    assert len(opgezocht()) == 1
    assert verander(mens, adres, GEVONDEN).status_code == 302
    assert len(opgezocht()) == 1
    assert verander(mens, adres, personas.POLIS_LOOPT_AF).status_code == 429


def test_past_the_limit_nothing_is_sent_either(wereld: Wereld) -> None:
    mens = wereld.mens()
    adres = begin(mens)
    vul_formulier_in(mens, adres)
    verander(mens, adres, OOK_GEVONDEN)
    geweigerd = mens.post(f"{adres}indienen")
    assert geweigerd.status_code in (422, 429)
    assert Aanvraag.objects.get().status == "concept"


def test_the_log_of_a_patient_asks_for_the_birth_date_too(wereld: Wereld, bevroren) -> None:
    zoek(wereld.mens(), GEVONDEN)
    for dagen, regels in ((0, 1), (1, 0)):
        geboren = GEVONDEN.geboortedatum + timedelta(days=dagen)
        gevraagd = look_up(bsn=GEVONDEN.bsn, geboortedatum=geboren, now=bevroren, beheerder="b", bron="portaal")
        assert len(gevraagd.regels) == regels
