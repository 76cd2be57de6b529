"""Codes of the field that are right by type: parse once at the door, trust inside (domain notes 5)."""

import re
import unicodedata
from dataclasses import dataclass
from typing import NoReturn, Self

from stdnum.exceptions import ValidationError
from stdnum.nl import bsn as _bsn

from machtigingen.foundation.fouten import DomainError

_AGB = re.compile(r"[0-9]{8}", re.ASCII)
_UZOVI = re.compile(r"[0-9]{4}", re.ASCII)
_NEGEN = re.compile(r"[0-9]{9}", re.ASCII)
_NEGEN_OP_RIJ = re.compile(r"(?=([0-9]{9}))", re.ASCII)


@dataclass(frozen=True, order=True)
class AgbCode:
    """An AGB-code: 8 ASCII digits, 2 for the zorgverlenersoort and 6 for the number. It has no check digit."""

    waarde: str

    @classmethod
    def parse(cls, tekst: str, *, pad: str = "") -> Self:
        """Raises B217 when `tekst` is not 8 digits; the written form 22-990001 is understood."""
        kaal = tekst.strip().replace("-", "", 1) if re.fullmatch(r"\s*\d\d-\d{6}\s*", tekst, re.ASCII) else tekst
        if not _AGB.fullmatch(kaal):
            raise DomainError.one("B217", pad=pad)
        return cls(kaal)

    @property
    def soort(self) -> str:
        return self.waarde[:2]

    def __str__(self) -> str:
        return self.waarde


@dataclass(frozen=True, order=True)
class Uzovi:
    """A UZOVI number of an insurer: 4 ASCII digits."""

    waarde: str

    @classmethod
    def parse(cls, tekst: str, *, pad: str = "") -> Self:
        """Raises B218 when `tekst` is not 4 digits."""
        if not _UZOVI.fullmatch(tekst):
            raise DomainError.one("B218", pad=pad)
        return cls(tekst)

    def __str__(self) -> str:
        return self.waarde


class Bsn:
    """A burgerservicenummer. It never prints itself: only `onthul` gives the digits (security notes).

    Not a dataclass: `asdict` of what holds it would lay the digits open."""

    __slots__ = ("_cijfers",)
    _cijfers: str

    def __init__(self, cijfers: str) -> None:
        object.__setattr__(self, "_cijfers", cijfers)

    @classmethod
    def parse(cls, tekst: str, *, pad: str = "") -> Self:
        """Raises B211 when `tekst` is not 9 digits, B212 when the eleven-test fails (Wabb; 000000000 is refused)."""
        if not _NEGEN.fullmatch(tekst):
            raise DomainError.one("B211", pad=pad)
        try:
            _bsn.validate(tekst)
        except ValidationError as fout:
            raise DomainError.one("B212", pad=pad) from fout
        return cls(tekst)

    def onthul(self) -> str:
        return self._cijfers

    def __eq__(self, ander: object) -> bool:
        return isinstance(ander, Bsn) and self._cijfers == ander._cijfers

    def __hash__(self) -> int:
        return hash(self._cijfers)

    def __setattr__(self, naam: str, waarde: object) -> NoReturn:
        raise AttributeError("a BSN does not change")

    def __deepcopy__(self, memo: object) -> Self:
        return self

    def __copy__(self) -> Self:
        return self

    def __reduce__(self) -> NoReturn:
        raise TypeError("a BSN is not pickled: its digits would lie open")

    def __repr__(self) -> str:
        return "Bsn(*********)"

    __str__ = __repr__


def strip_signs(tekst: str) -> str:
    """Letters and digits only, each digit as ours: what is written 9999.90.019 is the number 999990019."""
    return "".join(str(unicodedata.digit(teken, teken)) for teken in tekst if teken.isalnum())


def holds_bsn(tekst: str) -> bool:
    """Whether nine digits in a row can be one, however they are written; also within a longer number."""
    return any(_is_bsn(cijfers) for cijfers in _NEGEN_OP_RIJ.findall(strip_signs(tekst)))


def _is_bsn(cijfers: str) -> bool:
    try:
        Bsn.parse(cijfers)
    except DomainError:
        return False
    return True
