"""A wrong name or address is put right, and who left comes back: the same person, with all that went before."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from toegang.test_beheer import OOG, Als, als, cert, geweigerd

from machtigingen.audit.models import Regel
from machtigingen.foundation import DomainError
from machtigingen.toegang import beheer
from machtigingen.toegang.gegevens import Gegevens, revise_medewerker
from machtigingen.toegang.models import Certificaat, Medewerker

__all__ = ["als"]
SANNE = Gegevens(naam="S. de Vries", email="s.devries@oogkliniek.example")
NIEUW = {"naam": "Sanne de Vries-Bos", "email": "S.deVriesBos@Oogkliniek.example"}


@pytest.fixture
def wie(als: Als) -> Medewerker:
    return Medewerker.objects.get(pk=als("persoonlijk-goed").medewerker)


@pytest.fixture
def wat(als: Als, wie: Medewerker, bevroren: datetime) -> dict[str, Any]:
    return {"actor": als(OOG), "now": bevroren, "medewerker": wie.pk}


def test_a_name_and_an_address_are_corrected_and_the_trail_says_which(als: Als, wat, wie: Medewerker) -> None:
    revise_medewerker(**wat, **NIEUW, gezien=SANNE)
    wie.refresh_from_db()
    assert (wie.naam, wie.email) == ("Sanne de Vries-Bos", "s.devriesbos@oogkliniek.example")
    assert als("persoonlijk-goed").naam == "Sanne de Vries-Bos"
    regel = Regel.objects.latest("pk")
    assert (regel.handeling, regel.onderwerp, regel.reden) == (
        "medewerker_gewijzigd", f"medewerker:{wie.pk}", "naam, e-mailadres",
    )  # fmt: skip
    voor = Regel.objects.count()
    revise_medewerker(**wat, **NIEUW, gezien=SANNE)
    assert Regel.objects.count() == voor, "the same again changes nothing"


@pytest.mark.parametrize(
    "gezien", [replace(SANNE, naam="S. de Vrie"), replace(SANNE, email="s@a.example"), replace(SANNE, werkt=False)]
)
def test_what_a_colleague_changed_meanwhile_is_not_lost(wat, gezien: Gegevens) -> None:
    assert geweigerd(revise_medewerker, **wat, **NIEUW, gezien=gezien) == "T117"


def test_on_a_page_of_before_nobody_brings_back_who_left(wat) -> None:
    beheer.end_medewerker(**wat)
    assert geweigerd(revise_medewerker, **wat, **NIEUW, gezien=SANNE) == "T117"


@pytest.mark.parametrize(
    ("anders", "code"),
    [
        ({"naam": ""}, "T105"),
        ({"naam": "x" * 121}, "T105"),
        ({"naam": "999911004"}, "T105"),
        ({"email": "geen adres"}, "T105"),
        ({"email": "R.Bakker@oogkliniek.example"}, "T104"),
    ],
)
def test_it_has_to_be_a_name_and_an_address_of_ones_own(wat, anders: dict[str, str], code: str) -> None:
    assert geweigerd(revise_medewerker, **wat, **NIEUW | anders, gezien=SANNE) == code


def test_who_comes_back_is_the_same_person_without_the_old_ways_in(als: Als, wat, wie, bevroren: datetime) -> None:
    oud = cert(als, "persoonlijk-goed")
    Medewerker.objects.filter(pk=wie.pk).update(factor_gezet_at=bevroren)
    beheer.end_medewerker(**wat)
    later = wat | {"now": bevroren + timedelta(days=90)}
    assert geweigerd(beheer.add_medewerker, actor=wat["actor"], now=bevroren, naam="X", email=SANNE.email) == "T104"
    revise_medewerker(**later, naam=SANNE.naam, email=SANNE.email, gezien=replace(SANNE, werkt=False))
    wie.refresh_from_db()
    assert (wie.einde_at, wie.factor_gezet_at) == (None, None)
    assert Certificaat.objects.get(pk=oud).einde_at == bevroren, "that it ended, and when, stays"
    with pytest.raises(DomainError, match="D113"):
        als("persoonlijk-goed")
    assert (Regel.objects.latest("pk").handeling, Regel.objects.latest("pk").reden) == ("medewerker_terug", "")


def test_a_certificate_that_only_its_holder_kept_closed_stays_closed(als: Als, wat, wie, bevroren: datetime) -> None:
    """Who left by the word of the operator: of the certificate itself nobody said that it ends."""
    oud, toen = cert(als, "persoonlijk-goed"), bevroren - timedelta(days=2)
    Medewerker.objects.filter(pk=wie.pk).update(einde_at=toen)
    revise_medewerker(**wat, naam=SANNE.naam, email=SANNE.email, gezien=replace(SANNE, werkt=False))
    assert Certificaat.objects.get(pk=oud).einde_at == toen
    with pytest.raises(DomainError, match="D113"):
        als("persoonlijk-goed")


@pytest.mark.parametrize("door", ["contactpersoon-andere-instantie", "persoonlijk-goed", "systeem-goed"])
def test_nobody_else_changes_who_somebody_is(als: Als, wat, door: str) -> None:
    code = "T103" if door == "contactpersoon-andere-instantie" else "D208"
    assert geweigerd(revise_medewerker, **wat | {"actor": als(door)}, **NIEUW, gezien=SANNE) == code
