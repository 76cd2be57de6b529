"""A connection outlives what it was opened with: who is stopped or revoked is refused at the next request."""

import http.client
import shutil
from datetime import timedelta

import pytest
from conftest import NU
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, load_pem_private_key
from deur.deuren import DEUREN, Deuren
from machtigingen_sandbox.uitgifte import issue_crl

from machtigingen.pki import ProfielBron
from machtigingen.project import certificaten
from machtigingen.toegang import noodstop

WIE = "systeem-goed"


@pytest.fixture
def open_verbinding(portaal):
    """A connection that stays open, and asks who it is: the status, and the code if it is refused."""
    verbindingen = []

    def maak(deur: str) -> http.client.HTTPSConnection:
        verbinding = http.client.HTTPSConnection(
            "localhost", portaal.poorten[deur, "api"], context=portaal.context(WIE), timeout=15
        )
        verbindingen.append(verbinding)
        verbinding.connect()
        return verbinding

    yield maak
    for verbinding in verbindingen:
        verbinding.close()


def _vraag(verbinding: http.client.HTTPSConnection) -> tuple[int, str]:
    socket = verbinding.sock
    verbinding.request("GET", "/api/v1/aanvragen")
    antwoord = verbinding.getresponse()
    inhoud = antwoord.read().decode()
    assert verbinding.sock is socket, "the connection was not kept"
    return antwoord.status, next((code for code in ("D106", "D110") if code in inhoud), "")


def _serienummer(deuren: Deuren) -> int:
    pem = (deuren.testpki / "certificaten" / f"{WIE}.pem").read_bytes()
    return x509.load_pem_x509_certificate(pem).serial_number


@pytest.mark.parametrize("deur", ["nginx", "haproxy"])
def test_what_is_sent_after_our_side_hung_up_arrives_once_on_a_connection_of_its_own(verteller, deur):
    """A proxy that uses a connection again does not know, when we close it meanwhile, whether we did what was asked."""
    gehoord = []

    def luister(environ, start_response):
        gehoord.append((environ["REQUEST_METHOD"], environ["wsgi.input"].read(), environ["HTTP_CONNECTION"].lower()))
        start_response("200 OK", [("Content-Length", "0")])
        return []

    verteller.toepassing.huidig = luister
    verbinding = http.client.HTTPSConnection(
        "localhost", verteller.poorten[deur, "api"], context=verteller.context(WIE), timeout=15
    )
    for nummer in range(5):
        verbinding.request("POST", "/", body=f"{nummer}")
        antwoord = verbinding.getresponse()
        assert (antwoord.status, antwoord.read()) == (200, b"")
    verbinding.close()
    assert gehoord == [("POST", str(nummer).encode(), "close") for nummer in range(5)]


@pytest.mark.parametrize("deur", DEUREN)
def test_who_is_stopped_is_refused_on_the_connection_that_is_open(portaal, open_verbinding, deur):
    verbinding = open_verbinding(deur)
    stop = {"soort": "serienummer", "waarde": f"{_serienummer(portaal):x}", "actor": None, "now": NU}
    assert _vraag(verbinding) == (200, "")
    noodstop.block(reden="gelekt", **stop)
    assert _vraag(verbinding) == (403, "D110")
    noodstop.lift(**stop)
    assert _vraag(verbinding) == (200, "")


@pytest.mark.parametrize("deur", DEUREN)
def test_who_is_revoked_is_refused_on_the_connection_that_is_open(portaal, open_verbinding, deur, tmp_path):
    verbinding = open_verbinding(deur)
    assert _vraag(verbinding) == (200, "")
    pki = shutil.copytree(portaal.testpki, tmp_path / "pki")
    ca = x509.load_pem_x509_certificate((pki / "ca" / "ca.pem").read_bytes())
    sleutel = load_pem_private_key((pki / "ca" / "ca.key").read_bytes(), None)
    nummer = int((NU + timedelta(hours=1)).timestamp())
    crl = issue_crl([_serienummer(portaal)], number=nummer, ca=ca, ca_key=sleutel, now=NU)
    (pki / "certificaten" / "crl.pem").write_bytes(crl.public_bytes(Encoding.PEM))
    voor = certificaten.bron()
    certificaten.use_bron(ProfielBron(pki / "certificaatprofielen.yaml"))
    try:
        assert _vraag(verbinding) == (401, "D106")
    finally:
        certificaten.use_bron(voor)
    assert _vraag(verbinding) == (200, "")
