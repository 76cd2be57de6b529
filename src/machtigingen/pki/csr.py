"""May a certificate be asked for with this request? PKCS #10 (RFC 2986): its signature shows that whoever asks holds
the key, and the key must be one that a certificate may have."""

import re
from dataclasses import dataclass

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from .algorithms import accepts_hash, accepts_key
from .parsing import UNREADABLE

CSR_MAX = 16 * 1024
_CODE = re.compile(r"[0-9]{4}|[0-9]{8}", re.ASCII)  # UZOVI or AGB


class CsrFout(Exception):
    """No certificate can be made with this; the text says why."""


@dataclass(frozen=True)
class Csr:
    """`pem` is what is handed on: only the request. `sleutel` is the public key, by which its answer is known;
    `codes` is what in its subject reads as the code of an organisation."""

    pem: str
    sleutel: bytes
    codes: frozenset[str] = frozenset()


def read_csr(tekst: str) -> Csr:
    """Raises `CsrFout`."""
    if "PRIVATE KEY" in tekst:
        raise CsrFout("er staat een geheime sleutel in. Gebruik die niet meer, en maak een nieuwe")
    if len(tekst) > CSR_MAX:
        raise CsrFout("het bestand is te groot")
    try:
        csr = x509.load_pem_x509_csr(tekst.encode("ascii"))
        sleutel, klopt = csr.public_key(), csr.is_signature_valid
        hash_ = csr.signature_hash_algorithm
    except (UnicodeEncodeError, *UNREADABLE) as fout:
        raise CsrFout("het is geen CSR (PKCS #10) in PEM") from fout
    if not klopt:
        raise CsrFout("de handtekening klopt niet")
    if not accepts_key(sleutel):
        raise CsrFout("de sleutel is te zwak of van een soort die niet mag (RSA vanaf 2048 bits, P-256 of P-384)")
    if not accepts_hash(hash_):
        raise CsrFout("de handtekening gebruikt geen SHA-256 of sterker")
    codes = frozenset(waarde for veld in csr.subject if _CODE.fullmatch(waarde := str(veld.value)))
    return Csr(pem=csr.public_bytes(Encoding.PEM).decode("ascii"), sleutel=_der(sleutel), codes=codes)


def public_key_of(der: bytes) -> bytes:
    """Of a certificate that `verify` could read."""
    return _der(x509.load_der_x509_certificate(der).public_key())


def pem_of(der: bytes) -> str:
    return x509.load_der_x509_certificate(der).public_bytes(Encoding.PEM).decode("ascii")


def _der(sleutel: object) -> bytes:
    return sleutel.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)  # type: ignore[attr-defined, no-any-return]  # every kind of key has it
