"""The certificate in a text that somebody pasted, or that a file holds (PEM, RFC 7468, or plain DER)."""

import base64
import binascii
import re
from collections.abc import Iterator

from cryptography import x509

from .csr import public_key_of
from .parsing import UNREADABLE

_BLOK = re.compile(rb"-----BEGIN CERTIFICATE-----\s+[A-Za-z0-9+/=\s]+-----END CERTIFICATE-----")
_BEGIN, _END = "-----BEGIN CERTIFICATE-----", "-----END CERTIFICATE-----"


class GeheimeSleutel(Exception):
    """There is a private key in the text: it must go no further, not into a message either."""


class GeenCertificaat(Exception):
    """There is no certificate in the text."""


def read_pem(text: str) -> bytes:
    """The first certificate, as DER; whether it is one, `verify` says. Raises GeheimeSleutel, GeenCertificaat."""
    if "PRIVATE KEY" in text.upper():
        raise GeheimeSleutel
    begin = text.find(_BEGIN)
    end = text.find(_END, begin)
    if begin < 0 or end < 0:
        raise GeenCertificaat
    try:
        der = base64.b64decode("".join(text[begin + len(_BEGIN) : end].split()), validate=True)
    except (binascii.Error, ValueError):
        raise GeenCertificaat from None
    if not der:
        raise GeenCertificaat
    return der


def find_leaf(data: bytes, *, sleutel: bytes | None) -> bytes | None:
    """Of the certificates in a file, whatever stands around them: the one of this public key. When none is, or the key
    is not known, the first that is of no CA; then the first."""
    certificaten = list(_readable(data))
    van_deze = [der for der in certificaten if public_key_of(der) == sleutel]
    eind = [der for der in certificaten if not _is_ca(der)]
    return next(iter([*van_deze, *eind, *certificaten]), None)


def _readable(data: bytes) -> Iterator[bytes]:
    for blok in _BLOK.findall(data) or [data]:
        try:
            der = _body(blok) if blok.startswith(b"-") else blok
            public_key_of(der)
        except (binascii.Error, *UNREADABLE):
            continue
        yield der


def _body(blok: bytes) -> bytes:
    return base64.b64decode(b"".join(blok[len(_BEGIN) : -len(_END)].split()), validate=True)


def _is_ca(der: bytes) -> bool:
    try:
        extensies = x509.load_der_x509_certificate(der).extensions
        return extensies.get_extension_for_class(x509.BasicConstraints).value.ca
    except UNREADABLE:
        return False
