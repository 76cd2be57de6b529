"""What came of the files that were chosen together: each that was refused by its own name."""

from collections.abc import Sequence
from uuid import UUID

from machtigingen.aanvragen.inname import schone_naam
from machtigingen.foundation import DomainError, Fout

BESTAND = "bestand"


def refused_file(fout: DomainError, naam: str | None, *, pad: str) -> tuple[Fout, ...]:
    """What is wrong with one file, at its field. Raises what is wrong with something else: it concerns all of them."""
    if not all(een.code.startswith("X") for een in fout.fouten):
        raise fout
    heet = {BESTAND: schone_naam(naam or "")}
    return tuple(Fout(een.code, pad, dict(een.gegevens) | heet) for een in fout.fouten)


def in_words(fouten: Sequence[Fout]) -> str:
    """One sentence for each."""
    return " ".join(_met_naam(fout) for fout in fouten)


def _met_naam(fout: Fout) -> str:
    naam = fout.gegevens.get(BESTAND)
    return f"“{naam}”: {fout.melding}" if naam else fout.melding


def file_id(tekst: str) -> UUID:
    """Raises A101."""
    try:
        return UUID(tekst)
    except ValueError as fout:
        raise DomainError.one("A101") from fout
