"""Who looks at the desk of an insurer, as the door knows them."""

from collections.abc import Callable
from datetime import datetime

import pytest
from wereld import Wereld, der

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
