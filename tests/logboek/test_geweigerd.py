"""What was turned away, at the door or while reading, is in the log of the instantie. A flood of it is not."""

from datetime import timedelta
from typing import Any

import pytest
from cryptography import x509
from django.db import OperationalError, connection
from django.test.utils import CaptureQueriesContext
from logboek.test_logboek import lees
from wereld import Wereld, bericht, der

from machtigingen.audit.actions import verify_all
from machtigingen.audit.models import Keten, Regel
from machtigingen.project import klok, middleware
from machtigingen.project.quota import Quota
from machtigingen.toegang import geweigerd

pytestmark = pytest.mark.django_db

IN_HET_SPOOR = {
    "systeem-verlopen": "D104",
    "systeem-ingetrokken": "D106",
    "persoonlijk-goed": "D201",
}


@pytest.mark.parametrize(("naam", "code"), IN_HET_SPOOR.items())
def test_the_instantie_can_read_which_certificate_was_refused_and_why(wereld: Wereld, naam: str, code: str) -> None:
    antwoord = wereld.software(naam).push(bericht())
    assert antwoord.json()["code"] == code
    (aanroep,) = lees(wereld)["aanroepen"]
    assert (aanroep["handeling"], aanroep["code"]) == ("toegang_geweigerd", code)
    assert aanroep["correlatie_id"] == antwoord.json()["correlatie_id"]
    assert aanroep["fouten"] == [{"code": code, "pad": ""}]
    assert aanroep["certificaat"]
    assert set(dict(verify_all()).values()) == {None}


def test_a_browser_with_the_right_certificate_is_recorded_too(wereld: Wereld) -> None:
    wereld.software().get("/wie-ben-ik", HTTP_ORIGIN="https://elders.example")
    assert [aanroep["code"] for aanroep in lees(wereld)["aanroepen"]] == ["D301"]


@pytest.mark.parametrize("naam", [None, "systeem-vreemde-ca", "persoonlijk-vreemde-ca"])
def test_of_a_stranger_nothing_is_written(wereld: Wereld, naam: str | None) -> None:
    voor = Regel.objects.count()
    assert wereld.software(naam).push(bericht()).json()["code"] in ("D101", "D102", "D103")
    assert Regel.objects.count() == voor


def refused_logins() -> list[tuple[str, str]]:
    rijen = Regel.objects.filter(handeling="inloggen_geweigerd").order_by("pk")
    return list(rijen.values_list("keten", "code"))


def test_a_person_who_is_refused_is_in_the_trail_once_an_hour_and_in_no_log_of_calls(wereld: Wereld, bevroren) -> None:
    for minuten in (0, 1, 61):
        klok.zet(lambda minuten=minuten: bevroren + timedelta(minutes=minuten))
        assert wereld.mens("persoonlijk-verlopen").get("/aanvragen/").status_code == 401
    assert refused_logins() == [("agb:22990001", "D104")] * 2
    assert wereld.mens("systeem-goed").get("/").status_code == 403
    assert refused_logins()[2:] == [("agb:22990001", "D202")]
    assert lees(wereld)["aanroepen"] == []
    assert set(dict(verify_all()).values()) == {None}


def test_of_a_person_with_the_certificate_of_a_stranger_nothing_is_written(wereld: Wereld) -> None:
    voor = Regel.objects.count()
    wereld.mens("persoonlijk-vreemde-ca").get("/aanvragen/")
    assert Regel.objects.count() == voor


@pytest.mark.parametrize("wie", ["mens", "software"])
def test_the_line_of_the_log_says_which_certificate_was_refused(
    wereld: Wereld, caplog: pytest.LogCaptureFixture, wie: str
) -> None:
    caplog.set_level("INFO", logger="machtigingen.verzoek")
    naam = "persoonlijk-verlopen" if wie == "mens" else "systeem-verlopen"
    getattr(wereld, wie)(naam).get("/wie-ben-ik")
    regel = next(een for een in caplog.records if een.getMessage() == "verzoek")
    verwacht = x509.load_der_x509_certificate(der(wereld.testpki, naam)).serial_number
    assert (regel.code, int(regel.certificaat, 16)) == ("D104", verwacht)


def test_the_same_refusal_is_written_once_an_hour(wereld: Wereld, bevroren) -> None:
    for minuten in (0, 0, 1, 59, 60):
        klok.zet(lambda minuten=minuten: bevroren + timedelta(minutes=minuten))
        wereld.software("systeem-verlopen").push(bericht())
    assert Regel.objects.filter(handeling="toegang_geweigerd").count() == 1
    klok.zet(lambda: bevroren + timedelta(minutes=61))
    wereld.software("systeem-verlopen").push(bericht())
    wereld.software("systeem-ingetrokken").push(bericht())
    assert Regel.objects.filter(handeling="toegang_geweigerd").count() == 3


def test_another_instantie_does_not_see_it(wereld: Wereld) -> None:
    wereld.software("systeem-verlopen").push(bericht())
    assert lees(wereld, wie="systeem-andere-instantie")["aanroepen"] == []


def test_no_chain_begins_for_an_organisation_that_is_not_registered(wereld: Wereld) -> None:
    from machtigingen.toegang.models import Certificaat, Medewerker, Organisatie

    Certificaat.objects.all().delete()
    Medewerker.objects.all().delete()
    Organisatie.objects.all().delete()
    voor = Keten.objects.count()
    assert wereld.software().push(bericht()).json()["code"] == "D108"
    assert Keten.objects.count() == voor


