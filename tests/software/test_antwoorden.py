"""Answers that a package puts in a concept: read as a person's, never in the place of one, and told what is open."""

import json
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from handelingen import blad_nu
from levensloop.conftest import Balie, code_van
from reis import MEDISCH, PNG
from wereld import bericht

from machtigingen.aanvragen import actions, indiening
from machtigingen.aanvragen.models import Aanvraag
from machtigingen.audit.models import Regel
from machtigingen.project import klok

GETYPT = "dit typte iemand"


def zet(balie: Balie, id: Any, body: Any, als: str = "systeem-goed") -> Any:
    beller = balie.wereld.software(als)
    data = body if isinstance(body, bytes) else json.dumps(body).encode()
    adres = f"/api/v1/aanvragen/{id}/antwoorden"
    return beller.client.put(adres, data, content_type="application/json", secure=True, **beller._omgeving())


def zet_antwoorden(balie: Balie, id: Any, als: str = "systeem-goed", **antwoorden: Any) -> dict[str, Any]:
    antwoord = zet(balie, id, {"antwoorden": antwoorden}, als)
    assert antwoord.status_code == 200, antwoord.content
    return antwoord.json()


def geweigerd(antwoord: dict[str, Any]) -> list[tuple[str, str]]:
    return [(fout["code"], fout["pad"]) for fout in antwoord["niet_overgenomen"]]


def staat(id: UUID) -> dict[str, Any]:
    return {naam: (een.get("waarde"), een["bron"]) for naam, een in Aanvraag.objects.get(pk=id).antwoorden.items()}


@pytest.fixture
def concept(balie: Balie) -> UUID:
    """As it comes out of a message: nobody opened it yet."""
    assert balie.wereld.software().push(bericht()).status_code == 201
    return Aanvraag.objects.get().id


def typ(balie: Balie, id: UUID, **ruw: Any) -> None:
    actions.answer(actor=balie.indiener, now=balie.now, aanvraag_id=id, blad=blad_nu(id), ruw=ruw)


def test_an_answer_stands_in_the_concept_as_one_of_the_package(balie: Balie, concept: UUID) -> None:
    antwoord = zet_antwoorden(balie, concept, zijde="beide", functiestoornis=True, mrd=1.5)
    assert (antwoord["overgenomen"], antwoord["niet_overgenomen"]) == (3, [])
    assert {naam: staat(concept)[naam] for naam in ("zijde", "functiestoornis", "mrd")} == {
        "zijde": ("beide", "softwarepakket"),
        "functiestoornis": (True, "softwarepakket"),
        "mrd": ("1.5", "softwarepakket"),
    }


def test_it_tells_what_is_still_open_as_the_push_did(balie: Balie) -> None:
    gepusht = balie.wereld.software().push(bericht()).json()
    id_ = Aanvraag.objects.get().id
    antwoord = zet_antwoorden(balie, id_)
    assert (antwoord["ontbrekend"], antwoord["nog_nodig"]) == (gepusht["ontbrekend"], gepusht["nog_nodig"])
    assert antwoord["fouten"] == []
    verder = zet_antwoorden(balie, id_, zijde="beide")
    assert "zijde" not in {een["vraag"] for een in verder["ontbrekend"]}
    assert verder["nog_nodig"] < antwoord["nog_nodig"]


def test_the_same_again_changes_nothing(balie: Balie, concept: UUID) -> None:
    eerst = zet_antwoorden(balie, concept, zijde="beide")
    versie = Aanvraag.objects.get().versie
    assert zet_antwoorden(balie, concept, zijde="beide") == eerst
    assert Aanvraag.objects.get().versie == versie


def test_what_the_package_said_before_it_may_say_otherwise(balie: Balie, concept: UUID) -> None:
    zet_antwoorden(balie, concept, zijde="links")
    assert zet_antwoorden(balie, concept, zijde="rechts")["overgenomen"] == 1
    assert staat(concept)["zijde"] == ("rechts", "softwarepakket")


def test_what_the_message_said_is_said_anew_and_never_beside_it(balie: Balie) -> None:
    balie.wereld.software().push(bericht(antwoorden={"zijde": "links"}))
    id_ = Aanvraag.objects.get().id
    zet_antwoorden(balie, id_, zijde="rechts")
    aanvraag = Aanvraag.objects.get()
    assert aanvraag.bronnen["softwarepakket"]["antwoorden"]["zijde"] == "rechts"
    assert aanvraag.antwoorden["zijde"]["gestuurd"] == "rechts"


def test_what_a_person_answered_stays_and_is_not_told(balie: Balie, concept: UUID) -> None:
    typ(balie, concept, zijde="links", opmerking=GETYPT)
    antwoord = zet_antwoorden(balie, concept, zijde="rechts", opmerking="iets anders", oorzaak="verslapping")
    assert geweigerd(antwoord) == [("A117", "antwoorden.zijde"), ("A117", "antwoorden.opmerking")]
    assert antwoord["overgenomen"] == 1
    assert staat(concept)["zijde"] == ("links", "gebruiker")
    assert GETYPT not in json.dumps(antwoord)


