"""A certificate turned away at the door is in the log of the instantie that it was issued for. A flood is not."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import OperationalError
from logboek.test_logboek import lees
from wereld import Wereld, bericht

from machtigingen.audit.actions import verify_all
from machtigingen.audit.models import Keten, Regel
from machtigingen.project import klok
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
    from machtigingen.toegang.models import Certificaat, Contactpersoon, Organisatie

    Certificaat.objects.all().delete()
    Contactpersoon.objects.all().delete()
    Organisatie.objects.all().delete()
    voor = Keten.objects.count()
    assert wereld.software().push(bericht()).json()["code"] == "D108"
    assert Keten.objects.count() == voor


def test_who_is_refused_is_told_why_also_while_nothing_can_be_written(wereld: Wereld, monkeypatch: Any) -> None:
    def weg(**_: Any) -> None:
        raise OperationalError("disk")

    monkeypatch.setattr(geweigerd, "record", weg)
    assert wereld.software("systeem-verlopen").push(bericht()).json()["code"] == "D104"
