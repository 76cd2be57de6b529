"""Who has which certificate, and what may it do?

The one source of the certificate files, of the access registration and of the texts about them.
"""

from dataclasses import dataclass
from datetime import date
from enum import Enum


class Toestand(Enum):
    """What is the matter with a certificate."""

    GELDIG = "geldig"
    VERLOPEN = "verlopen"
    NOG_NIET_GELDIG = "nog niet geldig"
    INGETROKKEN = "ingetrokken"
    VREEMDE_CA = "vreemde CA"
    UIT_DIENST = "uit dienst"
    OP_SLOT = "op slot"
    STILGEZET = "stilgezet"


@dataclass(frozen=True, kw_only=True)
class Instantie:
    agb: str
    naam: str
    soort: str
    contactpersoon: str
    email: str
    begindatum: date | None = None
    einddatum: date | None = None

    @property
    def domein(self) -> str:
        return self.email.partition("@")[2]


@dataclass(frozen=True, kw_only=True)
class Verzekeraar:
    uzovi: str
    naam: str

    @property
    def domein(self) -> str:
        return f"verzekeraar-{self.uzovi}.example"


@dataclass(frozen=True, kw_only=True)
class Persona:
    """One named certificate. `naam` is its common name: a number for a system, a name for a person. `beheren` among
    the autorisaties of an instantie says that this is its contactpersoon; `adressen` is from where software may call.
    """

    bestand: str
    soort: str
    organisatiecode: str
    organisatie: str
    naam: str
    toestand: Toestand = Toestand.GELDIG
    autorisaties: tuple[str, ...] = ()
    in_register: bool = True
    email: str = ""
    adressen: tuple[str, ...] = ()


OOGKLINIEK = Instantie(
    agb="22990001",
    naam="Oogkliniek Voorbeeldstad",
    soort="instelling",
    contactpersoon="C. Contact",
    email="contact@oogkliniek.example",
)
ZIEKENHUIS = Instantie(
    agb="06990002",
    naam="Ziekenhuis Voorbeeldland",
    soort="instelling",
    contactpersoon="Z. Contact",
    email="contact@ziekenhuis.example",
)
TANDARTS = Instantie(
    agb="12990003",
    naam="Tandartspraktijk Voorbeeld",
    soort="praktijk",
    contactpersoon="T. Contact",
    email="contact@tandarts.example",
)
GESTOPT = Instantie(
    agb="22990009",
    naam="Kliniek Gestopt",
    soort="instelling",
    contactpersoon="G. Contact",
    email="contact@gestopt.example",
    einddatum=date(2025, 12, 31),
)
# Known here, and each with something the matter in the AGB register.
NIET_IN_AGB = Instantie(
    agb="22990008",
    naam="Kliniek Nog-Niet-Verwerkt",
    soort="instelling",
    contactpersoon="N. Contact",
    email="contact@nogniet.example",
)
ONDERNEMING = Instantie(
    agb="17990006",
    naam="Oogzorg Groep Voorbeeld B.V.",
    soort="instelling",
    contactpersoon="B. Contact",
    email="contact@oogzorggroep.example",
)
UIT_AGB = Instantie(
    agb="22990010",
    naam="Kliniek Verhuisd",
    soort="instelling",
    contactpersoon="V. Contact",
    email="contact@verhuisd.example",
)
NOG_NIET_BEGONNEN = Instantie(
    agb="22990011",
    naam="Kliniek Binnenkort",
    soort="instelling",
    contactpersoon="S. Contact",
    email="contact@binnenkort.example",
    begindatum=date(2099, 1, 1),
)
INSTANTIES = (OOGKLINIEK, ZIEKENHUIS, TANDARTS, GESTOPT, NIET_IN_AGB, ONDERNEMING, UIT_AGB, NOG_NIET_BEGONNEN)
# Works for several instanties, and may not do that here.
TUSSENPARTIJ = Instantie(
    agb="98990001",
    naam="Declaratieservice Voorbeeld",
    soort="tussenpartij",
    contactpersoon="",
    email="info@declaratieservice.example",
)
# Who runs the portal itself.
PORTAALBEHEER = Instantie(
    agb="99990001",
    naam="Beheer Machtigingenportaal",
    soort="portaalbeheer",
    contactpersoon="",
    email="beheer@portaal.example",
)

