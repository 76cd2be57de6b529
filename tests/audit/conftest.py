from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from machtigingen.foundation import Actor, AgbCode, Soort

NU = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


def medewerker(agb: str = "22990001", naam: str = "S. de Vries") -> Actor:
    return Actor(
        soort=Soort.PERSOONLIJK,
        naam=naam,
        organisatie="Oogkliniek Voorbeeldstad",
        agb=AgbCode(agb),
        certificaat="f" * 64,
        serienummer="1",
        geldig_tot=NU,
    )


@pytest.fixture
def schrijf(db: None) -> Callable[..., None]:
    """Writes so many rows at the end of one chain."""
    from machtigingen.audit.actions import record

    def rijen(aantal: int, *, agb: str = "22990001", **meer: Any) -> None:
        for nummer in range(aantal):
            record(actor=medewerker(agb), now=NU, handeling="aanvraag_bekeken", onderwerp=f"aanvraag:{nummer}", **meer)

    return rijen
