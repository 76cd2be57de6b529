"""Whatever was granted, withdrawn, ended and stopped, in whatever order: `identify` gives no right that the last word
does not give."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from voluit import keer

from machtigingen.foundation import Actor, DomainError, Soort
from machtigingen.pki import Certificaatgegevens, Uitkomst, Verdict
from machtigingen.toegang import beheer, noodstop
from machtigingen.toegang.models import Certificaat, Medewerker, Organisatie
from machtigingen.toegang.queries import identify

pytestmark = pytest.mark.django_db

NU = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
AGB = "22990001"
GEGEVENS = Certificaatgegevens(
    vingerafdruk="", serienummer="", soort=Soort.PERSOONLIJK, organisatiecode=AGB, organisatie="O", naam="N",
    uitgever="U", geldig_van=NU - timedelta(days=1), geldig_tot=NU + timedelta(days=400),
)  # fmt: skip
WIE = ("baas", "een", "twee", "epd")
RECHTEN = ("indienen", "raadplegen", "beheren")

Daad = tuple[str, str, str]
DADEN = st.lists(
    st.tuples(
        st.sampled_from(
            ("geef", "neem", "contact", "geen_contact", "einde", "uit_dienst", "stop", "los", "slot", "op")
        ),
        st.sampled_from(WIE),
        st.sampled_from(RECHTEN),
    ),
    max_size=14,
)


class Woord:
    """What was said last, kept beside the portal in plain sets."""

    def __init__(self) -> None:
        self.rechten: dict[str, set[str]] = {wie: set() for wie in WIE}
        self.contact, self.weg, self.stil, self.slot = {"baas"}, set[str](), set[str](), set[str]()

    def mag(self, wie: str) -> set[str]:
        if wie in self.weg | self.stil | self.slot:
            return set()
        return self.rechten[wie] | ({"beheren"} if wie in self.contact else set())

    def hoort(self, daad: str, wie: str, recht: str) -> None:
        match daad:
            case "geef":
                self.rechten[wie] |= {recht, "raadplegen"}
            case "neem":
                self.rechten[wie] -= {recht} | ({"indienen"} if recht == "raadplegen" else set())
            case "contact":
                self.contact.add(wie)
            case "geen_contact":
                self.contact.discard(wie)
            case "einde":
                self.weg.add(wie)
            case "uit_dienst":
                self.weg.add(wie)
                self.contact.discard(wie)
            case "stop":
                self.stil.add(wie)
            case "los":
                self.stil.discard(wie)
            case "slot":
                self.slot.add(wie)
            case "op":
                self.slot.discard(wie)


class Huis:
    """One instantie with a contactpersoon, two colleagues and their software."""

    def __init__(self) -> None:
        instantie = Organisatie.objects.create(code=AGB, naam="Oogkliniek", soort="instelling")
        self.mens, self.kaart = dict[str, int](), dict[str, int]()
        for nummer, wie in enumerate(WIE, start=1):
            software = wie == "epd"
            mens = None if software else Medewerker.objects.create(
                organisatie=instantie, naam=wie, email=f"{wie}@a.nl", contact=1 if wie == "baas" else None
            )  # fmt: skip
            kaart = Certificaat.objects.create(
                vingerafdruk=wie, organisatie=instantie, medewerker=mens, serienummer=f"a{nummer}", naam=wie,
                soort="systeem" if software else "persoonlijk", geldig_tot=GEGEVENS.geldig_tot,
            )  # fmt: skip
            self.mens[wie], self.kaart[wie] = mens.pk if mens else 0, kaart.pk

    def komt(self, wie: str) -> Actor:
        soort = Soort.SYSTEEM if wie == "epd" else Soort.PERSOONLIJK
        nummer = f"a{WIE.index(wie) + 1}"
        gegevens = replace(GEGEVENS, vingerafdruk=wie, serienummer=nummer, soort=soort)
        return identify(Verdict(Uitkomst.GOED, gegevens, ""), verwacht=soort, now=NU, adres="192.0.2.1")

    def mag(self, wie: str) -> set[str]:
        try:
            return set(self.komt(wie).autorisaties)
        except DomainError:
            return set()

    def doe(self, daad: str, wie: str, recht: str) -> None:
        """By whoever manages now. Raises DomainError for what is refused."""
        kaart, mens, nummer = self.kaart[wie], self.mens[wie], f"a{WIE.index(wie) + 1}"
        if daad == "stop":
            noodstop.block(soort="serienummer", waarde=nummer, reden="proef", actor=None, now=NU)
            return
        if daad == "los":
            noodstop.lift(soort="serienummer", waarde=nummer, actor=None, now=NU)
            return
        if daad == "slot":
            if not mens:
                raise DomainError.one("T103")
            Medewerker.objects.filter(pk=mens).update(geblokkeerd_at=NU)
            return
        baas = next((een for een in WIE if "beheren" in self.mag(een)), "baas")
        wat = {"actor": self.komt(baas), "now": NU}
        match daad:
            case "geef":
                beheer.grant(**wat, certificaat=kaart, autorisatie=recht)
            case "neem":
                beheer.withdraw(**wat, certificaat=kaart, autorisatie=recht)
            case "contact":
                beheer.set_contact(**wat, medewerker=mens, rang=2)
            case "geen_contact":
                beheer.set_contact(**wat, medewerker=mens, rang=None)
            case "einde":
                beheer.end_certificaat(**wat, certificaat=kaart, reden="proef")
            case "uit_dienst":
                beheer.end_medewerker(**wat, medewerker=mens)
            case "op":
                beheer.unlock(**wat, medewerker=mens)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=keer(40, 1500))
@given(DADEN)
def test_nobody_ever_has_a_right_that_the_last_word_does_not_give(db: None, daden: list[Daad]) -> None:
    with transaction.atomic():
        huis, woord = Huis(), Woord()
        for daad in daden:
            try:
                huis.doe(*daad)
            except DomainError:
                pass
            else:
                woord.hoort(*daad)
            assert {wie: huis.mag(wie) for wie in WIE} == {wie: woord.mag(wie) for wie in WIE}, daad
            assert Medewerker.objects.filter(contact__isnull=False).exists()
        transaction.set_rollback(True)
