"""What came of the files that were chosen together: each that was refused by its own name."""

from collections.abc import Callable, Iterable, Sequence
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile

from machtigingen.aanvragen.inname import DRUK, schone_naam, takes_too_long
from machtigingen.foundation import DomainError, Fout

BESTAND = "bestand"


def add_each(
    bestanden: Iterable[UploadedFile], voeg_toe: Callable[[str, bytes], object], *, pad: str
) -> tuple[Fout, ...]:
    """Adds them one by one; what was refused comes back, each by its name. After one for which there is no time now
    the rest is refused as well, for later: others wait too."""
    fouten: list[Fout] = []
    geen_tijd = False
    for bestand in bestanden:
        naam = bestand.name or ""
        if geen_tijd:
            fouten.append(_at(pad, Fout(DRUK), naam))
            continue
        try:
            voeg_toe(naam, bestand.read())
        except DomainError as fout:
            fouten += _refused(fout, naam, pad=pad)
            geen_tijd = takes_too_long(fout)
    return tuple(fouten)


def _refused(fout: DomainError, naam: str, *, pad: str) -> list[Fout]:
    """Raises what is wrong with something else than this file: it concerns all of them."""
    if not all(een.code.startswith("X") or een.code == DRUK for een in fout.fouten):
        raise fout
    return [_at(pad, een, naam) for een in fout.fouten]


def _at(pad: str, fout: Fout, naam: str) -> Fout:
    return Fout(fout.code, pad, dict(fout.gegevens) | {BESTAND: schone_naam(naam)})


def in_words(fouten: Sequence[Fout]) -> str:
    """One line for each."""
    return "\n".join(_met_naam(fout) for fout in fouten)


def _met_naam(fout: Fout) -> str:
    naam = fout.gegevens.get(BESTAND)
    return f"“{naam}”: {fout.melding}" if naam else fout.melding


def file_id(tekst: str) -> UUID:
    """Raises A101."""
    try:
        return UUID(tekst)
    except ValueError as fout:
        raise DomainError.one("A101") from fout