def test_what_would_take_away_what_a_person_answered_is_refused(balie: Balie, concept: UUID) -> None:
    zet_antwoorden(balie, concept, oorzaak="verslapping", eerdere_correctie="nee")
    typ(balie, concept, mrd="1")
    antwoord = zet_antwoorden(balie, concept, oorzaak="uiterlijk", eerdere_correctie="anders")
    assert geweigerd(antwoord) == [("A117", "antwoorden.oorzaak")]
    assert antwoord["overgenomen"] == 1
    assert staat(concept)["oorzaak"] == ("verslapping", "softwarepakket")
    assert staat(concept)["eerdere_correctie"] == ("anders", "softwarepakket")


def test_what_takes_away_only_what_the_package_said_is_taken_over(balie: Balie, concept: UUID) -> None:
    zet_antwoorden(balie, concept, oorzaak="verslapping", eerdere_correctie="nee", mrd=1)
    assert geweigerd(zet_antwoorden(balie, concept, oorzaak="uiterlijk")) == []
    assert staat(concept)["oorzaak"] == ("uiterlijk", "softwarepakket")


def test_what_a_person_changed_or_emptied_or_put_back_is_theirs(balie: Balie, concept: UUID) -> None:
    zet_antwoorden(balie, concept, zijde="links", oorzaak="verslapping", opmerking="van het pakket")
    typ(balie, concept, zijde="beide", opmerking="")
    typ(balie, concept, oorzaak="")
    typ(balie, concept, oorzaak="verslapping")
    antwoord = zet_antwoorden(balie, concept, zijde="links", oorzaak="aangeboren", opmerking="opnieuw")
    assert [code for code, _ in geweigerd(antwoord)] == ["A117"] * 3


def test_who_agrees_with_a_person_is_not_refused(balie: Balie, concept: UUID) -> None:
    typ(balie, concept, zijde="beide")
    assert geweigerd(zet_antwoorden(balie, concept, zijde="beide")) == []
    assert staat(concept)["zijde"] == ("beide", "gebruiker")


def test_a_person_with_an_older_page_is_told_what_the_package_changed(balie: Balie, concept: UUID) -> None:
    zet_antwoorden(balie, concept, zijde="links")
    eerder = blad_nu(concept)
    zet_antwoorden(balie, concept, zijde="rechts")
    _, botsingen = actions.answer(
        actor=balie.indiener, now=balie.now, aanvraag_id=concept, blad=eerder, ruw={"zijde": "beide"}
    )
    (botsing,) = botsingen
    assert (botsing.code, botsing.gegevens["door"]) == ("A103", "DemoOog 5.2")
    assert staat(concept)["zijde"] == ("rechts", "softwarepakket")


def test_what_the_certificate_and_a_register_say_stays(balie: Balie, concept: UUID) -> None:
    antwoord = zet_antwoorden(balie, concept, instelling="06990002", verzekeraar="9902")
    assert geweigerd(antwoord) == [("A117", "antwoorden.instelling"), ("A117", "antwoorden.verzekeraar")]


def test_what_cannot_be_read_is_refused_and_keeps_the_concept_as_it_was(balie: Balie, concept: UUID) -> None:
    voor = staat(concept)
    antwoord = zet_antwoorden(balie, concept, zijde="midden", mrd="veel", bestaat_niet=True, foto="foto.png")
    assert geweigerd(antwoord) == [
        ("V105", "antwoorden.zijde"),
        ("V103", "antwoorden.mrd"),
        ("F105", "antwoorden.bestaat_niet"),
        ("F106", "antwoorden.foto"),
    ]
    assert antwoord["overgenomen"] == 0
    assert staat(concept) == voor


@pytest.mark.parametrize("leeg", [" ", "\n", "\u3000"])
def test_an_answer_that_is_empty_is_not_taken_over_and_takes_nothing_away(
    balie: Balie, concept: UUID, leeg: str
) -> None:
    zet_antwoorden(balie, concept, zijde="links")
    voor = staat(concept)
    antwoord = zet_antwoorden(balie, concept, zijde=leeg, oorzaak="verslapping")
    assert (antwoord["overgenomen"], geweigerd(antwoord)) == (1, [("B204", "antwoorden.zijde")])
    assert {naam: staat(concept)[naam] for naam in voor} == voor


