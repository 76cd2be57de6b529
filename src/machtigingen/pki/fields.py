"""Where in a certificate does a value stand?

A field is written as `subject.O`, `subject.2.5.4.97`, `san.dns`, `san.uri`, `san.email`,
`san.othername.<OID>` or `policy`. A pattern with one group takes a part out of each value: some issuers put
the organisation code inside a longer string.
"""

import re
from dataclasses import dataclass
from typing import Any

from cryptography import x509
from cryptography.x509.oid import NameOID, ObjectIdentifier

from .patroon import parts_of, taken

SUBJECT_NAMES = {
    "CN": NameOID.COMMON_NAME,
    "O": NameOID.ORGANIZATION_NAME,
    "OU": NameOID.ORGANIZATIONAL_UNIT_NAME,
    "T": NameOID.TITLE,
    "L": NameOID.LOCALITY_NAME,
    "serialNumber": NameOID.SERIAL_NUMBER,
    "organizationIdentifier": NameOID.ORGANIZATION_IDENTIFIER,
}
SAN_TYPES = {"dns": x509.DNSName, "uri": x509.UniformResourceIdentifier, "email": x509.RFC822Name}

# The ASN.1 string types that may stand inside an otherName; all short-form lengths.
_DER_STRINGS = {0x0C: "utf-8", 0x13: "ascii", 0x16: "ascii"}


@dataclass(frozen=True)
class Veld:
    """One place in a certificate; `values` gives everything that stands there."""

    plaats: str
    patroon: re.Pattern[str] | None = None

    def __post_init__(self) -> None:
        kind, _, rest = self.plaats.partition(".")
        known = {
            "subject": rest in SUBJECT_NAMES or _is_oid(rest),
            "san": rest in SAN_TYPES or (rest.startswith("othername.") and _is_oid(rest[len("othername.") :])),
            "policy": not rest,
        }
        if not known.get(kind, False):
            raise ValueError(f"onbekend veld {self.plaats!r}")
        if self.patroon is not None:
            parts_of(self.patroon)

    def values(self, certificaat: x509.Certificate, *, first: bool = False) -> list[str]:
        """With a pattern: all that it can mean, so that of two codes in one value none is taken. `first` takes of each
        value what the pattern prefers, for what nothing hangs on."""
        values = _raw_values(certificaat, self.plaats)
        if self.patroon is None:
            return values
        parts = (taken(self.patroon, value) for value in values)
        return [part for found in parts for part in (found[:1] if first else found)]


def _raw_values(certificaat: x509.Certificate, plaats: str) -> list[str]:
    kind, _, rest = plaats.partition(".")
    if kind == "subject":
        oid = SUBJECT_NAMES.get(rest) or ObjectIdentifier(rest)
        return [_text(attribute.value) for attribute in certificaat.subject.get_attributes_for_oid(oid)]
    if kind == "policy":
        return [policy.policy_identifier.dotted_string for policy in _extension(certificaat, x509.CertificatePolicies)]
    names = _extension(certificaat, x509.SubjectAlternativeName)
    if rest in SAN_TYPES:
        return [name.value for name in names if isinstance(name, SAN_TYPES[rest])]
    wanted = rest[len("othername.") :]
    return [
        _der_string(name.value)
        for name in names
        if isinstance(name, x509.OtherName) and name.type_id.dotted_string == wanted
    ]


def _extension(certificaat: x509.Certificate, kind: type[Any]) -> list[Any]:
    try:
        return list(certificaat.extensions.get_extension_for_class(kind).value)
    except x509.ExtensionNotFound:
        return []


def _der_string(der: bytes) -> str:
    encoding = _DER_STRINGS.get(der[0]) if len(der) >= 2 else None
    if encoding is None or der[1] != len(der) - 2 or der[1] >= 0x80:
        raise ValueError("een otherName bevat geen gewone tekst")
    return der[2:].decode(encoding)


def _text(value: str | bytes) -> str:
    if isinstance(value, bytes):
        raise ValueError("een veld in de naam bevat geen tekst")
    return value


def _is_oid(text: str) -> bool:
    return re.fullmatch(r"[0-2](\.(0|[1-9][0-9]*))+", text) is not None
