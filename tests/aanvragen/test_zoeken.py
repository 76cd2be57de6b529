"""Looking for an aanvraag: by what, by whom, and what it leaves behind."""

from datetime import date, datetime, timedelta
from itertools import product

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from machtigingen_sandbox import personas
from reis import dien_in, open_link
from wereld import Wereld

from machtigingen.aanvragen.lifecycle import TOEGEKEND, Status, hoofdstatus
from machtigingen.aanvragen.models import Aanvraag
from machtigingen.aanvragen.queries import Zoekvraag, search, search_verzekerde, stand
from machtigingen.aanvragen.zoekstatus import VALT_ONDER, Zoekstatus
from machtigingen.audit.models import Regel

from .conftest import Loket

WIE = personas.GEVONDEN
PERSONAS = {
    "persoonlijk-goed": True,
    "persoonlijk-raadplegen": True,
    "systeem-goed": True,
    "persoonlijk-zonder-autorisatie": False,
    "persoonlijk-andere-instantie": False,
    "systeem-andere-instantie": False,
    "beoordelaar-9901": True,
    "beoordelaar-9902": False,
}


def gevonden(loket: Loket, *, door: str = "persoonlijk-goed", now: datetime | None = None, **zoek: object) -> list[str]:
    vraag = Zoekvraag(**zoek)  # type: ignore[arg-type]
    return [een.referentie for een in search(actor=loket.als(door), now=now or loket.now, zoekvraag=vraag)]


def over(loket: Loket, *, door: str = "persoonlijk-goed", geboortedatum: date = WIE.geboortedatum) -> list[str]:
    gezocht = search_verzekerde(actor=loket.als(door), now=loket.now, bsn=WIE.bsn, geboortedatum=geboortedatum)
    return [een.referentie for een in gezocht]


def test_the_number_finds_the_one_aanvraag(wereld: Wereld, loket: Loket) -> None:
    dien_in(wereld, wereld.mens(), referentie="een")
    dien_in(wereld, wereld.mens(), referentie="twee")
    nummer = Aanvraag.objects.get(referentie="een").aanvraagnummer
    assert gevonden(loket, aanvraagnummer=nummer) == ["een"]


def test_a_reference_is_found_by_its_beginning_whatever_its_capitals(loket: Loket) -> None:
    for referentie in ("OK-2026-1", "OK-2026-12", "XOK-2026-1", "OK_2026"):
        loket.push(referentie=referentie)
    assert sorted(gevonden(loket, referentie="ok-2026-1")) == ["OK-2026-1", "OK-2026-12"]
    assert gevonden(loket, referentie="OK_") == ["OK_2026"]
    assert gevonden(loket, referentie="%") == []


def test_the_days_are_those_in_the_netherlands_on_which_it_was_sent(wereld: Wereld, loket: Loket) -> None:
    dien_in(wereld, wereld.mens(), referentie="laat")
    loket.push(referentie="concept")
    Aanvraag.objects.filter(referentie="laat").update(ingediend_at=datetime.fromisoformat("2026-11-23T23:30:00Z"))
    dag = date(2026, 11, 24)
    assert gevonden(loket, vanaf=dag, tot=dag) == ["laat"]
    assert gevonden(loket, tot=dag - timedelta(days=1)) == []
    assert gevonden(loket, vanaf=dag + timedelta(days=1)) == []
    assert gevonden(loket, vanaf=date.min, tot=date.max) == ["laat"]


def test_the_status_is_that_of_this_moment(wereld: Wereld, loket: Loket) -> None:
    dien_in(wereld, wereld.mens(), referentie="goed")
    dien_in(wereld, wereld.mens(), referentie="wacht", mrd="3,5")
    open_link(wereld, wereld.mens(), referentie="concept")
    later = loket.now + timedelta(days=31)
    assert gevonden(loket, status=Zoekstatus.GOEDGEKEURD) == ["goed"]
    assert gevonden(loket, status=Zoekstatus.IN_BEHANDELING) == ["wacht"]
    assert gevonden(loket, status=Zoekstatus.CONCEPT) == ["concept"]
    assert gevonden(loket, status=Zoekstatus.VERVALLEN) == []
    assert gevonden(loket, now=later, status=Zoekstatus.CONCEPT) == []
    assert gevonden(loket, now=later, status=Zoekstatus.VERVALLEN) == ["concept"]


LETTERLIJK = {
    Zoekstatus.INGEDIEND: Status.INGEDIEND,
    Zoekstatus.OPGEPAKT: Status.IN_BEHANDELING,
    Zoekstatus.INFORMATIE_GEVRAAGD: Status.INFORMATIE_GEVRAAGD,
    Zoekstatus.AANGEVULD: Status.AANGEVULD,
    Zoekstatus.GEHEEL_GOEDGEKEURD: Status.GOEDGEKEURD,
    Zoekstatus.GEDEELTELIJK_GOEDGEKEURD: Status.GEDEELTELIJK_GOEDGEKEURD,
    Zoekstatus.BEEINDIGD: Status.BEEINDIGD,
}


@pytest.fixture
def van_alles(loket: Loket) -> Loket:
    """One of each status, before and after the day on which some end by themselves."""
    for nummer, (status, dagen) in enumerate(product(Status, (-1, 1)), start=261100000000):
        moment, zelf = loket.now + timedelta(days=dagen), status in (*TOEGEKEND, Status.BEEINDIGD)
        Aanvraag.objects.create(
            agb="22990001",
            uzovi="9901",
            referentie=f"{status.value} {dagen}",
            status=status.value,
            aanvraagnummer=None if status is Status.CONCEPT else str(nummer),
            created_at=loket.now,
            opened_at=loket.now,
            updated_at=loket.now,
            vervalt_at=moment,
            geldig_tot_on=moment.date() if zelf else None,
        )
    return loket


