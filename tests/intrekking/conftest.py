import pytest
from pki.proefuitgever import Issuer


@pytest.fixture(scope="session")
def uitgever() -> Issuer:
    return Issuer("Proef-CA")
