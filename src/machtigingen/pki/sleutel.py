"""By what do we know a key again? By the hash of the key itself: a name can be borrowed."""

import hashlib
from functools import lru_cache

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat


@lru_cache(maxsize=256)
def key_thumbprint(ca: x509.Certificate) -> str:
    """SHA-256 over the public key of a certificate (its SubjectPublicKeyInfo), as hexadecimal digits."""
    spki = ca.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return hashlib.sha256(spki).hexdigest()
