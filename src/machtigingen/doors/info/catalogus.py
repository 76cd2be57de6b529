"""The error catalogue as people read it: by control step, in words, searchable. Its data is in contracts/."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from machtigingen.doors.info.language import page_url
from machtigingen.doors.info.stappen import DAARNA, STAPPEN, Stap, Tekst
from machtigingen.foundation import FoutCode, foutcodes
from machtigingen.ui.deur import WIE, Kleur, Lampje


@dataclass(frozen=True, kw_only=True)
class Herhalen:
    """Does the same call help?"""

    kort: Tekst
    uitleg: Tekst


HERHALEN = {
    "ja": Herhalen(kort=_("Ja"), uitleg=_("Ja, probeer het meteen opnieuw.")),
    "later": Herhalen(kort=_("Ja, later"), uitleg=_("Ja, probeer het later opnieuw.")),
    "nee": Herhalen(kort=_("Nee"), uitleg=_("Nee, los eerst de oorzaak op.")),
}

_PLEK = re.compile(r"\s?\{[a-z_]+\}")


@dataclass(frozen=True)
class Uitleg:
    """One code, with the words around it, in the language of the page."""

    code: FoutCode

    def _tekst(self, naam: str) -> Any:
        engels = self.code.en.get(naam) if get_language() == "en" else None
        return engels or getattr(self.code, naam)

    @property
    def titel(self) -> str:
        return str(self._tekst("titel"))

    @property
    def melding(self) -> str:
        """The text without the names that only a real fault can fill in."""
        return _PLEK.sub("", self._tekst("melding"))

    @property
    def oorzaak(self) -> str:
        return str(self._tekst("oorzaak"))

    @property
    def stappen(self) -> tuple[str, ...]:
        return tuple(self._tekst("stappen"))

    @property
    def actie(self) -> str:
        return str(self._tekst("actie"))

    @property
    def voorbeeld_fout(self) -> str:
        return str(self._tekst("voorbeeld_fout"))

    @property
    def voorbeeld_goed(self) -> str:
        return str(self._tekst("voorbeeld_goed"))

    @property
    def stap(self) -> Stap:
        return next(stap for stap in _possible(self.code) if stap.naam == _place(self.code))

    @property
    def wie(self) -> Tekst:
        return WIE[self.code.wie]

    @property
    def herhalen(self) -> Herhalen:
        return HERHALEN[self.code.herhalen]

    @property
    def url(self) -> str:
        return page_url("foutcode", self.code.code)

    @property
    def lampjes(self) -> tuple[Lampje, ...]:
        """How far the control of a message came: green before this step, red here, grey after."""
        hier = STAPPEN.index(self.stap) if self.stap.groep else None
        return () if hier is None else tuple(_lampje(stap, plek - hier) for plek, stap in enumerate(STAPPEN))


def _lampje(stap: Stap, afstand: int) -> Lampje:
    kleur = Kleur.GROEN if afstand < 0 else Kleur.GRIJS if afstand else Kleur.ROOD
    return Lampje(titel=str(stap.titel), kleur=kleur, uitleg="" if afstand else str(stap.vraag))


def _place(code: FoutCode) -> str:
    return code.lampje or code.fase


def _possible(code: FoutCode) -> tuple[Stap, ...]:
    """A stage and a light can have the same name."""
    return STAPPEN if code.lampje or code.fase == "link" else DAARNA


@dataclass(frozen=True, kw_only=True)
class Deel:
    """The codes of one step. `nummer` is its place among the control steps; 0 for what comes later."""

    stap: Stap
    uitleg: tuple[Uitleg, ...]
    nummer: int = 0

    @property
    def anker(self) -> str:
        return f"stap-{self.stap.naam}" if self.nummer else f"portaal-{self.stap.naam}"


def find(code: str) -> Uitleg | None:
    return Uitleg(foutcodes()[code]) if code in foutcodes() else None


def search(zoek: str) -> tuple[Deel, ...]:
    """The steps in order, with their codes that hold every word; all of them without a word."""
    woorden = _plain(zoek).split()
    gevonden = [
        Uitleg(code) for code in foutcodes().values() if all(woord in _all_text(code.code) for woord in woorden)
    ]
    return tuple(_delen(gevonden))


def _delen(gevonden: list[Uitleg]) -> Iterator[Deel]:
    for nummer, stap in enumerate(STAPPEN + DAARNA, start=1):
        if uitleg := tuple(een for een in gevonden if een.stap is stap):
            yield Deel(stap=stap, uitleg=uitleg, nummer=nummer if stap.groep else 0)


@cache
def _all_text(code: str) -> str:
    een = foutcodes()[code]
    return _plain(
        " ".join((code, een.titel, een.melding, een.oorzaak, een.actie, een.wie, *een.stappen, *_words(een.en)))
    )


def _words(en: Mapping[str, Any]) -> Iterator[str]:
    for waarde in en.values():
        yield waarde if isinstance(waarde, str) else " ".join(waarde)


def _plain(tekst: str) -> str:
    """Without capitals and accents, so that 'geinstalleerd' finds 'geïnstalleerd'."""
    ontleed = unicodedata.normalize("NFKD", tekst.casefold())
    return "".join(teken for teken in ontleed if not unicodedata.combining(teken))
