"""When a decision is due: working days, with a clock that stands still while the insurer waits for information."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from machtigingen.aanvragen.termijn import Pauze, Stand, over_na_pauze, stand_van, uiterlijk
from machtigingen.foundation.werkdagen import is_werkdag, werkdag_na, werkdagen_tussen

DONDERDAG = date(2026, 11, 26)
DAG = timedelta(days=1)
DAGEN = st.dates(min_value=date(2024, 1, 1), max_value=date(2040, 12, 31))
TERMIJN = st.integers(min_value=1, max_value=30)


@st.composite
def pauzes(draw: st.DrawFn, begonnen: date, open_: bool = False) -> list[Pauze]:
    """Questions one after the other, each answered before the next is asked; perhaps one still open."""
    alle: list[Pauze] = []
    vrij = begonnen
    for _ in range(draw(st.integers(0, 4))):
        van = vrij + draw(st.integers(0, 20)) * DAG
        vrij = van + draw(st.integers(0, 40)) * DAG
        alle.append((van, vrij))
    return [*alle, (vrij + draw(st.integers(0, 20)) * DAG, None)] if open_ else alle


@st.composite
def gevallen(draw: st.DrawFn, open_: bool = False) -> tuple[date, int, list[Pauze], bool]:
    begonnen = draw(DAGEN)
    return begonnen, draw(TERMIJN), draw(pauzes(begonnen, open_)), draw(st.booleans())


def test_without_a_question_it_is_so_many_working_days_after_submission() -> None:
    assert uiterlijk(DONDERDAG, dagen=10, pauzes=(), opnieuw=True) == date(2026, 12, 10)


def test_christmas_moves_it() -> None:
    assert uiterlijk(date(2026, 12, 18), dagen=10, pauzes=(), opnieuw=True) == date(2027, 1, 5)


def test_while_a_question_is_open_no_day_is_due() -> None:
    assert uiterlijk(DONDERDAG, dagen=10, pauzes=[(date(2026, 12, 1), None)], opnieuw=True) is None
    assert uiterlijk(DONDERDAG, dagen=10, pauzes=[(date(2026, 12, 1), None)], opnieuw=False) is None


def test_an_answer_begins_the_term_anew() -> None:
    vraag = [(date(2026, 12, 1), date(2026, 12, 8))]
    assert uiterlijk(DONDERDAG, dagen=10, pauzes=vraag, opnieuw=True) == werkdag_na(date(2026, 12, 8), 10)


def test_or_the_term_goes_on_where_it_stood() -> None:
    """Asked on the third working day: that day is used, so seven are left after the answer."""
    vraag = [(date(2026, 12, 1), date(2026, 12, 8))]
    assert uiterlijk(DONDERDAG, dagen=10, pauzes=vraag, opnieuw=False) == werkdag_na(date(2026, 12, 8), 7)


@pytest.mark.parametrize("opnieuw", [True, False])
def test_without_an_answer_it_always_goes_on_where_it_stood(opnieuw: bool) -> None:
    stil = [(date(2026, 12, 1), date(2026, 12, 8))]
    tot = uiterlijk(DONDERDAG, dagen=10, pauzes=(), onbeantwoord=stil, opnieuw=opnieuw)
    assert tot == werkdag_na(date(2026, 12, 8), 7)


def test_after_an_answer_and_a_question_without_one_the_new_term_goes_on() -> None:
    """Answered on 8 December; two days of the new term were used when the next question came."""
    stil = [(date(2026, 12, 10), date(2026, 12, 17))]
    vraag = [(date(2026, 12, 1), date(2026, 12, 8))]
    tot = uiterlijk(DONDERDAG, dagen=10, pauzes=vraag, onbeantwoord=stil, opnieuw=True)
    assert tot == werkdag_na(date(2026, 12, 17), 8)


def test_a_question_answered_on_the_same_day_costs_nothing_when_the_term_goes_on() -> None:
    zelfde_dag = [(date(2026, 12, 1), date(2026, 12, 1))]
    assert uiterlijk(DONDERDAG, dagen=10, pauzes=zelfde_dag, opnieuw=False) == date(2026, 12, 10)


def test_a_day_within_two_questions_counts_once() -> None:
    een, ander = (date(2026, 12, 1), date(2026, 12, 8)), (date(2026, 12, 3), date(2026, 12, 8))
    zonder = uiterlijk(DONDERDAG, dagen=10, pauzes=[een], opnieuw=False)
    assert uiterlijk(DONDERDAG, dagen=10, pauzes=[een, ander], opnieuw=False) == zonder


def test_a_question_within_another_changes_nothing() -> None:
    buiten, binnen = (date(2026, 12, 1), date(2026, 12, 8)), (date(2026, 12, 2), date(2026, 12, 4))
    zonder = uiterlijk(DONDERDAG, dagen=10, pauzes=[buiten], opnieuw=False)
    assert uiterlijk(DONDERDAG, dagen=10, pauzes=[buiten, binnen], opnieuw=False) == zonder


def test_what_stood_still_before_the_term_began_does_not_count() -> None:
    """After a reopening the term begins anew, and earlier questions are of the term before."""
    eerder: list[Pauze] = [(date(2026, 11, 2), date(2026, 11, 12))]
    assert uiterlijk(DONDERDAG, dagen=10, pauzes=eerder, opnieuw=False) == date(2026, 12, 10)
    assert uiterlijk(DONDERDAG, dagen=10, pauzes=eerder, opnieuw=True) == date(2026, 12, 10)
    assert over_na_pauze(DONDERDAG, dagen=10, pauzes=[(date(2026, 11, 2), None)], opnieuw=False) == 10


def test_the_clock_is_told_with_what_is_left() -> None:
    stand = stand_van(tot=date(2026, 12, 10), vandaag=DONDERDAG, dagen=10, waarschuwing=2)
    assert stand == Stand(over=10, van=10)


@pytest.mark.parametrize(
    ("vandaag", "over", "waarschuwing", "te_laat"),
    [
        (date(2026, 12, 7), 3, False, False),
        (date(2026, 12, 8), 2, True, False),
        (date(2026, 12, 10), 0, True, False),
        (date(2026, 12, 11), -1, False, True),
        (date(2026, 12, 12), -1, False, True),
    ],
    ids=["in time", "the warning", "the last day", "a day late", "the day after, a Saturday"],
)
def test_it_warns_ahead_and_says_when_it_is_late(vandaag: date, over: int, waarschuwing: bool, te_laat: bool) -> None:
    stand = stand_van(tot=date(2026, 12, 10), vandaag=vandaag, dagen=10, waarschuwing=2)
    assert (stand.over, stand.waarschuwing, stand.te_laat) == (over, waarschuwing, te_laat)


def test_due_on_friday_it_is_late_on_saturday_though_no_working_day_has_passed() -> None:
    stand = stand_van(tot=date(2026, 12, 11), vandaag=date(2026, 12, 12), dagen=10, waarschuwing=2)
    assert (stand.over, stand.te_laat) == (0, True)


def test_while_it_stands_still_it_neither_warns_nor_is_late() -> None:
    stand = stand_van(tot=None, vandaag=date(2030, 1, 1), dagen=10, waarschuwing=2)
    assert stand == Stand(over=10, van=10, gepauzeerd=True)


def test_while_it_stands_still_it_can_tell_what_will_be_left() -> None:
    vraag: list[Pauze] = [(date(2026, 12, 1), None)]
    over = over_na_pauze(DONDERDAG, dagen=10, pauzes=vraag, opnieuw=False)
    assert over == 7
    assert stand_van(tot=None, vandaag=DONDERDAG, dagen=10, waarschuwing=2, over_na_pauze=over).over == 7
    assert over_na_pauze(DONDERDAG, dagen=10, pauzes=vraag, opnieuw=True) == 10


@given(gevallen())
def test_a_question_never_shortens_the_term(geval: tuple[date, int, list[Pauze], bool]) -> None:
    begonnen, dagen, vragen, opnieuw = geval
    zonder = uiterlijk(begonnen, dagen=dagen, pauzes=(), opnieuw=opnieuw)
    met = uiterlijk(begonnen, dagen=dagen, pauzes=vragen, opnieuw=opnieuw)
    assert zonder is not None and met is not None
    assert met >= zonder


@given(gevallen())
def test_each_next_question_moves_it_later_or_not_at_all(geval: tuple[date, int, list[Pauze], bool]) -> None:
    begonnen, dagen, vragen, opnieuw = geval
    dagen_uit = [
        uiterlijk(begonnen, dagen=dagen, pauzes=vragen[:aantal], opnieuw=opnieuw) or date.min
        for aantal in range(len(vragen) + 1)
    ]
    assert dagen_uit == sorted(dagen_uit)


@given(gevallen(open_=True))
def test_while_one_question_is_open_nothing_is_due(geval: tuple[date, int, list[Pauze], bool]) -> None:
    begonnen, dagen, vragen, opnieuw = geval
    tot = uiterlijk(begonnen, dagen=dagen, pauzes=vragen, opnieuw=opnieuw)
    assert tot is None
    stand = stand_van(tot=tot, vandaag=begonnen + 900 * DAG, dagen=dagen, waarschuwing=2)
    assert (stand.gepauzeerd, stand.te_laat, stand.waarschuwing) == (True, False, False)


@given(gevallen())
def test_it_is_always_a_working_day(geval: tuple[date, int, list[Pauze], bool]) -> None:
    begonnen, dagen, vragen, opnieuw = geval
    tot = uiterlijk(begonnen, dagen=dagen, pauzes=vragen, opnieuw=opnieuw)
    assert tot is not None
    assert is_werkdag(tot)


@given(gevallen())
def test_the_order_in_which_questions_are_told_does_not_matter(geval: tuple[date, int, list[Pauze], bool]) -> None:
    begonnen, dagen, vragen, opnieuw = geval
    heen = uiterlijk(begonnen, dagen=dagen, pauzes=vragen, opnieuw=opnieuw)
    assert uiterlijk(begonnen, dagen=dagen, pauzes=vragen[::-1], opnieuw=opnieuw) == heen


@given(gevallen())
def test_anew_is_never_earlier_than_going_on(geval: tuple[date, int, list[Pauze], bool]) -> None:
    """In time at each question; whoever asks after the term was over gains days by it only when it begins anew."""
    begonnen, dagen, vragen, _ = geval
    opnieuw = uiterlijk(begonnen, dagen=dagen, pauzes=vragen, opnieuw=True)
    verder = uiterlijk(begonnen, dagen=dagen, pauzes=vragen, opnieuw=False)
    assert opnieuw is not None and verder is not None
    assert opnieuw >= verder


@given(gevallen(open_=True), st.integers(0, 40))
def test_what_was_told_to_be_left_is_left_at_the_answer(geval: tuple[date, int, list[Pauze], bool], wacht: int) -> None:
    begonnen, dagen, vragen, opnieuw = geval
    (*eerder, (gesteld, _)) = vragen
    antwoord = gesteld + wacht * DAG
    over = over_na_pauze(begonnen, dagen=dagen, pauzes=vragen, opnieuw=opnieuw)
    tot = uiterlijk(begonnen, dagen=dagen, pauzes=[*eerder, (gesteld, antwoord)], opnieuw=opnieuw)
    assert tot is not None
    assert werkdagen_tussen(antwoord, tot) == over


@given(gevallen(), st.integers(0, 60), st.integers(0, 5))
def test_it_is_late_exactly_after_the_last_day(
    geval: tuple[date, int, list[Pauze], bool], later: int, vooraf: int
) -> None:
    begonnen, dagen, vragen, opnieuw = geval
    tot = uiterlijk(begonnen, dagen=dagen, pauzes=vragen, opnieuw=opnieuw)
    assert tot is not None
    vandaag = begonnen + later * DAG
    stand = stand_van(tot=tot, vandaag=vandaag, dagen=dagen, waarschuwing=vooraf)
    assert stand.te_laat == (vandaag > tot)
    assert not (stand.te_laat and stand.waarschuwing)
    assert stand.waarschuwing == (vandaag <= tot and werkdagen_tussen(vandaag, tot) <= vooraf)
