"""Abonnementen by software: every answer keeps to the contract, and each sees its own."""

import json
from datetime import datetime
from typing import Any
from uuid import uuid4

import pytest
import yaml
from jsonschema import Draft202012Validator
from notificaties.ontvanger import Ontvanger
from notificaties.test_handtekening import verify
from notificaties.toneel import Klok, enige, gebeurt, werk
from wereld import Beller, Wereld

from machtigingen.audit.models import Regel
from machtigingen.foundation import CONTRACTS
from machtigingen.notificaties.models import Abonnement
from machtigingen.notificaties.soorten import Soort

PAD = "/api/v1/abonnementen"
ADRES = "https://pakket.example/haak"
OPENAPI = yaml.safe_load((CONTRACTS / "openapi.yaml").read_text(encoding="utf-8"))
VREEMD = "systeem-andere-instantie"


def maak(beller: Beller, data: Any = None, **extra: Any) -> Any:
    body = data if isinstance(data, bytes) else json.dumps({"adres": ADRES} if data is None else data)
    extra.setdefault("content_type", "application/json")
    return beller.client.post(PAD, body, secure=True, **beller._omgeving(), **extra)


def beeindig(beller: Beller, id_: object) -> Any:
    return beller.client.delete(f"{PAD}/{id_}", secure=True, **beller._omgeving())


def opnieuw(beller: Beller, id_: object, bezorging: object) -> Any:
    return beller.post(f"{PAD}/{id_}/bezorgingen/{bezorging}/opnieuw")


def test_from_abonnement_to_webhook_and_ledger(
    wereld: Wereld, bevroren: datetime, ontvanger: Ontvanger, sandbox: None
) -> None:
    software = wereld.software()
    nieuw = maak(software, {"adres": ontvanger.adres, "soorten": ["besluit"], "softwarepakket": "DemoOog"})
    assert nieuw.status_code == 201
    id_ = nieuw.json()["id"]
    ontvanger.antwoorden = [404]
    gebeurt("ingediend", now=bevroren)
    gebeurt("besluit", now=bevroren)
    werk(Klok(bevroren))
    (regel,) = software.get(f"{PAD}/{id_}/bezorgingen?toestand=opgegeven").json()["bezorgingen"]
    assert (regel["id"], regel["fout"]) == (ontvanger.ids[0], {"soort": "blijvend", "code": "http_404"})
    assert opnieuw(software, id_, regel["id"]).status_code == 202
    werk(Klok(bevroren))
    assert ontvanger.ids == [regel["id"]] * 2
    (regel,) = software.get(f"{PAD}/{id_}/bezorgingen").json()["bezorgingen"]
    assert (regel["toestand"], regel["fout"], regel["volgende_poging"]) == ("bezorgd", None, None)
    schema = OPENAPI["components"]["schemas"]["Webhookbericht"] | {"components": OPENAPI["components"]}
    for bericht in ontvanger.ontvangen:
        Draft202012Validator(schema).validate(bericht.json)


def test_the_secret_is_shown_once(wereld: Wereld) -> None:
    software = wereld.software()
    geheim = maak(software).json()["geheim"]
    (stand,) = software.get(PAD).json()["abonnementen"]
    assert "geheim" not in stand
    assert geheim not in software.get(PAD).content.decode()
    assert (stand["adres"], stand["soorten"]) == (ADRES, [soort.value for soort in Soort])


def test_whose_answer_was_lost_finds_the_abonnement_and_gets_another_secret(
    wereld: Wereld, bevroren: datetime, ontvanger: Ontvanger, sandbox: None
) -> None:
    software = wereld.software()
    maak(software, {"adres": ontvanger.adres})  # and its answer never came
    assert maak(software, {"adres": ontvanger.adres}).json()["code"] == "N104"
    (stand,) = software.get(PAD).json()["abonnementen"]
    antwoord = software.post(f"{PAD}/{stand['id']}/geheim")
    assert (antwoord.status_code, antwoord.json()["id"]) == (200, stand["id"])
    gebeurt(now=bevroren)
    werk(Klok(bevroren))
    (bericht,) = ontvanger.ontvangen
    verify(bericht.koppen, bericht.body, antwoord.json()["geheim"])


