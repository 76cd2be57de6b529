"""Ever later, never earlier than asked, and given up after days: whatever fails, however often."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from machtigingen.notificaties.uitstel import LANGST, WACHTTIJDEN, next_attempt

NU = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
POGINGEN = st.integers(1, 30)
GEVRAAGD = st.none() | st.timedeltas(timedelta(days=-1), timedelta(days=400))


@given(POGINGEN, GEVRAAGD)
def test_the_next_attempt_lies_ahead_and_within_a_day(pogingen: int, gevraagd: timedelta | None) -> None:
    volgende = next_attempt(now=NU, pogingen=pogingen, retry_after=gevraagd)
    assert volgende is None or NU + timedelta(minutes=1) <= volgende <= NU + LANGST


@given(POGINGEN, GEVRAAGD)
def test_who_says_when_is_not_asked_before(pogingen: int, gevraagd: timedelta | None) -> None:
    volgende = next_attempt(now=NU, pogingen=pogingen, retry_after=gevraagd)
    if volgende is not None and gevraagd is not None:
        assert volgende >= NU + min(gevraagd, LANGST)


@given(POGINGEN)
def test_it_waits_ever_longer(pogingen: int) -> None:
    eerder, later = next_attempt(now=NU, pogingen=pogingen), next_attempt(now=NU, pogingen=pogingen + 1)
    assert later is None or (eerder is not None and eerder <= later)


@given(POGINGEN, GEVRAAGD)
def test_nobody_can_have_it_tried_for_ever(pogingen: int, gevraagd: timedelta | None) -> None:
    opgegeven = next_attempt(now=NU, pogingen=pogingen, retry_after=gevraagd) is None
    assert opgegeven == (pogingen > len(WACHTTIJDEN))


def test_the_whole_of_it_takes_some_days() -> None:
    assert timedelta(days=4) < sum(WACHTTIJDEN, timedelta()) < timedelta(days=5)
