"""Who runs the portal, at the pages that are for nobody else."""

import pytest
from wereld import Beller, Wereld

OPERATOR = "portaalbeheerder"


@pytest.fixture
def operator(wereld: Wereld) -> Beller:
    mens = wereld.mens(OPERATOR)
    mens.get("/wie-ben-ik")
    return mens
