"""What VZ801 asks and VZ802 answers, as types: every element and every value (domain notes 3.2).

A field is an element, in the order in which it is written. One with a default may be left out. What is about a person
does not show in a log.
"""

from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from typing import Any

SERVICE = "http://schemas.vecozo.nl/VZ801802/v1"
MESSAGES = f"{SERVICE}/messages"
TYPES = f"{SERVICE}/types"
ACTION = f"{SERVICE}/Controleer"
ZOEKOPDRACHTEN_MAX = 20


def _element(naam: str, *, item: str = "", **options: Any) -> Any:
    """The element of a field; `item` is what a list is made of."""
    return field(metadata={"naam": naam, "item": item}, repr=False, **options)


class Retourresultaat(Enum):
    VERZOEK_AKKOORD = "VerzoekAkkoord"
    GEEN_ZOEKOPDRACHTEN = "GeenZoekopdrachten"
    MEER_DAN_20_ZOEKOPDRACHTEN = "MeerDan20Zoekopdrachten"


class Zoekresultaattype(Enum):
    GEVONDEN = "Gevonden"
    GEVONDEN_PEILDATUM_IN_TOEKOMST = "GevondenPeildatumInToekomst"
    NIET_GEVONDEN = "NietGevonden"
    BSN_ONBEKEND = "BsnOnbekend"
    BSN_VOLDOET_NIET_AAN_ELFPROEF = "BsnVoldoetNietAanElfProef"
    COMBINATIE_BSN_GEBOORTEDATUM_ONBEKEND = "CombinatieBsnGeboortedatumOnbekend"
    GEEN_GELDIG_ZOEKPAD = "GeenGeldigZoekpad"
    MEERDERE_ZOEKPADEN_OPGEGEVEN = "MeerdereZoekpadenOpgegeven"
    MEERDERE_PERSONEN_GEVONDEN = "MeerderePersonenGevonden"
    PEILDATUM_2_JAAR_OF_OUDER = "Peildatum2JaarOfOuder"


class Verzekerderesultaat(Enum):
    ACTIEVE_VERZEKERINGEN = "ActieveVerzekeringen"
    DUBBELE_ACTIEVE_VERZEKERINGEN_GEVONDEN = "DubbeleActieveVerzekeringenGevonden"
    INACTIEVE_VERZEKERINGEN = "InactieveVerzekeringen"


class Verzekeringresultaat(Enum):
    ACTIEF = "Actief"
    INACTIEF = "Inactief"
    NIET_GEAUTORISEERD = "NietGeautoriseerdVoorZorgverzekeraar"


class SoortVerzekering(Enum):
    BASIS = "Basis"
    AANVULLEND = "Aanvullend"
    AANVULLEND_PLUS_TAND = "AanvullendPlusTand"
    TAND = "Tand"
    HOOFDVERZEKERING = "Hoofdverzekering"
    AWBZ = "AWBZ"


class Geslachtsoort(Enum):
    MAN = "Man"
    VROUW = "Vrouw"
    ONBEKEND = "Onbekend"
    NIET_GESPECIFICEERD = "NietGespecificeerd"


@dataclass(frozen=True, kw_only=True)
class Zoekopdracht:
    """One search, by exactly one path: the BSN, the number at the insurer, or the address."""

    volgnummer: int = _element("Volgnummer")
    geboortedatum: date = _element("Geboortedatum")
    peildatum: date = _element("Peildatum")
    bsn: str = _element("Bsn", default="")
    verzekerdenummer: str = _element("Verzekerdenummer", default="")
    postcode: str = _element("Postcode", default="")
    referentie: str = _element("ReferentieZorgaanbieder", default="")
    huisnummer: str = _element("Huisnummer", default="")
    huisnummertoevoeging: str = _element("Huisnummertoevoeging", default="")


@dataclass(frozen=True, kw_only=True)
class Zorgaanbieder:
    """Which practice or institution asks: its AGB-code as the two numbers that it is made of."""

    soort: int = _element("AGB-zorgverlenersoort")
    nummer: int = _element("AGB-nummer")


@dataclass(frozen=True, kw_only=True)
class Verzoek:
    """VZ801."""

    zorgaanbieder: Zorgaanbieder | None = _element("Zorgaanbieder", default=None)
    zoekopdrachten: tuple[Zoekopdracht, ...] = _element("Zoekopdrachten", item="Zoekopdracht")


@dataclass(frozen=True, kw_only=True)
class Verzekering:
    resultaat: Verzekeringresultaat = _element("Resultaat")
    uzovi: int | None = _element("UZOVI", default=None)
    verzekerdenummer: str = _element("Verzekerdenummer", default="")
    soort: SoortVerzekering | None = _element("SoortVerzekering", default=None)
    pakketcode: str = _element("Pakketcode", default="")
    pakketnaam: str = _element("Pakketnaam", default="")
    labelcode: str = _element("Labelcode", default="")
    labelnaam: str = _element("Labelnaam", default="")
    ingangsdatum: date | None = _element("Ingangsdatum", default=None)
    einddatum: date | None = _element("Einddatum", default=None)


@dataclass(frozen=True, kw_only=True)
class Verzekerde:
    resultaat: Verzekerderesultaat = _element("Resultaat")
    geboortedatum: date = _element("Geboortedatum")
    geslacht: Geslachtsoort = _element("Geslacht")
    geslachtcode: int | None = _element("CodeGeslacht", default=None)
    overleden: bool = _element("Overleden")
    achternaam1: str = _element("Achternaam1", default="")
    bsn: str = _element("Bsn", default="")
    voorletters: str = _element("Voorletters", default="")
    voorvoegsel1: str = _element("Voorvoegsel1", default="")
    achternaam2: str = _element("Achternaam2", default="")
    voorvoegsel2: str = _element("Voorvoegsel2", default="")
    verzekeringen: tuple[Verzekering, ...] = _element("Verzekeringen", item="Verzekering", default=())


@dataclass(frozen=True, kw_only=True)
class Zoekresultaat:
    volgnummer: int = _element("Volgnummer")
    resultaat: Zoekresultaattype = _element("Resultaat")
    referentie: str = _element("ReferentieZorgaanbieder", default="")
    verzekerde: Verzekerde | None = _element("Verzekerde", default=None)


@dataclass(frozen=True, kw_only=True)
class Retourbericht:
    """VZ802."""

    resultaat: Retourresultaat = _element("Resultaat")
    zoekresultaten: tuple[Zoekresultaat, ...] = _element("Zoekresultaten", item="Zoekresultaat", default=())
