"""Portals that run for real, on each database; each test gets a copy of one that was made once."""

import secrets
from collections.abc import Iterator
from pathlib import Path

import pytest
from beheer_portaal.opdracht import lukt
from crash.portaal import Portaal
from postgres.cluster import FORGETFUL, PACKAGE, Cluster, available
from voluit import VOLUIT

DATABASES = [
    pytest.param("sqlite", id="sqlite"),
    pytest.param("postgresql", id="postgresql", marks=pytest.mark.postgresql),
]
# What does not touch the database in another way than the others: on one, and in the proof on each.
GEWOON = DATABASES if VOLUIT else DATABASES[:1]
SJABLOON = "sjabloon"


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """With one database that holds the same as a portal that was set up and never started, to copy."""
    if not available():
        pytest.skip(f"PostgreSQL ontbreekt: apt-get install {PACKAGE}")
    with Cluster(**FORGETFUL) as cluster:
        leeg, kopie = (Portaal.make(tmp_path_factory.mktemp("server") / "een") for _ in range(2))
        kopie.configure(database=cluster.create_database(SJABLOON))
        archief = str(kopie.omgeving.map / "leeg.tar")
        lukt(leeg, "backup", archief)
        lukt(kopie, "restore", archief)
        yield cluster


def new_database(cluster: Cluster, *, template: str = "template0") -> str:
    """Its address. Empty, or a copy of the one that is set up."""
    naam = f"db_{secrets.token_hex(4)}"
    cluster.execute(f'CREATE DATABASE "{naam}" TEMPLATE "{template}"')
    return cluster.url(naam)


@pytest.fixture(params=DATABASES)
def cluster(request: pytest.FixtureRequest) -> Cluster | None:
    return request.getfixturevalue("server") if request.param == "postgresql" else None


@pytest.fixture
def portaal(tmp_path: Path, cluster: Cluster | None) -> Iterator[Portaal]:
    portaal = Portaal.make(tmp_path / "een")
    if cluster:
        portaal.configure(database=new_database(cluster, template=SJABLOON))
    yield portaal
    portaal.stop()
