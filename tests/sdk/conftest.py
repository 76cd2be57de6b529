import json

import pytest
from machtigingen_client import Instroomservice, cli
from sdk.portal import Papers, Portal, example


@pytest.fixture(scope="session")
def papers(tmp_path_factory):
    return Papers(tmp_path_factory.mktemp("papers"))


@pytest.fixture(scope="session")
def systeem(papers):
    """The certificate and the key of a care package."""
    return papers.issue("systeem")


@pytest.fixture
def portal(papers):
    with Portal(papers) as portal:
        yield portal


@pytest.fixture
def waits():
    """How long the SDK waited between attempts, instead of really waiting."""
    return []


@pytest.fixture
def dienst(portal, papers, systeem, waits):
    certificaat, sleutel = systeem
    with Instroomservice(
        portal.url, certificaat=certificaat, sleutel=sleutel, ca=papers.ca, sleep=waits.append
    ) as dienst:
        yield dienst


@pytest.fixture
def run(portal, papers, systeem, capsys):
    def run(*arguments, url=None):
        certificaat, sleutel = systeem
        connection = ["--url", url or portal.url, "--cert", certificaat, "--key", sleutel, "--ca", papers.ca]
        code = cli.main([*map(str, arguments), *map(str, connection)])
        return code, capsys.readouterr()

    return run


@pytest.fixture
def message_file(tmp_path):
    path = tmp_path / "bericht.json"
    path.write_text(json.dumps(example("bericht-oogheelkunde")), encoding="utf-8")
    return path
