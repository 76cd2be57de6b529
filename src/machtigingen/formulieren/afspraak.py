"""What one insurer agreed about one form: terms, who decides, reasons for a decision, questions to ask. Pure."""

from dataclasses import dataclass
from enum import StrEnum


class Regelbesluit(StrEnum):
    """What can be decided about one line of an aanvraag."""

    TOEGEKEND = "toegekend"
    ANDERS = "anders"
    AFGEWEZEN = "afgewezen"


@dataclass(frozen=True, kw_only=True)
class Besluitreden:
    """A coded reason: `tekst` for the provider, `brieftekst` for the insured, `grond` in law. No forms means all."""

    code: str
    tekst: str
    brieftekst: str
    grond: str
    voor: frozenset[Regelbesluit]
    formulieren: frozenset[str] = frozenset()


@dataclass(frozen=True, kw_only=True)
class Sjabloon:
    """Questions that are asked often. `doel`: why they are needed, for nothing is asked without one."""

    code: str
    titel: str
    doel: str
    vragen: tuple[str, ...]
    formulieren: frozenset[str] = frozenset()


@dataclass(frozen=True, kw_only=True)
class Afspraak:
    """Terms in working days (`…_werkdagen`) or days. `bezwaar`: how to object, for the letter, in paragraphs.

    `opnieuw_na_aanvulling`: an answer begins the term anew. `heropenen_dagen`: so long a decision may be reopened;
    0 is never. `vier_ogen`: a second beoordelaar has to agree;
    `medisch_adviseur`: one of the two is that.
    """

    termijn_werkdagen: int
    waarschuwing_werkdagen: int
    opnieuw_na_aanvulling: bool
    heropenen_dagen: int
    reactie_werkdagen: int
    vier_ogen: bool
    medisch_adviseur: bool = False
    bezwaar: str
    redenen: tuple[Besluitreden, ...]
    sjablonen: tuple[Sjabloon, ...]

    def reden(self, code: str) -> Besluitreden | None:
        return next((reden for reden in self.redenen if reden.code == code), None)

    def redenen_voor(self, besluit: Regelbesluit) -> tuple[Besluitreden, ...]:
        return tuple(reden for reden in self.redenen if besluit in reden.voor)

    def sjabloon(self, code: str) -> Sjabloon | None:
        return next((sjabloon for sjabloon in self.sjablonen if sjabloon.code == code), None)
