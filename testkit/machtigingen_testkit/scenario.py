"""What is a scenario? What the tester does, what is staged meanwhile, and what is judged afterwards."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum

from machtigingen_sandbox import patienten, personas
from machtigingen_sandbox.personas import Persona

from machtigingen_testkit import toneel
from machtigingen_testkit.toneel import Maak
from machtigingen_testkit.waarneming import Aanroep


class Handeling(Enum):
    """What the package is asked to do; the value is what its program reads in TESTKIT_HANDELING."""

    VERBINDING = "verbinding"
    AANVRAGEN = "aanvragen"
    AANVRAGEN_DUBBEL = "aanvragen-dubbel"
    OPNIEUW = "opnieuw"
    VOLGEN = "volgen"
    BIJWERKEN = "bijwerken"
    CONTROLEREN = "controleren"
    INDIENEN = "indienen"  # the kit does this itself, as the person who opened the link

    @property
    def uitleg(self) -> str:
        """What a person does, in words."""
        return _UITLEG[self]


_UITLEG = {
    Handeling.VERBINDING: "Laat het pakket vragen wie het is (wie-ben-ik), bijvoorbeeld met 'Test de verbinding'.",
    Handeling.AANVRAGEN: "Open deze patiënt, druk op 'Machtiging aanvragen' en open de link als die er is.",
    Handeling.AANVRAGEN_DUBBEL: "Open deze patiënt en druk twee keer snel op 'Machtiging aanvragen'.",
    Handeling.OPNIEUW: "Probeer dezelfde aanvraag opnieuw, zoals een gebruiker dat na een storing doet.",
    Handeling.VOLGEN: "Bekijk de aanvraag, zodat het pakket de stand opvraagt.",
    Handeling.BIJWERKEN: "Laat het pakket ophalen wat er sinds de vorige keer is veranderd, en kijk in zijn lijst.",
    Handeling.CONTROLEREN: "Laat het bericht eerst controleren, zonder het te versturen, en vraag dan aan.",
    Handeling.INDIENEN: "De testkit vult het formulier in en dient in.",
}


@dataclass(frozen=True, kw_only=True)
class Feiten:
    """What the package is set up with and what stands on the card of its patient."""

    persona: Persona = personas.GEVONDEN
    naam: str = ""
    behandeling: Mapping[str, str] = field(default_factory=lambda: patienten.OOGLIDCORRECTIE)
    zorgverlener: str = patienten.ZORGVERLENER["agb"]
    certificaat: str = "systeem-goed"

    @property
    def naam_van_patient(self) -> str:
        return self.naam or self.persona.naam


@dataclass(frozen=True, kw_only=True)
class Stap:
    """`als_nodig`: only when no push has succeeded yet, for a package that does not try again by itself."""

    handeling: Handeling
    feiten: Feiten = Feiten()
    als_nodig: bool = False


@dataclass(frozen=True, kw_only=True)
class Scherm:
    """What the user of the package could read after a step, and how its program ended."""

    stap: Stap
    tekst: str
    code: int = 0
    overgeslagen: bool = False


@dataclass(frozen=True, kw_only=True)
class Verloop:
    """All that there is to judge. Moments are of the same clock as those of the calls."""

    aanroepen: tuple[Aanroep, ...]
    verbindingen: tuple[int, ...]
    schermen: tuple[Scherm, ...]
    ingediend: float = 0.0

    @property
    def pushes(self) -> tuple[Aanroep, ...]:
        return tuple(een for een in self.aanroepen if een.is_push)

    @property
    def gelukt(self) -> tuple[Aanroep, ...]:
        """Pushes with a good answer of the portal."""
        return tuple(een for een in self.pushes if een.status in {200, 201} and "id" in een.data)

    @property
    def wijzigingen(self) -> tuple[Aanroep, ...]:
        """Questions what changed, with a good answer."""
        return tuple(een for een in self.aanroepen if een.is_wijzigingen and een.status == 200)

    @property
    def links(self) -> tuple[Aanroep, ...]:
        return tuple(een for een in self.aanroepen if een.is_link)

    @property
    def tekst(self) -> str:
        return "\n".join(scherm.tekst for scherm in self.schermen)


@dataclass(frozen=True)
class Toets:
    """One thing that must be so. `kijk` gives an empty text, or what is the matter."""

    zin: str
    kijk: Callable[[Verloop], str]


@dataclass(frozen=True, kw_only=True)
class Scenario:
    nummer: str
    titel: str
    waarom: str
    stappen: tuple[Stap, ...]
    toetsen: tuple[Toets, ...]
    toneel: Maak = toneel.gewoon
    servercertificaat: str = "server"
    verplicht: bool = True
