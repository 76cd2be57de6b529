"""The one clock seam. Only doors and commands ask it; everything inside is told the time."""

from collections.abc import Callable
from datetime import UTC, datetime


def _system_clock() -> datetime:
    return datetime.now(UTC)


_bron: Callable[[], datetime] = _system_clock


def nu() -> datetime:
    """The present moment, aware, in UTC."""
    return _bron()


def zet(bron: Callable[[], datetime] | None) -> None:
    """Replaces the clock (tests); None puts the system clock back."""
    global _bron
    _bron = bron or _system_clock
