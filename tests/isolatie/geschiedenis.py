"""What a history of everybody's acts should come to: the smallest account of what belongs to whom."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from machtigingen_sandbox import personas

CONCEPT, VERVALLEN, IN_BEHANDELING = "concept", "vervallen", "in_behandeling"


@dataclass(frozen=True, kw_only=True)
class Mens:
    certificaat: str
    organisatie: str
    dient_in: bool = False
    beoordeelt: bool = False


MENSEN = (
    Mens(certificaat="persoonlijk-goed", organisatie="22990001", dient_in=True),
    Mens(certificaat="persoonlijk-raadplegen", organisatie="22990001"),
    Mens(certificaat="persoonlijk-andere-instantie", organisatie="06990002", dient_in=True),
    Mens(certificaat="persoonlijk-tandarts", organisatie="12990003", dient_in=True),
    Mens(certificaat="beoordelaar-9901", organisatie="9901", beoordeelt=True),
    Mens(certificaat="beoordelaar-9902", organisatie="9902", beoordeelt=True),
)
SOFTWARE = {"22990001": "systeem-goed", "06990002": "systeem-andere-instantie", "12990003": "systeem-tandarts"}
PATIENTEN = (personas.GEVONDEN, personas.OOK_GEVONDEN, personas.BIJ_TESTZORG)


@dataclass(kw_only=True)
class Zaak:
    """One message and the aanvraag that came of it, as the account has it."""

    agb: str
    uzovi: str
    bericht: dict[str, Any]
    instroom: str
    link: str
    aanvraag: str
    vervalt: datetime
    bijlagen: int = 0
    klaar: bool = False
    geopend: bool = False
    status: str = CONCEPT

    @property
    def indiener(self) -> Mens:
        return next(mens for mens in MENSEN if mens.dient_in and mens.organisatie == self.agb)

    @property
    def beoordelaar(self) -> Mens:
        return next(mens for mens in MENSEN if mens.organisatie == self.uzovi)

    def stand(self, now: datetime) -> str:
        return VERVALLEN if self.status == CONCEPT and self.vervalt <= now else self.status

    def open(self, now: datetime) -> None:
        if not self.geopend and self.stand(now) == CONCEPT:
            self.geopend = True
            self.vervalt = now + timedelta(days=30)

    def is_van(self, mens: Mens) -> bool:
        if mens.beoordeelt:
            return mens.organisatie == self.uzovi and self.status != CONCEPT
        return mens.organisatie == self.agb

    def mag_bewerkt(self, mens: Mens, now: datetime) -> bool:
        return mens.dient_in and self.is_van(mens) and self.stand(now) == CONCEPT

    def staat_in_lijst(self, mens: Mens, now: datetime) -> bool:
        return self.is_van(mens) and (self.geopend or self.stand(now) != VERVALLEN)
