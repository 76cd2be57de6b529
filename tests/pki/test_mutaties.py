"""A good leaf, changed in every way and at random, and signed all the same: nobody becomes somebody else, and nothing
breaks. What a byte more or less does to the signature is in test_any_bytes.py."""

from datetime import timedelta
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.name import _ASN1Type
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pki.derlezer import codes_in_subject
from pki.proefuitgever import ECDSA_WITH_SHA256, NOW, SUBJECT, Issuer, key_usage, make_key, name, tbs_content
from voluit import keer

from machtigingen.pki import Uitkomst, Verdict, verify

pytestmark = pytest.mark.filterwarnings("ignore:Parsed a serial number", "ignore:Attribute's length")
AGB, ANDERE = "22990001", "06990002"
ECDSA_WITH_SHA1 = bytes.fromhex("300906072a8648ce3d0401")
ECDSA_WITH_SHA384 = bytes.fromhex("300a06082a8648ce3d040303")
REFUSED = {Uitkomst.PROFIEL_ONJUIST, Uitkomst.ONLEESBAAR, Uitkomst.ONBEKENDE_UITGEVER}
KEY = make_key()


def judged(profielen: Any, der: bytes) -> Verdict:
    return verify(der, profielen=profielen, at=NOW)


def is_refused(profielen: Any, der: bytes) -> bool:
    verdict = judged(profielen, der)
    return verdict.uitkomst in REFUSED and verdict.gegevens is None and bool(verdict.reden)


# ------------------------------------------------- the code


@pytest.mark.parametrize("field", ["O", "OU", "CN"])
def test_a_code_in_another_field_is_no_code(issuer: Issuer, profielen: Any, field: str) -> None:
    der = issuer.leaf(subject={"serialNumber": [], field: [*SUBJECT[field], AGB]})
    assert is_refused(profielen, der)


def test_of_codes_in_two_fields_only_the_one_counts_that_the_profile_names(issuer: Issuer, profielen: Any) -> None:
    verdict = judged(profielen, issuer.leaf(subject={"O": [ANDERE], "CN": [ANDERE]}))
    assert verdict.gegevens is not None and verdict.gegevens.organisatiecode == AGB


CODES = {
    "leading zero lost": "3990011",
    "two in one": f"{AGB} {ANDERE}",
    "two in one, divided by NUL": f"{AGB}\0{ANDERE}",
    "a sign": "-2990001",
    "an exponent": "2299e001",
    "hexadecimal": "0x990001",
    "underscores": "22_90001",
    "a superscript": "2299000\u00b9",
    "Devanagari": "२२९९०००१",
    "bold digits": "\U0001d7d0\U0001d7d099000\U0001d7cf",
    "an invisible joiner": f"{AGB}\u200d",
    "a zero-width space within": "2299\u200b0001",
    "a direction mark": f"\u202e{AGB}",
    "a byte order mark": f"\ufeff{AGB}",
    "a letter O": "2299OOO1",
}


@pytest.mark.parametrize("code", CODES.values(), ids=CODES)
def test_what_only_looks_like_a_code_is_none(issuer: Issuer, profielen: Any, code: str) -> None:
    assert is_refused(profielen, issuer.leaf(subject={"serialNumber": [code]}))


PATTERNS = {
    "greedy, with two codes": ("[.*]?.*-([0-9]{8})-.*", f"x-{AGB}-{ANDERE}-x"),
    "greedy, with two codes apart": (".*-([0-9]{8})-.*", f"x-{AGB}-y-{ANDERE}-x"),
    "greedy, with one code twice": (".*-([0-9]{8})-.*", f"x-{AGB}-y-{AGB}-x"),
    "lazy": (".*?-(?P<agb>[0-9]{8})-.*?", f"x-{AGB}-y-{ANDERE}-x"),
    "one of two ways to write it": (r"(?:agb|\(code\)).*?((?:[0-9]{4}){1,2}|geen).*", f"agb {AGB}"),
    "a group that repeats": ("x(?:-([0-9]{8}))+", f"x-{AGB}-{ANDERE}"),
    "a code in a longer number": (".*([0-9]{8}).*", f"1{AGB}"),
    "half of the digits will do": ("([0-9]+).*", AGB),
}