VERZEKERAARS = (
    Verzekeraar(uzovi="9901", naam="Voorbeeld Zorgverzekeraar"),
    Verzekeraar(uzovi="9902", naam="Testzorg"),
    Verzekeraar(uzovi="9903", naam="Demoverzekering"),
    Verzekeraar(uzovi="9905", naam="Zorgkantoor Voorbeeldregio"),
)

ALLES = ("indienen", "raadplegen")


def _systeem(
    bestand: str,
    number: int,
    *,
    instantie: Instantie = OOGKLINIEK,
    toestand: Toestand = Toestand.GELDIG,
    autorisaties: tuple[str, ...] = ALLES,
    in_register: bool = True,
    adressen: tuple[str, ...] = (),
) -> Persona:
    return Persona(
        bestand=f"systeem-{bestand}",
        soort="systeem",
        organisatiecode=instantie.agb,
        organisatie=instantie.naam,
        naam=f"{instantie.agb}{number:06}",
        toestand=toestand,
        autorisaties=autorisaties,
        in_register=in_register,
        adressen=adressen,
    )


def _systeem_van(verzekeraar: Verzekeraar) -> Persona:
    return Persona(
        bestand=f"systeem-verzekeraar-{verzekeraar.uzovi}",
        soort="systeem",
        organisatiecode=verzekeraar.uzovi,
        organisatie=verzekeraar.naam,
        naam=f"{verzekeraar.uzovi}0000000001",
        autorisaties=("beoordelen",),
    )


def _persoonlijk(
    bestand: str,
    naam: str,
    *,
    instantie: Instantie = OOGKLINIEK,
    toestand: Toestand = Toestand.GELDIG,
    autorisaties: tuple[str, ...] = ALLES,
    in_register: bool = True,
) -> Persona:
    return Persona(
        bestand=f"persoonlijk-{bestand}",
        soort="persoonlijk",
        organisatiecode=instantie.agb,
        organisatie=instantie.naam,
        naam=naam,
        toestand=toestand,
        autorisaties=autorisaties,
        in_register=in_register,
        email=_email(naam, instantie.domein),
    )


def _contactpersoon(bestand: str, instantie: Instantie, *autorisaties: str) -> Persona:
    return Persona(
        bestand=f"contactpersoon-{bestand}",
        soort="persoonlijk",
        organisatiecode=instantie.agb,
        organisatie=instantie.naam,
        naam=instantie.contactpersoon,
        autorisaties=(*autorisaties, "beheren"),
        email=instantie.email,
    )


def _van_verzekeraar(
    bestand: str, verzekeraar: Verzekeraar, naam: str, *, autorisaties: tuple[str, ...] = ("beoordelen",)
) -> Persona:
    return Persona(
        bestand=bestand,
        soort="persoonlijk",
        organisatiecode=verzekeraar.uzovi,
        organisatie=verzekeraar.naam,
        naam=naam,
        autorisaties=autorisaties,
        email=_email(naam, verzekeraar.domein),
    )


def _beoordelaar(verzekeraar: Verzekeraar, naam: str, *, wie: str = "") -> Persona:
    return _van_verzekeraar(f"beoordelaar-{verzekeraar.uzovi}{wie}", verzekeraar, naam)


def _email(naam: str, domein: str) -> str:
    return f"{naam.lower().replace('. ', '.').replace(' ', '')}@{domein}"


