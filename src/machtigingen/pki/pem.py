"""The certificate in a text that somebody pasted, or that a file holds (PEM, RFC 7468)."""

import base64
import binascii

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
