"""Every answer of the api is held against the contract, also to what nobody should send. And one real portal."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from crash.portaal import Portaal
from openapi.contract import elk_antwoord_volgens_contract

__all__ = ["elk_antwoord_volgens_contract"]


@pytest.fixture(scope="session")
def portaal_in_map(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Portaal]:
    """Its database, log, attachments and temporary files: all that it writes is in its folder."""
    portaal = Portaal.make(tmp_path_factory.mktemp("echt") / "sandbox")
    tijdelijk = portaal.omgeving.map / "tijdelijk"
    tijdelijk.mkdir()
    portaal.before = ("env", f"TMPDIR={tijdelijk}")
    yield portaal
    portaal.stop()


@pytest.fixture
def portaal(portaal_in_map: Portaal) -> Portaal:
    """A portal as a program of its own, running; a test may kill it."""
    if portaal_in_map.proces is None:
        portaal_in_map.start()
    return portaal_in_map


@pytest.fixture
def tijdelijk(portaal: Portaal) -> Path:
    """Its temporary folder."""
    return portaal.omgeving.map / "tijdelijk"
