"""A code that goes with the time (TOTP, RFC 6238): six digits every half minute, as an app on a telephone shows."""

import secrets
from base64 import b32decode, b32encode
from datetime import datetime

from cryptography.hazmat.primitives.constant_time import bytes_eq
from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP

CIJFERS, SECONDEN = 6, 30
# RFC 6238, 5.2: a clock may be a step off.
_ERNAAST = (-1, 0, 1)
_BYTES = 20  # RFC 4226, 4: as long as the hash


def new_secret() -> str:
    """In base32, as the apps take it."""
    return b32encode(secrets.token_bytes(_BYTES)).decode("ascii")


def matching_step(geheim: str, code: str, *, at: datetime) -> int | None:
    """Which half minute this is the code of, now or just beside it. Takes the same time whatever the code is."""
    totp, gevonden = _totp(geheim), None
    for verschil in _ERNAAST:
        stap = int(at.timestamp()) // SECONDEN + verschil
        if bytes_eq(totp.generate(stap * SECONDEN), code.encode("utf-8")):
            gevonden = stap
    return gevonden


def provisioning_uri(geheim: str, *, naam: str, uitgever: str) -> str:
    """What the QR code says to the app."""
    return _totp(geheim).get_provisioning_uri(naam, uitgever)


def _totp(geheim: str) -> TOTP:
    # SHA-1 and six digits: other values many apps leave aside without a word, and then show wrong codes.
    return TOTP(b32decode(geheim), CIJFERS, SHA1(), SECONDEN)
