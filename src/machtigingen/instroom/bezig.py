"""One message is taken in once at a time: a repeat that comes while the first is still being checked is told so.

Within one process; between processes the unique constraint on the reference decides.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

from machtigingen.foundation import DomainError

_slot = Lock()
_bezig: set[tuple[str, ...]] = set()


@contextmanager
def alleen(*sleutel: str) -> Iterator[None]:
    """Holds the message with this key. Raises B302 when it is held already: try again in a moment."""
    with _slot:
        if sleutel in _bezig:
            raise DomainError.one("B302", pad="referentie")
        _bezig.add(sleutel)
    try:
        yield
    finally:
        with _slot:
            _bezig.discard(sleutel)