def test_who_is_refused_is_told_why_also_while_nothing_can_be_written(wereld: Wereld, monkeypatch: Any) -> None:
    def weg(**_: Any) -> None:
        raise OperationalError("disk")

    monkeypatch.setattr(geweigerd, "record", weg)
    assert wereld.software("systeem-verlopen").push(bericht()).json()["code"] == "D104"


@pytest.fixture
def twee(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(middleware, "quota", Quota(per_minuut=2))


def te_veel() -> list[str]:
    return list(Regel.objects.filter(code="S104").values_list("handeling", flat=True))


def test_one_call_too_many_is_in_the_log_once_an_hour(wereld: Wereld, twee: None, bevroren) -> None:
    software = wereld.software()
    antwoorden = [software.push(bericht(referentie=f"ref-{nummer}")) for nummer in range(5)]
    assert [antwoord.status_code for antwoord in antwoorden] == [201, 201, 429, 429, 429]
    assert te_veel() == ["aanroep_geweigerd"]
    klok.zet(lambda: bevroren + timedelta(minutes=1))
    (aanroep,) = lees(wereld, "?code=S104")["aanroepen"]
    assert aanroep["correlatie_id"] == antwoorden[2].json()["correlatie_id"]
    assert aanroep["fouten"] == [{"code": "S104", "pad": ""}]
    klok.zet(lambda: bevroren + timedelta(minutes=61))
    for _ in range(4):
        software.get("/wie-ben-ik")
    assert len(te_veel()) == 2


def test_a_flood_asks_nothing_more_of_the_storage(wereld: Wereld, twee: None) -> None:
    for _ in range(3):
        wereld.software().get("/wie-ben-ik")
    with CaptureQueriesContext(connection) as sql:
        assert wereld.software().get("/wie-ben-ik").status_code == 429
    assert len(sql) == 1  # who is calling


def test_more_processes_write_it_once(wereld: Wereld, monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(2):
        monkeypatch.setattr(middleware, "quota", Quota(per_minuut=1))
        for _ in range(2):
            wereld.software().get("/wie-ben-ik")
    assert len(te_veel()) == 1


def test_who_calls_too_often_is_told_so_also_while_nothing_can_be_written(
    wereld: Wereld, twee: None, monkeypatch: Any
) -> None:
    def weg(**_: Any) -> None:
        raise OperationalError("disk")

    monkeypatch.setattr(geweigerd, "record", weg)
    antwoorden = [wereld.software().get("/wie-ben-ik") for _ in range(3)]
    assert antwoorden[-1].json()["code"] == "S104"


@pytest.mark.parametrize(
    ("pad", "fouten"),
    [
        ("/api/v1/logboek?vanaf=gisteren", [("B112", "vanaf")]),
        ("/api/v1/logboek/correcties?softwarepakket=", [("B112", "softwarepakket")]),
        ("/api/v1/mogelijkheden?datum=2026&specialisme=0301", [("B112", "datum")]),
        ("/api/v1/mogelijkheden?999911004=1&uzovi=x", [("B112", "…"), ("B112", "uzovi")]),
        ("/api/v1/mogelijkheden?uzovi=0000", [("R309", "uzovi")]),
    ],
)
def test_a_question_that_was_refused_is_in_the_log(wereld: Wereld, pad: str, fouten: list[tuple[str, str]]) -> None:
    antwoord = wereld.software().get(pad)
    assert antwoord.status_code in (400, 422)
    (aanroep,) = lees(wereld)["aanroepen"]
    assert (aanroep["handeling"], aanroep["resultaat"]) == ("aanroep_geweigerd", "geweigerd")
    assert [(fout["code"], fout["pad"]) for fout in aanroep["fouten"]] == fouten
    assert aanroep["correlatie_id"] == antwoord.json()["correlatie_id"]
    assert set(dict(verify_all()).values()) == {None}


def test_the_same_question_is_written_once_an_hour_and_another_one_too(wereld: Wereld, bevroren) -> None:
    software = wereld.software()
    for minuten, vraag in ((0, "na=x"), (1, "na=x"), (2, "limiet=0"), (60, "na=y"), (61, "na=x")):
        klok.zet(lambda minuten=minuten: bevroren + timedelta(minutes=minuten))
        assert software.get(f"/api/v1/logboek?{vraag}").status_code == 400
    assert list(Regel.objects.filter(code="B112").order_by("pk").values_list("fouten", flat=True)) == [
        "B112 na", "B112 limiet", "B112 na",
    ]  # fmt: skip


def test_who_may_not_look_is_in_the_log_too(wereld: Wereld) -> None:
    for pad in ("/api/v1/logboek", "/api/v1/logboek/correcties", "/api/v1/mogelijkheden"):
        wereld.software("systeem-zonder-autorisatie").get(pad)
    assert [(regel.handeling, regel.code) for regel in Regel.objects.filter(code="D203")] == [
        ("aanroep_geweigerd", "D203")
    ]


def test_what_leaves_no_trace_when_it_is_good_leaves_none(wereld: Wereld) -> None:
    voor = Regel.objects.count()
    for pad in ("/wie-ben-ik", "/api/v1/mogelijkheden", "/bestaat-niet", "/api/v1/instroom"):
        wereld.software().get(pad)
    assert Regel.objects.count() == voor