def test_the_kinds_of_the_contract_are_those_there_are() -> None:
    assert OPENAPI["components"]["schemas"]["Gebeurtenissoort"]["enum"] == [soort.value for soort in Soort]


def test_ending_is_safe_to_repeat(wereld: Wereld) -> None:
    software = wereld.software()
    id_ = maak(software).json()["id"]
    for _ in range(2):
        antwoord = beeindig(software, id_)
        assert (antwoord.status_code, antwoord.content) == (204, b"")
    (stand,) = software.get(PAD).json()["abonnementen"]
    assert stand["beeindigd_op"] == "2026-11-24T09:00:00+00:00"
    assert Regel.objects.filter(handeling="abonnement_beeindigd").count() == 1


def test_another_instantie_finds_nothing(wereld: Wereld, bevroren: datetime) -> None:
    software, ander = wereld.software(), wereld.software(VREEMD)
    id_ = maak(software).json()["id"]
    gebeurt(now=bevroren)
    assert ander.get(PAD).json() == {"abonnementen": []}
    for gezocht in (id_, uuid4(), "geen-id", id_.upper().replace("-", "")):
        for antwoord in (
            ander.get(f"{PAD}/{gezocht}/bezorgingen"),
            beeindig(ander, gezocht),
            ander.post(f"{PAD}/{gezocht}/geheim"),
            opnieuw(ander, gezocht, enige().id),
        ):
            assert (antwoord.status_code, antwoord.json()["code"]) == (404, "N101")
    assert software.get(PAD).json()["abonnementen"][0]["beeindigd_op"] is None


def test_mail_of_people_is_no_business_of_software(wereld: Wereld, bevroren: datetime) -> None:
    mens = wereld.mens()
    mens.get("/meldingen/")
    mens.post("/meldingen/", {"adres": "balie@praktijk.nl", "soorten": ["besluit"]})
    software = wereld.software()
    assert software.get(PAD).json() == {"abonnementen": []}
    assert beeindig(software, Abonnement.objects.get().id).json()["code"] == "N101"


def test_who_may_only_look_may_follow_and_who_may_nothing_may_not(wereld: Wereld) -> None:
    assert maak(wereld.software("systeem-raadplegen")).status_code == 201
    geen = wereld.software("systeem-zonder-autorisatie")
    for antwoord in (geen.get(PAD), maak(geen), beeindig(geen, uuid4()), geen.get(f"{PAD}/{uuid4()}/bezorgingen")):
        assert (antwoord.status_code, antwoord.json()["code"]) == (403, "D203")


@pytest.mark.parametrize(
    ("data", "fouten"),
    [
        ([], [("B203", "")]),
        ({}, [("B201", "adres")]),
        ({"adres": None}, [("B203", "adres")]),
        ({"adres": ADRES, "geheim": "x"}, [("B202", "geheim")]),
        ({"adres": ADRES, "soorten": "besluit"}, [("B203", "soorten")]),
        ({"adres": ADRES, "soorten": []}, [("B204", "soorten")]),
        ({"adres": ADRES, "soorten": ["besluit"] * 51}, [("B204", "soorten")]),
        ({"adres": ADRES, "soorten": ["besluit", 1, "geld"]}, [("B203", "soorten[1]"), ("B205", "soorten[2]")]),
        ({"adres": ADRES, "softwarepakket": ""}, [("B204", "softwarepakket")]),
        ({"adres": ADRES, "softwarepakket": "x" * 61}, [("B204", "softwarepakket")]),
        ({"adres": ADRES, "softwarepakket": "a\nb"}, [("B207", "softwarepakket")]),
        ({"adres": ADRES, "softwarepakket": 5}, [("B203", "softwarepakket")]),
        ({"adres": 5, "soorten": {}}, [("B203", "adres"), ("B203", "soorten")]),
        ({"adres": "http://pakket.example/"}, [("N102", "adres")]),
        ({"adres": "https://127.0.0.1/"}, [("N102", "adres")]),
        ({"adres": ""}, [("N102", "adres")]),
    ],
)
def test_what_is_wrong_is_said_all_together(wereld: Wereld, data: Any, fouten: list[tuple[str, str]]) -> None:
    antwoord = maak(wereld.software(), data)
    assert antwoord.status_code == 422
    assert [(fout["code"], fout["pad"]) for fout in antwoord.json()["fouten"]] == fouten
    assert not Abonnement.objects.exists()


