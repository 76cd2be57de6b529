"""When care may begin and somebody can be born."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from machtigingen.foundation.datums import code_begindatum, code_geboortedatum, jaren_eerder, years_after, years_before

VANDAAG = date(2026, 11, 24)
DAGEN = st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 12, 31))


@pytest.mark.parametrize(
    ("begin", "code"),
    [
        (VANDAAG, None),
        (VANDAAG + timedelta(days=1), "B214"),
        (date(2024, 11, 24), None),
        (date(2024, 11, 23), "B215"),
    ],
    ids=["today", "tomorrow", "two years ago", "a day earlier"],
)
def test_care_begins_today_or_at_most_two_years_ago(begin: date, code: str | None) -> None:
    assert code_begindatum(begin, vandaag=VANDAAG) == code


def test_two_years_before_a_leap_day_is_the_28th() -> None:
    schrikkeldag = date(2028, 2, 29)
    assert jaren_eerder(schrikkeldag, 2) == date(2026, 2, 28)
    assert code_begindatum(date(2026, 2, 28), vandaag=schrikkeldag) is None
    assert code_begindatum(date(2026, 2, 27), vandaag=schrikkeldag) == "B215"


def test_four_years_before_a_leap_day_is_a_leap_day() -> None:
    assert jaren_eerder(date(2028, 2, 29), 4) == date(2024, 2, 29)


@pytest.mark.parametrize(
    ("geboren", "code"),
    [(VANDAAG, None), (VANDAAG + timedelta(days=1), "B216"), (date(1896, 11, 24), None), (date(1896, 11, 23), "B216")],
    ids=["born today", "not yet born", "130 years", "older than anybody"],
)
def test_somebody_is_born_already_and_not_too_long_ago(geboren: date, code: str | None) -> None:
    assert code_geboortedatum(geboren, vandaag=VANDAAG) == code


@given(DAGEN, st.integers(min_value=0, max_value=130))
def test_years_earlier_is_the_same_day_but_for_the_leap_day(dag: date, jaren: int) -> None:
    eerder = jaren_eerder(dag, jaren)
    assert eerder.year == dag.year - jaren
    assert (eerder.month, eerder.day) in {(dag.month, dag.day), (2, 28)}


@given(DAGEN, DAGEN)
def test_a_begin_date_is_ahead_or_too_old_or_right(begin: date, vandaag: date) -> None:
    code = code_begindatum(begin, vandaag=vandaag)
    assert (code == "B214") == (begin > vandaag)
    assert (code is None) == (jaren_eerder(vandaag, 2) <= begin <= vandaag)


def test_years_before_a_moment_is_the_same_time_of_the_same_day() -> None:
    moment = datetime(2028, 2, 29, 9, 30, 5, tzinfo=UTC)
    assert years_before(moment, 4) == moment.replace(year=2024)
    assert years_before(moment, 5) == moment.replace(year=2023, day=28)


def test_years_after_a_moment_is_never_earlier_than_the_same_day() -> None:
    moment = datetime(2028, 2, 29, 9, 30, 5, tzinfo=UTC)
    assert years_after(moment, 4) == moment.replace(year=2032)
    assert years_after(moment, 1) == moment.replace(year=2029, month=3, day=1)
