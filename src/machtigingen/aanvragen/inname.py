"""What comes of a file before it is kept: its kind by content, a look for viruses, and of a picture a new one.

Takes its time, so it happens outside any transaction. What it was is remembered by its fingerprint: software that
sends it again is recognised, though what is kept is another file.
"""

from collections.abc import Collection
from dataclasses import dataclass
from hashlib import sha256
from unicodedata import category

from django.conf import settings

from machtigingen import beeld, virusscan
from machtigingen.aanvragen.bijlagemap import content
from machtigingen.aanvragen.bijlagestand import Quarantaine
from machtigingen.aanvragen.models import Bijlage
from machtigingen.beeld import MEDIATYPEN, WORDT, Beeldfout, Bestandssoort, Bezet, TeLaat
from machtigingen.foundation import DomainError
from machtigingen.virusscan import Oordeel

NAAM_MAX = 200
DRUK = "S102"
_ONZICHTBAAR = "\u115f\u1160\u2800\u3164\uffa0"  # printable, and nothing to see


@dataclass(frozen=True, kw_only=True)
class Inhoud:
    """A file as it is kept. What it is made of does not show in a log."""

    type: str
    data: bytes
    vingerafdruk: str
    quarantaine: Quarantaine


def take_in(data: bytes, *, toegestaan: Collection[str]) -> Inhoud:
    """Raises X101 (none of the allowed kinds), X102 (larger than all files together may be), X103 (empty), X107 (a
    picture that cannot be read), S102 (too many pictures at once). With a virus in it nothing else is done with it:
    it is kept apart, as it came."""
    soort = soort_van(data, toegestaan=toegestaan)
    if len(data) > samen_max():
        raise te_groot()
    oordeel = virusscan.scan_now(data)
    if oordeel is Oordeel.VIRUS:
        wordt, uit = soort, data
    else:
        wordt, uit = _made(data, soort)
        if wordt not in toegestaan:  # one page or more: only now it is known
            raise _wrong_kind(toegestaan, behalve=soort)
    return Inhoud(
        type=MEDIATYPEN[wordt], data=uit, vingerafdruk=vingerafdruk_van(data), quarantaine=_QUARANTAINE[oordeel]
    )


_QUARANTAINE = {
    Oordeel.SCHOON: Quarantaine.NIET,
    Oordeel.ONBEKEND: Quarantaine.WACHT,
    Oordeel.VIRUS: Quarantaine.VIRUS,
}


def _made(data: bytes, soort: Bestandssoort) -> tuple[Bestandssoort, bytes]:
    if soort is Bestandssoort.PDF:
        return soort, data
    try:
        return beeld.bereid(data)
    except Bezet as fout:
        raise DomainError.one(DRUK) from fout
    except Beeldfout as fout:
        raise DomainError.one("X107") from fout


def takes_too_long(fout: DomainError) -> bool:
    """Whether it was refused because there is no time for it now, or because it took all the time that it may take."""
    return fout.code == DRUK or isinstance(fout.__cause__, TeLaat)


def soort_van(data: bytes, *, toegestaan: Collection[str]) -> Bestandssoort:
    """By content, whatever the name says; allowed is what becomes something that is. Raises X101, X103 (empty)."""
    if not data:
        raise DomainError.one("X103")
    soort = beeld.soort_van(data)
    if soort is None or WORDT[soort].isdisjoint(toegestaan):
        raise _wrong_kind(toegestaan)
    return soort


def _wrong_kind(toegestaan: Collection[str], *, behalve: Bestandssoort | None = None) -> DomainError:
    mag = [soort for soort, wordt in WORDT.items() if soort is not behalve and not wordt.isdisjoint(toegestaan)]
    return DomainError.one("X101", toegestaan=", ".join(mag))


def samen_max() -> int:
    """How large the files of one aanvraag may be together."""
    return int(settings.MACHTIGINGEN_BIJLAGEN_SAMEN)


def te_groot(pad: str = "") -> DomainError:
    return DomainError.one("X102", pad=pad, maximum=f"{samen_max() // 1024**2} MB")


def vingerafdruk_van(data: bytes) -> str:
    """Of a file as it came."""
    return sha256(data).hexdigest()


def came_as(bijlage: Bijlage) -> str:
    """The fingerprint of what is kept now; before there was one, a file was kept as it came."""
    return bijlage.vingerafdruk or vingerafdruk_van(content(bijlage) or b"")


def schone_naam(naam: str) -> str:
    """Any file name is welcome that can be read; only what is not printable is left out, and folders before it."""
    kaal = naam.replace("\\", "/").rsplit("/", 1)[-1]
    over = "".join(teken for teken in kaal if teken.isprintable())[-NAAM_MAX:].strip()
    return over if any(_can_be_read(teken) for teken in over) else "bijlage"


def _can_be_read(teken: str) -> bool:
    """A letter, a digit or a sign: a link of points or marks alone has no words."""
    return category(teken)[0] in "LNS" and teken not in _ONZICHTBAAR
