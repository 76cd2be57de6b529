"""What a care package sees when it pushes a message."""

import pytest
from machtigingen_sandbox import personas
from wereld import Wereld, bericht, verzekerde

from machtigingen.aanvragen.models import Aanvraag
from machtigingen.audit.actions import verify_all
from machtigingen.instroom.bezig import alleen
from machtigingen.instroom.models import Instroom


def codes(antwoord) -> set[str]:
    return {fout["code"] for fout in antwoord.json()["fouten"]}


def test_a_good_message_becomes_a_prefilled_concept_with_a_link(wereld: Wereld) -> None:
    antwoord = wereld.software().push(bericht())
    assert antwoord.status_code == 201, antwoord.content
    data = antwoord.json()
    assert data["formulier"]["code"] == "X02"
    assert data["toestand"] == "ongeopend"
    assert data["link"].startswith("https://localhost:8443/instroom/")
    assert data["ingevuld"] >= 11
    assert {rij["vraag"] for rij in data["ontbrekend"]} >= {"zijde"}
    assert data["waarschuwingen"] == []


def test_the_link_holds_nothing_that_names_anybody(wereld: Wereld) -> None:
    link = wereld.software().push(bericht()).json()["link"]
    for geheim in (personas.GEVONDEN.bsn.onthul(), "22990001", "03990011"):
        assert geheim not in link


def test_repeating_the_same_message_gives_the_same_answer_and_link(wereld: Wereld) -> None:
    eerste = wereld.software().push(bericht())
    tweede = wereld.software().push(bericht())
    assert eerste.json() == tweede.json()
    assert tweede.status_code == 201
    assert Aanvraag.objects.count() == Instroom.objects.count() == 1


def test_the_same_reference_with_other_content_is_refused(wereld: Wereld) -> None:
    wereld.software().push(bericht())
    antwoord = wereld.software().push(bericht(opmerking="anders"))
    assert antwoord.status_code == 409
    assert codes(antwoord) == {"B301"}


def test_asking_for_another_agb_is_impossible(wereld: Wereld) -> None:
    antwoord = wereld.software().push(bericht(instantie={"agb": "06990002"}))
    assert antwoord.status_code == 403
    assert codes(antwoord) == {"I101"}
    assert not Aanvraag.objects.exists()


@pytest.mark.parametrize(
    ("agb", "code"),
    [("03999999", "R101"), ("06990002", "R102"), ("03990013", "R103")],
    ids=["unknown", "an institution", "stopped"],
)
def test_the_zorgverlener_must_exist_on_the_day(wereld: Wereld, agb: str, code: str) -> None:
    antwoord = wereld.software().push(bericht(zorgverlener={"agb": agb, "specialisme": "0301"}))
    assert antwoord.status_code == 422
    assert code in codes(antwoord)
    assert not Aanvraag.objects.exists()


def test_an_unlinked_zorgverlener_is_a_warning_under_the_zvw(wereld: Wereld) -> None:
    antwoord = wereld.software().push(bericht(zorgverlener={"agb": "03990014", "specialisme": "0301"}))
    assert antwoord.status_code == 201
    assert [fout["code"] for fout in antwoord.json()["waarschuwingen"]] == ["R104"]


def test_all_failures_of_one_stage_come_back_together(wereld: Wereld) -> None:
    verkeerd = bericht(
        verzekerde={"bsn": "99999", "geboortedatum": "1980-02-30"}, zorgverlener={"agb": "12"}, grondslag="ZVW", extra=1
    )
    antwoord = wereld.software().push(verkeerd)
    assert antwoord.status_code == 422
    assert {(fout["pad"], fout["code"]) for fout in antwoord.json()["fouten"]} == {
        ("verzekerde.bsn", "B211"),
        ("verzekerde.geboortedatum", "B213"),
        ("zorgverlener.agb", "B217"),
        ("zorgverlener.specialisme", "B201"),
        ("grondslag", "B205"),
        ("extra", "B202"),
    }


