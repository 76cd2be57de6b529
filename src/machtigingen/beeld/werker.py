"""The process that makes pictures: reads what to do from its input, writes what came of it, until there is no more.

It is told of no keys, no database and no configuration, and needs none; it is no other user than the portal, so that is
all that keeps it from them. What cannot be made is nothing, whatever the reason was.
"""

import sys
from contextlib import suppress

from machtigingen.beeld.bewerken import prepare, thumbnail
from machtigingen.beeld.werkplaats import ANTWOORD, BEREID, KOP

GEHEUGEN_MAX = 1536 * 1024**2  # of addresses: the largest picture three times, and what reads it


def main() -> None:
    _limit()
    binnen, buiten = sys.stdin.buffer, sys.stdout.buffer
    while len(kop := binnen.read(KOP.size)) == KOP.size:
        opdracht, lengte = KOP.unpack(kop)
        uit = _make(opdracht, binnen.read(lengte))
        buiten.write(ANTWOORD.pack(len(uit)) + uit)
        buiten.flush()


def _make(opdracht: bytes, data: bytes) -> bytes:
    try:
        return prepare(data)[1] if opdracht == BEREID else thumbnail(data)
    except Exception:  # of many kinds, one for each way in which a file can be wrong
        return b""


def _limit() -> None:
    """Where that cannot be (Windows), the number of pixels is the limit."""
    with suppress(ImportError, OSError, ValueError):
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_AS, (GEHEUGEN_MAX, GEHEUGEN_MAX))


if __name__ == "__main__":
    main()
