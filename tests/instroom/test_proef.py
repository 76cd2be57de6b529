"""The dry run: the same rules as the push, all at once, and nothing is left behind."""

import copy
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from machtigingen_sandbox import personas
from voluit import keer
from wereld import Wereld, bericht, verzekerde

from machtigingen.audit.models import Regel
from machtigingen.foundation import CONTRACTS
from machtigingen.instroom.keten import LAMPEN

PAD = "/api/v1/instroom/controle"
VOORBEELDEN = sorted([*(CONTRACTS / "examples").glob("bericht-*.json"), *(CONTRACTS / "examples").glob("fout-*.json")])


def probeer(wereld: Wereld, data: Any, *, als: str | None = "systeem-goed", soort: str = "application/json") -> Any:
    body = data if isinstance(data, bytes) else json.dumps(data).encode()
    beller = wereld.software(als)
    return beller.client.post(PAD, body, secure=True, content_type=soort, **beller._omgeving())


def proef(wereld: Wereld, data: Any, **anders: Any) -> Any:
    antwoord = probeer(wereld, data, **anders)
    assert antwoord.status_code == 200, antwoord.content.decode()
    return antwoord.json()


def codes(fouten: list[Any]) -> list[tuple[str, str]]:
    return [(fout["code"], fout["pad"]) for fout in fouten]


def rood(data: Any) -> Any:
    return next((lamp for lamp in data["keten"] if lamp["kleur"] == "rood"), None)


def kleuren(data: Any) -> dict[str, str]:
    return {lamp["naam"]: lamp["kleur"] for lamp in data["keten"]}


def test_a_good_message_would_become_the_form_that_the_push_then_makes_of_it(wereld: Wereld) -> None:
    data = proef(wereld, bericht())
    assert (data["akkoord"], data["fouten"], data["waarschuwingen"]) == (True, [], [])
    assert kleuren(data) == dict.fromkeys(LAMPEN, "groen")
    echt = wereld.software().push(bericht())
    assert (data["zou"]["uitkomst"], data["zou"]["status"]) == ("formulier", echt.status_code)
    for veld in ("formulier", "ingevuld", "nog_nodig", "ontbrekend"):
        assert data["zou"][veld] == echt.json()[veld]


def test_problems_of_all_stages_come_back_together_and_each_once(wereld: Wereld) -> None:
    verkeerd = bericht(
        begindatum="2027-01-01",
        instantie={"agb": "06990002"},
        verzekerde={"bsn": "99999", "geboortedatum": "2027-02-01"},
        verstrekking={"diagnose": "255", "formulier": "X02"},
    )
    data = proef(wereld, verkeerd)
    assert codes(data["fouten"]) == [
        ("B211", "verzekerde.bsn"),
        ("B214", "begindatum"),
        ("B216", "verzekerde.geboortedatum"),
        ("B219", "verstrekking"),
        ("I101", "instantie.agb"),
    ]
    assert data["zou"]["uitkomst"] == "geweigerd"


def test_of_very_many_problems_the_first_two_hundred_are_told(wereld: Wereld) -> None:
    """As the contract says: mend these, and the next answer has what was left."""
    data = proef(wereld, bericht(instantie={"agb": "06990002"}, **{f"veld_{nummer}": 1 for nummer in range(250)}))
    assert [code for code, _ in codes(data["fouten"])] == ["B202"] * 200
    assert codes(proef(wereld, bericht(instantie={"agb": "06990002"}))["fouten"]) == [("I101", "instantie.agb")]


def test_a_field_that_cannot_be_read_leaves_the_rules_of_the_others(wereld: Wereld) -> None:
    verkeerd = bericht(
        referentie="",
        zorgverlener={"agb": "03999999", "specialisme": "0301"},
        verstrekking={"diagnose": "999", "zorgactiviteit": "031545"},
        verzekerde=verzekerde(personas.OVERLEDEN),
    )
    data = proef(wereld, verkeerd)
    assert [code for code, _ in codes(data["fouten"])] == ["B204", "R101", "F101"]
    assert [code for code, _ in codes(data["waarschuwingen"])] == ["R306"]
    assert rood(data)["naam"] == "bericht"


