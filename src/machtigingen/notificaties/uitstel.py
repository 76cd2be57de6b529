"""When is a bezorging tried again, and when is it given up? Pure.

At first soon, for most faults pass in minutes; then ever later, the whole of it over some days, as the Standard
Webhooks specification advises ("Deliverability and reliability"). Who knows when it can help again says so itself:
Retry-After (RFC 9110, 10.2.3) counts, up to the longest wait of our own.

What waits for one receiver takes turns, so of a thousand each has its turn once in days. Therefore a receiver that has
taken nothing for the whole of that time is a reason to give up too, whatever the number of attempts.
"""

from datetime import datetime, timedelta

WACHTTIJDEN = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=8),
    timedelta(days=1),
    timedelta(days=1),
    timedelta(days=1),
    timedelta(days=1),
)
LANGST = max(WACHTTIJDEN)
WEG_MAX = timedelta(days=5)


def next_attempt(*, now: datetime, pogingen: int, retry_after: timedelta | None = None) -> datetime | None:
    """After so many attempts (1 or more) that failed for now: the moment of the next one. None: given up."""
    if pogingen > len(WACHTTIJDEN):
        return None
    gevraagd = min(max(retry_after or timedelta(), timedelta()), LANGST)
    return now + max(WACHTTIJDEN[pogingen - 1], gevraagd)


def given_up_before(*, now: datetime, weg_sinds: datetime) -> datetime | None:
    """What waited at this moment for a receiver that is away since `weg_sinds`, has waited long enough. None: nothing
    has."""
    return now - WEG_MAX if weg_sinds <= now - WEG_MAX else None
