"""Whatever somebody holds the key of: over a real connection it gets a code, or no connection, and nothing breaks."""

import re
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from http.client import HTTPSConnection
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, connections
from intrekking.toneel import DAG, lijst
from pki.proefuitgever import ECDSA_WITH_SHA256, SUBJECT, Folder, Issuer, key_usage, make_key, name, tbs_content
from wereld import Wereld

from machtigingen.pki import ProfielBron
from machtigingen.project import certificaten
from machtigingen.project.server import Listener, Servers

pytestmark = pytest.mark.filterwarnings("ignore:Parsed a serial number")
REFUSED_BY_TLS = "no connection"
GOOD = "good, and of nobody here"
UNKNOWN = x509.UnrecognizedExtension(x509.ObjectIdentifier("1.2.3.4.5"), b"\x05\x00")
TWICE = x509.UnrecognizedExtension(x509.ObjectIdentifier("2.5.29.99"), b"\x05\x00")
ECDSA_WITH_SHA1 = bytes.fromhex("300906072a8648ce3d0401")
SERIAL = bytes.fromhex("02021267")


def _multi_valued() -> x509.Name:
    codes = [x509.NameAttribute(NameOID.SERIAL_NUMBER, code) for code in ("22990001", "06990002")]
    return x509.Name([*name(SUBJECT | {"serialNumber": []}).rdns, x509.RelativeDistinguishedName(codes)])


def _extension(extension: Any, critical: bool, as_: str = "more") -> dict[str, Any]:
    return {"extensions": {as_: (extension, critical)}}


CHANGED: dict[str, dict[str, Any]] = {
    "two codes": {"subject": {"serialNumber": ["22990001", "06990002"]}},
    "two codes in one RDN": {"name": _multi_valued()},
    "a code in the wrong field": {"subject": {"serialNumber": [], "O": ["22990001"]}},
    "Arabic digits": {"subject": {"serialNumber": ["٢٢٩٩٠٠٠١"]}},
    "full width digits": {"subject": {"serialNumber": ["\uff12\uff12990001"]}},
    "leading zero lost": {"subject": {"serialNumber": ["3990011"]}},
    "NUL": {"subject": {"serialNumber": ["22990001\0"]}},
    "no subject": {"name": x509.Name([])},
    "a CA": _extension(x509.BasicConstraints(ca=True, path_length=None), True, "constraints"),
    "may sign certificates": _extension(key_usage(digital_signature=True, key_cert_sign=True), True, "usage"),
    "for a server": _extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), False, "purpose"),
    "unknown critical extension": _extension(UNKNOWN, True),
    "RSA-1024": {"key": rsa.generate_private_key(65537, 1024)},
    "P-521": {"key": ec.generate_private_key(ec.SECP521R1())},
    "Ed25519": {"key": ed25519.Ed25519PrivateKey.generate()},
    "SHA-224": {"hash": hashes.SHA224()},
}


def _leaves(issuer: Issuer, **dates: datetime) -> Iterator[tuple[str, bytes, Any]]:
    key = make_key()
    for what, changes in CHANGED.items():
        yield what, issuer.leaf(**{"key": key} | dates | changes), changes.get("key", key)
    good = issuer.leaf(key=key, serial=0x1267, **dates)
    for what, serial in {"-1": "0201ff", "zero": "020100", "21 octets": "0215" + "7f" * 21}.items():
        yield f"serial number {what}", issuer.resigned(good, SERIAL, bytes.fromhex(serial)), key
    yield "version 1", issuer.resigned(good, bytes.fromhex("a003020102"), b""), key
    for kind, tag in {"UTF-16": b"\x1e", "octets": b"\x04"}.items():
        yield kind, issuer.resigned(good, b"\x0c\x0822990001", tag + b"\x0822990001"), key
    twice = issuer.leaf(key=key, **dates, **_extension(TWICE, False))
    yield "key usage twice", issuer.resigned(twice, bytes.fromhex("551d63"), bytes.fromhex("551d0f")), key
    sha1 = tbs_content(good).replace(ECDSA_WITH_SHA256, ECDSA_WITH_SHA1, 1)
    yield "SHA-1", issuer.signed(sha1, algorithm=ECDSA_WITH_SHA1, hash=hashes.SHA1()), key
    yield (
        "other algorithm outside",
        issuer.signed(tbs_content(good), algorithm=ECDSA_WITH_SHA1, hash=hashes.SHA1()),
        key,
    )
    for what, stranger in {"same name": Issuer(issuer.naam), "looks alike": Issuer("\u0420roef-CA")}.items():
        yield f"another issuer: {what}", stranger.leaf(key=key, **dates), key
    yield GOOD, good, key


@contextmanager
def _portal(testpki: Path, listener: str, ca: x509.Certificate) -> Iterator[int]:
    """The portal itself at one listener, in the transaction of this test."""
    from machtigingen.project.wsgi import application

    shared = connections["default"]
    shared.inc_thread_sharing()

    def portal(environ: dict[str, Any], start_response: Any) -> Any:
        connections["default"] = shared
        return application(environ, start_response)

    for signal in (request_started, request_finished):  # Django would close it, as its test client knows too
        signal.disconnect(close_old_connections)
    own = Listener(listener, "127.0.0.1", 0, testpki / "server.pem", testpki / "server.key", (ca,), threads=1)
    try:
        with Servers(portal, [own]) as servers:
            yield servers.port(listener)
    finally:
        for signal in (request_started, request_finished):
            signal.connect(close_old_connections)
        shared.dec_thread_sharing()


def _outcome(port: int, der: bytes, key: Any, folder: Path) -> str:
    """The code of the answer, or its status when it has none."""
    pem = x509.load_der_x509_certificate(der).public_bytes(Encoding.PEM)
    (folder / "leaf.pem").write_bytes(pem + key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    context.set_ciphers("DEFAULT:@SECLEVEL=0")  # ours must refuse it, not the client
    try:
        context.load_cert_chain(folder / "leaf.pem")
        connection = HTTPSConnection("localhost", port, context=context, timeout=15)
        connection.request("GET", "/wie-ben-ik")
        answer = connection.getresponse()
        body = answer.read().decode()
        connection.close()
    except (ssl.SSLError, ConnectionError):
        return REFUSED_BY_TLS
    code = re.search(r'"code": ?"([A-Z]\d{3})"|([A-Z]\d{3})</', body)
    assert answer.status < 500
    return next(filter(None, code.groups())) if code else str(answer.status)


@pytest.mark.parametrize("listener", ["portaal", "api"])
def test_every_bad_leaf_gets_a_code_or_no_connection(
    wereld: Wereld, testpki: Path, bevroren: datetime, tmp_path: Path, listener: str
) -> None:
    issuer = Issuer()
    certificaten.use_bron(ProfielBron(Folder(tmp_path).write(issuer, crl=lijst(issuer, now=bevroren))))
    with _portal(testpki, listener, issuer.certificate) as port:
        outcomes = {
            what: _outcome(port, der, key, tmp_path)
            for what, der, key in _leaves(issuer, van=bevroren - DAG, tot=bevroren + DAG)
        }
    assert outcomes.pop(GOOD) == {"portaal": "D108", "api": "D201"}[listener]  # so the others fail for what they are
    assert set(outcomes.values()) <= {"D102", "D103", REFUSED_BY_TLS}, outcomes
    assert len(outcomes) - list(outcomes.values()).count(REFUSED_BY_TLS) >= 20, outcomes
