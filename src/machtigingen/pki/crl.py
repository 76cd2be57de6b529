"""Which serial numbers has an issuer withdrawn, and until when may we trust that list?"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from cryptography import x509

from .algorithms import accepts_hash
from .parsing import UNREADABLE
from .sleutel import key_thumbprint


class CrlFout(Exception):
    """This revocation list can't be used; the text says why."""


@dataclass(frozen=True, eq=False)
class Intrekkingslijst:
    """Whose it is, is said by its name and by the key that signed it: only for certificates of both it counts."""

    sleutel: str
    uitgever: x509.Name
    nummer: int
    uitgegeven: datetime
    volgende: datetime
    serienummers: frozenset[int]
    inhoud: bytes = field(repr=False)  # as it was published

    def applies(self, at: datetime) -> bool:
        return self.uitgegeven <= at < self.volgende

    def is_past_half_life(self, at: datetime) -> bool:
        return at >= self.uitgegeven + (self.volgende - self.uitgegeven) / 2

    def is_older_than(self, other: "Intrekkingslijst") -> bool:
        """A list that goes back in number or in time would un-revoke certificates."""
        return self.nummer < other.nummer or self.uitgegeven < other.uitgegeven

    def is_news_beside(self, known: Mapping[str, "Intrekkingslijst"]) -> bool:
        """Is there none of this issuer, or an older one?"""
        other = known.get(self.sleutel)
        return other is None or (other.is_older_than(self) and not self.is_older_than(other))

    def is_of(self, ca: x509.Certificate) -> bool:
        return self.sleutel == key_thumbprint(ca) and self.uitgever == ca.subject


def read_crl(data: bytes, *, ca: x509.Certificate) -> Intrekkingslijst:
    """A complete list (RFC 5280 section 5), PEM or DER, signed by this CA; else CrlFout."""
    try:
        return _read(data, ca)
    except UNREADABLE as error:
        raise CrlFout(f"De intrekkingslijst is niet leesbaar: {error}") from error


def _read(data: bytes, ca: x509.Certificate) -> Intrekkingslijst:
    is_pem = data.lstrip().startswith(b"-----BEGIN")
    crl = x509.load_pem_x509_crl(data) if is_pem else x509.load_der_x509_crl(data)
    if crl.issuer != ca.subject:
        raise CrlFout("De intrekkingslijst is van een andere uitgever.")
    if not _may_sign_lists(ca):
        raise CrlFout("Met deze sleutel mag de uitgever geen intrekkingslijsten ondertekenen (cRLSign ontbreekt).")
    key: Any = ca.public_key()
    if not (accepts_hash(crl.signature_hash_algorithm) and crl.is_signature_valid(key)):
        raise CrlFout("De handtekening onder de intrekkingslijst klopt niet.")
    if crl.next_update_utc is None:
        raise CrlFout("De intrekkingslijst zegt niet wanneer de volgende komt.")
    _require_complete(crl)
    return Intrekkingslijst(
        sleutel=key_thumbprint(ca),
        uitgever=crl.issuer,
        nummer=_number(crl),
        uitgegeven=crl.last_update_utc,
        volgende=crl.next_update_utc,
        serienummers=frozenset(entry.serial_number for entry in crl),
        inhoud=data,
    )


def _may_sign_lists(ca: x509.Certificate) -> bool:
    """RFC 5280 section 6.3.3 (f): only when the CA says what its key is for, that has to be in it."""
    try:
        return ca.extensions.get_extension_for_class(x509.KeyUsage).value.crl_sign
    except x509.ExtensionNotFound:
        return True


def _require_complete(crl: x509.CertificateRevocationList) -> None:
    """Delta, partitioned and indirect lists mark themselves by a critical extension."""
    if any(extension.critical for extension in crl.extensions):
        raise CrlFout("De intrekkingslijst is niet volledig (kritieke extensie).")
    if any(extension.critical for entry in crl for extension in entry.extensions):
        raise CrlFout("De intrekkingslijst bevat een regel met een kritieke extensie.")


def _number(crl: x509.CertificateRevocationList) -> int:
    try:
        return crl.extensions.get_extension_for_class(x509.CRLNumber).value.crl_number
    except x509.ExtensionNotFound:
        return 0
