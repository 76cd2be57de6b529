"""What must hold for the figures of all rows there can be."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from statistics import mean, median

import pytest
from hypothesis import given
from hypothesis import strategies as st

from machtigingen.beoordeling.cijfers import (
    BESLOTEN,
    Afloop,
    Cijfers,
    Doorlooptijd,
    Meting,
    Periode,
    Telling,
    count,
    day_of,
    working_days,
)
from machtigingen.foundation.werkdagen import is_werkdag, werkdagen_tussen

VANDAAG = date(2026, 11, 24)
PERIODE = Periode.last_year(VANDAAG)
DAGEN = st.dates(PERIODE.van, PERIODE.tot)
BEGIN, EINDE = datetime(2025, 12, 1), datetime(2026, 11, 24, 22)


@st.composite
def rij(draw: st.DrawFn) -> Meting:
    ingediend = draw(st.datetimes(BEGIN, EINDE, timezones=st.just(UTC)))
    afloop = draw(st.sampled_from(Afloop))
    besloten = ingediend + draw(st.timedeltas(timedelta(), timedelta(days=60)))
    pauzes = draw(st.lists(st.tuples(DAGEN, st.none() | DAGEN), max_size=3))
    return Meting(
        formulier=draw(st.sampled_from(["X02", "M01", "W01"])),
        softwarepakket=draw(st.sampled_from(["", "DemoOog", "DemoDent"])),
        ingediend_at=ingediend,
        afloop=afloop,
        besloten_at=besloten if afloop in BESLOTEN else None,
        door_regel=draw(st.booleans()),
        termijn_tot_on=draw(st.none() | DAGEN),
        pauzes=tuple(pauzes),
    )


RIJEN = st.lists(rij(), max_size=40)


def tel(rijen: list[Meting]) -> Cijfers:
    return count(rijen, periode=PERIODE, vandaag=VANDAAG)


def groepen(cijfers: Cijfers) -> tuple[list[Telling], ...]:
    return tuple(list(g.values()) for g in (cijfers.per_formulier, cijfers.per_softwarepakket, cijfers.per_maand))


def alle(cijfers: Cijfers) -> list[Telling]:
    return [cijfers.totaal, *(telling for groep in groepen(cijfers) for telling in groep)]


@given(RIJEN)
def test_the_parts_add_up_to_the_whole(rijen: list[Meting]) -> None:
    cijfers = tel(rijen)
    totaal = cijfers.totaal
    assert totaal.ingediend == len(rijen)
    for delen in groepen(cijfers):
        for afloop in Afloop:
            assert sum(deel.aantal(afloop) for deel in delen) == totaal.aantal(afloop)
        assert sum(deel.vanzelf for deel in delen) == totaal.vanzelf
        assert sum(deel.te_laat for deel in delen) == totaal.te_laat
        for tijden in ("doorlooptijd", "doorlooptijd_beoordelaar"):
            samen = sum((Counter(getattr(deel, tijden).per_dag) for deel in delen), Counter())
            assert samen == Counter(getattr(totaal, tijden).per_dag)


@given(RIJEN)
def test_what_is_decided_is_decided_by_a_rule_or_by_a_person(rijen: list[Meting]) -> None:
    for telling in alle(tel(rijen)):
        assert telling.vanzelf + telling.doorlooptijd_beoordelaar.aantal == telling.besloten
        assert telling.doorlooptijd.aantal == telling.besloten
        assert telling.besloten + telling.aantal(Afloop.OPEN, Afloop.INGETROKKEN, Afloop.VERVALLEN) == telling.ingediend
        assert telling.te_laat <= telling.aantal(Afloop.OPEN)


@given(RIJEN)
def test_shares_lie_between_nothing_and_all_and_are_all_together(rijen: list[Meting]) -> None:
    for telling in alle(tel(rijen)):
        delen = [telling.aandeel(afloop) for afloop in BESLOTEN]
        if telling.besloten:
            assert 0 <= telling.aandeel_vanzelf <= 1
            assert all(0 <= deel <= 1 for deel in delen)
            assert sum(delen) == pytest.approx(1)
        else:
            assert telling.aandeel_vanzelf is None
            assert delen == [None] * len(BESLOTEN)


@given(st.lists(st.integers(0, 80), max_size=60))
def test_mean_and_median_are_what_mathematics_says_and_lie_between_the_ends(dagen: list[int]) -> None:
    tijd = Doorlooptijd(Counter(dagen))
    if not dagen:
        assert (tijd.gemiddeld, tijd.mediaan, tijd.binnen(90)) == (None, None, None)
        return
    assert tijd.mediaan == median(dagen)
    assert tijd.gemiddeld == pytest.approx(mean(dagen))
    assert min(dagen) <= tijd.mediaan <= max(dagen)
    assert min(dagen) <= tijd.gemiddeld <= max(dagen)


@given(st.lists(st.integers(0, 80), min_size=1, max_size=60), st.integers(0, 100))
def test_so_many_per_cent_is_the_first_day_on_which_that_is_reached(dagen: list[int], procent: int) -> None:
    gevonden = Doorlooptijd(Counter(dagen)).binnen(procent)
    assert gevonden in dagen
    assert sum(dag <= gevonden for dag in dagen) * 100 >= procent * len(dagen)
    assert sum(dag < gevonden for dag in dagen) * 100 < max(procent, 1) * len(dagen)


@given(st.data())
def test_the_order_of_the_rows_does_not_matter(data: st.DataObject) -> None:
    rijen = data.draw(RIJEN)
    eerst, anders = tel(rijen), tel(data.draw(st.permutations(rijen)))
    assert eerst == anders
    assert list(eerst.per_formulier) == list(anders.per_formulier)


@given(RIJEN)
def test_the_largest_group_comes_first_and_the_months_are_in_order(rijen: list[Meting]) -> None:
    cijfers = tel(rijen)
    for groep in (cijfers.per_formulier, cijfers.per_softwarepakket):
        aantallen = [telling.ingediend for telling in groep.values()]
        assert aantallen == sorted(aantallen, reverse=True)
    assert tuple(cijfers.per_maand) == PERIODE.maanden


@given(DAGEN, DAGEN, st.lists(st.tuples(DAGEN, st.none() | DAGEN), max_size=5))
def test_a_pause_shortens_the_time_and_never_below_nothing(een: date, ander: date, pauzes: list) -> None:
    van, tot = sorted((een, ander))
    zonder = working_days(van, tot)
    assert 0 <= working_days(van, tot, pauzes=pauzes) <= zonder == werkdagen_tussen(van, tot)
    assert working_days(van, tot, pauzes=pauzes * 2) == working_days(van, tot, pauzes=pauzes)


@given(DAGEN, DAGEN, st.lists(st.tuples(DAGEN, st.none() | DAGEN), max_size=5))
def test_the_time_is_the_working_days_that_lie_in_no_pause(een: date, ander: date, pauzes: list) -> None:
    van, tot = sorted((een, ander))
    dagen = (van + timedelta(days=n) for n in range(1, (tot - van).days + 1))
    buiten = [dag for dag in dagen if not any(begin < dag <= (einde or tot) for begin, einde in pauzes)]
    assert working_days(van, tot, pauzes=pauzes) == sum(is_werkdag(dag) for dag in buiten)


MAANDAG = datetime(2026, 11, 2, 9, tzinfo=UTC)
RIJ = Meting(formulier="X02", softwarepakket="DemoOog", ingediend_at=MAANDAG, afloop=Afloop.OPEN)


def besloten(**anders: object) -> Meting:
    return replace(RIJ, afloop=Afloop.GOEDGEKEURD, **anders)


def test_a_weekend_does_not_count() -> None:
    assert besloten(besloten_at=MAANDAG + timedelta(days=7)).doorlooptijd == 5


def test_the_days_of_waiting_for_an_answer_do_not_count() -> None:
    pauze = (date(2026, 11, 4), date(2026, 11, 6))
    assert besloten(besloten_at=MAANDAG + timedelta(days=7), pauzes=(pauze,)).doorlooptijd == 3


def test_a_decision_on_the_same_day_took_none() -> None:
    assert besloten(besloten_at=MAANDAG, door_regel=True).doorlooptijd == 0


def test_what_is_open_has_taken_no_time_yet() -> None:
    """Also when there was a decision once: it was opened again."""
    assert replace(RIJ, besloten_at=MAANDAG).doorlooptijd is None


@pytest.mark.parametrize(
    ("tot", "te_laat"),
    [(date(2026, 11, 23), True), (VANDAAG, False), (None, False)],
    ids=["yesterday", "today", "while the clock is paused"],
)
def test_it_is_overdue_after_its_last_day(tot: date | None, te_laat: bool) -> None:
    assert replace(RIJ, termijn_tot_on=tot).is_te_laat(VANDAAG) is te_laat
    assert not besloten(termijn_tot_on=tot).is_te_laat(VANDAAG)


def test_a_decision_that_a_person_made_later_is_no_longer_one_of_the_rules() -> None:
    telling = tel([besloten(besloten_at=MAANDAG, door_regel=False)]).totaal
    assert (telling.vanzelf, telling.aandeel_vanzelf) == (0, 0)


def test_half_past_midnight_in_the_netherlands_is_the_next_month() -> None:
    laat = datetime(2026, 10, 31, 23, 30, tzinfo=UTC)
    assert day_of(laat) == date(2026, 11, 1)
    assert tel([replace(RIJ, ingediend_at=laat)]).per_maand[date(2026, 11, 1)].ingediend == 1


@pytest.mark.parametrize(
    ("vandaag", "van"),
    [
        (VANDAAG, date(2025, 12, 1)),
        (date(2026, 12, 31), date(2026, 1, 1)),
        (date(2026, 1, 1), date(2025, 2, 1)),
    ],
)
def test_the_last_year_is_twelve_months_with_this_one(vandaag: date, van: date) -> None:
    periode = Periode.last_year(vandaag)
    assert (periode.van, periode.tot, len(periode.maanden)) == (van, vandaag, 12)
