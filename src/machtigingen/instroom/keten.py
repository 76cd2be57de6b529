"""The chain of lights: how far does a link between a care package and the portal come, and where does it stop? Pure.

Which code turns which light red is data: `lampje` in contracts/foutcodes.yaml. The order is that of the checks.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from machtigingen.foundation import Fout


class Kleur(StrEnum):
    GROEN = "groen"
    ORANJE = "oranje"
    ROOD = "rood"
    GRIJS = "grijs"


@dataclass(frozen=True)
class _Tekst:
    titel: str
    goed: str


_TEKSTEN: Mapping[str, _Tekst] = MappingProxyType(
    {
        "tls": _Tekst("Verbinding", "De beveiligde verbinding met het portaal werkt."),
        "uitgever": _Tekst("Uitgever", "Wij kennen de uitgever en kunnen het certificaat lezen."),
        "geldigheid": _Tekst("Geldigheid", "Het certificaat is nu geldig."),
        "intrekking": _Tekst("Intrekking", "Het certificaat is niet ingetrokken."),
        "soort": _Tekst("Soort certificaat", "Dit is het soort certificaat dat hier nodig is."),
        "instantie": _Tekst("Instantie", "Het certificaat is bij het portaal aangemeld voor uw instantie."),
        "autorisatie": _Tekst("Autorisatie", "Met dit certificaat mag u dit doen."),
        "bericht": _Tekst("Bericht", "Het bericht is leesbaar en volledig."),
        "agb": _Tekst("AGB-code in het bericht", "De AGB-code is die van uw certificaat en staat in het register."),
        "zorgverlener": _Tekst("Zorgverlener", "Het AGB-register kent de zorgverlener met dit specialisme."),
        "verzekerde": _Tekst("Verzekerde", "COV kent de verzekering van deze persoon."),
        "formulier": _Tekst("Formulier", "Wij weten welk formulier erbij hoort, of dat er geen nodig is."),
    }
)
NIET_GEKEKEN = "Dit komt aan de beurt als de stappen ervoor goed zijn."
LAMPEN = tuple(_TEKSTEN)
VAN_CERTIFICAAT = LAMPEN[1 : LAMPEN.index("bericht")]


@dataclass(frozen=True, kw_only=True)
class Lamp:
    """One link of the chain. `fout` says why it is red or orange."""

    naam: str
    kleur: Kleur
    fout: Fout | None = None

    @property
    def titel(self) -> str:
        return _TEKSTEN[self.naam].titel

    @property
    def uitleg(self) -> str:
        if self.fout is not None:
            return self.fout.melding
        return _TEKSTEN[self.naam].goed if self.kleur is Kleur.GROEN else NIET_GEKEKEN


def lampje(fout: Fout) -> str:
    """The light of a fault; what is no link of its own, is our own trouble to be reached."""
    return fout.uitleg.lampje or LAMPEN[0]


def keten(
    fouten: Iterable[Fout], waarschuwingen: Iterable[Fout] = (), *, gekeken: Collection[str] = LAMPEN
) -> tuple[Lamp, ...]:
    """All lights in order: red is the first where something is wrong, after it nothing is said. `gekeken` are those
    that were looked at; the others stay grey."""
    rood = _first(fouten)
    oranje = _first(waarschuwingen)
    lampen: list[Lamp] = []
    stop = False
    for naam in LAMPEN:
        if naam in rood and not stop:
            lampen.append(Lamp(naam=naam, kleur=Kleur.ROOD, fout=rood[naam]))
            stop = True
        elif stop or naam not in gekeken:
            lampen.append(Lamp(naam=naam, kleur=Kleur.GRIJS))
        elif naam in oranje:
            lampen.append(Lamp(naam=naam, kleur=Kleur.ORANJE, fout=oranje[naam]))
        else:
            lampen.append(Lamp(naam=naam, kleur=Kleur.GROEN))
    return tuple(lampen)


def _first(fouten: Iterable[Fout]) -> dict[str, Fout]:
    """The first fault of each light."""
    eerste: dict[str, Fout] = {}
    for fout in fouten:
        eerste.setdefault(lampje(fout), fout)
    return eerste
