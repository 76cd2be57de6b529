"""Who holds a good, registered certificate and may not come in after all: each is told which of these it is."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from toegang.test_identify import GEGEVENS, NU, goed

from machtigingen.foundation import (
    ADVISEREN,
    BEHEREN,
    BEOORDELEN,
    INDIENEN,
    PORTAALBEHEER,
    RAADPLEGEN,
    Actor,
    DomainError,
    Soort,
)
from machtigingen.toegang import noodstop
from machtigingen.toegang.gebruik import record_use
from machtigingen.toegang.models import Certificaat, Medewerker, Organisatie
from machtigingen.toegang.queries import identify, require

pytestmark = pytest.mark.django_db

ALLES = [INDIENEN, RAADPLEGEN, BEOORDELEN, ADVISEREN, BEHEREN, PORTAALBEHEER]


@pytest.fixture
def instantie() -> Organisatie:
    return Organisatie.objects.create(code="22990001", naam="Oogkliniek", soort="instelling")


def registreer(organisatie: Organisatie, soort: str = "systeem", **anders: Any) -> Certificaat:
    waarden = {"naam": "EPD", "serienummer": GEGEVENS.serienummer, "autorisaties": ALLES, "geldig_tot": NU} | anders
    return Certificaat.objects.create(
        vingerafdruk=GEGEVENS.vingerafdruk, organisatie=organisatie, soort=soort, **waarden
    )


def kom_binnen(soort: str = "systeem", *, now: datetime = NU, adres: str | None = "192.0.2.7", **anders: Any) -> Actor:
    return identify(goed(soort=Soort(soort), **anders), verwacht=Soort(soort), now=now, adres=adres)


def geweigerd(soort: str = "systeem", **anders: Any) -> str:
    with pytest.raises(DomainError) as fout:
        kom_binnen(soort, **anders)
    return fout.value.code


@pytest.mark.parametrize("adres", ["198.51.100.1", "192.0.3.1", "", "geen adres", "2001:db8::1"])
def test_software_calls_from_a_registered_address_or_not_at_all(instantie: Organisatie, adres: str) -> None:
    registreer(instantie, adressen=["192.0.2.0/24", "203.0.113.9"])
    assert geweigerd(adres=adres) == "D109"
    for wel in ("192.0.2.7", "203.0.113.9", "::ffff:192.0.2.7"):
        assert kom_binnen(adres=wel).adres == wel


def test_without_addresses_software_may_call_from_anywhere_unless_the_operator_wants_them(
    instantie: Organisatie, settings: Any
) -> None:
    registreer(instantie)
    assert kom_binnen()
    settings.MACHTIGINGEN_ADRESSEN_VERPLICHT = True
    assert geweigerd() == "D109"
    assert kom_binnen(adres=None), "who only tries a certificate calls from nowhere"


def test_a_person_may_log_in_from_anywhere(instantie: Organisatie, settings: Any) -> None:
    settings.MACHTIGINGEN_ADRESSEN_VERPLICHT = True
    registreer(instantie, "persoonlijk", adressen=["192.0.2.0/24"])
    assert kom_binnen("persoonlijk", adres="198.51.100.1")


@pytest.mark.parametrize(("soort", "waarde"), [("serienummer", "00:17"), ("organisatie", "22990001")])
def test_what_the_operator_stopped_stays_out_until_it_is_let_go(
    instantie: Organisatie, soort: str, waarde: str
) -> None:
    registreer(instantie)
    assert noodstop.block(soort=soort, waarde=waarde, reden="gelekt", actor=None, now=NU).bekend
    assert geweigerd() == "D110"
    assert noodstop.lift(soort=soort, waarde=waarde, actor=None, now=NU)
    assert kom_binnen()


def test_of_another_nothing_is_stopped(instantie: Organisatie) -> None:
    registreer(instantie)
    for soort, waarde in (("serienummer", "18"), ("organisatie", "22990002"), ("organisatie", "9901")):
        noodstop.block(soort=soort, waarde=waarde, reden="gelekt", actor=None, now=NU)
    assert kom_binnen()


def test_a_tussenpartij_may_do_nothing_here(instantie: Organisatie) -> None:
    Organisatie.objects.update(soort="tussenpartij")
    registreer(instantie)
    assert geweigerd() == "D112"


def test_an_agreement_begins_on_its_first_day(instantie: Organisatie) -> None:
    Organisatie.objects.update(begin_on=date(2026, 11, 25))
    registreer(instantie)
    assert geweigerd() == "D207"
    assert kom_binnen(now=datetime(2026, 11, 24, 23, 0, tzinfo=UTC)), "in the Netherlands it is that day"


def test_an_ended_certificate_works_until_that_moment(instantie: Organisatie) -> None:
    registreer(instantie, einde_at=NU)
    assert kom_binnen(now=NU - timedelta(seconds=1))
    assert geweigerd() == "D113"


@pytest.mark.parametrize(
    ("einde_at", "dag"),
    [
        (datetime(2026, 11, 23, 23, tzinfo=UTC), "23-11-2026"),  # midnight in the Netherlands: it worked until then
        (datetime(2026, 11, 23, 23, 0, 1, tzinfo=UTC), "24-11-2026"),
    ],
)
def test_the_day_that_is_named_is_the_last_one_on_which_it_worked(
    instantie: Organisatie, einde_at: datetime, dag: str
) -> None:
    registratie = registreer(instantie, "persoonlijk", einde_at=einde_at)
    with pytest.raises(DomainError) as fout:
        kom_binnen("persoonlijk", now=einde_at)
    assert (fout.value.code, fout.value.fouten[0].gegevens["datum"]) == ("D113", dag)
    registratie.medewerker = Medewerker.objects.create(
        organisatie=instantie, naam="S. de Vries", email="s@a.nl", einde_at=einde_at
    )
    registratie.einde_at = None
    registratie.save()
    with pytest.raises(DomainError) as fout:
        kom_binnen("persoonlijk", now=einde_at)
    assert (fout.value.code, fout.value.fouten[0].gegevens["datum"]) == ("D114", dag)


def test_who_no_longer_works_there_and_who_is_locked_are_told_so(instantie: Organisatie) -> None:
    mens = Medewerker.objects.create(organisatie=instantie, naam="S. de Vries", email="s@a.nl", geblokkeerd_at=NU)
    registreer(instantie, "persoonlijk", medewerker=mens)
    assert geweigerd("persoonlijk") == "D111"
    Medewerker.objects.update(einde_at=NU)
    assert geweigerd("persoonlijk") == "D114"
    Medewerker.objects.update(einde_at=None, geblokkeerd_at=None)
    assert kom_binnen("persoonlijk").medewerker == mens.pk


@pytest.mark.parametrize(
    ("soort", "contact", "mens", "software"),
    [
        ("praktijk", None, {INDIENEN, RAADPLEGEN}, {INDIENEN, RAADPLEGEN}),
        ("instelling", 1, {INDIENEN, RAADPLEGEN, BEHEREN}, {INDIENEN, RAADPLEGEN}),
        ("verzekeraar", None, {BEOORDELEN, ADVISEREN, BEHEREN}, {BEOORDELEN}),
        ("portaalbeheer", None, {PORTAALBEHEER}, set()),
    ],
)
def test_of_all_rights_a_certificate_gets_those_of_its_kind_at_its_organisation(
    instantie: Organisatie, soort: str, contact: int | None, mens: set[str], software: set[str]
) -> None:
    Organisatie.objects.update(soort=soort)
    wie = Medewerker.objects.create(organisatie=instantie, naam="M", email="m@a.nl", contact=contact)
    registreer(instantie, "persoonlijk", medewerker=wie)
    assert kom_binnen("persoonlijk").autorisaties == mens
    Certificaat.objects.all().delete()
    registreer(instantie)
    assert kom_binnen().autorisaties == software


def test_who_does_not_manage_is_told_who_does(instantie: Organisatie) -> None:
    registreer(instantie, "persoonlijk")
    with pytest.raises(DomainError) as fout:
        require(kom_binnen("persoonlijk"), BEHEREN)
    assert fout.value.code == "D208"


def test_first_and_last_use_are_written_once_an_hour_or_from_another_address(
    instantie: Organisatie, django_assert_num_queries: Any
) -> None:
    def bel(uren: float, adres: str = "192.0.2.7") -> tuple[bool, tuple[Any, ...]]:
        actor = kom_binnen(now=NU + timedelta(hours=uren), adres=adres)
        if actor.te_noteren:
            record_use(actor, now=NU + timedelta(hours=uren))
        rij = Certificaat.objects.values_list("gestart_at", "laatst_gebruikt_at", "laatst_adres").get()
        return actor.te_noteren, rij

    registreer(instantie)
    assert bel(0) == (True, (NU, NU, "192.0.2.7"))
    assert bel(0.9) == (False, (NU, NU, "192.0.2.7"))
    assert bel(0.9, "192.0.2.8") == (True, (NU, NU + timedelta(hours=0.9), "192.0.2.8"))
    assert bel(1.9, "192.0.2.8") == (True, (NU, NU + timedelta(hours=1.9), "192.0.2.8"))
    with django_assert_num_queries(1):
        kom_binnen(now=NU + timedelta(hours=2), adres="192.0.2.8")