@pytest.mark.parametrize(("patroon", "value"), PATTERNS.values(), ids=PATTERNS)
def test_a_pattern_that_can_mean_two_things_means_none(issuer: Issuer, folder: Any, patroon: str, value: str) -> None:
    profielen = folder.load(issuer, organisatiecode={"veld": "subject.serialNumber", "patroon": patroon})
    assert is_refused(profielen, issuer.leaf(subject={"serialNumber": [value]}))


CLEAR = {
    "one code": (".*-([0-9]{8})-.*", f"x-{AGB}-y"),
    "named": ("(?i)x-(?P<agb>[0-9]{8})", f"X-{AGB}"),
    "brackets that are no group": (r"[()]\((?:a|b)(?#(not)\)([0-9]{8}|[0-9]{4})", f"((a){AGB}"),
    "at the start": ("([0-9]{8})(?:-.*)?", f"{AGB}-{ANDERE}"),
    "of two the one with a mark": (r"(?:.*\|)?agb:([0-9]{8})(?:\|(?!agb).*)?", f"kvk:{ANDERE}|agb:{AGB}|x"),
}


@pytest.mark.parametrize(("patroon", "value"), CLEAR.values(), ids=CLEAR)
def test_a_pattern_that_can_mean_one_thing_means_that(issuer: Issuer, folder: Any, patroon: str, value: str) -> None:
    profielen = folder.load(issuer, organisatiecode={"veld": "subject.serialNumber", "patroon": patroon})
    gegevens = judged(profielen, issuer.leaf(subject={"serialNumber": [value]})).gegevens
    assert gegevens is not None and gegevens.organisatiecode == AGB


def test_a_pattern_for_a_name_may_take_more_or_less_of_it(issuer: Issuer, folder: Any) -> None:
    profielen = folder.load(issuer, naamhouder={"veld": "subject.CN", "patroon": "(.*?)(?: - .*)?"})
    gegevens = judged(profielen, issuer.leaf(subject={"CN": ["S. de Vries - Oogkliniek"]})).gegevens
    assert gegevens is not None and gegevens.naam == "S. de Vries"


def test_both_kinds_in_one_value_are_no_kind(issuer: Issuer, folder: Any) -> None:
    merk = {"veld": "subject.OU", "patroon": ".*(systeem|persoonlijk).*"}
    soort = {naam: merk | {"waarde": naam} for naam in ("systeem", "persoonlijk")}
    profielen = folder.load(issuer, soort=soort)
    assert is_refused(profielen, issuer.leaf(subject={"OU": ["systeem en persoonlijk"]}))
    assert judged(profielen, issuer.leaf(subject={"OU": ["een systeem"]})).uitkomst is Uitkomst.GOED


def test_two_codes_in_one_multi_valued_rdn_are_refused(issuer: Issuer, profielen: Any) -> None:
    rdns = list(name(SUBJECT | {"serialNumber": []}).rdns)
    both = [x509.NameAttribute(NameOID.SERIAL_NUMBER, code) for code in (AGB, ANDERE)]
    assert is_refused(profielen, issuer.leaf(name=x509.Name([*rdns, x509.RelativeDistinguishedName(both)])))


TEXTS = {
    "UTF-16": _ASN1Type.BMPString,
    "UTF-32": _ASN1Type.UniversalString,
    "Teletex": _ASN1Type.T61String,
    "IA5": _ASN1Type.IA5String,
    "Visible": _ASN1Type.VisibleString,
    "Numeric": _ASN1Type.NumericString,
    "no text: octets": _ASN1Type.OctetString,
    "no text: a time": _ASN1Type.UTCTime,
}


@pytest.mark.parametrize("kind", TEXTS.values(), ids=TEXTS)
def test_another_kind_of_text_is_the_same_code_or_none(issuer: Issuer, profielen: Any, kind: _ASN1Type) -> None:
    printable = x509.Name(
        [
            *name(SUBJECT | {"serialNumber": []}),
            x509.NameAttribute(NameOID.SERIAL_NUMBER, AGB, _ASN1Type.PrintableString),
        ]
    )
    good = issuer.leaf(name=printable)
    assert judged(profielen, good).uitkomst is Uitkomst.GOED
    der = issuer.resigned(good, b"\x13\x08" + AGB.encode(), bytes([kind.value, 8]) + AGB.encode())
    verdict = judged(profielen, der)
    assert verdict.uitkomst in REFUSED or (verdict.gegevens and verdict.gegevens.organisatiecode == AGB)


