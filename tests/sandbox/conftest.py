"""One demo for all tests that only look at it."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from demoproces import Demo
from machtigingen_sandbox import testpki
from machtigingen_sandbox.omgeving import Omgeving


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    """In a folder with a difficult name, where the certificates are almost a year old."""
    map = tmp_path_factory.mktemp("sandbox van Ank's demo")
    testpki.create(map, now=datetime.now(UTC) - timedelta(days=350))
    demo = Demo.start(Omgeving.on_free_ports(map))
    yield demo
    demo.terminate()
