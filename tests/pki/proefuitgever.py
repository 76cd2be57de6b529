"""An issuer in memory, and client certificates that are right unless a test says otherwise."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import yaml
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.name import _ASN1Type
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from machtigingen.pki import Profiel, load_profielen

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
DAY = timedelta(days=1)
NAMES = {
    "O": NameOID.ORGANIZATION_NAME,
    "OU": NameOID.ORGANIZATIONAL_UNIT_NAME,
    "serialNumber": NameOID.SERIAL_NUMBER,
    "CN": NameOID.COMMON_NAME,
}
SUBJECT = {
    "O": ["Oogkliniek Voorbeeldstad"],
    "OU": ["persoonlijk"],
    "serialNumber": ["22990001"],
    "CN": ["S. de Vries"],
}
ECDSA_WITH_SHA256 = bytes.fromhex("300a06082a8648ce3d040302")
PROFIEL = {
    "naam": "proefuitgever",
    "uitgever": "ca.pem",
    "intrekkingslijst": "crl.pem",
    "organisatiecode": {"veld": "subject.serialNumber"},
    "organisatie": {"veld": "subject.O"},
    "naamhouder": {"veld": "subject.CN"},
    "soort": {
        "systeem": {"veld": "subject.OU", "waarde": "systeem"},
        "persoonlijk": {"veld": "subject.OU", "waarde": "persoonlijk"},
    },
}


def make_key() -> ec.EllipticCurvePrivateKey:
    return ec.generate_private_key(ec.SECP256R1())


def name(parts: dict[str, list[str]]) -> x509.Name:
    """As UTF8String, so that there is room for what doesn't belong there."""
    pairs = ((NAMES[key], value) for key, values in parts.items() for value in values)
    return x509.Name([x509.NameAttribute(oid, value, _ASN1Type.UTF8String) for oid, value in pairs])


def key_usage(**granted: bool) -> x509.KeyUsage:
    everything = (
        "digital_signature content_commitment key_encipherment data_encipherment key_agreement "
        "key_cert_sign crl_sign encipher_only decipher_only"
    )
    return x509.KeyUsage(**{usage: granted.get(usage, False) for usage in everything.split()})