def test_every_word_and_every_specification_finds_what_stands_at_it_and_nothing_else(van_alles: Loket) -> None:
    standen = {rij.referentie: stand(rij, van_alles.now) for rij in Aanvraag.objects.all()}
    for gezocht in set(Zoekstatus) - {Zoekstatus.NIET_UITGEVOERD}:
        letterlijk = LETTERLIJK.get(gezocht)
        verwacht = {
            naam
            for naam, nu in standen.items()
            if (nu is letterlijk if letterlijk else hoofdstatus(nu).value == gezocht.value)
        }
        assert set(gevonden(van_alles, status=gezocht)) == verwacht != set()
    assert set(LETTERLIJK) | {Zoekstatus.NIET_UITGEVOERD} == set(VALT_ONDER)


def test_what_was_not_carried_out_is_found_apart_from_what_is_past_its_last_day(van_alles: Loket) -> None:
    gemeld = set(Aanvraag.objects.filter(status="beeindigd").values_list("referentie", flat=True))
    assert set(gevonden(van_alles, status=Zoekstatus.NIET_UITGEVOERD)) == gemeld
    assert set(gevonden(van_alles, status=Zoekstatus.BEEINDIGD)) > gemeld


def test_all_that_is_asked_must_hold(wereld: Wereld, loket: Loket) -> None:
    dien_in(wereld, wereld.mens(), referentie="een")
    assert gevonden(loket, referentie="een", status=Zoekstatus.AFGEWEZEN) == []


def test_a_person_is_found_by_bsn_and_birth_date_together(wereld: Wereld, loket: Loket) -> None:
    loket.push(referentie="een")
    loket.push(referentie="ander", wie=personas.STORING)
    assert over(loket) == ["een"]
    assert over(loket, geboortedatum=WIE.geboortedatum + timedelta(days=1)) == []


def test_of_each_aanvraag_that_it_showed_it_is_recorded_and_of_no_other(wereld: Wereld, loket: Loket) -> None:
    for referentie, wie in (("een", WIE), ("twee", WIE), ("ander", personas.STORING)):
        loket.push(referentie=referentie, wie=wie)
    over(loket, geboortedatum=WIE.geboortedatum + timedelta(days=1))
    assert not Regel.objects.filter(handeling="gevonden_op_bsn").exists()
    over(loket)
    gezien = Regel.objects.filter(handeling="gevonden_op_bsn").values_list("onderwerp", flat=True)
    van_hem = Aanvraag.objects.filter(referentie__in=["een", "twee"])
    assert sorted(gezien) == sorted(f"aanvraag:{een.id}" for een in van_hem)


@pytest.mark.parametrize(("naam", "vindt"), PERSONAS.items())
def test_nobody_finds_what_he_may_not_see(wereld: Wereld, loket: Loket, naam: str, vindt: bool) -> None:
    dien_in(wereld, wereld.mens(), mrd="3,5")
    nummer = Aanvraag.objects.get().aanvraagnummer
    for treffers in (gevonden(loket, door=naam, aanvraagnummer=nummer), over(loket, door=naam)):
        assert bool(treffers) is vindt


def test_that_somebody_looked_is_recorded_and_not_for_whom(loket: Loket) -> None:
    loket.push()
    gevonden(loket, referentie="2026-0001")
    over(loket)
    regels = list(Regel.objects.order_by("pk"))[-3:]
    assert [(regel.handeling, regel.onderwerp, regel.actor) for regel in regels] == [
        ("gezocht", "", "S. de Vries"),
        ("gezocht_op_bsn", "", "S. de Vries"),
        ("gevonden_op_bsn", f"aanvraag:{Aanvraag.objects.get().id}", "S. de Vries"),
    ]
    alles = " ".join(str(waarde) for regel in regels for waarde in vars(regel).values())
    assert WIE.bsn.onthul() not in alles
    assert "2026-0001" not in alles


def test_a_list_opens_nothing_sealed(loket: Loket) -> None:
    loket.push()
    gevonden = search(actor=loket.als("persoonlijk-goed"), now=loket.now, zoekvraag=Zoekvraag(referentie="2026"))
    assert {"antwoorden", "bronnen", "beslissing"} <= gevonden[0].get_deferred_fields()


@pytest.mark.parametrize(
    ("zoek", "index"),
    [
        ({"aanvraagnummer": "261124000028"}, "sqlite_autoindex_aanvragen_aanvraag_2 (aanvraagnummer=?)"),
        ({"referentie": "ok"}, "aanvraag_van_instantie (agb=?)"),
        ({}, "aanvraag_bsn (bsn_index=? AND agb=?)"),
    ],
)
def test_no_search_reads_the_whole_table(loket: Loket, zoek: dict[str, str], index: str) -> None:
    with CaptureQueriesContext(connection) as gevraagd:
        assert (gevonden(loket, **zoek) if zoek else over(loket)) == []
    plan = plan_of(gevraagd[-1]["sql"])
    assert connection.vendor != "sqlite" or f"SEARCH aanvragen_aanvraag USING INDEX {index}" in plan
    assert "Seq Scan" not in plan


def plan_of(sql: str) -> str:
    """How the database means to find it. PostgreSQL reads a small table whole, unless it is told to try the rest."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL enable_seqscan = off")
        words = "EXPLAIN QUERY PLAN" if connection.vendor == "sqlite" else "EXPLAIN"
        cursor.execute(f"{words} {sql}".replace("%", "%%"))
        return " ".join(str(regel[-1]) for regel in cursor.fetchall())
