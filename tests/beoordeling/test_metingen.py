"""The figures of an insurer, out of the storage: its own only, from what stands open, in two queries."""

from datetime import UTC, date, datetime, timedelta

import pytest
from beoordeling.rijen import besluit, verzoek, verzonden
from django.db import connection
from django.test.utils import CaptureQueriesContext

from machtigingen.aanvragen.queries import VERZEGELD
from machtigingen.audit.models import Regel
from machtigingen.beoordeling.cijfers import Afloop, Cijfers, Periode
from machtigingen.beoordeling.metingen import find_figures, package_without_version
from machtigingen.foundation import DomainError

NU = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
MAANDAG = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
PERIODE = Periode.last_year(NU.date())
DAG = timedelta(days=1)


def cijfers(als, naam: str = "beoordelaar-9901", **anders) -> Cijfers:
    return find_figures(actor=als(naam), now=NU, **({"periode": PERIODE} | anders))


def test_each_status_comes_out_as_what_it_means(als) -> None:
    for status in ("ingediend", "in_behandeling", "informatie_gevraagd", "aangevuld", "ingetrokken"):
        verzonden(MAANDAG, status=status)
    for status in ("goedgekeurd", "gedeeltelijk_goedgekeurd", "afgewezen", "niet_nodig"):
        besluit(verzonden(MAANDAG, status=status), MAANDAG + DAG, status=status)
    assert cijfers(als).totaal.per_afloop == {
        Afloop.OPEN: 4,
        Afloop.INGETROKKEN: 1,
        Afloop.GOEDGEKEURD: 1,
        Afloop.GEDEELTELIJK_GOEDGEKEURD: 1,
        Afloop.AFGEWEZEN: 1,
        Afloop.NIET_NODIG: 1,
    }


def test_a_machtiging_that_ended_was_granted(als) -> None:
    besluit(verzonden(MAANDAG, status="beeindigd"), MAANDAG, status="gedeeltelijk_goedgekeurd")
    assert cijfers(als).totaal.per_afloop == {Afloop.GEDEELTELIJK_GOEDGEKEURD: 1}


def test_what_was_opened_again_is_open(als) -> None:
    besluit(verzonden(MAANDAG, status="in_behandeling"), MAANDAG, status="afgewezen", door_regel=True)
    telling = cijfers(als).totaal
    assert (telling.per_afloop, telling.vanzelf, telling.doorlooptijd.aantal) == ({Afloop.OPEN: 1}, 0, 0)


def test_of_two_besluiten_the_last_says_what_and_the_first_says_when(als) -> None:
    aanvraag = verzonden(MAANDAG, status="goedgekeurd")
    besluit(aanvraag, MAANDAG + DAG, status="afgewezen", door_regel=True)
    besluit(aanvraag, MAANDAG + 9 * DAG, status="goedgekeurd")
    telling = cijfers(als).totaal
    assert (telling.per_afloop, telling.vanzelf) == ({Afloop.GOEDGEKEURD: 1}, 0)
    assert telling.doorlooptijd.per_dag == {1: 1}


def test_the_days_of_waiting_for_answers_are_left_out(als) -> None:
    aanvraag = verzonden(MAANDAG, status="goedgekeurd")
    verzoek(aanvraag, MAANDAG + DAG, MAANDAG + 3 * DAG)
    verzoek(aanvraag, MAANDAG + 7 * DAG, MAANDAG + 8 * DAG)
    besluit(aanvraag, MAANDAG + 9 * DAG)
    assert cijfers(als).totaal.doorlooptijd.per_dag == {7 - 3: 1}


def test_overdue_is_what_stands_open_after_its_last_day(als) -> None:
    verzonden(MAANDAG, termijn_tot_on=date(2026, 11, 23))
    verzonden(MAANDAG, termijn_tot_on=date(2026, 11, 24))
    verzonden(MAANDAG, status="informatie_gevraagd", termijn_tot_on=None)
    assert cijfers(als).totaal.te_laat == 1


