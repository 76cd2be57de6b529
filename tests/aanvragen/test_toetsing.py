"""What the registers say, at the push and again at submission."""

import pytest
from machtigingen_sandbox import personas
from reis import dien_in_klaar, tekst
from wereld import bericht, verzekerde

from machtigingen.aanvragen import toetsing
from machtigingen.aanvragen.models import Aanvraag
from machtigingen.foundation import Fout, Uzovi

from .conftest import Loket

NIET_GEKOPPELD = {"agb": "03990014", "specialisme": "0301"}


def test_an_unlinked_zorgverlener_is_an_error_under_the_wlz(loket: Loket) -> None:
    antwoord = loket.wereld.software().push(bericht(grondslag="wlz", zorgverlener=NIET_GEKOPPELD))
    assert antwoord.status_code == 422
    assert [fout["code"] for fout in antwoord.json()["fouten"]] == ["R104"]


def test_an_unlinked_zorgverlener_can_be_submitted_under_the_zvw(loket: Loket) -> None:
    mens = loket.wereld.mens()
    aanvraag = dien_in_klaar(loket.wereld, mens, zorgverlener=NIET_GEKOPPELD)
    assert mens.post(f"{aanvraag}indienen").status_code == 302


@pytest.mark.parametrize(
    ("agb", "code"),
    [("03999999", "R101"), ("06990002", "R102"), ("03990013", "R103")],
    ids=["unknown", "other", "ended"],
)
def test_a_zorgverlener_typed_in_the_form_is_checked_again(loket: Loket, agb: str, code: str) -> None:
    mens = loket.wereld.mens()
    aanvraag = dien_in_klaar(loket.wereld, mens)
    id_ = Aanvraag.objects.get().id
    loket.antwoord(id_, zorgverlener=agb)
    antwoord = mens.post(f"{aanvraag}indienen")
    assert antwoord.status_code == 422
    assert Fout(code, gegevens={"agb": agb, "datum": "02-11-2026"}).melding[1:] in tekst(antwoord)
    assert Aanvraag.objects.get().status == "concept"


@pytest.mark.parametrize(
    "wie",
    [personas.ONBEKEND, personas.POLIS_BEEINDIGD, personas.DUBBEL_VERZEKERD, personas.OVERLEDEN],
    ids=lambda wie: wie.naam,
)
def test_a_person_that_cov_does_not_confirm_is_not_submitted(loket: Loket, wie: personas.Persona) -> None:
    mens = loket.wereld.mens()
    aanvraag = dien_in_klaar(loket.wereld, mens, wie=wie)
    loket.antwoord(Aanvraag.objects.get().id, verzekeraar="9901", verzekerdenummer="1")
    assert mens.post(f"{aanvraag}indienen").status_code == 422
    assert Aanvraag.objects.get().status == "concept"


def test_the_pushed_insurer_is_shown_beside_the_one_that_cov_names(loket: Loket) -> None:
    mens = loket.wereld.mens()
    aanvraag = dien_in_klaar(loket.wereld, mens, verzekerde=verzekerde(personas.GEVONDEN) | {"uzovi": "9902"})
    antwoord = Aanvraag.objects.get().antwoorden["verzekeraar"]
    assert (antwoord["waarde"], antwoord["bron"]) == ("9901", "cov")
    assert (antwoord["gestuurd"], antwoord["gestuurd_bron"]) == ("9902", "softwarepakket")
    assert "(9901) (pakket stuurde: 9902)" in tekst(mens.get(f"{aanvraag}controleren"))


def test_an_emptied_bsn_cannot_be_searched_for(loket: Loket) -> None:
    loket.antwoord(loket.push(), bsn="")
    assert Aanvraag.objects.get().bsn_index == ""


def test_the_same_bsn_has_the_same_index_whoever_typed_it(loket: Loket) -> None:
    id_ = loket.push()
    eerst = Aanvraag.objects.get().bsn_index
    loket.antwoord(id_, bsn=personas.OOK_GEVONDEN.bsn.onthul())
    assert Aanvraag.objects.get().bsn_index != eerst
    loket.antwoord(id_, bsn=personas.GEVONDEN.bsn.onthul())
    assert Aanvraag.objects.get().bsn_index == eerst


def test_under_a_law_that_cov_does_not_know_nothing_is_asked_and_only_a_zorgkantoor_may_read(loket: Loket) -> None:
    waarden = {"bsn": "999990019", "geboortedatum": "1961-04-12", "begindatum": "2026-11-02"}
    assert toetsing.cov_vraag(waarden | {"grondslag": "wlz"}, {}) is not None
    assert toetsing.cov_vraag(waarden | {"grondslag": "jeugdwet"}, {}) is None
    assert toetsing.may_decide(Uzovi("9901"), grondslag="zvw", pad="verzekeraar") == ()
    geweigerd = (Fout("R313", "verzekeraar"),)
    assert toetsing.may_decide(Uzovi("9901"), grondslag="jeugdwet", pad="verzekeraar") == geweigerd
