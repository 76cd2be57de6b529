"""The keys and hashes we accept, for leaves, issuers and revocation lists alike.

Source: NCSC-NL, ICT-beveiligingsrichtlijnen voor TLS (2025-05): RSA from 2048 bits, P-256 and
P-384, SHA-256 and stronger. An allow-list: what is not named here is refused.
"""

from cryptography.hazmat.primitives.asymmetric import ec, rsa

ACCEPTED_CURVES = ("secp256r1", "secp384r1")
ACCEPTED_HASHES = ("sha256", "sha384", "sha512")
# Above 8192 bits a single verification costs enough to be a weapon.
ACCEPTED_RSA_BITS = range(2048, 8192 + 1)
LEAST_RSA_EXPONENT = 65537


def accepts_key(key: object) -> bool:
    if isinstance(key, rsa.RSAPublicKey):
        return key.key_size in ACCEPTED_RSA_BITS and key.public_numbers().e >= LEAST_RSA_EXPONENT
    if isinstance(key, ec.EllipticCurvePublicKey):
        return key.curve.name in ACCEPTED_CURVES
    return False


def accepts_hash(algorithm: object) -> bool:
    return getattr(algorithm, "name", None) in ACCEPTED_HASHES
