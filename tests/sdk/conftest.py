import pytest
from machtigingen_client import Instroomservice
from sdk.portal import Papers, Portal


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
