"""What a beoordelaar chose to work on, kept in the address: a pile, a form, a specialisme; or by which search it was
found. Nothing of a patient."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Self
from urllib.parse import parse_qsl, urlencode

from django.urls import reverse

from machtigingen.beoordeling.queries import Selectie, Stapel
from machtigingen.foundation import strip_signs
from machtigingen.ui.zoekformulier import fits_in_address

_FORMULIER = re.compile(r"[A-Z0-9]{1,12}")
_SPECIALISME = re.compile(r"[0-9]{4}")
_NUMMER = re.compile(r"[0-9]{12}|[0-9]{14}")
_ZOEKVELDEN = ("nummer", "referentie", "agb", "vanaf", "tot", "status", "formulier", "wie", "blad")
_LANGSTE = 600


@dataclass(frozen=True, kw_only=True)
class Werkkeuze:
    """`stapel` is None as long as nobody chose one. `zoek`: the search it was found by, as it stands in an address."""

    stapel: Stapel | None = None
    selectie: Selectie = Selectie()
    zoek: str = ""

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
            zoek=_search(params.get("zoek", "")),
        )

    def on(self, stapel: Stapel) -> "Werkkeuze":
        return replace(self, stapel=stapel, zoek="")

    @property
    def query(self) -> str:
        """As it stands in an address, without the question mark."""
        delen = {
            "lijst": self.stapel.value if self.stapel else "",
            "formulier": self.selectie.formulier,
            "specialisme": self.selectie.specialisme,
            "zoek": self.zoek,
        }
        return urlencode({naam: waarde for naam, waarde in delen.items() if waarde})

    @property
    def suffix(self) -> str:
        """To put behind an address."""
        return f"?{self.query}" if self.query else ""

    @property
    def lijst_url(self) -> str:
        """The list it came from: what was found, or a pile."""
        return f"{reverse('zoeken')}?{self.zoek}" if self.zoek else reverse("werklijst") + self.suffix


def _fits(fits: Callable[[str], object], tekst: str) -> str:
    return tekst if fits(tekst) else ""


def _search(query: str) -> str:
    """As it may stand in an address: only what can be looked for, and nothing that can be a BSN."""
    velden = [(naam, waarde) for naam, waarde in parse_qsl(query[:_LANGSTE]) if naam in _ZOEKVELDEN]
    return urlencode([(naam, waarde) for naam, waarde in velden if _may_stay(naam, waarde)])


def _may_stay(naam: str, waarde: str) -> bool:
    if naam == "nummer":
        return _NUMMER.fullmatch(strip_signs(waarde)) is not None
    return fits_in_address(naam, waarde)