def test_utf_16_that_reads_as_another_code_is_none(issuer: Issuer, profielen: Any) -> None:
    """The octets of a code, read two at a time, are four signs of another script."""
    good = issuer.leaf()
    der = issuer.resigned(good, b"\x0c\x08" + AGB.encode(), b"\x1e\x08" + AGB.encode())
    assert is_refused(profielen, der)


# ------------------------------------------------- what the library does not make


def test_sha_1_is_refused(issuer: Issuer, profielen: Any) -> None:
    content = tbs_content(issuer.leaf()).replace(ECDSA_WITH_SHA256, ECDSA_WITH_SHA1, 1)
    assert is_refused(profielen, issuer.signed(content, algorithm=ECDSA_WITH_SHA1, hash=hashes.SHA1()))


@pytest.mark.parametrize("algorithm", [ECDSA_WITH_SHA1, ECDSA_WITH_SHA384], ids=["SHA-1", "SHA-384"])
def test_an_algorithm_outside_that_is_not_the_one_inside_is_refused(
    issuer: Issuer, profielen: Any, algorithm: bytes
) -> None:
    hash_ = hashes.SHA1() if algorithm == ECDSA_WITH_SHA1 else hashes.SHA384()
    assert is_refused(profielen, issuer.signed(tbs_content(issuer.leaf()), algorithm=algorithm, hash=hash_))


@pytest.mark.parametrize("serial", ["020100", "0215" + "7f" * 21, "0201ff", "0200"], ids=["zero", "21", "-1", "none"])
def test_a_serial_number_is_positive_and_of_at_most_20_octets(issuer: Issuer, profielen: Any, serial: str) -> None:
    der = issuer.resigned(issuer.leaf(serial=0x1267), bytes.fromhex("02021267"), bytes.fromhex(serial))
    assert is_refused(profielen, der)


@pytest.mark.parametrize("twice", ["551d0f", "551d13", "551d25"], ids=["keyUsage", "basicConstraints", "purpose"])
def test_an_extension_that_stands_there_twice_is_refused(issuer: Issuer, profielen: Any, twice: str) -> None:
    extra = (x509.UnrecognizedExtension(x509.ObjectIdentifier("2.5.29.99"), b"\x05\x00"), False)
    der = issuer.leaf(extensions={"more": extra})
    assert is_refused(profielen, issuer.resigned(der, bytes.fromhex("551d63"), bytes.fromhex(twice)))


def test_a_name_that_looks_like_that_of_the_issuer_is_another(issuer: Issuer, profielen: Any) -> None:
    cyrillic = Issuer("\u0420roef-CA")
    assert judged(profielen, cyrillic.leaf()).uitkomst is Uitkomst.ONBEKENDE_UITGEVER
    with_our_key = Issuer("\u0420roef-CA", key=issuer.key)
    assert judged(profielen, with_our_key.leaf()).uitkomst is Uitkomst.ONBEKENDE_UITGEVER


def _long(der: bytes) -> bytes:
    """A length in one octet more than it takes."""
    return b"\x30\x83\x00" + der[2:4] + der[4:]


NOT_DER = {
    "an indefinite length": lambda der: b"\x30\x80" + der[4:] + b"\0\0",
    "a length that is too long": _long,
    "a length that is too short": lambda der: der[:3] + bytes([der[3] - 1]) + der[4:],
    "something behind it": lambda der: der + der,
    "cut off": lambda der: der[:-1],
    "PEM": lambda der: x509.load_der_x509_certificate(der).public_bytes(Encoding.PEM),
    "within another sequence": lambda der: b"\x30\x82" + len(der).to_bytes(2) + der,
}


@pytest.mark.parametrize("change", NOT_DER.values(), ids=NOT_DER)
def test_what_is_not_der_is_not_read(good_leaf: bytes, profielen: Any, change: Any) -> None:
    assert judged(profielen, change(good_leaf)).uitkomst is Uitkomst.ONLEESBAAR


