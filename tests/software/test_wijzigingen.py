"""The feed as a package reads it: what changed with its aanvragen, without missing anything and without a person's
data."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from levensloop.conftest import TANDARTS, ZIEKENHUIS, Balie
from machtigingen_sandbox import personas
from oordelen import heel, per_regel

from machtigingen.aanvragen import aanvulling, afsluiting, behandeling, besluiten, besluitwoorden
from machtigingen.aanvragen.models import Aanvraag
from machtigingen.aanvragen.queries import dossier_of
from machtigingen.aanvragen.regels import regels_of
from machtigingen.audit.models import Regel
from machtigingen.formulieren.afspraken import Regelbesluit, afspraken
from machtigingen.project import klok

ADRES = "/api/v1/aanvragen"


def vraag(balie: Balie, na: str = "", als: str = "systeem-goed", **anders: Any) -> dict[str, Any]:
    antwoord = balie.wereld.software(als).get(ADRES, data=anders | ({"na": na} if na else {}))
    assert antwoord.status_code == 200, antwoord.content
    return antwoord.json()


def besluit(balie: Balie, aanvraag: Aanvraag, oordeel: Any) -> None:
    besluiten.decide(actor=balie.beoordelaar, now=balie.now, aanvraag_id=aanvraag.id, oordeel=oordeel)


def test_a_package_that_keeps_its_cursor_sees_each_change_once(balie: Balie) -> None:
    eerste, tweede = balie.verstuurd(referentie="een"), balie.verstuurd(referentie="twee")
    begin = vraag(balie)
    assert [een["referentie"] for een in begin["aanvragen"]] == ["een", "twee"]
    assert begin["meer"] is False
    assert vraag(balie, begin["cursor"]) == {"aanvragen": [], "cursor": begin["cursor"], "meer": False}
    besluit(balie, tweede, heel(True))
    verder = vraag(balie, begin["cursor"])
    assert [(een["referentie"], een["status"]) for een in verder["aanvragen"]] == [("twee", "goedgekeurd")]
    assert eerste.aanvraagnummer not in str(verder)


def test_in_pieces_it_is_the_same(balie: Balie) -> None:
    for nummer in range(3):
        balie.verstuurd(referentie=str(nummer))
    gezien, antwoord = [], vraag(balie, aantal=2)
    assert antwoord["meer"] is True
    gezien += antwoord["aanvragen"]
    antwoord = vraag(balie, antwoord["cursor"], aantal=2)
    gezien += antwoord["aanvragen"]
    assert antwoord["meer"] is False
    assert [een["referentie"] for een in gezien] == ["0", "1", "2"]


def test_each_is_what_one_gets_when_one_asks_for_it(balie: Balie) -> None:
    aanvraag = balie.verstuurd()
    besluit(balie, aanvraag, heel(False, "Geen functiestoornis."))
    (een,) = vraag(balie)["aanvragen"]
    assert een == balie.wereld.software().get(f"{ADRES}/{aanvraag.id}").json()


def test_an_open_question_is_there_with_its_last_day_until_it_is_answered(balie: Balie) -> None:
    aanvraag = balie.verstuurd()
    vragen = ["Hoe lang bestaan de klachten?", "Is er een foto van opzij?"]
    behandeling.ask_information(actor=balie.beoordelaar, now=balie.now, aanvraag_id=aanvraag.id, vragen=vragen)
    antwoord = vraag(balie)
    (een,) = antwoord["aanvragen"]
    assert (een["status"], een["specificatie"], een["verwacht_op"]) == ("in_behandeling", "informatie_gevraagd", None)
    assert een["open_vragen"] == [
        {
            "nummer": 1,
            "gesteld_op": "2026-11-24T09:00:00+00:00",
            "reageren_voor": "2026-12-08",
            "vragen": vragen,
        }
    ]
    antwoorden = {0: "Twee jaar.", 1: "Ja, als bijlage."}
    aanvulling.send_answers(
        actor=balie.indiener, now=balie.now, aanvraag_id=aanvraag.id, antwoorden=antwoorden, gezien={}
    )
    (een,) = vraag(balie, antwoord["cursor"])["aanvragen"]
    assert (een["specificatie"], een["open_vragen"]) == ("aangevuld", [])
    assert een["verwacht_op"] is not None


def test_of_a_decision_by_line_it_tells_what_was_granted_and_why(balie: Balie) -> None:
    aanvraag = balie.verstuurd(TANDARTS)
    anders, toe, af = Regelbesluit.ANDERS, Regelbesluit.TOEGEKEND, Regelbesluit.AFGEWEZEN
    regels = regels_of(dossier_of(aanvraag, balie.now))
    uitkomsten = ([anders, af] + [toe] * 50)[: len(regels)]
    kolom = next(v for v in regels[0].wijzigbaar if v.link_id == "techniek")
    besluit(balie, aanvraag, per_regel(*uitkomsten, toegekend={kolom.link_id: "1,00"}))
    (een,) = vraag(balie, als="systeem-tandarts")["aanvragen"]
    eerste = een["besluit"]["regels"][0]
    assert (eerste["regel"], eerste["uitkomst"], eerste["reden"]) == (1, "anders", "kleiner_aantal")
    assert eerste["reden_tekst"]
    (gegeven,) = eerste["toegekend"]
    assert (gegeven["vraag"], gegeven["waarde"]) == ("techniek", "1.00")
    assert gegeven["gevraagd"] != "1.00"
    assert een["specificatie"] == "gedeeltelijk_goedgekeurd"
    assert len(een["besluit"]["regels"]) == len(regels)


def test_a_reason_is_told_in_the_words_it_had_when_it_was_given(balie: Balie, monkeypatch: pytest.MonkeyPatch) -> None:
    besluit(balie, balie.verstuurd(), heel(False))
    (toen,) = vraag(balie)["aanvragen"]
    leeg = replace(afspraken().van("9901", "X02"), redenen=())
    monkeypatch.setattr(besluitwoorden, "afspraak_of", lambda _: leeg)
    (nu,) = vraag(balie)["aanvragen"]
    assert nu["besluit"] == toen["besluit"]
    assert toen["besluit"]["regels"][0]["reden_tekst"].startswith("De aanvraag laat niet zien")


def test_an_end_that_the_insurer_sets_later_is_a_change_and_the_end_of_a_year_is_none(balie: Balie) -> None:
    aanvraag = balie.verstuurd()
    besluit(balie, aanvraag, heel(True))
    na = vraag(balie)["cursor"]
    einde = balie.now.date() + timedelta(days=1)
    wie = {"actor": balie.beoordelaar, "now": balie.now, "aanvraag_id": aanvraag.id}
    afsluiting.set_end(**wie, einde=einde, reden="De polis eindigt.")
    antwoord = vraag(balie, na)
    (een,) = antwoord["aanvragen"]
    assert (een["geldig_tot"], een["einde_reden"]) == (einde.isoformat(), "De polis eindigt.")
    assert een["einde_soort"] == "einddatum"
    assert een["besluit"]["geldig_tot"] != een["geldig_tot"]
    klok.zet(lambda: balie.now + timedelta(days=3))
    assert vraag(balie, antwoord["cursor"])["aanvragen"] == []
    assert vraag(balie)["aanvragen"][0]["specificatie"] == "beeindigd"


def test_how_a_machtiging_ended_is_told(balie: Balie) -> None:
    gemeld, voorbij = balie.verstuurd(), balie.verstuurd()
    besluit(balie, gemeld, heel(True))
    besluit(balie, voorbij, replace(heel(True), geldig_tot=balie.now.date() + timedelta(days=1)))
    wie = {"actor": balie.indiener, "now": balie.now, "aanvraag_id": gemeld.id}
    afsluiting.report_not_done(**wie, reden="De patiënt ziet ervan af.")
    nu = {een["id"]: (een["einde_soort"], een["einde_reden"]) for een in vraag(balie)["aanvragen"]}
    assert nu == {str(gemeld.id): ("niet_uitgevoerd", "De patiënt ziet ervan af."), str(voorbij.id): (None, None)}
    klok.zet(lambda: balie.now + timedelta(days=2))
    later = {een["id"]: een["einde_soort"] for een in vraag(balie)["aanvragen"]}
    assert later == {str(gemeld.id): "niet_uitgevoerd", str(voorbij.id): "verlopen"}


def test_a_decision_that_is_taken_up_again_is_gone_until_there_is_a_new_one(balie: Balie) -> None:
    aanvraag = balie.verstuurd()
    besluit(balie, aanvraag, heel(True))
    wie = {"actor": balie.beoordelaar, "now": balie.now, "aanvraag_id": aanvraag.id}
    afsluiting.reopen(**wie, reden="Er is iets over het hoofd gezien.")
    (een,) = vraag(balie)["aanvragen"]
    assert (een["status"], een["besluit"], een["machtigingsnummer"]) == ("in_behandeling", None, None)
    assert (een["heropend_op"], een["heropen_reden"]) == (balie.now.isoformat(), "Er is iets over het hoofd gezien.")
    afsluiting.withdraw(actor=balie.indiener, now=balie.now, aanvraag_id=aanvraag.id, reden="Niet meer nodig.")
    (een,) = vraag(balie)["aanvragen"]
    assert (een["status"], een["besluit"], een["intrek_reden"]) == ("ingetrokken", None, "Niet meer nodig.")


def test_a_concept_and_what_is_of_another_instantie_are_not_there(balie: Balie) -> None:
    balie.concept(referentie="concept")
    balie.verstuurd(ZIEKENHUIS, wie=personas.BIJ_TESTZORG, referentie="ziekenhuis")
    assert vraag(balie)["aanvragen"] == []


@pytest.mark.parametrize("parameters", [{"na": "x"}, {"na": "-1"}, {"na": ""}, {"aantal": "0"}, {"aantal": "101"}])
def test_what_cannot_be_read_in_the_address_is_refused(balie: Balie, parameters: dict[str, str]) -> None:
    antwoord = balie.wereld.software().get(ADRES, data=parameters)
    assert (antwoord.status_code, antwoord.json()["code"]) == (400, "B112")


@pytest.mark.parametrize("naam", ["systeem-zonder-autorisatie"])
def test_without_the_right_to_look_nothing_is_told(balie: Balie, naam: str) -> None:
    balie.verstuurd()
    antwoord = balie.wereld.software(naam).get(ADRES)
    assert (antwoord.status_code, antwoord.json()["code"]) == (403, "D203")


def test_the_call_is_recorded_once_and_each_aanvraag_that_it_showed(balie: Balie) -> None:
    eerste, tweede = balie.verstuurd(referentie="een"), balie.verstuurd(referentie="twee")
    begin = Regel.objects.count()
    vraag(balie)
    assert [(regel.handeling, regel.onderwerp) for regel in Regel.objects.order_by("pk")[begin:]] == [
        ("mutaties_bekeken", ""),
        ("mutatie_bekeken", f"aanvraag:{eerste.id}"),
        ("mutatie_bekeken", f"aanvraag:{tweede.id}"),
    ]


def test_in_the_log_of_the_package_it_is_one_call(balie: Balie) -> None:
    balie.verstuurd()
    vraag(balie)
    aanroepen = balie.wereld.software().get("/api/v1/logboek").json()["aanroepen"]
    assert [een["handeling"] for een in aanroepen] == ["mutaties_bekeken", "instroom_ontvangen"]


def test_nothing_of_the_patient_is_in_it(balie: Balie) -> None:
    balie.verstuurd()
    inhoud = str(vraag(balie))
    wie = personas.GEVONDEN
    for geheim in (wie.bsn.onthul(), wie.naam, wie.geboortedatum.isoformat()):
        assert geheim not in inhoud
