"""When is a bezorging tried again, and when is it given up? Pure.

At first soon, for most faults pass in minutes; then ever later, the whole of it over some days, as the Standard
Webhooks specification advises ("Deliverability and reliability"). Who knows when it can help again says so itself:
Retry-After (RFC 9110, 10.2.3) counts, up to the longest wait of our own.
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


def next_attempt(*, now: datetime, pogingen: int, retry_after: timedelta | None = None) -> datetime | None:
    """After so many attempts (1 or more) that failed for now: the moment of the next one. None: given up."""
    if pogingen > len(WACHTTIJDEN):
        return None
    gevraagd = min(max(retry_after or timedelta(), timedelta()), LANGST)
    return now + max(WACHTTIJDEN[pogingen - 1], gevraagd)
