"""Looking for a BSN in everything that was written, however it is written."""

import base64
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

# What people and programs put between digits; the NUL is what UTF-16 and UTF-32 put there.
TUSSEN = rb"[ .,\-_/+:\x00]{0,3}"


def vormen(bsn: str) -> dict[str, re.Pattern[bytes]]:
    """The ways in which these digits may lie somewhere: one pattern of bytes for each."""
    cijfers = bsn.encode()
    return {
        "text": re.compile(TUSSEN.join(cijfers[i : i + 1] for i in range(len(cijfers)))),
        "base64": re.compile(b"|".join(re.escape(kern) for kern in _base64(cijfers))),
        "hexadecimal": re.compile(re.escape(cijfers.hex().encode()), re.IGNORECASE),
    }


def _base64(cijfers: bytes) -> Iterator[bytes]:
    """What is the same whatever stands before and after it, for each of the three places where it can begin."""
    for ervoor in range(3):
        gecodeerd = base64.b64encode(b"\0" * ervoor + cijfers)
        yield gecodeerd[-(-ervoor * 8 // 6) : (ervoor + len(cijfers)) * 8 // 6]


def sporen(map_: Path, *bsns: str) -> list[tuple[str, str]]:
    """(file, form) of each trace in this folder: in names of files, in what they hold, in rows of a database."""
    patronen = [(vorm, patroon) for bsn in bsns for vorm, patroon in vormen(bsn).items()]
    bestanden = {pad.relative_to(map_).as_posix(): pad for pad in sorted(map_.rglob("*"))}
    inhoud = {naam: pad.read_bytes() if pad.is_file() else b"" for naam, pad in bestanden.items()}
    # Only now: to open a database is to change it.
    rijen = {f"{naam}: rows": _rijen(pad) for naam, pad in bestanden.items() if pad.suffix == ".sqlite3"}
    return [
        (naam, vorm)
        for naam, data in (inhoud | rijen).items()
        for vorm, patroon in patronen
        if patroon.search(naam.encode() + b"\n" + data)
    ]


def _rijen(database: Path) -> bytes:
    """Every row as SQL; numbers too stand there as they are read."""
    with closing(sqlite3.connect(database)) as connection:
        return "\n".join(connection.iterdump()).encode("utf-8", "surrogateescape")