def test_without_a_readable_zorgverlener_the_instantie_is_still_looked_up(wereld: Wereld) -> None:
    data = proef(wereld, bericht(instantie={"agb": "22990008"}, zorgverlener={"agb": "x"}), als="systeem-niet-in-agb")
    assert codes(data["fouten"]) == [
        ("B217", "zorgverlener.agb"),
        ("B201", "zorgverlener.specialisme"),
        ("I102", "instantie.agb"),
    ]


def test_what_the_message_says_wrongly_is_not_asked_of_a_register(
    wereld: Wereld, monkeypatch: pytest.MonkeyPatch
) -> None:
    def nooit(**feiten: Any) -> Any:
        raise AssertionError("a register was asked")

    monkeypatch.setattr("machtigingen.instroom.onderzoek.toetsing.raadpleeg", nooit)
    monkeypatch.setattr("machtigingen.instroom.onderzoek.agb_register.agb_feiten", nooit)
    monkeypatch.setattr("machtigingen.instroom.onderzoek.agb_register.zorgaanbieder", nooit)
    assert codes(proef(wereld, bericht(begindatum="2019-01-01"))["fouten"]) == [("B215", "begindatum")]


@pytest.mark.parametrize("data", [[], "tekst", None, 7, {}, {"verzekerde": "x", "verstrekking": []}])
def test_what_is_no_message_at_all_is_told_what_is_missing(wereld: Wereld, data: Any) -> None:
    antwoord = proef(wereld, data)
    assert {code for code, _ in codes(antwoord["fouten"])} <= {"B201", "B203"}
    assert rood(antwoord)["naam"] == "bericht"


@pytest.mark.parametrize("pad", VOORBEELDEN, ids=lambda pad: pad.stem)
def test_it_says_of_every_example_what_the_push_says(wereld: Wereld, pad: Path) -> None:
    _zegt_wat_de_push_zegt(wereld, json.loads(pad.read_bytes()))


def _zegt_wat_de_push_zegt(wereld: Wereld, data: Any) -> None:
    zou = proef(wereld, data)
    echt = wereld.software().push(data)
    assert zou["zou"]["status"] == echt.status_code
    assert zou["akkoord"] is (echt.status_code < 400)
    if zou["akkoord"]:
        assert zou["waarschuwingen"] == echt.json().get("waarschuwingen", zou["waarschuwingen"])
        return
    problemen = echt.json()
    assert zou["fouten"][: len(problemen["fouten"])] == problemen["fouten"]
    assert rood(zou)["code"] in {fout["code"] for fout in zou["fouten"]}


VOL = [
    bericht(antwoorden={"zijde": "beide", "bestaat_niet": "x"}, opmerking="tekst"),
    bericht(verstrekking={"formulier": "X02"}, grondslag="wlz"),
    bericht(wie=personas.BIJ_DEMOVERZEKERING),
]
ANDERS = st.sampled_from(
    [None, "", "x", 7, [], {}, "2026-11-02", "2031-01-01", "1700-01-01", "22990001", "06990002", "999990019", "0399"]
)


