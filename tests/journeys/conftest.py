"""Who walks the journeys: somebody at the eye clinic, and a colleague."""

import pytest
from wereld import Beller, Wereld


@pytest.fixture
def mens(wereld: Wereld) -> Beller:
    return wereld.mens()


@pytest.fixture
def collega(wereld: Wereld) -> Beller:
    return wereld.mens("contactpersoon-goed")
