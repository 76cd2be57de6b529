"""People who cannot get in, each for a reason that no certificate of the sandbox has."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import yaml
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, load_pem_private_key
from machtigingen_sandbox import beheer
from machtigingen_sandbox.omgeving import Omgeving
from machtigingen_sandbox.personas_certificaten import (
    GESTOPT,
    NOG_NIET_BEGONNEN,
    TANDARTS,
    TUSSENPARTIJ,
    ZIEKENHUIS,
    Instantie,
)
from machtigingen_sandbox.testpki import PROFIELEN
from machtigingen_sandbox.uitgifte import CRL_TERM, Houder, issue_ca, issue_crl, issue_for, make_key

from machtigingen.foundation.datums import NEDERLAND

DAG = timedelta(days=1)
GISTEREN = datetime.now(NEDERLAND).date() - DAG
VERLOPEN, ZONDER_LIJST, VERS = "uitgever-verlopen", "uitgever-zonder-lijst", timedelta()
# How long ago each of these two issuers began, and how old its list is.
UITGEVERS = {VERLOPEN: (11 * 365 * DAG, VERS), ZONDER_LIJST: (VERS, CRL_TERM + DAG)}
# Of which organisation each certificate is, and by which issuer.
CERTIFICATEN = {
    "van-verlopen-uitgever": (ZIEKENHUIS, VERLOPEN),
    "zonder-lijst": (ZIEKENHUIS, ZONDER_LIJST),
    "niet-aangemeld": (ZIEKENHUIS, "ca"),
    "beeindigd": (ZIEKENHUIS, "ca"),
    "van-niemand": (ZIEKENHUIS, "ca"),
    "bij-een-ander": (ZIEKENHUIS, "ca"),
    "van-tussenpartij": (TUSSENPARTIJ, "ca"),
    "gestopt": (GESTOPT, "ca"),
    "nog-niet-begonnen": (NOG_NIET_BEGONNEN, "ca"),
}
Ca = tuple[x509.Certificate, rsa.RSAPrivateKey]


@contextmanager
def geweigerden(omgeving: Omgeving) -> Iterator[None]:
    """Their certificates lie with those of the sandbox. As long as this block lasts its portal knows two issuers more,
    of which something is the matter; so it says that it is not ready."""
    now = datetime.now(UTC).replace(microsecond=0)
    uitgevers = {"ca": _lees(omgeving.map / "ca" / "ca.pem")} | {
        naam: _uitgever(omgeving, naam, now) for naam in UITGEVERS
    }
    for bestand, (organisatie, uitgever) in CERTIFICATEN.items():
        _leaf(omgeving, bestand, organisatie, uitgevers[uitgever], now)
    profielen = omgeving.map / "certificaatprofielen.yaml"
    gewoon = profielen.read_text(encoding="utf-8")
    _replace(profielen, yaml.safe_dump({"profielen": [_profiel(naam) for naam in ("ca", *UITGEVERS)]}))
    try:
        _registreer(omgeving)
        yield
    finally:
        _replace(profielen, gewoon)


def verse_lijst(omgeving: Omgeving) -> None:
    """What the operator does about a list that is too old."""
    ca = _lees(omgeving.certificaat(ZONDER_LIJST))
    _lijst(omgeving, ZONDER_LIJST, ca, datetime.now(UTC).replace(microsecond=0), nummer=2)


def _lees(pad: Path) -> Ca:
    key = load_pem_private_key(pad.with_suffix(".key").read_bytes(), password=None)
    assert isinstance(key, rsa.RSAPrivateKey)
    return _certificaat(pad), key


def _certificaat(pad: Path) -> x509.Certificate:
    return x509.load_pem_x509_certificate(pad.read_bytes())


def _uitgever(omgeving: Omgeving, naam: str, now: datetime) -> Ca:
    begonnen, lijst_oud = UITGEVERS[naam]
    key = make_key()
    ca = issue_ca(key=key, now=now - begonnen), key
    _bewaar(omgeving, naam, *ca)
    _lijst(omgeving, naam, ca, now - lijst_oud, nummer=1)
    return ca


def _lijst(omgeving: Omgeving, naam: str, ca: Ca, now: datetime, *, nummer: int) -> None:
    lijst = issue_crl((), number=nummer, ca=ca[0], ca_key=ca[1], now=now)
    _replace(omgeving.certificaat(naam, "crl"), lijst.public_bytes(Encoding.PEM).decode())


def _leaf(omgeving: Omgeving, bestand: str, van: Instantie, uitgever: Ca, now: datetime) -> None:
    houder = Houder(soort="persoonlijk", organisatiecode=van.agb, organisatie=van.naam, naam="P. Proef")
    key = ec.generate_private_key(ec.SECP256R1())
    ca, ca_key = uitgever
    leaf = issue_for(houder, key.public_key(), ca=ca, ca_key=ca_key, term=(now - DAG, now + 90 * DAG))
    _bewaar(omgeving, bestand, leaf, key)


def _bewaar(
    omgeving: Omgeving, bestand: str, certificaat: x509.Certificate, key: ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey
) -> None:
    omgeving.certificaat(bestand).write_bytes(certificaat.public_bytes(Encoding.PEM))
    geheim = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    omgeving.certificaat(bestand, "key").write_bytes(geheim)


def _profiel(uitgever: str) -> dict[str, Any]:
    """As that of the sandbox, for another issuer."""
    (gewoon,) = PROFIELEN["profielen"]
    if uitgever == "ca":
        return gewoon
    paden = {"uitgever": f"certificaten/{uitgever}.pem", "intrekkingslijst": f"certificaten/{uitgever}.crl"}
    return gewoon | {"naam": uitgever} | paden


def _registreer(omgeving: Omgeving) -> None:
    """All but the one that nobody reported, on nobody's name; and one with another organisation than it says."""
    regels = [
        {"bestand": f"certificaten/{bestand}.pem", "autorisaties": [] if wie is TUSSENPARTIJ else ["raadplegen"]}
        | ({"einddatum": GISTEREN} if bestand == "beeindigd" else {})
        for bestand, (wie, _) in CERTIFICATEN.items()
        if bestand != "niet-aangemeld"
    ]
    pad = omgeving.map / "geweigerden.yaml"
    pad.write_text(yaml.safe_dump({"certificaten": regels}), encoding="utf-8")
    beheer.run(omgeving, ("toegang", "laad", str(pad)))
    with closing(sqlite3.connect(omgeving.map / "portaal.sqlite3", timeout=20)) as database, database:
        database.execute(
            "UPDATE toegang_certificaat SET organisatie_id = (SELECT id FROM toegang_organisatie WHERE code = ?)"
            " WHERE serienummer = ?",
            (TANDARTS.agb, f"{_certificaat(omgeving.certificaat('bij-een-ander')).serial_number:x}"),
        )


def _replace(pad: Path, tekst: str) -> None:
    """All at once: the portal looks at every request."""
    nieuw = pad.with_name(f".{pad.name}.nieuw")
    nieuw.write_text(tekst, encoding="utf-8")
    nieuw.replace(pad)