def _plaatsen(data: Any, pad: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    for naam, deel in data.items() if isinstance(data, dict) else ():
        yield (*pad, naam)
        yield from _plaatsen(deel, (*pad, naam))


@st.composite
def berichten(draw: Any) -> Any:
    """A good message in which some fields are gone or hold something else."""
    data = copy.deepcopy(draw(st.sampled_from(VOL)))
    for *ouders, naam in draw(st.lists(st.sampled_from(list(_plaatsen(data))), max_size=4)):
        deel = data
        for ouder in ouders:
            deel = deel.get(ouder, {}) if isinstance(deel, dict) else {}
        if isinstance(deel, dict):
            deel.pop(naam, None)
            if draw(st.booleans()):
                deel[naam] = draw(ANDERS)
    return data


@given(data=berichten())
@settings(
    max_examples=keer(60, 2000),
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_whatever_is_sent_the_push_refuses_it_first_with_what_the_dry_run_says_first(wereld: Wereld, data: Any) -> None:
    with transaction.atomic():
        _zegt_wat_de_push_zegt(wereld, data)
        transaction.set_rollback(True)


@pytest.mark.parametrize(
    ("anders", "uitkomst"),
    [
        ({"verstrekking": {"diagnose": "251"}}, "keuze"),
        ({"wie": personas.BIJ_DEMOVERZEKERING}, "niet_nodig"),
    ],
)
def test_it_says_when_the_user_will_choose_and_when_no_machtiging_is_needed(
    wereld: Wereld, anders: dict[str, Any], uitkomst: str
) -> None:
    zou = proef(wereld, bericht(**anders))["zou"]
    assert zou["uitkomst"] == uitkomst
    assert (zou["reden"] is not None) is (uitkomst == "niet_nodig")
    assert len(zou["mogelijke_formulieren"]) > 1 or uitkomst == "niet_nodig"


def test_a_repeat_would_get_its_first_answer_again(wereld: Wereld) -> None:
    anders = bericht(verzekerde=verzekerde(personas.GEVONDEN) | {"uzovi": "9902"})
    echt = wereld.software().push(anders).json()
    data = proef(wereld, anders)
    assert (data["akkoord"], data["zou"]["uitkomst"], data["zou"]["status"]) == (True, "herhaald", 201)
    assert data["waarschuwingen"] == echt["waarschuwingen"]
    assert data["zou"]["formulier"] == echt["formulier"]


def test_a_referentie_that_was_used_for_something_else_is_told_with_the_rest(wereld: Wereld) -> None:
    wereld.software().push(bericht())
    data = proef(wereld, bericht(opmerking="anders", zorgverlener={"agb": "03999999", "specialisme": "0301"}))
    assert [code for code, _ in codes(data["fouten"])] == ["B301", "R101"]
    assert data["zou"]["status"] == 409


def test_a_dry_run_leaves_the_referentie_free(wereld: Wereld) -> None:
    proef(wereld, bericht(opmerking="eerst"))
    assert wereld.software().push(bericht()).status_code == 201


GEWEIGERD = bericht(
    referentie="",
    verzekerde=verzekerde(personas.GEVONDEN) | {"uzovi": "9902"},
    zorgverlener={"agb": "03999999", "specialisme": "0301"},
)


@pytest.mark.parametrize(("naam", "data"), [("akkoord", bericht()), ("geweigerd", GEWEIGERD)])
def test_the_example_of_the_contract_is_a_real_answer(wereld: Wereld, naam: str, data: Any) -> None:
    voorbeeld = CONTRACTS / "examples" / f"proef-{naam}.json"
    assert proef(wereld, data) == json.loads(voorbeeld.read_bytes())


def test_a_warning_is_orange_and_does_not_stop_the_chain(wereld: Wereld) -> None:
    data = proef(wereld, bericht(wie=personas.DUBBEL_VERZEKERD, antwoorden={"zijde": "achter"}))
    assert data["akkoord"] is True
    assert kleuren(data) == dict.fromkeys(LAMPEN, "groen") | {"verzekerde": "oranje", "formulier": "oranje"}


def _alles() -> dict[str, list[Any]]:
    return {model._meta.label: list(model.objects.order_by("pk").values()) for model in apps.get_models()}


@pytest.mark.parametrize("data", [bericht(), bericht(zorgverlener={"agb": "12", "specialisme": "0301"}), b"{"])
def test_it_stores_nothing_but_one_line_of_the_audit_trail(wereld: Wereld, data: Any) -> None:
    wereld.software().push(bericht(referentie="eerder"))
    voor = _alles()
    probeer(wereld, data)
    na = _alles()
    assert len(na.pop("audit.Regel")) == len(voor.pop("audit.Regel")) + 1
    del na["audit.Keten"], voor["audit.Keten"]
    assert na == voor
    assert Regel.objects.latest("pk").handeling == "instroom_beproefd"


@pytest.mark.parametrize(("als", "code"), [("systeem-raadplegen", "D204"), ("systeem-zonder-autorisatie", "D203")])
def test_who_may_not_send_sees_that_light_and_nothing_about_persons_or_registers(
    wereld: Wereld, monkeypatch: pytest.MonkeyPatch, als: str, code: str
) -> None:
    wereld.software().push(bericht())
    vragen: list[str] = []
    for plaats in ("toetsing.raadpleeg", "agb_register.agb_feiten", "agb_register.zorgaanbieder", "catalogus"):
        monkeypatch.setattr(f"machtigingen.instroom.onderzoek.{plaats}", lambda **feiten: vragen.append("gevraagd"))
    data = proef(wereld, bericht(wie=personas.OVERLEDEN, begindatum="2031-01-01"), als=als)
    assert rood(data)["naam"] == "autorisatie"
    assert [code for code, _ in codes(data["fouten"])] == [code, "B214"]
    assert (data["zou"]["status"], data["zou"]["formulier"], data["waarschuwingen"]) == (403, None, [])
    assert vragen == []


def test_who_may_not_send_is_not_told_whether_a_referentie_was_used(wereld: Wereld) -> None:
    wereld.software().push(bericht())
    for data in (bericht(), bericht(opmerking="anders"), bericht(referentie="nieuw")):
        assert proef(wereld, data, als="systeem-raadplegen")["zou"]["uitkomst"] == "geweigerd"
        assert codes(proef(wereld, data, als="systeem-raadplegen")["fouten"]) == [("D204", "")]


@pytest.mark.parametrize(
    ("als", "code", "lamp"),
    [
        (None, "D101", "tls"),
        ("systeem-vreemde-ca", "D103", "uitgever"),
        ("systeem-verlopen", "D104", "geldigheid"),
        ("systeem-nog-niet-geldig", "D105", "geldigheid"),
        ("systeem-ingetrokken", "D106", "intrekking"),
        ("persoonlijk-goed", "D201", "soort"),
        ("systeem-niet-aangemeld", "D108", "instantie"),
        ("systeem-gestopt", "D205", "instantie"),
    ],
)
def test_a_refusal_of_the_door_holds_the_chain_up_to_there(
    wereld: Wereld, als: str | None, code: str, lamp: str
) -> None:
    antwoord = probeer(wereld, bericht(), als=als)
    data = antwoord.json()
    assert antwoord["Content-Type"] == "application/problem+json"
    assert (data["code"], rood(data)["code"], rood(data)["naam"]) == (code, code, lamp)
    assert data["fouten"][0]["lampje"] == lamp


@pytest.mark.parametrize(
    ("body", "soort", "als", "lamp"),
    [
        (b"{", "application/json", "systeem-goed", "bericht"),
        (b"{}", "text/plain", "systeem-goed", "bericht"),
        (b"{", "application/json", "systeem-raadplegen", "autorisatie"),
    ],
)
def test_a_body_that_is_no_json_is_refused_with_the_chain(
    wereld: Wereld, body: bytes, soort: str, als: str, lamp: str
) -> None:
    data = probeer(wereld, body, soort=soort, als=als).json()
    assert data["code"] == rood(data)["code"]
    assert rood(data)["naam"] == lamp


def test_a_refused_push_has_no_chain_but_each_fault_names_its_light(wereld: Wereld) -> None:
    data = wereld.software().push(bericht(zorgverlener={"agb": "03999999", "specialisme": "0301"})).json()
    assert "keten" not in data
    assert [fout["lampje"] for fout in data["fouten"]] == ["zorgverlener"]


def test_no_bsn_stands_in_the_answer(wereld: Wereld) -> None:
    data = bericht(referentie="x 999990019", antwoorden={"999990019": "ja"})
    assert b"999990019" not in probeer(wereld, data).content


@pytest.mark.parametrize("wie", [personas.ONBEKEND, personas.STORING])
def test_without_a_register_or_cov_it_says_so_and_goes_on(
    wereld: Wereld, wie: personas.Persona, monkeypatch: pytest.MonkeyPatch
) -> None:
    from machtigingen.foundation import DomainError

    def weg(**feiten: Any) -> Any:
        raise DomainError.one("R201")

    monkeypatch.setattr("machtigingen.instroom.onderzoek.agb_register.agb_feiten", weg)
    data = proef(wereld, bericht(wie=wie))
    assert codes(data["fouten"]) == [("R201", "")]
    assert [code for code, _ in codes(data["waarschuwingen"])] == ["R302" if wie is personas.ONBEKEND else "R301"]
    assert (rood(data)["naam"], data["zou"]["status"]) == ("agb", 503)
