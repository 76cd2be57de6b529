from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import pytest
from handelingen import blad_nu
from wereld import Wereld, bericht, der

from machtigingen.aanvragen import actions
from machtigingen.aanvragen.models import Aanvraag
from machtigingen.aanvragen.samen import Blad
from machtigingen.foundation import Actor, Fout, Soort
from machtigingen.pki import verify
from machtigingen.project import certificaten
from machtigingen.toegang.queries import identify


@dataclass
class Loket:
    """Acts on one aanvraag by the names of certificates, as the doors would."""

    wereld: Wereld
    now: datetime

    def als(self, naam: str) -> Actor:
        soort = Soort.SYSTEEM if naam.startswith("systeem") else Soort.PERSOONLIJK
        verdict = verify(der(self.wereld.testpki, naam), profielen=certificaten.bron().profielen(), at=self.now)
        return identify(verdict, verwacht=soort, now=self.now)

    def push(self, **anders: Any) -> UUID:
        antwoord = self.wereld.software().push(bericht(**anders))
        assert antwoord.status_code == 201, antwoord.content
        return Aanvraag.objects.order_by("-created_at", "pk").get(referentie=anders.get("referentie", "2026-0001")).id

    def antwoord(
        self, id: UUID, *, door: str = "persoonlijk-goed", blad: Blad | None = None, **ruw: Any
    ) -> tuple[Fout, ...]:
        """From a page that was made just now, or from an earlier one."""
        actor = self.als(door) if door.startswith("persoonlijk") else self.collega(door)
        return actions.answer(actor=actor, now=self.now, aanvraag_id=id, blad=blad or blad_nu(id), ruw=ruw)[1]

    def collega(self, naam: str) -> Actor:
        """Somebody else of the same instantie, who may submit."""
        from dataclasses import replace

        return replace(self.als("persoonlijk-goed"), naam=naam, certificaat="c" * 64)


@pytest.fixture
def loket(wereld: Wereld, bevroren: datetime) -> Loket:
    return Loket(wereld, bevroren)