@pytest.mark.parametrize("what", ["subject", "tbs"])
def test_ber_within_a_certificate_is_not_read_either(issuer: Issuer, profielen: Any, what: str) -> None:
    content = tbs_content(issuer.leaf())
    subject = name(SUBJECT).public_bytes()
    changed = (
        content.replace(subject, b"\x30\x80" + subject[2:] + b"\0\0") if what == "subject" else content + b"\x05\0"
    )
    assert changed != content
    assert is_refused(profielen, issuer.signed(changed))


# ------------------------------------------------- at random


def _texts(*usual: str) -> st.SearchStrategy[list[str]]:
    strange = st.sampled_from([*CODES.values(), ANDERE, "9901", "systeem", "", "\0", "a" * 70])
    return st.lists(st.one_of(st.sampled_from(usual), strange, st.text(max_size=9)), max_size=3)


def _maybe(extension: Any, critical: bool) -> st.SearchStrategy[Any]:
    return st.sampled_from([None, (extension, critical), (extension, not critical)])


CHANGES = st.fixed_dictionaries(
    {},
    optional={
        "subject": st.fixed_dictionaries({}, optional={field: _texts(*usual) for field, usual in SUBJECT.items()}),
        "serial": st.integers(1, 2**159 - 1),
        "van": st.integers(-5, 5).map(lambda days: NOW + timedelta(days=days, hours=-1)),
        "hash": st.sampled_from([hashes.SHA256(), hashes.SHA384(), hashes.SHA224(), hashes.SHA512()]),
        "extensions": st.fixed_dictionaries(
            {},
            optional={
                "constraints": _maybe(x509.BasicConstraints(ca=True, path_length=None), True),
                "usage": _maybe(key_usage(digital_signature=True, key_agreement=True), True),
                "purpose": _maybe(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), False),
                "san": _maybe(x509.SubjectAlternativeName([x509.DNSName(ANDERE)]), False),
            },
        ),
    },
)
FULL_OF_TESTS = settings(max_examples=keer(200, 5_000), suppress_health_check=[HealthCheck.too_slow])


def _is_as_it_says(verdict: Verdict, der: bytes) -> bool:
    """Good is only who carries that one code, by a reader of our own."""
    if verdict.uitkomst is not Uitkomst.GOED:
        return verdict.uitkomst is not Uitkomst.GEEN
    codes = codes_in_subject(tbs_content(der))
    return verdict.gegevens is not None and codes == [verdict.gegevens.organisatiecode.encode("ascii")]


@FULL_OF_TESTS
@given(CHANGES)
def test_whatever_an_issuer_makes_of_it_who_is_good_is_who_it_says(
    issuer: Issuer, profielen: Any, changes: dict[str, Any]
) -> None:
    try:
        der = issuer.leaf(key=KEY, **changes)
    except (ValueError, TypeError):
        return  # not even the library makes this one
    assert _is_as_it_says(judged(profielen, der), der)


PLACES = st.lists(st.tuples(st.floats(0, 1), st.integers(0, 3), st.binary(max_size=3)), min_size=1, max_size=2)


@FULL_OF_TESTS
@given(PLACES)
def test_whatever_stands_in_it_once_it_is_signed_who_is_good_is_who_it_says(
    issuer: Issuer, profielen: Any, good_leaf: bytes, places: list[tuple[float, int, bytes]]
) -> None:
    content = bytearray(tbs_content(good_leaf))
    for place, dropped, inserted in places:
        start = int(place * len(content))
        content[start : start + dropped] = inserted
    der = issuer.signed(bytes(content))
    assert _is_as_it_says(judged(profielen, der), der)


def test_every_octet_of_the_code_counts(issuer: Issuer, profielen: Any) -> None:
    good = issuer.leaf()
    for index in range(len(AGB)):
        for octet in range(256):
            code = bytearray(AGB.encode())
            code[index] = octet
            if bytes(code) == AGB.encode():
                continue
            der = issuer.resigned(good, AGB.encode(), bytes(code))
            verdict = judged(profielen, der)
            assert (verdict.uitkomst is Uitkomst.GOED) == bytes(code).isdigit()
            assert verdict.gegevens is None or verdict.gegevens.organisatiecode.encode() == bytes(code)
