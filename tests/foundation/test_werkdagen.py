"""Working days, with the holidays of the Algemene termijnenwet."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from machtigingen.foundation.werkdagen import (
    eerste_paasdag,
    feestdagen,
    is_werkdag,
    werkdag_na,
    werkdagen_tussen,
)

DAG = timedelta(days=1)
DAGEN = st.dates(min_value=date(1990, 1, 1), max_value=date(2090, 12, 31))
AANTALLEN = st.integers(min_value=0, max_value=60)


@pytest.mark.parametrize(
    "dag",
    [
        date(2026, 1, 1),
        date(2026, 4, 3),
        date(2026, 4, 6),
        date(2026, 4, 27),
        date(2026, 5, 5),
        date(2026, 5, 14),
        date(2026, 5, 25),
        date(2026, 12, 25),
        date(2027, 3, 26),
        date(2027, 5, 6),
        date(2028, 12, 26),
    ],
    ids=str,
)
def test_a_holiday_on_a_weekday_is_no_working_day(dag: date) -> None:
    assert dag.weekday() < 5
    assert not is_werkdag(dag)


@pytest.mark.parametrize("dag", [date(2026, 11, 28), date(2026, 11, 29)], ids=["Saturday", "Sunday"])
def test_the_weekend_is_none(dag: date) -> None:
    assert not is_werkdag(dag)


@pytest.mark.parametrize(
    "dag",
    [date(2026, 11, 26), date(2026, 12, 24), date(2026, 12, 31), date(2026, 5, 4), date(2026, 5, 15)],
    ids=["a Thursday", "before Christmas", "New Year's Eve", "Remembrance Day", "the day after Ascension Day"],
)
def test_another_weekday_is_one(dag: date) -> None:
    assert is_werkdag(dag)


def test_king_s_day_on_a_sunday_is_kept_the_day_before() -> None:
    assert date(2025, 4, 27).weekday() == 6
    assert date(2025, 4, 26) in feestdagen(2025)
    assert date(2025, 4, 27) not in feestdagen(2025)
    assert is_werkdag(date(2025, 4, 28))


def test_the_fifth_of_may_counts_in_every_year_and_not_once_in_five() -> None:
    assert all(date(jaar, 5, 5) in feestdagen(jaar) for jaar in range(2020, 2040))


@pytest.mark.parametrize(
    ("jaar", "pasen"),
    [
        (1818, date(1818, 3, 22)),
        (1943, date(1943, 4, 25)),
        (1954, date(1954, 4, 18)),
        (1981, date(1981, 4, 19)),
        (2000, date(2000, 4, 23)),
        (2008, date(2008, 3, 23)),
        (2024, date(2024, 3, 31)),
        (2026, date(2026, 4, 5)),
        (2038, date(2038, 4, 25)),
        (2049, date(2049, 4, 18)),
    ],
)
def test_easter_is_when_the_church_keeps_it(jaar: int, pasen: date) -> None:
    assert eerste_paasdag(jaar) == pasen


@given(st.integers(min_value=1583, max_value=4000))
def test_easter_is_the_sunday_that_another_computation_finds(jaar: int) -> None:
    """Meeus, Astronomical Algorithms, chapter 8."""
    a, b, c = jaar % 19, jaar // 100, jaar % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    week = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * week) // 451
    maand, dag = divmod(h + week - 7 * m + 114, 31)
    assert eerste_paasdag(jaar) == date(jaar, maand, dag + 1)
    assert eerste_paasdag(jaar).weekday() == 6


@pytest.mark.parametrize(
    ("dag", "aantal", "later"),
    [
        (date(2026, 11, 26), 0, date(2026, 11, 26)),
        (date(2026, 11, 28), 0, date(2026, 11, 30)),
        (date(2026, 11, 26), 1, date(2026, 11, 27)),
        (date(2026, 11, 27), 1, date(2026, 11, 30)),
        (date(2026, 11, 26), 10, date(2026, 12, 10)),
        (date(2026, 12, 18), 10, date(2027, 1, 5)),
        (date(2026, 4, 2), 1, date(2026, 4, 7)),
    ],
    ids=["today", "Monday for Saturday", "tomorrow", "over the weekend", "two weeks", "over Christmas", "over Easter"],
)
def test_so_many_working_days_later_is(dag: date, aantal: int, later: date) -> None:
    assert werkdag_na(dag, aantal) == later


def test_a_negative_number_of_working_days_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="negative"):
        werkdag_na(date(2026, 11, 26), -1)


@pytest.mark.parametrize(
    ("van", "tot", "aantal"),
    [
        (date(2026, 11, 26), date(2026, 11, 26), 0),
        (date(2026, 11, 26), date(2026, 11, 27), 1),
        (date(2026, 11, 27), date(2026, 11, 29), 0),
        (date(2026, 11, 27), date(2026, 11, 26), -1),
        (date(2026, 12, 18), date(2027, 1, 5), 10),
    ],
)
def test_between_two_days_the_last_counts_and_the_first_does_not(van: date, tot: date, aantal: int) -> None:
    assert werkdagen_tussen(van, tot) == aantal


@given(DAGEN, AANTALLEN)
def test_it_is_never_a_holiday_or_in_a_weekend(dag: date, aantal: int) -> None:
    later = werkdag_na(dag, aantal)
    assert later.weekday() < 5
    assert later not in feestdagen(later.year)
    assert later >= dag


@given(DAGEN, DAGEN, AANTALLEN, AANTALLEN)
def test_a_later_day_or_more_working_days_is_never_earlier(een: date, ander: date, meer: int, minder: int) -> None:
    eerst, dan = sorted((een, ander))
    weinig, veel = sorted((meer, minder))
    assert werkdag_na(eerst, weinig) <= werkdag_na(dan, weinig)
    assert werkdag_na(eerst, weinig) <= werkdag_na(eerst, veel)


@given(DAGEN, st.integers(min_value=1, max_value=60))
def test_counting_back_gives_the_number(dag: date, aantal: int) -> None:
    assert werkdagen_tussen(dag, werkdag_na(dag, aantal)) == aantal


@given(DAGEN, st.integers(min_value=1, max_value=30), AANTALLEN)
def test_two_steps_are_as_far_as_one(dag: date, een: int, ander: int) -> None:
    assert werkdag_na(werkdag_na(dag, een), ander) == werkdag_na(dag, een + ander)


@given(DAGEN, st.integers(0, 200), st.integers(0, 200))
def test_the_days_between_add_up_and_turn_around(dag: date, een: int, ander: int) -> None:
    midden, einde = dag + een * DAG, dag + (een + ander) * DAG
    assert werkdagen_tussen(dag, midden) + werkdagen_tussen(midden, einde) == werkdagen_tussen(dag, einde)
    assert werkdagen_tussen(einde, dag) == -werkdagen_tussen(dag, einde)
