"""What a beoordelaar chose to work on, kept in the address: a pile, a form, a specialisme. Nothing of a patient."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Self
from urllib.parse import urlencode

from machtigingen.beoordeling.queries import Selectie, Stapel

_FORMULIER = re.compile(r"[A-Z0-9]{1,12}")
_SPECIALISME = re.compile(r"[0-9]{4}")


@dataclass(frozen=True, kw_only=True)
class Werkkeuze:
    """`stapel` is None as long as nobody chose one."""

    stapel: Stapel | None = None
    selectie: Selectie = Selectie()

    @classmethod
    def read(cls, params: Mapping[str, str]) -> Self:
        """What cannot be read does not count."""
        stapel = params.get("lijst", "")
        return cls(
            stapel=Stapel(stapel) if stapel in {een.value for een in Stapel} else None,
            selectie=Selectie(
                formulier=_fits(_FORMULIER.fullmatch, params.get("formulier", "")),
                specialisme=_fits(_SPECIALISME.fullmatch, params.get("specialisme", "")),
            ),
        )

    def on(self, stapel: Stapel) -> "Werkkeuze":
        return replace(self, stapel=stapel)

    @property
    def query(self) -> str:
        """As it stands in an address, without the question mark."""
        delen = {
            "lijst": self.stapel.value if self.stapel else "",
            "formulier": self.selectie.formulier,
            "specialisme": self.selectie.specialisme,
        }
        return urlencode({naam: waarde for naam, waarde in delen.items() if waarde})

    @property
    def suffix(self) -> str:
        """To put behind an address."""
        return f"?{self.query}" if self.query else ""


def _fits(fits: Callable[[str], object], tekst: str) -> str:
    return tekst if fits(tekst) else ""
