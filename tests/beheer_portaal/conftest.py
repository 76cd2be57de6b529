"""Portals that run for real, on each database, and a second place to bring one back to."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from crash.portaal import Portaal
from postgres.cluster import FORGETFUL, PACKAGE, Cluster, available

DATABASES = [
    pytest.param("sqlite", id="sqlite"),
    pytest.param("postgresql", id="postgresql", marks=pytest.mark.postgresql),
]


@pytest.fixture(params=DATABASES)
def cluster(request: pytest.FixtureRequest) -> Iterator[Cluster | None]:
    if request.param == "sqlite":
        yield None
        return
    if not available():
        pytest.skip(f"PostgreSQL ontbreekt: apt-get install {PACKAGE}")
    with Cluster(**FORGETFUL) as cluster:
        yield cluster


@pytest.fixture
def portaal(tmp_path: Path, cluster: Cluster | None) -> Iterator[Portaal]:
    portaal = Portaal.make(tmp_path / "een", database=cluster.create_database("een") if cluster else "")
    yield portaal
    portaal.stop()
