"""Of any stock of aanvragen, old and young, held and open: nothing younger than its term or held ever goes, and
everything else does. Judged by the words of the domain notes, written down here once more."""

from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from bewaring.voorraad import DAG, NU, UUR, aantallen, aanvraag, concept, push, tel, wis
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from voluit import keer

from machtigingen.aanvragen.bewaarslot import set_hold
from machtigingen.aanvragen.models import Aanvraag, Bijlage
from machtigingen.audit.actions import verify_all

pytestmark = pytest.mark.django_db

VOORBEELDEN = settings(max_examples=keer(60, 1000), suppress_health_check=[HealthCheck.function_scoped_fixture])
OPEN = ("ingediend", "in_behandeling", "informatie_gevraagd", "aangevuld")
DICHT = ("goedgekeurd", "gedeeltelijk_goedgekeurd", "afgewezen", "niet_nodig", "ingetrokken", "beeindigd")
# Around each term, and far from all of them.
OUDERDOM = st.sampled_from([1 * DAG, 30 * DAG, 365 * DAG, 730 * DAG, 731 * DAG]).flatmap(
    lambda rond: st.timedeltas(rond - 2 * UUR, rond + 2 * UUR)
) | st.timedeltas(timedelta(0), 1500 * DAG)


@dataclass(frozen=True)
class Geval:
    """One aanvraag: what it is, how old, and what may keep it."""

    soort: str
    oud: timedelta
    slot: bool
    geldig_nog: int | None  # days, from now

    def maak(self) -> Aanvraag:
        geldig = None if self.geldig_nog is None else date(2026, 11, 24) + timedelta(days=self.geldig_nog)
        if self.soort == "ongeopend":
            een = push(oud=self.oud)
        elif self.soort == "concept":
            een = concept(oud=self.oud)
        else:
            een = aanvraag(oud=self.oud, status=self.soort, geldig_tot_on=geldig)
        if self.slot:
            set_hold(naam=str(een.pk), reden="rechtszaak", now=NU, beheerder="x")
        return een

    @property
    def gaat(self) -> bool:
        if self.slot or self.soort in OPEN:
            return False
        if self.soort in DICHT:
            # 24 November 2026 two years back is 24 November 2024, 730 days: no 29 February lies in between.
            return self.oud >= 730 * DAG and (self.geldig_nog is None or self.geldig_nog < 0)
        return self.oud >= (DAG if self.soort == "ongeopend" else 30 * DAG)

    @property
    def verliest_bijlagen(self) -> bool:
        return self.gaat or (self.soort in DICHT and not self.slot and self.oud >= 365 * DAG)


GEVALLEN = st.builds(
    Geval,
    soort=st.sampled_from(("ongeopend", "concept", *OPEN, *DICHT)),
    oud=OUDERDOM,
    slot=st.booleans(),
    geldig_nog=st.none() | st.integers(-400, 400),
)


@VOORBEELDEN
@given(st.lists(GEVALLEN, max_size=12))
def test_nothing_goes_before_its_term_or_while_it_is_held_and_everything_else_does(gevallen: list[Geval]) -> None:
    with transaction.atomic():
        voorraad = [(geval, geval.maak()) for geval in gevallen]
        met_bijlagen = {een.pk for _, een in voorraad if een.bijlagen.exists()}
        wis()
        for geval, een in voorraad:
            assert Aanvraag.objects.filter(pk=een.pk).exists() != geval.gaat, geval
            over = Bijlage.objects.filter(aanvraag_id=een.pk).exists()
            assert over == (een.pk in met_bijlagen and not geval.verliest_bijlagen), geval
        assert set(dict(verify_all()).values()) == {None}
        transaction.set_rollback(True)


@VOORBEELDEN
@given(st.lists(GEVALLEN, max_size=8))
def test_the_dry_run_counts_what_goes_and_a_second_run_finds_nothing_more(gevallen: list[Geval]) -> None:
    with transaction.atomic():
        for geval in gevallen:
            geval.maak()
        geteld = aantallen(wis(proef=True))
        assert aantallen(wis()) == geteld
        over = tel()
        assert aantallen(wis()) == {}
        assert tel() == over
        transaction.set_rollback(True)


@VOORBEELDEN
@given(st.lists(GEVALLEN, max_size=8), st.lists(st.integers(0, 900), min_size=1, max_size=4))
def test_whether_it_runs_often_or_once_the_same_is_left(gevallen: list[Geval], dagen: list[int]) -> None:
    """Running earlier takes nothing that a run at the end would have left, and leaves nothing that it would have
    taken."""
    laatst = NU + max(dagen) * DAG

    def wat_blijft(momenten: list[int]) -> set[int]:
        with transaction.atomic():
            gemaakt = [geval.maak().pk for geval in gevallen]
            for dag in momenten:
                wis(now=NU + dag * DAG)
            wis(now=laatst)
            over = set(Aanvraag.objects.values_list("pk", flat=True))
            transaction.set_rollback(True)
        return {plek for plek, pk in enumerate(gemaakt) if pk in over}

    assert wat_blijft(sorted(dagen)) == wat_blijft([])
