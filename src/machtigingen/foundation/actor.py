"""Who acts: one identity, made at the door from a verified certificate and handed on as an argument."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum

from machtigingen.foundation.codes import AgbCode, Uzovi

INDIENEN = "indienen"
RAADPLEGEN = "raadplegen"
BEOORDELEN = "beoordelen"
ADVISEREN = "adviseren"
BEHEREN = "beheren"
PORTAALBEHEER = "portaalbeheer"


class Soort(Enum):
    """The kind of a certificate: a system certificate links software, a personal one logs a person in."""

    SYSTEEM = "systeem"
    PERSOONLIJK = "persoonlijk"


@dataclass(frozen=True, kw_only=True)
class Actor:
    """A caller whose certificate is verified and registered. Exactly one of `agb` and `uzovi` is set.

    `medewerker` is the person, whatever certificate he or she has today; None for software, and for a certificate that
    is registered to nobody by name; `factor_gezet_at` says since when he or she has a second factor. `adres` is where
    the call came from. `te_noteren`: when and from where it was last used stands here too long ago.
    """

    soort: Soort
    naam: str
    organisatie: str
    agb: AgbCode | None = None
    uzovi: Uzovi | None = None
    autorisaties: frozenset[str] = field(default_factory=frozenset)
    certificaat: str
    serienummer: str
    geldig_tot: datetime
    medewerker: int | None = None
    factor_gezet_at: datetime | None = None
    adres: str = ""
    te_noteren: bool = False

    @property
    def organisatiecode(self) -> str:
        return str(self.agb or self.uzovi)

    @property
    def keten(self) -> str:
        """The audit chain that this actor's acts belong to."""
        return f"agb:{self.agb}" if self.agb else f"uzovi:{self.uzovi}"

    def mag(self, autorisatie: str) -> bool:
        return autorisatie in self.autorisaties