def test_no_error_repeats_a_bsn(wereld: Wereld) -> None:
    antwoord = wereld.software().push(bericht(verzekerde={"bsn": "999990018", "geboortedatum": "1980-01-01"}))
    assert codes(antwoord) == {"B212"}
    assert b"999990018" not in antwoord.content


def test_several_forms_fit_when_the_activity_is_not_known(wereld: Wereld) -> None:
    data = wereld.software().push(bericht(verstrekking={"diagnose": "251"})).json()
    assert data["formulier"] is None
    assert {formulier["code"] for formulier in data["mogelijke_formulieren"]} == {"X02", "X10"}


def test_no_form_fits(wereld: Wereld) -> None:
    antwoord = wereld.software().push(bericht(verstrekking={"diagnose": "999", "zorgactiviteit": "031545"}))
    assert antwoord.status_code == 422
    assert codes(antwoord) == {"F101"}


def test_no_machtiging_is_needed_at_an_insurer_that_says_so(wereld: Wereld) -> None:
    antwoord = wereld.software().push(bericht(wie=personas.BIJ_DEMOVERZEKERING))
    assert antwoord.status_code == 200
    data = antwoord.json()
    assert data["machtiging_nodig"] is False
    assert data["code"] == "F201"
    assert "link" not in data
    assert not Aanvraag.objects.exists()


@pytest.mark.parametrize(
    ("wie", "code"),
    [
        (personas.ONBEKEND, "R302"),
        (personas.GEBOORTEDATUM_ONJUIST, "R303"),
        (personas.POLIS_BEEINDIGD, "R304"),
        (personas.DUBBEL_VERZEKERD, "R305"),
        (personas.OVERLEDEN, "R306"),
        (personas.MEERDERE_PERSONEN, "R310"),
        (personas.NIET_GEAUTORISEERD, "R311"),
        (personas.PEILDATUM_TE_OUD, "R312"),
        (personas.STORING, "R301"),
    ],
    ids=lambda waarde: waarde if isinstance(waarde, str) else waarde.naam,
)
def test_trouble_with_the_insurance_is_a_warning_at_the_push(wereld: Wereld, wie: personas.Persona, code: str) -> None:
    antwoord = wereld.software().push(bericht(wie=wie))
    assert antwoord.status_code == 201
    assert [fout["code"] for fout in antwoord.json()["waarschuwingen"]] == [code]


def test_a_pushed_insurer_that_differs_from_cov_is_a_warning(wereld: Wereld) -> None:
    anders = verzekerde(personas.GEVONDEN) | {"uzovi": "9902"}
    antwoord = wereld.software().push(bericht(verzekerde=anders))
    assert [fout["code"] for fout in antwoord.json()["waarschuwingen"]] == ["R307"]


def test_a_pushed_answer_that_does_not_fit_is_asked_again(wereld: Wereld) -> None:
    antwoord = wereld.software().push(bericht(antwoorden={"zijde": "achter", "bestaat_niet": "x"}))
    assert {fout["code"] for fout in antwoord.json()["waarschuwingen"]} == {"F105", "F106"}


def test_pushed_answers_cannot_replace_what_has_its_own_place_in_the_message(wereld: Wereld) -> None:
    antwoord = wereld.software().push(bericht(antwoorden={"verzekeraar": "9902", "bsn": "999990019"}))
    assert [fout["code"] for fout in antwoord.json()["waarschuwingen"]] == ["F105", "F105"]
    assert Aanvraag.objects.get().uzovi == "9901"


def test_the_audit_chain_holds_after_good_and_refused_messages(wereld: Wereld) -> None:
    wereld.software().push(bericht())
    wereld.software().push(bericht(instantie={"agb": "06990002"}))
    ketens = dict(verify_all())
    assert "agb:22990001" in ketens
    assert set(ketens.values()) == {None}


def test_a_repeat_while_the_first_is_still_being_taken_in_is_told_to_come_back(wereld: Wereld) -> None:
    with alleen("22990001", "DemoOog", "2026-0001"):
        antwoord = wereld.software().push(bericht())
    assert antwoord.status_code == 409
    assert codes(antwoord) == {"B302"}
    assert antwoord["Retry-After"] == "1"
    assert wereld.software().push(bericht()).status_code == 201