def test_the_versions_of_a_package_count_together(als) -> None:
    for pakket in ("DemoOog 5.2", "DemoOog 5.3", ""):
        verzonden(MAANDAG, softwarepakket=pakket)
    assert {naam: groep.ingediend for naam, groep in cijfers(als).per_softwarepakket.items()} == {"DemoOog": 2, "": 1}


@pytest.mark.parametrize(
    ("pakket", "naam"),
    [
        ("DemoOog 5.2", "DemoOog"),
        ("Demo Dent v2026-1", "Demo Dent"),
        ("Dent 3000 7.1", "Dent 3000"),
        ("Tandarts Pro", "Tandarts Pro"),
        ("5.2", "5.2"),
        ("", ""),
    ],
)
def test_a_last_word_with_a_digit_is_the_version(pakket: str, naam: str) -> None:
    assert package_without_version(pakket) == naam


def test_the_period_goes_from_its_first_moment_to_its_last_in_the_netherlands(als) -> None:
    for moment in ("2026-10-31T22:59:59", "2026-10-31T23:00:00", "2026-11-30T22:59:59", "2026-11-30T23:00:00"):
        verzonden(datetime.fromisoformat(f"{moment}+00:00"))
    november = Periode(van=date(2026, 11, 1), tot=date(2026, 11, 30))
    assert cijfers(als, periode=november).totaal.ingediend == 2


def test_one_formulier_can_be_asked_for(als) -> None:
    verzonden(MAANDAG)
    verzonden(MAANDAG, formulier_code="M01")
    assert list(cijfers(als, formulier="M01").per_formulier) == ["M01"]


def test_another_insurer_has_its_own_figures(als) -> None:
    verzonden(MAANDAG)
    verzonden(MAANDAG, uzovi="9902", formulier_code="M01")
    assert list(cijfers(als).per_formulier) == ["X02"]
    assert list(cijfers(als, "beoordelaar-9902").per_formulier) == ["M01"]


def test_a_concept_is_nobodys_business_but_of_the_instantie(als) -> None:
    aanvraag = verzonden(MAANDAG, status="concept", aanvraagnummer=None)
    type(aanvraag).objects.update(ingediend_at=None)
    assert cijfers(als).totaal.ingediend == 0


@pytest.mark.parametrize("naam", ["persoonlijk-goed", "persoonlijk-raadplegen", "systeem-goed"])
def test_an_instantie_gets_none(als, naam: str) -> None:
    with pytest.raises(DomainError) as fout:
        cijfers(als, naam)
    assert fout.value.code == "D203"
    assert not Regel.objects.filter(handeling="cijfers_bekeken").exists()


def test_looking_is_recorded(als) -> None:
    cijfers(als)
    assert Regel.objects.get(keten="uzovi:9901", handeling="cijfers_bekeken").actor == "B. Ordelaar"


def test_two_queries_do_and_none_asks_for_what_is_sealed(als) -> None:
    for dag in range(5):
        aanvraag = verzonden(MAANDAG + dag * DAG, status="goedgekeurd")
        verzoek(aanvraag, MAANDAG + dag * DAG, MAANDAG + (dag + 1) * DAG)
        besluit(aanvraag, MAANDAG + (dag + 2) * DAG)
    actor = als("beoordelaar-9901")
    with CaptureQueriesContext(connection) as vragen:
        find_figures(actor=actor, now=NU, periode=PERIODE)
    of_er_iets_staat = '"aanvragen_informatieverzoek"."antwoorden" IS NULL'
    gevraagd = [vraag["sql"].replace(of_er_iets_staat, "") for vraag in vragen if "aanvragen_aanvraag" in vraag["sql"]]
    assert len(gevraagd) == 2
    verzegeld = {*VERZEGELD, "toelichting", "regels", "vragen", "gegevens"}
    assert not [kolom for kolom in verzegeld for sql in gevraagd if f'"{kolom}"' in sql]
