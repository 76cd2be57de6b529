"""The letter to the insured about a last day that was set after the besluit: which day, why, and how to object."""

from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO
from uuid import UUID

import pytest
from levensloop.conftest import Balie
from oordelen import heel
from pypdf import PdfReader

from machtigingen.aanvragen import afsluiting, besluiten, besluitwoorden
from machtigingen.aanvragen.models import Aanvraag, Besluit
from machtigingen.aanvragen.queries import besluit_of
from machtigingen.formulieren.afspraken import afspraken
from machtigingen.ui.eindebrieven import eindebrief_van, eindes_of


@pytest.fixture
def toegekend(balie: Balie) -> Aanvraag:
    aanvraag = balie.verstuurd()
    return besluiten.decide(actor=balie.beoordelaar, now=balie.now, aanvraag_id=aanvraag.id, oordeel=heel(True))


def brieven(balie: Balie, id_: UUID) -> list[str]:
    """The letters as they are made now, each in one line."""
    aanvraag = Aanvraag.objects.get(pk=id_)
    besluit = besluit_of(aanvraag)
    assert besluit is not None
    pdfs = [PdfReader(BytesIO(eindebrief_van(aanvraag, besluit, een, now=balie.now))) for een in eindes_of(aanvraag)]
    return [" ".join(" ".join(blad.extract_text() for blad in pdf.pages).split()) for pdf in pdfs]


def zet(balie: Balie, aanvraag: Aanvraag, einde: date, reden: str = "De polis stopt.", *, na: int = 0) -> None:
    now = balie.now + timedelta(days=na)
    afsluiting.set_end(actor=balie.beoordelaar, now=now, aanvraag_id=aanvraag.id, einde=einde, reden=reden)


def test_it_says_until_when_it_holds_now_and_why(balie: Balie, toegekend: Aanvraag) -> None:
    zet(balie, toegekend, date(2026, 12, 31), na=3)
    (tekst,) = brieven(balie, toegekend.pk)
    for woorden in (
        "Voorbeeld Zorgverzekeraar",
        "Geachte J. Jansen-Voorbeeld,",
        "Datum 27 november 2026",
        f"Aanvraagnummer {toegekend.aanvraagnummer}",
        f"Machtigingsnummer {toegekend.machtigingsnummer}",
        "Op 24 november 2026 gaven wij toestemming voor deze behandeling.",
        "Oogkliniek Voorbeeldstad had daarom gevraagd.",
        "De toestemming geldt tot en met 31 december 2026.",
        "In ons besluit stond: tot en met 1 november 2027.",
        "Wat wij hierover aan uw zorgverlener schreven De polis stopt.",
        "Bent u het niet eens met ons besluit?",
        "6 weken",
    ):
        assert woorden in tekst


def test_a_last_day_before_the_first_says_that_it_never_holds(balie: Balie, toegekend: Aanvraag) -> None:
    zet(balie, toegekend, date(2026, 11, 1))
    (tekst,) = brieven(balie, toegekend.pk)
    assert "De toestemming geldt op geen enkele dag." in tekst
    assert "1 november 2026" not in tekst


def test_each_last_day_has_its_own_letter_also_after_the_care_was_not_given(balie: Balie, toegekend: Aanvraag) -> None:
    zet(balie, toegekend, date(2026, 12, 31))
    zet(balie, toegekend, date(2027, 1, 31), "Toch een maand langer.")
    wie = {"actor": balie.indiener, "now": balie.now, "aanvraag_id": toegekend.id}
    afsluiting.report_not_done(**wie, reden="De patiënt ziet ervan af.")
    eerste, tweede = brieven(balie, toegekend.pk)
    assert "De polis stopt." in eerste and "31 december 2026" in eerste
    assert "Toch een maand langer." in tweede and "31 januari 2027" in tweede
    assert "ziet ervan af" not in eerste + tweede


def test_how_to_object_stays_what_it_was_when_the_day_was_set(
    balie: Balie, toegekend: Aanvraag, monkeypatch: pytest.MonkeyPatch
) -> None:
    zet(balie, toegekend, date(2026, 12, 31))
    (eerst,) = brieven(balie, toegekend.pk)
    nu = replace(afspraken().van("9901", "X02"), bezwaar="Bel ons dan.")
    monkeypatch.setattr(besluitwoorden, "afspraak_of", lambda _: nu)
    Besluit.objects.update(woorden=None)
    assert brieven(balie, toegekend.pk) == [eerst]
    assert "6 weken" in eerst


def test_it_can_be_read_by_a_screen_reader(balie: Balie, toegekend: Aanvraag) -> None:
    zet(balie, toegekend, date(2026, 12, 31))
    besluit = besluit_of(toegekend)
    assert besluit is not None
    (gezet,) = eindes_of(toegekend)
    pdf = PdfReader(BytesIO(eindebrief_van(toegekend, besluit, gezet, now=balie.now)))
    wortel = pdf.trailer["/Root"]
    assert b"<pdfuaid:part>1</pdfuaid:part>" in wortel["/Metadata"].get_data()
    assert wortel["/Lang"] == "nl"
    assert len(pdf.pages) == 1
    assert pdf.metadata is not None
    assert pdf.metadata.title == "Einddatum van de toestemming voor uw behandeling: Correctie van het bovenooglid"


def test_an_end_that_was_taken_back_has_a_letter_with_the_day_that_holds_again(
    balie: Balie, toegekend: Aanvraag
) -> None:
    zet(balie, toegekend, date(2026, 11, 10), "Tikfout.")
    zet(balie, toegekend, date(2027, 11, 1), "De einddatum was een tikfout.")
    tweede = brieven(balie, toegekend.pk)[1]
    assert "Schreven wij u daarna over een andere einddatum? Die geldt niet meer." in tweede
    assert "De toestemming geldt weer tot en met 1 november 2027, zoals in ons besluit stond." in tweede
    assert "De einddatum was een tikfout." in tweede