def _sequence(content: bytes) -> bytes:
    """With a length in as few octets as it takes, as DER wants it."""
    size = len(content).to_bytes(max(1, (len(content).bit_length() + 7) // 8))
    return b"\x30" + (size if len(content) < 0x80 else bytes([0x80 + len(size)]) + size) + content


def tbs_content(der: bytes) -> bytes:
    """What is signed of a certificate, without the tag and the length around it."""
    tbs = x509.load_der_x509_certificate(der).tbs_certificate_bytes
    return tbs[2 + (tbs[1] & 0x7F if tbs[1] >= 0x80 else 0) :]


@dataclass
class Issuer:
    """Signed by itself, or by the one above; a right CA unless a test says otherwise."""

    naam: str = "Proef-CA"
    key: Any = field(default_factory=make_key)
    boven: "Issuer | None" = None
    anders: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        above, changes = self.boven, self.anders
        subject = name({"CN": [self.naam]})
        builder = x509.CertificateBuilder().subject_name(subject)
        builder = builder.issuer_name(above.certificate.subject if above else subject)
        builder = builder.public_key(self.key.public_key()).serial_number(changes.get("serial", 1))
        builder = builder.not_valid_before(changes.get("van", NOW - 1000 * DAY))
        builder = builder.not_valid_after(changes.get("tot", NOW + 1000 * DAY))
        extensions = {
            "constraints": (x509.BasicConstraints(ca=True, path_length=changes.get("length", 0)), True),
            "usage": (key_usage(key_cert_sign=True, crl_sign=True), True),
        } | changes.get("extensions", {})
        for extension, critical in filter(None, extensions.values()):
            builder = builder.add_extension(extension, critical=critical)
        self.certificate = builder.sign(above.key if above else self.key, changes.get("hash", hashes.SHA256()))

    def leaf(self, **changes: Any) -> bytes:
        """A good personal certificate, with these changes, as DER."""
        key = changes.get("key") or make_key()
        subject = changes["name"] if "name" in changes else name(SUBJECT | changes.get("subject", {}))
        builder = x509.CertificateBuilder().subject_name(subject).issuer_name(self.certificate.subject)
        builder = builder.public_key(key.public_key()).serial_number(changes.get("serial", 4711))
        builder = builder.not_valid_before(changes.get("van", NOW - DAY))
        builder = builder.not_valid_after(changes.get("tot", NOW + DAY))
        extensions = {
            "constraints": (x509.BasicConstraints(ca=False, path_length=None), True),
            "usage": (key_usage(digital_signature=True), True),
            "purpose": (x509.ExtendedKeyUsage([ExtendedKeyUsageOID.CLIENT_AUTH]), False),
        } | changes.get("extensions", {})
        for extension, critical in filter(None, extensions.values()):
            builder = builder.add_extension(extension, critical=critical)
        return builder.sign(self.key, changes.get("hash", hashes.SHA256())).public_bytes(Encoding.DER)

    def resigned(self, der: bytes, old: bytes, new: bytes) -> bytes:
        """What the library won't make: other bytes in a certificate, and yet a right signature."""
        content = tbs_content(der)
        assert content.count(old) == 1
        return self.signed(content.replace(old, new))

    def signed(self, content: bytes, *, algorithm: bytes = ECDSA_WITH_SHA256, hash: Any = None) -> bytes:
        """Whatever stands between the tags of a TBSCertificate, signed."""
        tbs = _sequence(content)
        signature = self.key.sign(tbs, ec.ECDSA(hash or hashes.SHA256()))
        bits = b"\x03" + bytes([len(signature) + 1]) + b"\0" + signature
        return _sequence(tbs + algorithm + bits)

    def crl(self, serials: list[int] | None = None, **changes: Any) -> bytes:
        """A fresh revocation list, with these changes, as PEM."""
        builder = x509.CertificateRevocationListBuilder().issuer_name(self.certificate.subject)
        builder = builder.last_update(changes.get("van", NOW - DAY))
        builder = builder.next_update(changes.get("tot", NOW + 6 * DAY))
        builder = builder.add_extension(x509.CRLNumber(changes.get("number", 1)), critical=False)
        if extension := changes.get("extension"):
            builder = builder.add_extension(extension, critical=True)
        for serial in serials or []:
            revoked = x509.RevokedCertificateBuilder().serial_number(serial).revocation_date(NOW - DAY)
            if reason := changes.get("entry_extension"):
                revoked = revoked.add_extension(reason, critical=True)
            builder = builder.add_revoked_certificate(revoked.build())
        return builder.sign(self.key, changes.get("hash", hashes.SHA256())).public_bytes(Encoding.PEM)


@dataclass
class Folder:
    """The operator's folder: a profile file, the issuer's certificate and its revocation list."""

    path: Path

    @property
    def profielen_yaml(self) -> Path:
        return self.path / "certificaatprofielen.yaml"

    def write(self, issuer: Issuer, *, crl: bytes | None = None, **changes: Any) -> Path:
        (self.path / "ca.pem").write_bytes(issuer.certificate.public_bytes(Encoding.PEM))
        self.write_crl(issuer.crl() if crl is None else crl)
        content = {"profielen": [PROFIEL | changes]}
        self.profielen_yaml.write_text(yaml.safe_dump(content), encoding="utf-8")
        return self.profielen_yaml

    def write_crl(self, crl: bytes) -> None:
        (self.path / "crl.pem").write_bytes(crl)

    def load(self, issuer: Issuer, **changes: Any) -> tuple[Profiel, ...]:
        return load_profielen(self.write(issuer, **changes))
