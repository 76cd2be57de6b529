"""Which insured people live in the sandbox? One magic BSN for each thing that COV can answer.

All fictitious: BSNs of the test range 9999xxxxx that pass the eleven-test, insurers of the range 99xx.
"""

from dataclasses import dataclass
from datetime import date
from enum import Enum

from machtigingen.foundation import Bsn
from machtigingen.registers.cov import CovUitkomst, Geslacht


class Gedrag(Enum):
    """Whether COV answers at all, and how fast."""

    GEWOON = "gewoon"
    TRAAG = "traag"
    STORING = "storing"


@dataclass(frozen=True, kw_only=True)
class Persona:
    """A fictitious patient as the care package knows him or her, and what COV says about this BSN."""

    naam: str
    geboortedatum: date
    geslacht: Geslacht
    bsn: Bsn
    uzovi: str = "9901"
    cov: CovUitkomst = CovUitkomst.GEVONDEN
    gedrag: Gedrag = Gedrag.GEWOON
    polis_loopt_af: bool = False
    uitleg: str

    @property
    def verzekerdenummer(self) -> str:
        return f"{self.uzovi}{self.bsn.onthul()[-5:]}"


GEVONDEN = Persona(
    naam="J. Jansen-Voorbeeld",
    geboortedatum=date(1958, 3, 14),
    geslacht=Geslacht.VROUW,
    bsn=Bsn.parse("999911004"),
    uitleg="Verzekerd bij Voorbeeld Zorgverzekeraar (9901).",
)
OOK_GEVONDEN = Persona(
    naam="T. de Keuze",
    geboortedatum=date(1952, 9, 27),
    geslacht=Geslacht.MAN,
    bsn=Bsn.parse("999911016"),
    uitleg="Verzekerd bij Voorbeeld Zorgverzekeraar (9901).",
)
NOG_EEN_GEVONDEN = Persona(
    naam="F. Zonder-Formulier",
    geboortedatum=date(1985, 5, 19),
    geslacht=Geslacht.VROUW,
    bsn=Bsn.parse("999911041"),
    uitleg="Verzekerd bij Voorbeeld Zorgverzekeraar (9901); onder de Wlz bij Zorgkantoor Voorbeeldregio (9905).",
)
BIJ_TESTZORG = Persona(
    naam="M. el Voorbeeld",
    geboortedatum=date(1949, 11, 2),
    geslacht=Geslacht.MAN,
    bsn=Bsn.parse("999912008"),
    uzovi="9902",
    uitleg="Verzekerd bij Testzorg (9902).",
)
BIJ_DEMOVERZEKERING = Persona(
    naam="A. van den Test",
    geboortedatum=date(1963, 7, 21),
    geslacht=Geslacht.VROUW,
    bsn=Bsn.parse("999913001"),
    uzovi="9903",
    uitleg="Verzekerd bij Demoverzekering (9903).",
)
POLIS_LOOPT_AF = Persona(
    naam="K. Jaareinde",
    geboortedatum=date(1971, 1, 30),
    geslacht=Geslacht.MAN,
    bsn=Bsn.parse("999911028"),
    polis_loopt_af=True,
    uitleg="De polis stopt op 31 december van het jaar van de begindatum.",
)
ONBEKEND = Persona(
    naam="O. Onvindbaar",
    geboortedatum=date(1980, 5, 5),
    geslacht=Geslacht.ONBEKEND,
    bsn=Bsn.parse("999920005"),
    cov=CovUitkomst.ONBEKEND,
    uitleg="COV kent dit BSN niet.",
)
GEBOORTEDATUM_ONJUIST = Persona(
    naam="G. Verschreven",
    geboortedatum=date(1966, 6, 9),
    geslacht=Geslacht.MAN,
    bsn=Bsn.parse("999921009"),
    cov=CovUitkomst.GEBOORTEDATUM_ONJUIST,
    uitleg="COV heeft bij dit BSN een andere geboortedatum, welke u ook stuurt.",
)
POLIS_BEEINDIGD = Persona(
    naam="E. Eerder-Verzekerd",
    geboortedatum=date(1955, 12, 12),
    geslacht=Geslacht.VROUW,
    bsn=Bsn.parse("999922002"),
    cov=CovUitkomst.POLIS_BEEINDIGD,
    uitleg="De polis is gestopt op 31 december van het jaar vóór de begindatum.",
)
DUBBEL_VERZEKERD = Persona(
    naam="D. Dubbel",
    geboortedatum=date(1990, 2, 28),
    geslacht=Geslacht.VROUW,
    bsn=Bsn.parse("999923006"),
    cov=CovUitkomst.DUBBEL_VERZEKERD,
    uitleg="Twee verzekeraars hebben een lopende polis.",
)
OVERLEDEN = Persona(
    naam="W. Voorbij",
    geboortedatum=date(1931, 4, 17),
    geslacht=Geslacht.MAN,
    bsn=Bsn.parse("999924011"),
    cov=CovUitkomst.OVERLEDEN,
    uitleg="Deze verzekerde is overleden.",
)
MEERDERE_PERSONEN = Persona(
    naam="P. Tweeling-Dossier",
    geboortedatum=date(1979, 9, 9),
    geslacht=Geslacht.MAN,
    bsn=Bsn.parse("999925003"),
    cov=CovUitkomst.MEERDERE_PERSONEN,
    uitleg="COV vindt bij dit BSN meer dan één persoon.",
)
NIET_GEAUTORISEERD = Persona(
    naam="B. Achter-Slot",
    geboortedatum=date(1983, 3, 23),
    geslacht=Geslacht.VROUW,
    bsn=Bsn.parse("999926007"),
    uzovi="9903",
    cov=CovUitkomst.NIET_GEAUTORISEERD,
    uitleg="De zorgverzekeraar laat het portaal de verzekering niet zien.",
)
PEILDATUM_TE_OUD = Persona(
    naam="V. van Vroeger",
    geboortedatum=date(1946, 11, 30),
    geslacht=Geslacht.MAN,
    bsn=Bsn.parse("999927000"),
    cov=CovUitkomst.PEILDATUM_TE_OUD,
    uitleg="COV vindt de begindatum te lang geleden, welke u ook stuurt.",
)
TRAAG = Persona(
    naam="L. Langzaam",
    geboortedatum=date(1968, 8, 8),
    geslacht=Geslacht.VROUW,
    bsn=Bsn.parse("999930011"),
    gedrag=Gedrag.TRAAG,
    uitleg="COV antwoordt pas na 2 seconden; daarna is het een gewone verzekerde van 9901.",
)
STORING = Persona(
    naam="S. Storing",
    geboortedatum=date(1974, 10, 3),
    geslacht=Geslacht.MAN,
    bsn=Bsn.parse("999931003"),
    gedrag=Gedrag.STORING,
    uitleg="COV is bij dit BSN niet bereikbaar.",
)

PERSONAS = (
    GEVONDEN,
    OOK_GEVONDEN,
    NOG_EEN_GEVONDEN,
    BIJ_TESTZORG,
    BIJ_DEMOVERZEKERING,
    POLIS_LOOPT_AF,
    ONBEKEND,
    GEBOORTEDATUM_ONJUIST,
    POLIS_BEEINDIGD,
    DUBBEL_VERZEKERD,
    OVERLEDEN,
    MEERDERE_PERSONEN,
    NIET_GEAUTORISEERD,
    PEILDATUM_TE_OUD,
    TRAAG,
    STORING,
)
