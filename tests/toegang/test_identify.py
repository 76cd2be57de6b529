"""From a verdict on a certificate to an actor, or to the one code that says why not."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from machtigingen.foundation import BEOORDELEN, INDIENEN, RAADPLEGEN, AgbCode, DomainError, Soort, Uzovi
from machtigingen.pki import Certificaatgegevens, Uitkomst, Verdict
from machtigingen.toegang.models import Certificaat, Medewerker, Organisatie
from machtigingen.toegang.queries import identify, require, vandaag

NU = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
GEGEVENS = Certificaatgegevens(
    vingerafdruk="a" * 64,
    serienummer="17",
    soort=Soort.PERSOONLIJK,
    organisatiecode="22990001",
    organisatie="Oogkliniek Voorbeeldstad",
    naam="S. de Vries",
    uitgever="Proefuitgever",
    geldig_van=NU - timedelta(days=1),
    geldig_tot=NU + timedelta(days=1),
)
SLECHT = {
    Uitkomst.GEEN: "D101",
    Uitkomst.ONLEESBAAR: "D102",
    Uitkomst.PROFIEL_ONJUIST: "D102",
    Uitkomst.ONBEKENDE_UITGEVER: "D103",
    Uitkomst.UITGEVER_ONGELDIG: "D120",
    Uitkomst.VERLOPEN: "D104",
    Uitkomst.NOG_NIET_GELDIG: "D105",
    Uitkomst.INGETROKKEN: "D106",
    Uitkomst.INTREKKING_ONBEKEND: "D107",
}

pytestmark = pytest.mark.django_db


@pytest.fixture
def registratie() -> Certificaat:
    instantie = Organisatie.objects.create(code="22990001", naam="Oogkliniek", soort="instelling")
    return Certificaat.objects.create(
        vingerafdruk=GEGEVENS.vingerafdruk,
        organisatie=instantie,
        soort="persoonlijk",
        naam="Sanne de Vries",
        serienummer="17",
        autorisaties=[INDIENEN, RAADPLEGEN],
        geldig_tot=GEGEVENS.geldig_tot,
    )


def goed(**anders) -> Verdict:
    return Verdict(Uitkomst.GOED, replace(GEGEVENS, **anders), "")


def geweigerd(verdict: Verdict, *, verwacht: Soort = Soort.PERSOONLIJK, now: datetime = NU) -> str:
    with pytest.raises(DomainError) as fout:
        identify(verdict, verwacht=verwacht, now=now)
    return fout.value.code


def test_what_ends_before_its_last_day_says_so(registratie: Certificaat) -> None:
    """A certificate that is replaced, or of somebody who leaves: whoever is warned, is warned in time."""
    registratie.einde_at = NU + timedelta(hours=3)
    registratie.save()
    assert identify(goed(), verwacht=Soort.PERSOONLIJK, now=NU).geldig_tot == NU + timedelta(hours=3)
    mens = Medewerker.objects.create(organisatie=registratie.organisatie, naam="S", email="s@a.example")
    mens.einde_at = NU + timedelta(hours=2)
    mens.save()
    registratie.medewerker = mens
    registratie.save()
    assert identify(goed(), verwacht=Soort.PERSOONLIJK, now=NU).geldig_tot == NU + timedelta(hours=2)
    kort = GEGEVENS.geldig_van + timedelta(days=1, hours=1)
    assert identify(goed(geldig_tot=kort), verwacht=Soort.PERSOONLIJK, now=NU).geldig_tot == kort


def test_a_registered_certificate_is_an_actor(registratie: Certificaat) -> None:
    actor = identify(goed(), verwacht=Soort.PERSOONLIJK, now=NU)
    assert (actor.agb, actor.uzovi) == (AgbCode("22990001"), None)
    assert (actor.naam, actor.organisatie) == ("Sanne de Vries", "Oogkliniek")
    assert actor.autorisaties == {INDIENEN, RAADPLEGEN}
    assert (actor.certificaat, actor.geldig_tot) == (GEGEVENS.vingerafdruk, GEGEVENS.geldig_tot)
    assert actor.keten == "agb:22990001"


def test_every_outcome_but_good_has_a_code() -> None:
    assert set(SLECHT) == set(Uitkomst) - {Uitkomst.GOED}


@pytest.mark.parametrize("uitkomst", SLECHT, ids=lambda uitkomst: uitkomst.value)
@pytest.mark.parametrize("gegevens", [GEGEVENS, None], ids=["readable", "not readable"])
def test_a_certificate_that_is_not_good_is_refused_even_when_registered(
    registratie: Certificaat, uitkomst: Uitkomst, gegevens: Certificaatgegevens | None
) -> None:
    assert geweigerd(Verdict(uitkomst, gegevens, "")) == SLECHT[uitkomst]


@pytest.mark.parametrize(
    ("soort", "code"), [(Soort.PERSOONLIJK, "D201"), (Soort.SYSTEEM, "D202")], ids=lambda deel: str(deel)
)
def test_the_kind_must_be_that_of_the_door(registratie: Certificaat, soort: Soort, code: str) -> None:
    ander = Soort.SYSTEEM if soort is Soort.PERSOONLIJK else Soort.PERSOONLIJK
    assert geweigerd(goed(soort=soort), verwacht=ander) == code


def test_a_good_certificate_that_nobody_registered_is_refused(registratie: Certificaat) -> None:
    assert geweigerd(goed(vingerafdruk="b" * 64)) == "D108"


@pytest.mark.parametrize("anders", [{"organisatiecode": "06990002"}, {"soort": Soort.SYSTEEM}], ids=["code", "kind"])
def test_a_certificate_that_says_other_than_its_registration_is_refused(registratie: Certificaat, anders) -> None:
    assert geweigerd(goed(**anders), verwacht=anders.get("soort", Soort.PERSOONLIJK)) == "D206"


def test_an_instantie_may_enter_on_its_last_day_and_not_after(registratie: Certificaat) -> None:
    Organisatie.objects.update(einde_on=date(2026, 11, 24))
    assert identify(goed(), verwacht=Soort.PERSOONLIJK, now=NU)
    middernacht = datetime(2026, 11, 24, 23, 0, tzinfo=UTC)
    assert geweigerd(goed(), now=middernacht) == "D205"


def test_a_right_that_is_withdrawn_is_gone_with_the_next_request(registratie: Certificaat) -> None:
    assert identify(goed(), verwacht=Soort.PERSOONLIJK, now=NU).mag(INDIENEN)
    Certificaat.objects.update(autorisaties=[])
    assert not identify(goed(), verwacht=Soort.PERSOONLIJK, now=NU).mag(INDIENEN)


def test_an_insurer_is_known_by_its_uzovi() -> None:
    verzekeraar = Organisatie.objects.create(code="9901", naam="Voorbeeld Zorgverzekeraar", soort="verzekeraar")
    Certificaat.objects.create(
        vingerafdruk="a" * 64, organisatie=verzekeraar, soort="persoonlijk", naam="B", serienummer="1",
        autorisaties=[BEOORDELEN], geldig_tot=NU,
    )  # fmt: skip
    actor = identify(goed(organisatiecode="9901"), verwacht=Soort.PERSOONLIJK, now=NU)
    assert (actor.agb, actor.uzovi, actor.keten) == (None, Uzovi("9901"), "uzovi:9901")


def test_nobody_decides_on_the_care_of_his_own_instantie(registratie: Certificaat) -> None:
    Certificaat.objects.update(autorisaties=[INDIENEN, RAADPLEGEN, BEOORDELEN])
    assert not identify(goed(), verwacht=Soort.PERSOONLIJK, now=NU).mag(BEOORDELEN)


@pytest.mark.parametrize(
    ("autorisaties", "gevraagd", "code"),
    [
        ([INDIENEN, RAADPLEGEN], INDIENEN, None),
        ([RAADPLEGEN], RAADPLEGEN, None),
        ([RAADPLEGEN], INDIENEN, "D204"),
        ([], INDIENEN, "D203"),
        ([], RAADPLEGEN, "D203"),
        ([INDIENEN, RAADPLEGEN], BEOORDELEN, "D203"),
    ],
    ids=lambda deel: str(deel),
)
def test_a_right_is_there_or_its_absence_has_a_code(registratie: Certificaat, autorisaties, gevraagd, code) -> None:
    Certificaat.objects.update(autorisaties=autorisaties)
    actor = identify(goed(), verwacht=Soort.PERSOONLIJK, now=NU)
    if code is None:
        require(actor, gevraagd)
        return
    with pytest.raises(DomainError) as fout:
        require(actor, gevraagd)
    assert fout.value.code == code


def test_today_is_the_day_in_the_netherlands() -> None:
    assert vandaag(datetime(2026, 11, 24, 22, 59, tzinfo=UTC)) == date(2026, 11, 24)
    assert vandaag(datetime(2026, 11, 24, 23, 0, tzinfo=UTC)) == date(2026, 11, 25)
    assert vandaag(datetime(2026, 6, 24, 22, 0, tzinfo=UTC)) == date(2026, 6, 25)


@pytest.mark.parametrize(
    ("uitkomst", "zin"),
    [
        (Uitkomst.VERLOPEN, "De einddatum 25-11-2026 van dit certificaat is voorbij."),
        (Uitkomst.NOG_NIET_GELDIG, "U kunt het gebruiken vanaf de begindatum 23-11-2026 van het certificaat."),
    ],
    ids=lambda deel: getattr(deel, "value", ""),
)
def test_the_text_names_the_day_that_is_the_trouble(uitkomst: Uitkomst, zin: str) -> None:
    with pytest.raises(DomainError) as fout:
        identify(Verdict(uitkomst, GEGEVENS, ""), verwacht=Soort.PERSOONLIJK, now=NU)
    assert zin in fout.value.fouten[0].melding


def test_an_ended_instantie_is_told_since_when(registratie: Certificaat) -> None:
    Organisatie.objects.update(einde_on=date(2025, 12, 31))
    with pytest.raises(DomainError) as fout:
        identify(goed(), verwacht=Soort.PERSOONLIJK, now=NU)
    assert "31-12-2025" in fout.value.fouten[0].melding


def test_of_a_revoked_certificate_whose_days_are_over_both_are_said() -> None:
    verdict = Verdict(Uitkomst.INGETROKKEN, replace(GEGEVENS, geldig_tot=NU - timedelta(seconds=1)), "")
    with pytest.raises(DomainError) as fout:
        identify(verdict, verwacht=Soort.PERSOONLIJK, now=NU)
    assert [een.code for een in fout.value.fouten] == ["D106", "D104"]
