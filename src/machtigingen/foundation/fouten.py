"""One error type with stable codes; what a code means is data in contracts/foutcodes.yaml.

A rule that says no raises `DomainError`; a door translates it once. Anything else is a bug.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from types import MappingProxyType
from typing import Any, Self

import yaml

from machtigingen.foundation.paden import CONTRACTS

WIE = ("gebruiker", "contactpersoon", "softwareleverancier", "verzekeraar", "portaalbeheer")


@dataclass(frozen=True)
class FoutCode:
    """One entry of the catalogue: what it means, why it happens, who can solve it and how."""

    code: str
    http: int
    titel: str
    melding: str
    oorzaak: str
    stappen: tuple[str, ...]
    wie: str
    actie: str
    herhalen: str
    fase: str
    waarschuwing: bool
    voorbeeld_fout: str
    voorbeeld_goed: str
    en: Mapping[str, Any]
    ingetrokken: bool = False
    lampje: str = ""


@cache
def foutcodes() -> Mapping[str, FoutCode]:
    """The whole catalogue by code. Read once."""
    data = yaml.safe_load((CONTRACTS / "foutcodes.yaml").read_text(encoding="utf-8"))
    rijen = data["foutcodes"] if isinstance(data, dict) else data
    return MappingProxyType({rij["code"]: _foutcode(rij) for rij in rijen})


def _foutcode(rij: Mapping[str, Any]) -> FoutCode:
    namen = set(FoutCode.__dataclass_fields__)
    kop = {naam: waarde for naam, waarde in rij.items() if naam in namen}
    return FoutCode(**kop | {"stappen": tuple(rij["stappen"]), "waarschuwing": bool(rij.get("waarschuwing"))})


def foutcode(code: str) -> FoutCode:
    return foutcodes()[code]


_PLEK = re.compile(r"\s?\{([a-z_]+)\}")


@dataclass(frozen=True)
class Fout:
    """Something that is wrong: a code of the catalogue, the path of the field, and what the text needs to name."""

    code: str
    pad: str = ""
    gegevens: Mapping[str, str] = field(default_factory=dict)

    @property
    def uitleg(self) -> FoutCode:
        return foutcode(self.code)

    @property
    def melding(self) -> str:
        """The text of the catalogue, filled in. A name that is not given is left out with the space before it."""
        return _PLEK.sub(self._invullen, self.uitleg.melding)

    def _invullen(self, plek: re.Match[str]) -> str:
        waarde = self.gegevens.get(plek[1])
        return "" if waarde is None else plek[0].replace(f"{{{plek[1]}}}", waarde)


class DomainError(Exception):
    """One or more things are wrong, and somebody can do something about it."""

    def __init__(self, *fouten: Fout) -> None:
        super().__init__(", ".join(f"{fout.code} {fout.pad}".strip() for fout in fouten))
        self.fouten = fouten

    @classmethod
    def one(cls, code: str, *, pad: str = "", **gegevens: str) -> Self:
        return cls(Fout(code, pad, gegevens))

    @property
    def code(self) -> str:
        return self.fouten[0].code
