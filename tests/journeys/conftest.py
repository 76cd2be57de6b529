"""Who walks the journeys: somebody at the eye clinic, and a colleague. And what they may find there."""

import pytest
from afdruk import eenmaal
from handelingen import id_van, vraag_informatie
from reis import dien_in
from wereld import Beller, Wereld


@pytest.fixture
def mens(wereld: Wereld) -> Beller:
    return wereld.mens()


@pytest.fixture
def collega(wereld: Wereld) -> Beller:
    return wereld.mens("contactpersoon-goed")


@pytest.fixture
def pad(wereld: Wereld) -> str:
    """An aanvraag with two open questions."""
    return eenmaal("twee vragen", lambda: _gevraagd(wereld))


def _gevraagd(wereld: Wereld) -> str:
    pad = dien_in(wereld, wereld.mens(), mrd="3,5")
    vraag_informatie(wereld, id_van(pad), "Wanneer is gemeten?", "Waarom helpt een bril niet?")
    return pad
