"""Does a certificate keep to the strict profile of a leaf, and whom does it name?

OpenSSL's own path validation lets through weak keys, any extended key usage, version 1 and a CA
used as a leaf. Each rule below is a sentence of the profile (RFC 5280 section 4, stricter where it
leaves room).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from cryptography import x509
from cryptography.x509.oid import ExtendedKeyUsageOID, ExtensionOID

from machtigingen.foundation import Soort

from .algorithms import accepts_hash, accepts_key
from .fields import Veld

# Eight digits: the AGB-code of an instantie. Four: the UZOVI-code of a verzekeraar. ASCII digits only.
ORGANISATIECODE = re.compile(r"[0-9]{8}|[0-9]{4}")

# RFC 5280 section 4.1.2.2: a positive number of at most 20 octets.
LARGEST_SERIAL = 2**159 - 1

UNDERSTOOD_WHEN_CRITICAL = {
    ExtensionOID.BASIC_CONSTRAINTS,
    ExtensionOID.KEY_USAGE,
    ExtensionOID.EXTENDED_KEY_USAGE,
    ExtensionOID.SUBJECT_ALTERNATIVE_NAME,
    ExtensionOID.CERTIFICATE_POLICIES,
}


class ProfielAfwijking(Exception):
    """The certificate departs from the profile; the text says where."""


@dataclass(frozen=True)
class Kenmerk:
    """A value in a field that marks a certificate as one soort."""

    soort: Soort
    veld: Veld
    waarde: str


@dataclass(frozen=True)
class Bladvelden:
    """Where one issuer puts what we need to know about the holder."""

    organisatiecode: Veld
    organisatie: Veld
    naam: Veld
    kenmerken: tuple[Kenmerk, ...]


@dataclass(frozen=True)
class Houder:
    soort: Soort
    organisatiecode: str
    organisatie: str
    naam: str


def read_houder(certificaat: x509.Certificate, velden: Bladvelden) -> Houder:
    """Whom this certificate names; ProfielAfwijking when it is not exactly as the profile says."""
    for departure in _departures(certificaat):
        raise ProfielAfwijking(departure)
    code = _only(certificaat, velden.organisatiecode, "organisatiecode")
    if not ORGANISATIECODE.fullmatch(code):
        raise ProfielAfwijking("De organisatiecode is geen 8 cijfers (AGB) en geen 4 cijfers (UZOVI).")
    return Houder(
        soort=_soort(certificaat, velden.kenmerken),
        organisatiecode=code,
        organisatie=_only(certificaat, velden.organisatie, "organisatie", first=True),
        naam=_only(certificaat, velden.naam, "naam", first=True),
    )


def _departures(certificaat: x509.Certificate) -> Iterator[str]:
    if certificaat.version is not x509.Version.v3:
        yield "Het certificaat is geen X.509 versie 3."
    if not 0 < certificaat.serial_number <= LARGEST_SERIAL:
        yield "Het serienummer is niet positief of langer dan 20 bytes."
    if not accepts_key(certificaat.public_key()):
        yield "De sleutel is te zwak of van een soort die niet mag (RSA vanaf 2048 bits, P-256 of P-384)."
    if not accepts_hash(certificaat.signature_hash_algorithm):
        yield "De handtekening gebruikt geen SHA-256 of sterker."
    if any(len(rdn) > 1 for rdn in certificaat.subject.rdns):
        yield "De naam bevat een samengesteld onderdeel (multi-valued RDN)."
    yield from _extension_departures(certificaat.extensions)


def _extension_departures(extensions: x509.Extensions) -> Iterator[str]:
    for extension in extensions:
        if extension.critical and extension.oid not in UNDERSTOOD_WHEN_CRITICAL:
            yield f"De kritieke extensie {extension.oid.dotted_string} is onbekend."
    values = {extension.oid: extension.value for extension in extensions}
    constraints = values.get(ExtensionOID.BASIC_CONSTRAINTS)
    if isinstance(constraints, x509.BasicConstraints) and constraints.ca:
        yield "Het certificaat is van een certificaatuitgever, niet van een gebruiker."
    usage = values.get(ExtensionOID.KEY_USAGE)
    if not isinstance(usage, x509.KeyUsage) or not usage.digital_signature:
        yield "Het sleutelgebruik 'digitalSignature' ontbreekt."
    elif usage.key_cert_sign or usage.crl_sign:
        yield "De sleutel mag certificaten of intrekkingslijsten ondertekenen."
    purposes = values.get(ExtensionOID.EXTENDED_KEY_USAGE)
    if not isinstance(purposes, x509.ExtendedKeyUsage) or ExtendedKeyUsageOID.CLIENT_AUTH not in purposes:
        yield "Het certificaat is niet bedoeld om mee in te loggen (clientAuth ontbreekt)."


def _only(certificaat: x509.Certificate, veld: Veld, what: str, *, first: bool = False) -> str:
    """Exactly one value: with two, one reader could take the first and another the last."""
    values = veld.values(certificaat, first=first)
    if len(values) != 1:
        raise ProfielAfwijking(f"Het veld {veld.plaats} ({what}) staat er {len(values)} keer in, dat moet 1 keer zijn.")
    if not values[0] or not values[0].isprintable():
        raise ProfielAfwijking(f"Het veld {veld.plaats} ({what}) is leeg of bevat onzichtbare tekens.")
    return values[0]


def _soort(certificaat: x509.Certificate, kenmerken: tuple[Kenmerk, ...]) -> Soort:
    found = [kenmerk for kenmerk in kenmerken if kenmerk.waarde in kenmerk.veld.values(certificaat)]
    if len(found) != 1:
        raise ProfielAfwijking("Het certificaat zegt niet eenduidig of het een systeem- of persoonlijk certificaat is.")
    return found[0].soort
