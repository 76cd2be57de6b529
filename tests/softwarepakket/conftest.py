import json
from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
from machtigingen_client import Zorgverlener
from machtigingen_softwarepakket import Config, create_app
from sdk.portal import Papers, Portal

NOW = datetime(2026, 5, 4, 9, 30, tzinfo=UTC)

PATIENTEN = [
    {
        "naam": "E. van Voorbeeld",
        "geboortedatum": "1961-04-12",
        "geslacht": "vrouw",
        "bsn": "999990019",
        "behandeling": {"diagnose": "255", "zorgactiviteit": "031545"},
        "uitleg": "Gaat door: het formulier staat klaar.",
    },
    {
        "naam": "T. de Keuze",
        "geboortedatum": "1952-09-27",
        "geslacht": "man",
        "bsn": "999900006",
        "behandeling": {"diagnose": "251"},
        "uitleg": "Meer formulieren passen: u kiest in het portaal.",
    },
]


@pytest.fixture(scope="session")
def papers(tmp_path_factory):
    return Papers(tmp_path_factory.mktemp("papers"))


@pytest.fixture
def portal(papers):
    with Portal(papers) as portal:
        yield portal


@pytest.fixture
def clock():
    """The clock of the workstation; a test may move it."""
    return SimpleNamespace(now=NOW)


@pytest.fixture
def config(portal, papers, tmp_path, clock):
    certificaat, sleutel = papers.issue("systeem")
    patienten = tmp_path / "patienten.json"
    patienten.write_text(json.dumps(PATIENTEN), encoding="utf-8")
    return Config(
        api_url=portal.url,
        certificaat=certificaat,
        sleutel=sleutel,
        ca=papers.ca,
        data=tmp_path / "data",
        patienten=patienten,
        instantie="22990001",
        zorgverlener=Zorgverlener(agb="03990011", specialisme="0301"),
        clock=lambda: clock.now,
    )


@pytest.fixture
def app(config):
    return create_app(config)


@pytest.fixture
def browser(app):
    return app.test_client()
