"""How does the sandbox CA write a certificate, a revocation list and a .p12?"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import ip_address

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.asymmetric.types import CertificatePublicKeyTypes
from cryptography.hazmat.primitives.serialization import PrivateFormat, pkcs12
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from .personas_certificaten import Persona, Toestand

WACHTWOORD = "machtigingen"
CA_NAAM = x509.Name(
    [
        x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Sandbox Machtigingen"),
        x509.NameAttribute(NameOID.COMMON_NAME, "Sandbox CA (alleen voor tests)"),
    ]
)
# A list outlives the pause between two renewals many times over.
CRL_TERM = timedelta(days=7)
CLOCK_SKEW = timedelta(minutes=5)
YEAR = timedelta(days=365)
# The longest that every browser accepts in a server certificate is 398 days.
SERVER_TERM = timedelta(days=397)

Term = tuple[datetime, datetime]


def make_key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def issue_ca(*, key: rsa.RSAPrivateKey, now: datetime) -> x509.Certificate:
    builder = _builder(CA_NAAM, key.public_key(), (now - 2 * YEAR, now + 10 * YEAR))
    builder = builder.add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
    builder = builder.add_extension(_key_usage(ca=True), critical=True)
    return builder.issuer_name(CA_NAAM).sign(key, hashes.SHA256())


def issue_leaf(
    persona: Persona,
    *,
    key: rsa.RSAPrivateKey,
    ca: x509.Certificate,
    ca_key: rsa.RSAPrivateKey,
    now: datetime,
) -> x509.Certificate:
    """A client certificate of a persona."""
    houder = Houder(
        soort=persona.soort,
        organisatiecode=persona.organisatiecode,
        organisatie=persona.organisatie,
        naam=persona.naam,
    )
    return issue_for(houder, key.public_key(), ca=ca, ca_key=ca_key, term=term_of(persona.toestand, now))


@dataclass(frozen=True, kw_only=True)
class Houder:
    """Whom a certificate names."""

    soort: str
    organisatiecode: str
    organisatie: str
    naam: str


def issue_for(
    houder: Houder, key: CertificatePublicKeyTypes, *, ca: x509.Certificate, ca_key: rsa.RSAPrivateKey, term: Term
) -> x509.Certificate:
    """A client certificate: the common name, organisation, kind and organisation code each in a field."""
    subject = x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "NL"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, houder.organisatie),
            x509.NameAttribute(NameOID.ORGANIZATIONAL_UNIT_NAME, houder.soort),
            x509.NameAttribute(NameOID.SERIAL_NUMBER, houder.organisatiecode),
            x509.NameAttribute(NameOID.COMMON_NAME, houder.naam),
        ]
    )
    builder = _as_leaf(_builder(subject, key, term), ca, ExtendedKeyUsageOID.CLIENT_AUTH)
    return builder.sign(ca_key, hashes.SHA256())


def issue_server(
    hosts: Iterable[str],
    *,
    key: rsa.RSAPrivateKey,
    ca: x509.Certificate,
    ca_key: rsa.RSAPrivateKey,
    now: datetime,
) -> x509.Certificate:
    hosts = list(hosts)
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, hosts[0])])
    builder = _builder(subject, key.public_key(), (now - CLOCK_SKEW, now + SERVER_TERM))
    builder = _as_leaf(builder, ca, ExtendedKeyUsageOID.SERVER_AUTH)
    builder = builder.add_extension(x509.SubjectAlternativeName([_host_name(host) for host in hosts]), critical=False)
    return builder.sign(ca_key, hashes.SHA256())


def issue_crl(
    serials: Iterable[int], *, number: int, ca: x509.Certificate, ca_key: rsa.RSAPrivateKey, now: datetime
) -> x509.CertificateRevocationList:
    builder = x509.CertificateRevocationListBuilder().issuer_name(ca.subject)
    builder = builder.last_update(now - CLOCK_SKEW).next_update(now + CRL_TERM)
    builder = builder.add_extension(x509.CRLNumber(number), critical=False)
    for serial in serials:
        entry = x509.RevokedCertificateBuilder().serial_number(serial).revocation_date(now - CLOCK_SKEW).build()
        builder = builder.add_revoked_certificate(entry)
    return builder.sign(ca_key, hashes.SHA256())


def to_p12(name: str, *, key: rsa.RSAPrivateKey, certificate: x509.Certificate, ca: x509.Certificate) -> bytes:
    """Old algorithms on purpose: newer ones are refused by Windows Server 2016, macOS and Mono."""
    encryption = (
        PrivateFormat.PKCS12.encryption_builder()
        .kdf_rounds(2048)
        .key_cert_algorithm(pkcs12.PBES.PBESv1SHA1And3KeyTripleDESCBC)
        .hmac_hash(hashes.SHA1())  # noqa: S303
        .build(WACHTWOORD.encode())
    )
    return pkcs12.serialize_key_and_certificates(name.encode(), key, certificate, [ca], encryption)


def term_of(toestand: Toestand, now: datetime) -> Term:
    match toestand:
        case Toestand.VERLOPEN:
            return now - YEAR, now - timedelta(days=1)
        case Toestand.NOG_NIET_GELDIG:
            return now + YEAR, now + 2 * YEAR
        case _:
            return now - CLOCK_SKEW, now + YEAR


def _builder(subject: x509.Name, key: CertificatePublicKeyTypes, term: Term) -> x509.CertificateBuilder:
    begin, end = term
    builder = x509.CertificateBuilder().subject_name(subject).public_key(key)
    builder = builder.serial_number(x509.random_serial_number()).not_valid_before(begin).not_valid_after(end)
    return builder.add_extension(x509.SubjectKeyIdentifier.from_public_key(key), critical=False)


def _as_leaf(
    builder: x509.CertificateBuilder, ca: x509.Certificate, purpose: x509.ObjectIdentifier
) -> x509.CertificateBuilder:
    builder = builder.issuer_name(ca.subject)
    builder = builder.add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
    builder = builder.add_extension(_key_usage(ca=False), critical=True)
    builder = builder.add_extension(x509.ExtendedKeyUsage([purpose]), critical=False)
    return builder.add_extension(
        x509.AuthorityKeyIdentifier.from_issuer_public_key(ca.public_key()),  # type: ignore[arg-type]  # our own RSA
        critical=False,
    )


def _key_usage(*, ca: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not ca,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=ca,
        crl_sign=ca,
        encipher_only=False,
        decipher_only=False,
    )


def _host_name(host: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ip_address(host))
    except ValueError:
        return x509.DNSName(host)