@pytest.mark.parametrize(
    ("body", "soort", "code"),
    [
        (b"{", "application/json", "B101"),
        (b'{"adres":"a","adres":"b"}', "application/json", "B102"),
        (b"{}", "text/plain", "B105"),
        (b" " * (1024 * 1024 + 1), "application/json", "B104"),
    ],
)
def test_what_cannot_be_read_is_refused_as_anywhere(wereld: Wereld, body: bytes, soort: str, code: str) -> None:
    assert maak(wereld.software(), body, content_type=soort).json()["code"] == code


def test_a_name_that_could_hold_a_number_of_a_person_is_left_out(wereld: Wereld) -> None:
    assert maak(wereld.software(), {"adres": ADRES, "softwarepakket": "P 999990019"}).json()["softwarepakket"] is None


def test_the_same_address_twice_is_said(wereld: Wereld) -> None:
    software = wereld.software()
    maak(software)
    antwoord = maak(software)
    assert (antwoord.status_code, antwoord.json()["code"]) == (409, "N104")


def test_after_the_end_nothing_is_sent_again(wereld: Wereld, bevroren: datetime) -> None:
    software = wereld.software()
    id_ = maak(software).json()["id"]
    gebeurt(now=bevroren)
    beeindig(software, id_)
    antwoord = opnieuw(software, id_, enige().id)
    assert (antwoord.status_code, antwoord.json()["code"]) == (409, "N106")


@pytest.mark.parametrize("vraag", ["toestand=weg", "limiet=0", "limiet=101", "na=1", "x=1", "limiet=1&limiet=2"])
def test_a_question_that_is_not_in_the_contract_is_refused(wereld: Wereld, vraag: str) -> None:
    software = wereld.software()
    id_ = maak(software).json()["id"]
    antwoord = software.get(f"{PAD}/{id_}/bezorgingen?{vraag}")
    assert (antwoord.status_code, antwoord.json()["code"]) == (400, "B112")
    assert software.get(f"{PAD}?{vraag}").json()["code"] == "B112"


def test_the_ledger_is_read_on_where_it_stopped(wereld: Wereld, bevroren: datetime) -> None:
    software = wereld.software()
    id_ = maak(software).json()["id"]
    for _ in range(5):
        gebeurt(now=bevroren)
    gelezen, vraag = [], "limiet=2"
    for _ in range(3):
        blad = software.get(f"{PAD}/{id_}/bezorgingen?{vraag}").json()
        gelezen += [een["id"] for een in blad["bezorgingen"]]
        vraag = f"limiet=2&na={blad['volgende']}"
    assert blad["volgende"] is None
    assert len(set(gelezen)) == len(gelezen) == 5


def test_what_software_did_stands_in_words_at_koppeling(wereld: Wereld, bevroren: datetime) -> None:
    software = wereld.software()
    id_ = maak(software).json()["id"]
    gebeurt(now=bevroren)
    opnieuw(software, id_, enige().id)
    beeindig(software, id_)
    pagina = wereld.mens().get("/koppeling/").content.decode()
    for woorden in ("Om berichten gevraagd", "Een bericht opnieuw laten sturen", "Berichten stopgezet"):
        assert woorden in pagina
    assert "pakket.example" not in pagina


def test_a_refusal_is_in_the_log_of_the_instantie(wereld: Wereld) -> None:
    software = wereld.software()
    maak(software, {"adres": "http://geheim.example/999990019"})
    maak(software, {"adres": ADRES, "jansen": 1})
    regels = software.get("/api/v1/logboek").json()["aanroepen"]
    assert [(een["handeling"], een["code"]) for een in regels] == [
        ("aanroep_geweigerd", "B202"),
        ("aanroep_geweigerd", "N102"),
    ]
    assert "jansen" not in str(regels)
    assert "geheim" not in str(regels)
