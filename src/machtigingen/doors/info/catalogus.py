"""The error catalogue as people read it: by stage, in words, searchable. The catalogue itself is data in contracts/."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from machtigingen.foundation import FoutCode, foutcodes
from machtigingen.ui.context import WIE, Kleur, Lampje

Tekst = str | Promise


@dataclass(frozen=True, kw_only=True)
class Fase:
    """A stage of the control. `stap` is its place when a message comes in; 0 for what comes later, in the portal."""

    naam: str
    titel: Tekst
    vraag: Tekst
    stap: int = 0


FASEN = (
    Fase(naam="deur", titel=_("De deur"), vraag=_("Wie bent u, voor welke instantie, en mag u dit?"), stap=1),
    Fase(naam="bericht", titel=_("Het bericht"), vraag=_("Is het bericht leesbaar en volledig?"), stap=2),
    Fase(naam="instantie", titel=_("De instantie"), vraag=_("Vraagt u aan voor uw eigen instantie?"), stap=3),
    Fase(naam="register", titel=_("De registers"), vraag=_("Kennen AGB en COV deze personen?"), stap=4),
    Fase(naam="formulier", titel=_("Het formulier"), vraag=_("Welk formulier hoort hierbij?"), stap=5),
    Fase(naam="link", titel=_("De link"), vraag=_("Hoort de link bij uw instantie, en geldt hij nog?")),
    Fase(naam="vraag", titel=_("De vragen"), vraag=_("Kunnen wij uw antwoord lezen?")),
    Fase(naam="bijlage", titel=_("De bijlagen"), vraag=_("Mag dit soort bestand, en past het?")),
    Fase(naam="aanvraag", titel=_("De aanvraag"), vraag=_("Kan deze stap nu, bij deze aanvraag?")),
    Fase(naam="systeem", titel=_("Het portaal zelf"), vraag=_("Werkt alles aan onze kant?")),
)


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
    """One code, with the words around it."""

    code: FoutCode

    @property
    def fase(self) -> Fase:
        return next(fase for fase in FASEN if fase.naam == self.code.fase)

    @property
    def wie(self) -> Tekst:
        return WIE[self.code.wie]

    @property
    def herhalen(self) -> Herhalen:
        return HERHALEN[self.code.herhalen]

    @property
    def melding(self) -> str:
        """The text without the names that only a real fault can fill in."""
        return _PLEK.sub("", self.code.melding)

    @property
    def melding_en(self) -> str:
        return _PLEK.sub("", self.code.en["melding"])

    @property
    def lampjes(self) -> tuple[Lampje, ...]:
        """How far the control of a message came: green before this stage, red here, grey after."""
        hier = self.fase.stap
        return tuple(_lampje(fase, hier) for fase in FASEN if fase.stap) if hier else ()


def _lampje(fase: Fase, hier: int) -> Lampje:
    kleur = Kleur.GROEN if fase.stap < hier else Kleur.ROOD if fase.stap == hier else Kleur.GRIJS
    return Lampje(titel=str(fase.titel), kleur=kleur, uitleg=str(fase.vraag))


@dataclass(frozen=True, kw_only=True)
class Deel:
    """The codes of one stage."""

    fase: Fase
    uitleg: tuple[Uitleg, ...]


def find(code: str) -> Uitleg | None:
    return Uitleg(foutcodes()[code]) if code in foutcodes() else None


def search(zoek: str) -> tuple[Deel, ...]:
    """The stages in order, with their codes that hold every word; all of them without a word."""
    woorden = _plain(zoek).split()
    gevonden = [code for code in foutcodes().values() if all(woord in _all_text(code.code) for woord in woorden)]
    return tuple(_delen(gevonden))


def _delen(codes: list[FoutCode]) -> Iterator[Deel]:
    for fase in FASEN:
        uitleg = tuple(Uitleg(code) for code in codes if code.fase == fase.naam)
        if uitleg:
            yield Deel(fase=fase, uitleg=uitleg)


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
