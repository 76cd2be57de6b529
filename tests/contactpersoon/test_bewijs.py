"""The aansluitbewijs says yes of one certificate that can do all of it, and prints that one."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from conftest import NU
from reis import tekst
from wereld import Beller

from contactpersoon.conftest import maak_contactpersoon, software
from machtigingen.doors.beheer import bewijs
from machtigingen.papier import Aansluitbewijs
from machtigingen.toegang.models import Certificaat, Medewerker

BEWIJS = "/beheer/aansluitbewijs.pdf"
GEBRUIKT: dict[str, Any] = {"gestart_at": NU, "laatst_gebruikt_at": NU, "laatst_adres": "127.0.0.1"}


@pytest.fixture
def gedrukt(contactpersoon: Beller, monkeypatch: pytest.MonkeyPatch) -> list[Aansluitbewijs]:
    """What went onto paper, of an organisation of which all is ready."""
    op_papier: list[Aansluitbewijs] = []
    monkeypatch.setattr(bewijs, "to_paper", lambda een: op_papier.append(een) or b"%PDF-")
    Certificaat.objects.filter(pk=software().pk).update(adressen=["127.0.0.1"], **GEBRUIKT)
    maak_contactpersoon(contactpersoon, "S. de Vries", "2")
    return op_papier


def _renewed(einde_at: datetime = NU + timedelta(days=30), **waarden: Any) -> tuple[Certificaat, Certificaat]:
    """The certificate of before, and the one that took its place."""
    oud = software()
    Certificaat.objects.filter(pk=oud.pk).update(einde_at=einde_at, einde_reden="vervangen")
    gewoon = {"autorisaties": oud.autorisaties, "adressen": oud.adressen, "geldig_tot": oud.geldig_tot}
    nieuw = Certificaat.objects.create(
        vingerafdruk="n" * 64, serienummer="4d2", naam="nieuw", soort="systeem", organisatie=oud.organisatie,
        vervangt=oud,
        **gewoon | waarden,
    )  # fmt: skip
    return oud, nieuw


def test_the_certificate_that_took_over_is_printed_once_it_works(contactpersoon: Beller, gedrukt) -> None:
    oud, nieuw = _renewed()
    assert contactpersoon.get(BEWIJS).status_code == 200
    Certificaat.objects.filter(pk=nieuw.pk).update(**GEBRUIKT)
    assert contactpersoon.get(BEWIJS).status_code == 200
    assert [een.serienummer for een in gedrukt] == [oud.serienummer, nieuw.serienummer]
    assert gedrukt[0].geldig_tot == "24 december 2026", "no longer than it works"


def test_parts_of_two_certificates_are_no_connection(contactpersoon: Beller, gedrukt) -> None:
    oud, _ = _renewed(**GEBRUIKT, adressen=[])
    assert contactpersoon.get(BEWIJS).status_code == 200
    Certificaat.objects.filter(pk=oud.pk).update(autorisaties=[])
    nog_niet = contactpersoon.get(BEWIJS)
    assert (nog_niet.status_code, len(gedrukt)) == (409, 1)
    assert "Nog open staat Uw adressen zijn geregistreerd." in tekst(nog_niet)
    assert "5 van 6 klaar" in tekst(contactpersoon.get("/beheer/"))
    assert gedrukt[0].serienummer == oud.serienummer
    assert gedrukt[0].rechten, "what is printed may do something"


def test_an_emptied_certificate_is_never_printed(contactpersoon: Beller, gedrukt) -> None:
    _, nieuw = _renewed(einde_at=NU, **GEBRUIKT)
    Certificaat.objects.filter(pk=nieuw.pk).update(autorisaties=[], adressen=[])
    assert contactpersoon.get(BEWIJS).status_code == 409
    assert gedrukt == []


@pytest.mark.parametrize(
    ("medewerker", "certificaat"),
    [
        ({"geblokkeerd_at": NU}, {}),
        ({"einde_at": NU}, {}),
        ({}, {"gestart_at": None, "laatst_gebruikt_at": None}),
        ({}, {"geldig_tot": NU - timedelta(days=1)}),
        ({}, {"einde_at": NU}),
    ],
    ids=["locked", "left", "never used", "expired", "ended"],
)
def test_who_cannot_log_in_or_never_did_is_nobody_who_can_submit(
    contactpersoon: Beller, gedrukt, medewerker: dict[str, Any], certificaat: dict[str, Any]
) -> None:
    rijen = Certificaat.objects.filter(organisatie__code="22990001", soort="persoonlijk")
    rijen.exclude(medewerker__naam="R. Bakker").update(autorisaties=[])
    rijen.filter(medewerker__naam="R. Bakker").update(autorisaties=["indienen", "raadplegen"], **GEBRUIKT)
    assert contactpersoon.get(BEWIJS).status_code == 200
    Medewerker.objects.filter(naam="R. Bakker").update(**medewerker)
    rijen.filter(medewerker__naam="R. Bakker").update(**certificaat)
    assert "Nog open staat Een medewerker kan indienen." in tekst(contactpersoon.get(BEWIJS))
