"""Who looks at the desk of an insurer, as the door knows them."""

from collections.abc import Callable
from datetime import datetime

import pytest
from levensloop.conftest import Balie
from wereld import Beller, Wereld, der

from machtigingen.foundation import Actor, Soort
from machtigingen.pki import verify
from machtigingen.project import certificaten
from machtigingen.toegang.queries import identify


@pytest.fixture
def als(wereld: Wereld, bevroren: datetime) -> Callable[[str], Actor]:
    """The actor behind a certificate, by its name."""

    def actor(naam: str) -> Actor:
        soort = Soort.SYSTEEM if naam.startswith("systeem") else Soort.PERSOONLIJK
        verdict = verify(der(wereld.testpki, naam), profielen=certificaten.bron().profielen(), at=bevroren)
        return identify(verdict, verwacht=soort, now=bevroren)

    return actor


@pytest.fixture
def balie(wereld: Wereld, bevroren: datetime) -> Balie:
    """Both sides of the counter, without the doors."""
    return Balie(wereld, bevroren)


@pytest.fixture
def desk(wereld: Wereld) -> Callable[..., Beller]:
    """Somebody at the desk, logged in; without a name the beoordelaar of 9901."""

    def logged_in(naam: str = "beoordelaar-9901") -> Beller:
        mens = wereld.mens(naam)
        mens.get("/beoordelen/")
        return mens

    return logged_in
