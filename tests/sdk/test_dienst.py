"""Pushing, following and asking who one is, over real mutual TLS."""

import json
from datetime import UTC, date, datetime

import pytest
from machtigingen_client import Formulier, InstroomFout, Instroomservice
from sdk.portal import Papers, example

MESSAGE = example("bericht-oogheelkunde")


def test_a_push_sends_the_message_as_utf8_json(portal, dienst):
    portal.will_answer(201, example("antwoord-201-formulier"))

    dienst.stuur(MESSAGE)

    method, path, headers, body = portal.received[0]
    assert (method, path, headers["Content-Type"]) == ("POST", "/api/v1/instroom", "application/json")
    assert json.loads(body) == MESSAGE
    assert "Patiënte" in body


def test_a_push_brings_the_link_and_what_is_still_needed(portal, dienst):
    portal.will_answer(201, example("antwoord-201-formulier"))

    ontvangst = dienst.stuur(MESSAGE)

    assert ontvangst.link == example("antwoord-201-formulier")["link"]
    assert ontvangst.geldig_tot == datetime(2026, 5, 5, 9, 30, tzinfo=UTC)
    assert ontvangst.formulier == Formulier(code="X02", versie="2026-1", titel="Correctie van het bovenooglid")
    assert [ontbrekend.vraag for ontbrekend in ontvangst.ontbrekend] == ["gezichtsveld", "oorzaak"]
    assert ontvangst.machtiging_nodig


def test_several_forms_leave_the_choice_to_the_user(portal, dienst):
    portal.will_answer(201, example("antwoord-201-keuze"))

    ontvangst = dienst.stuur(MESSAGE)

    assert ontvangst.formulier is None
    assert [formulier.code for formulier in ontvangst.mogelijke_formulieren] == ["X02", "X10"]
    assert ontvangst.waarschuwingen[0].code == "R301"


def test_no_machtiging_needed_has_a_reason_and_no_link(portal, dienst):
    portal.will_answer(200, example("antwoord-200-niet-nodig"))

    ontvangst = dienst.stuur(MESSAGE)

    assert (ontvangst.machtiging_nodig, ontvangst.link, ontvangst.code) == (False, None, "F201")
    assert ontvangst.reden.startswith("Demoverzekering")


def test_the_raw_exchange_can_be_shown_and_is_not_printed_by_accident(portal, dienst):
    portal.will_answer(201, example("antwoord-201-formulier"))

    verkeer = dienst.stuur(MESSAGE).verkeer

    assert json.loads(verkeer.verzoek) == MESSAGE
    assert json.loads(verkeer.antwoord) == example("antwoord-201-formulier")
    assert verkeer.status == 201
    assert "999990019" not in repr(verkeer)


def test_a_field_of_a_later_version_is_ignored(portal, dienst):
    portal.will_answer(201, example("antwoord-201-formulier") | {"nieuw": "in versie 1.1"})

    assert dienst.stuur(MESSAGE).id == example("antwoord-201-formulier")["id"]


def test_following_tells_status_decision_and_machtigingsnummer(portal, dienst):
    portal.will_answer(200, example("stand-goedgekeurd"))

    stand = dienst.volg("0f8b8f7e")

    assert portal.received[0][:2] == ("GET", "/api/v1/instroom/0f8b8f7e")
    assert stand.toestand == "ingediend"
    assert stand.aanvraag.status_tekst == "Goedgekeurd"
    assert stand.aanvraag.besluit.geldig_tot == date(2027, 5, 3)
    assert stand.aanvraag.machtigingsnummer == "M9901A7K2P0Q5"


@pytest.mark.parametrize("name", ["stand-geopend", "stand-in-behandeling", "stand-vervallen"])
def test_following_before_a_decision_has_no_decision(portal, dienst, name):
    portal.will_answer(200, example(name))

    stand = dienst.volg("0f8b8f7e")

    assert stand.aanvraag is None or stand.aanvraag.besluit is None


def test_an_id_cannot_change_the_address(portal, dienst):
    portal.will_answer(200, example("stand-geopend"))

    dienst.volg("../../wie-ben-ik?x")

    assert portal.received[0][1] == "/api/v1/instroom/..%2F..%2Fwie-ben-ik%3Fx"


def test_who_am_i_tells_instantie_rights_and_limits(portal, dienst):
    portal.will_answer(200, example("wie-ben-ik"))

    wie = dienst.wie_ben_ik()

    assert (wie.soort, wie.agb, wie.dagen_geldig) == ("systeem", "22990001", 1096)
    assert wie.autorisaties == ("indienen", "raadplegen")
    assert wie.kan_niet[0]["code"] == "D202"


def test_the_log_tells_what_each_call_came_to(portal, dienst):
    portal.will_answer(200, example("logboek"))

    logboek = dienst.logboek(code="B201", vanaf=date(2026, 5, 1), limiet=10, na="12")

    assert portal.received[0][:2] == ("GET", "/api/v1/logboek?code=B201&vanaf=2026-05-01&limiet=10&na=12")
    first = logboek.aanroepen[0]
    assert (first.resultaat, first.code, first.tijdstip) == (
        "geweigerd",
        "B201",
        datetime(2026, 5, 5, 9, 30, tzinfo=UTC),
    )
    assert [plek.pad for plek in first.fouten] == ["verzekerde.geboortedatum", "instantie.agb"]
    assert len(logboek.aanroepen) == 3 and logboek.volgende is None


def test_corrections_are_counted_by_field_and_by_version(portal, dienst):
    portal.will_answer(200, example("correcties"))

    correcties = dienst.correcties()

    assert portal.received[0][:2] == ("GET", "/api/v1/logboek/correcties")
    assert correcties.aanvragen == 40
    assert [(veld.paden, veld.gewijzigd) for veld in correcties.velden] == [
        (("antwoorden.zijde",), 2),
        (("verstrekking.diagnose",), 0),
    ]
    assert correcties.versies[0].versie == "5.2"


def test_calls_share_one_connection(portal, dienst):
    portal.will_answer(200, example("wie-ben-ik"))

    dienst.wie_ben_ik()
    dienst.wie_ben_ik()

    assert len(portal.received) == 2
    assert len(portal.connections) == 1


def test_a_portal_of_an_unknown_ca_is_not_trusted(portal, papers, systeem, tmp_path):
    certificaat, sleutel = systeem
    strange = Papers(tmp_path)
    portal.will_answer(200, example("wie-ben-ik"))

    dienst = Instroomservice(portal.url, certificaat=certificaat, sleutel=sleutel, ca=strange.ca)
    with dienst, pytest.raises(InstroomFout, match="beveiligde verbinding") as caught:
        dienst.wie_ben_ik()

    assert not caught.value.herhalen
    assert portal.received == []


def test_plain_http_is_refused(papers, systeem):
    certificaat, sleutel = systeem

    with pytest.raises(ValueError, match="https"):
        Instroomservice("http://localhost:1", certificaat=certificaat, sleutel=sleutel, ca=papers.ca)