def test_what_is_wrong_with_what_stands_there_is_told_by_question_without_the_answer(
    balie: Balie, concept: UUID
) -> None:
    typ(balie, concept, **MEDISCH, mrd=GETYPT)
    antwoord = zet_antwoorden(balie, concept, zijde="beide")
    assert ("V103", "mrd") in {(fout["code"], fout["pad"]) for fout in antwoord["fouten"]}
    assert GETYPT not in json.dumps(antwoord)


def test_a_register_that_says_no_does_not_give_away_what_was_typed_either(balie: Balie, concept: UUID) -> None:
    typ(balie, concept, zorgverlener="03999999")
    (fout,) = zet_antwoorden(balie, concept)["fouten"]
    assert fout["melding"] == "De AGB-code van de zorgverlener staat niet in het AGB-register."
    typ(balie, concept, begindatum="01-01-2019")
    antwoord = zet_antwoorden(balie, concept)
    assert ("B215", "begindatum") in {(fout["code"], fout["pad"]) for fout in antwoord["fouten"]}
    assert "2019" not in json.dumps(antwoord | {"id": ""})  # the id may hold it by chance


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({}, "B201"),
        ([], "B203"),
        ({"antwoorden": {}, "indienen": True}, "B202"),
        ({"antwoorden": {"zijde": None}}, "B203"),
        ({"antwoorden": {"zijde": {"a": 1}}}, "B203"),
        ({"antwoorden": {"zijde": ""}}, "B204"),
        (b"{", "B101"),
    ],
)
def test_a_body_of_another_form_is_refused(balie: Balie, concept: UUID, body: Any, code: str) -> None:
    antwoord = zet(balie, concept, body)
    assert (antwoord.status_code, antwoord.json()["code"]) == (400 if code == "B101" else 422, code)


def test_once_sent_or_lapsed_nothing_can_be_put_in(balie: Balie) -> None:
    aanvraag = balie.verstuurd()
    antwoord = zet(balie, aanvraag.id, {"antwoorden": {"zijde": "links"}})
    assert (antwoord.status_code, antwoord.json()["code"]) == (409, "A102")
    balie.wereld.software().push(bericht(referentie="tweede"))
    klok.zet(lambda: balie.now + timedelta(days=2))
    antwoord = zet(balie, Aanvraag.objects.get(referentie="tweede").id, {"antwoorden": {}})
    assert (antwoord.status_code, antwoord.json()["code"]) == (410, "L102")


def test_while_no_form_is_chosen_there_are_no_questions(balie: Balie) -> None:
    balie.wereld.software().push(bericht(verstrekking={"diagnose": "251"}))
    antwoord = zet(balie, Aanvraag.objects.get().id, {"antwoorden": {}})
    assert (antwoord.status_code, antwoord.json()["code"]) == (422, "F102")


@pytest.mark.parametrize(
    ("als", "status", "code"),
    [
        ("systeem-andere-instantie", 404, "A101"),
        ("systeem-zonder-autorisatie", 403, "D203"),
        ("systeem-raadplegen", 403, "D204"),
        ("persoonlijk-goed", 403, "D201"),
    ],
)
def test_only_software_of_the_own_instantie_that_may_submit_gets_that_far(
    balie: Balie, concept: UUID, als: str, status: int, code: str
) -> None:
    voor = staat(concept)
    antwoord = zet(balie, concept, {"antwoorden": {"zijde": "links"}}, als)
    assert (antwoord.status_code, antwoord.json()["code"]) == (status, code)
    assert staat(concept) == voor


def test_each_call_is_recorded_once_also_a_refused_one(balie: Balie, concept: UUID) -> None:
    begin = Regel.objects.count()
    zet_antwoorden(balie, concept, zijde="links")
    zet_antwoorden(balie, concept, zijde="links")
    zet(balie, concept, {}, "systeem-goed")
    zet(balie, concept, {"antwoorden": {}}, "systeem-andere-instantie")
    assert [(regel.handeling, regel.code) for regel in Regel.objects.order_by("pk")[begin:]] == [
        ("concept_gewijzigd", ""),
        ("aanvraag_bekeken", ""),
        ("concept_gewijzigd", "B201"),
        ("concept_gewijzigd", "A101"),
    ]


def test_a_person_completes_and_submits_what_the_package_prepared(balie: Balie, concept: UUID) -> None:
    zet_antwoorden(balie, concept, **MEDISCH, mrd=1, gezichtsveld_gemeten=False)
    foto = balie.wereld.software()
    adres = f"/api/v1/aanvragen/{concept}/bijlagen?vraag=foto"
    assert foto.client.generic("POST", adres, PNG, secure=True, **foto._omgeving()).status_code == 201
    assert zet_antwoorden(balie, concept)["ontbrekend"] == []
    wie = {"actor": balie.indiener, "now": balie.now, "aanvraag_id": concept}
    assert code_van(indiening.submit, **wie | {"actor": balie.als("systeem-goed")}) == "D202"
    assert indiening.submit(**wie).status == "goedgekeurd"
