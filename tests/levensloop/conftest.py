from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

import pytest
from handelingen import blad_nu
from isolatie.geschiedenis import SOFTWARE
from isolatie.zorg import ZORG
from machtigingen_sandbox import personas
from reis import PNG
from wereld import Wereld, bericht, der

from machtigingen.aanvragen import actions, bijlagen, indiening
from machtigingen.aanvragen.models import Aanvraag
from machtigingen.foundation import Actor, DomainError, Soort
from machtigingen.pki import verify
from machtigingen.project import certificaten
from machtigingen.toegang.queries import identify

OOGKLINIEK, ZIEKENHUIS, TANDARTS = "22990001", "06990002", "12990003"
INDIENERS = {
    OOGKLINIEK: "persoonlijk-goed",
    ZIEKENHUIS: "persoonlijk-andere-instantie",
    TANDARTS: "persoonlijk-tandarts",
}


@dataclass
class Balie:
    """Both sides of the counter, by the names of certificates: what the doors do, without the doors."""

    wereld: Wereld
    now: datetime

    def als(self, naam: str) -> Actor:
        soort = Soort.SYSTEEM if naam.startswith("systeem") else Soort.PERSOONLIJK
        verdict = verify(der(self.wereld.testpki, naam), profielen=certificaten.bron().profielen(), at=self.now)
        return identify(verdict, verwacht=soort, now=self.now)

    @property
    def indiener(self) -> Actor:
        return self.als("persoonlijk-goed")

    @property
    def beoordelaar(self) -> Actor:
        return self.als("beoordelaar-9901")

    def collega_van(self, actor: Actor, naam: str = "C. Ollega") -> Actor:
        """Somebody of whom only a certificate and a name are known."""
        return replace(actor, naam=naam, certificaat="c" * 64, medewerker=None)

    def concept(self, agb: str = OOGKLINIEK, wie: personas.Persona = personas.GEVONDEN, **anders: Any) -> UUID:
        """A concept with every answer, as a package and a person make it; no rule decides on it."""
        data = bericht(wie=wie, **{"referentie": f"ref {Aanvraag.objects.count()}"} | dict(ZORG[agb].bericht) | anders)
        antwoord = self.wereld.software(SOFTWARE[agb]).push(data)
        assert antwoord.status_code == 201, antwoord.content
        id_ = Aanvraag.objects.get(agb=agb, referentie=data["referentie"]).id
        actor = self.als(INDIENERS[agb])
        actions.open_concept(actor=actor, now=self.now, aanvraag_id=id_)
        for getypt in ZORG[agb].antwoorden.values():
            actions.answer(actor=actor, now=self.now, aanvraag_id=id_, blad=blad_nu(id_), ruw=getypt)
        bijlagen.attach(actor=actor, now=self.now, aanvraag_id=id_, vraag=ZORG[agb].foto, naam="foto.png", data=PNG)
        return id_

    def verstuurd(self, agb: str = OOGKLINIEK, wie: personas.Persona = personas.GEVONDEN, **anders: Any) -> Aanvraag:
        id_ = self.concept(agb, wie, **anders)
        return indiening.submit(actor=self.als(INDIENERS[agb]), now=self.now, aanvraag_id=id_)


@pytest.fixture
def balie(wereld: Wereld, bevroren: datetime) -> Balie:
    return Balie(wereld, bevroren)


def code_van(daad: Any, *args: Any, **kwargs: Any) -> str:
    """The code that an act is refused with; empty when it is done."""
    try:
        daad(*args, **kwargs)
    except DomainError as fout:
        return fout.code
    return ""
