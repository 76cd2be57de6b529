"""Each way in which a certificate of the right issuer departs from the profile is refused."""

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from pki.proefuitgever import NOW, SUBJECT, key_usage, name

from machtigingen.pki import Uitkomst, verify

UNKNOWN = x509.UnrecognizedExtension(x509.ObjectIdentifier("1.2.3.4.5"), b"\x05\x00")


def _attribute(oid, value):
    return x509.NameAttribute(oid, value)


def _with_multi_valued_rdn():
    rdns = list(name(SUBJECT | {"OU": []}).rdns)
    unit = _attribute(NameOID.ORGANIZATIONAL_UNIT_NAME, "persoonlijk")
    place = _attribute(NameOID.LOCALITY_NAME, "Hier")
    return x509.Name([*rdns, x509.RelativeDistinguishedName([unit, place])])


def _purpose(oid):
    return {"extensions": {"purpose": (x509.ExtendedKeyUsage([oid]), False)}}


def _usage(**granted):
    return {"extensions": {"usage": (key_usage(**granted), True)}}


OFF_PROFILE = {
    "two codes": {"subject": {"serialNumber": ["22990001", "06990002"]}},
    "no code": {"subject": {"serialNumber": []}},
    "seven digits": {"subject": {"serialNumber": ["2299000"]}},
    "nine digits": {"subject": {"serialNumber": ["229900011"]}},
    "five digits": {"subject": {"serialNumber": ["99011"]}},
    "a space behind the code": {"subject": {"serialNumber": ["22990001 "]}},
    "a line end behind the code": {"subject": {"serialNumber": ["22990001\n"]}},
    "a NUL in the code": {"subject": {"serialNumber": ["22990001\0"]}},
    "Arabic digits": {"subject": {"serialNumber": ["٢٢٩٩٠٠٠١"]}},
    "full width digits": {"subject": {"serialNumber": ["\uff12\uff12990001"]}},
    "multi-valued RDN": {"name": _with_multi_valued_rdn()},
    "no kind": {"subject": {"OU": ["afdeling"]}},
    "both kinds": {"subject": {"OU": ["systeem", "persoonlijk"]}},
    "two names": {"subject": {"CN": ["S. de Vries", "R. Bakker"]}},
    "invisible characters in the name": {"subject": {"CN": ["S. de\u202eVries"]}},
    "no organisation": {"subject": {"O": []}},
    "a CA": {"extensions": {"constraints": (x509.BasicConstraints(ca=True, path_length=None), True)}},
    "no key usage": {"extensions": {"usage": None}},
    "no digitalSignature": _usage(key_agreement=True),
    "may sign certificates": _usage(digital_signature=True, key_cert_sign=True),
    "no purpose": {"extensions": {"purpose": None}},
    "a server": _purpose(ExtendedKeyUsageOID.SERVER_AUTH),
    "any purpose": _purpose(ExtendedKeyUsageOID.ANY_EXTENDED_KEY_USAGE),
    "unknown critical extension": {"extensions": {"more": (UNKNOWN, True)}},
    "SHA-224": {"hash": hashes.SHA224()},
}


@pytest.mark.parametrize("changes", OFF_PROFILE.values(), ids=OFF_PROFILE.keys())
def test_off_profile_is_refused(issuer, profielen, changes):
    verdict = verify(issuer.leaf(**changes), profielen=profielen, at=NOW)
    assert (verdict.uitkomst, verdict.gegevens) == (Uitkomst.PROFIEL_ONJUIST, None)
    assert verdict.reden


@pytest.mark.parametrize(
    "key",
    [
        pytest.param(lambda: rsa.generate_private_key(65537, 1024), id="RSA-1024"),
        pytest.param(lambda: ec.generate_private_key(ec.SECP521R1()), id="P-521"),
        pytest.param(lambda: ec.generate_private_key(ec.SECP256K1()), id="secp256k1"),
        pytest.param(ed25519.Ed25519PrivateKey.generate, id="Ed25519"),
    ],
)
def test_a_key_outside_the_list_is_refused(issuer, profielen, key):
    assert verify(issuer.leaf(key=key()), profielen=profielen, at=NOW).uitkomst is Uitkomst.PROFIEL_ONJUIST


@pytest.mark.parametrize(
    "key",
    [
        pytest.param(lambda: rsa.generate_private_key(65537, 2048), id="RSA-2048"),
        pytest.param(lambda: ec.generate_private_key(ec.SECP384R1()), id="P-384"),
    ],
)
def test_a_key_on_the_list_is_accepted(issuer, profielen, key):
    assert verify(issuer.leaf(key=key()), profielen=profielen, at=NOW).uitkomst is Uitkomst.GOED


RESIGNED = {
    "version 1": (bytes.fromhex("a003020102"), b""),
    "a serial number of 21 octets": (bytes.fromhex("02021267"), bytes.fromhex("0215" + 21 * "12")),
    "a negative serial number": (bytes.fromhex("02021267"), bytes.fromhex("02029267")),
}


@pytest.mark.filterwarnings("ignore:Parsed a serial number")
@pytest.mark.parametrize("old, new", RESIGNED.values(), ids=RESIGNED.keys())
def test_what_no_issuer_should_make_is_refused(issuer, profielen, old, new):
    der = issuer.resigned(issuer.leaf(serial=0x1267), old, new)
    assert verify(der, profielen=profielen, at=NOW).uitkomst is Uitkomst.PROFIEL_ONJUIST


def test_an_unknown_extension_that_is_not_critical_is_let_be(issuer, profielen):
    der = issuer.leaf(extensions={"more": (UNKNOWN, False)})
    assert verify(der, profielen=profielen, at=NOW).uitkomst is Uitkomst.GOED
