"""The verdict on a certificate, and on every header that looks like one, is the same behind every door."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from conftest import NU
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, load_pem_private_key
from deur.deuren import DEUREN, Deuren
from machtigingen_sandbox.personas_certificaten import PERSONAS
from voluit import VOLUIT, keer

from machtigingen.project.lookalikes import KNOWN

pytestmark = pytest.mark.een_database

GOED = {"portaal": "persoonlijk-goed", "api": "systeem-goed"}
WIE = {"portaal": "/wie-ben-ik", "api": "/wie-ben-ik"}
SPELLINGEN = sorted(
    {
        spelling
        for naam in KNOWN
        for spelling in (naam, naam.lower(), naam.upper(), naam.replace("-", "_"), naam.replace("-", "_", 1))
    }
    | {"X-Ssl_Client_Cert", "client.cert", "cLIENT-cERT", "X-My-Own-Cert", "Client-Cert-2", "Ssl-Client-Onbekend"}
)


def _oordeel(deuren: Deuren, deur: str, listener: str, *koppen: str, certificaat: str | None = None) -> tuple[int, str]:
    antwoord = deuren.vraag(deur, listener, WIE[listener], *koppen, certificaat=certificaat)
    code = re.search(rb'"code": ?"([A-Z]\d{3})"|([A-Z]\d{3})</', antwoord.inhoud)
    return antwoord.status, (code[1] or code[2]).decode() if code else ""


@pytest.mark.parametrize("listener", ["portaal", "api"])
def test_every_certificate_gets_one_verdict_from_all_three(portaal, listener):
    oordelen = {
        (naam, deur): _oordeel(portaal, deur, listener, certificaat=naam)
        for naam in (None, *(persona.bestand for persona in PERSONAS))
        for deur in DEUREN
    }
    for (naam, _), oordeel in oordelen.items():
        assert {oordelen[naam, deur] for deur in DEUREN} == {oordeel}, naam
    assert oordelen[GOED[listener], "zelf"] == (200, "")
    assert {code for _, code in oordelen.values()} >= {"", "D101", "D103", "D104", "D105", "D106"}


@pytest.fixture(scope="module")
def groot(testpki: Path) -> dict[str, int]:
    """Certificates of the sandbox's CA with much in them, by name: how many bytes."""
    uitgever = x509.load_pem_x509_certificate((testpki / "ca" / "ca.pem").read_bytes())
    sleutel = load_pem_private_key((testpki / "ca" / "ca.key").read_bytes(), None)
    bytes_ = {"groot-8": 8_000, "groot-16": 15_000, "groot-20": 20_000, "groot-60": 60_000, "groot-95": 95_000}
    for naam, lengte in bytes_.items():
        eigen = ec.generate_private_key(ec.SECP256R1())
        bouwer = x509.CertificateBuilder().issuer_name(uitgever.subject).subject_name(uitgever.subject)
        bouwer = bouwer.public_key(eigen.public_key()).serial_number(lengte)
        bouwer = bouwer.not_valid_before(NU - timedelta(days=1)).not_valid_after(NU + timedelta(days=1))
        vulling = x509.UnrecognizedExtension(x509.ObjectIdentifier("1.2.3.4"), b"x" * lengte)
        stam = testpki / "certificaten" / naam
        certificaat = bouwer.add_extension(vulling, critical=False).sign(sleutel, hashes.SHA256())
        stam.with_suffix(".pem").write_bytes(certificaat.public_bytes(Encoding.PEM))
        stam.with_suffix(".key").write_bytes(eigen.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    return bytes_


@pytest.mark.parametrize("deur", DEUREN)
def test_a_certificate_of_any_size_gets_the_same_verdict(portaal, groot, deur):
    oordelen = {naam: _oordeel(portaal, deur, "api", certificaat=naam) for naam in groot}
    assert oordelen == dict.fromkeys(groot, (401, "D102"))


@pytest.mark.zwaar
@pytest.mark.parametrize("deur", DEUREN)
@pytest.mark.parametrize("listener", ["portaal", "api"])
def test_however_it_is_spelled_a_header_with_a_certificate_is_refused(portaal, deur, listener):
    der = (portaal.testpki / "certificaten" / f"{GOED[listener]}.pem").read_text().split("-----")[2].replace("\n", "")
    spellingen = SPELLINGEN[:: keer(4, 1)]
    assert len(spellingen) > 60
    oordelen = {
        (spelling, certificaat): _oordeel(portaal, deur, listener, f"{spelling}: :{der}:", certificaat=certificaat)
        for nummer, spelling in enumerate(spellingen)
        for certificaat in ((None, GOED[listener]) if VOLUIT else (None, GOED[listener])[nummer % 2 :][:1])
    }
    assert {wat: oordeel for wat, oordeel in oordelen.items() if oordeel != (401, "D102")} == {}


@pytest.mark.parametrize("deur", DEUREN)
@pytest.mark.parametrize("eerste", ["Client-Cert", "X-SSL-Client-Cert", "Client_Cert"])
def test_twice_is_no_better(portaal, deur, eerste):
    der = (portaal.testpki / "certificaten" / "systeem-goed.pem").read_text().split("-----")[2].replace("\n", "")
    for tweede in ("Client-Cert", "client-cert", "Client_Cert"):
        oordeel = _oordeel(portaal, deur, "api", f"{eerste}: :{der}:", f"{tweede}: :{der}:", certificaat="systeem-goed")
        assert oordeel == (401, "D102"), tweede
