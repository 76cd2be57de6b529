"""What was wrong, as one line of the audit trail: "B201 verzekerde.geboortedatum; B217 instantie.agb"."""

from collections.abc import Sequence
from typing import NamedTuple

from machtigingen.foundation import Fout

LANGSTE = 1000
_SCHEIDING = "; "


class Foutplek(NamedTuple):
    """A code, and the path of the field that it is about. Never what stood there."""

    code: str
    pad: str


def write_fouten(fouten: Sequence[Fout]) -> str:
    """Whole faults only, as many as fit."""
    regel = ""
    for fout in fouten:
        langer = f"{regel}{_SCHEIDING if regel else ''}{fout.code} {fout.pad}".rstrip()
        if len(langer) > LANGSTE:
            break
        regel = langer
    return regel


def read_fouten(regel: str) -> tuple[Foutplek, ...]:
    delen = (deel.partition(" ") for deel in regel.split(_SCHEIDING) if deel)
    return tuple(Foutplek(code, pad) for code, _, pad in delen)