PERSONAS = (
    _systeem("goed", 1),
    _systeem("andere-instantie", 1, instantie=ZIEKENHUIS),
    _systeem("tandarts", 1, instantie=TANDARTS),
    _systeem("zonder-autorisatie", 2, autorisaties=()),
    _systeem("raadplegen", 7, autorisaties=("raadplegen",)),
    _systeem("gestopt", 1, instantie=GESTOPT),
    _systeem("niet-in-agb", 1, instantie=NIET_IN_AGB),
    _systeem("onderneming", 1, instantie=ONDERNEMING),
    _systeem("uit-agb", 1, instantie=UIT_AGB),
    _systeem("niet-aangemeld", 8, in_register=False),
    _systeem("ander-adres", 9, adressen=("192.0.2.0/24",)),
    _systeem("tussenpartij", 1, instantie=TUSSENPARTIJ, autorisaties=()),
    _systeem("nog-niet-begonnen", 1, instantie=NOG_NIET_BEGONNEN),
    _systeem("verlopen", 3, toestand=Toestand.VERLOPEN),
    _systeem("nog-niet-geldig", 4, toestand=Toestand.NOG_NIET_GELDIG),
    _systeem("ingetrokken", 5, toestand=Toestand.INGETROKKEN),
    _systeem("vreemde-ca", 6, toestand=Toestand.VREEMDE_CA, in_register=False),
    _systeem_van(VERZEKERAARS[0]),
    _systeem_van(VERZEKERAARS[1]),
    _persoonlijk("goed", "S. de Vries"),
    _persoonlijk("raadplegen", "R. Bakker", autorisaties=("raadplegen",)),
    _persoonlijk("andere-instantie", "A. Smit", instantie=ZIEKENHUIS),
    _persoonlijk("tandarts", "H. Mondhof", instantie=TANDARTS),
    _persoonlijk("zonder-autorisatie", "T. Jansen", autorisaties=()),
    _contactpersoon("goed", OOGKLINIEK, *ALLES),
    _contactpersoon("andere-instantie", ZIEKENHUIS),
    _persoonlijk("uit-dienst", "U. Vertrokken", toestand=Toestand.UIT_DIENST),
    _persoonlijk("op-slot", "O. Gesloten", toestand=Toestand.OP_SLOT),
    _persoonlijk("stilgezet", "G. Lekt", toestand=Toestand.STILGEZET),
    _persoonlijk("verlopen", "V. Visser", toestand=Toestand.VERLOPEN),
    _persoonlijk("nog-niet-geldig", "N. Mulder", toestand=Toestand.NOG_NIET_GELDIG),
    _persoonlijk("ingetrokken", "I. de Boer", toestand=Toestand.INGETROKKEN),
    _persoonlijk("vreemde-ca", "X. Dekker", toestand=Toestand.VREEMDE_CA, in_register=False),
    _beoordelaar(VERZEKERAARS[0], "B. Ordelaar"),
    _beoordelaar(VERZEKERAARS[0], "C. Ollega", wie="-collega"),
    _beoordelaar(VERZEKERAARS[1], "K. Keurder"),
    _beoordelaar(VERZEKERAARS[2], "E. Erste"),
    _beoordelaar(VERZEKERAARS[2], "T. Tweede", wie="-collega"),
    _beoordelaar(VERZEKERAARS[3], "L. Anger"),
    _van_verzekeraar("adviseur-9901", VERZEKERAARS[0], "M. Adviseur", autorisaties=("adviseren", "beoordelen")),
    _van_verzekeraar("beheerder-9901", VERZEKERAARS[0], "R. Beheerder", autorisaties=("beheren",)),
    _van_verzekeraar("beheerder-9902", VERZEKERAARS[1], "F. Ormulier", autorisaties=("beheren",)),
    _van_verzekeraar("beheerder-9902-collega", VERZEKERAARS[1], "P. Ublicist", autorisaties=("beheren",)),
    Persona(
        bestand="portaalbeheerder",
        soort="persoonlijk",
        organisatiecode=PORTAALBEHEER.agb,
        organisatie=PORTAALBEHEER.naam,
        naam="O. Perator",
        autorisaties=("portaalbeheer",),
        email=_email("O. Perator", PORTAALBEHEER.domein),
    ),
)
