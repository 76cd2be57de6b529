"""Out of a text that somebody pasted comes the certificate, and never a secret."""

import base64
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from machtigingen.pki import GeenCertificaat, GeheimeSleutel, read_pem

DER = b"\x30\x03\x02\x01\x05"
PEM = f"-----BEGIN CERTIFICATE-----\n{base64.b64encode(DER).decode()}\n-----END CERTIFICATE-----\n"


@pytest.mark.parametrize(
    "text",
    [
        PEM,
        PEM.replace("\n", "\r\n"),
        f"Bag Attributes\n  friendlyName: x\n{PEM}",
        f"  {PEM}",
        PEM + PEM.replace("A", "B"),
    ],
    ids=["plain", "Windows", "out of a .p12", "indented", "a chain: its first"],
)
def test_the_first_certificate_is_read(text: str) -> None:
    assert read_pem(text) == DER


@pytest.mark.parametrize("kind", ["PRIVATE KEY", "RSA PRIVATE KEY", "EC PRIVATE KEY", "ENCRYPTED PRIVATE KEY"])
@pytest.mark.parametrize("before", [True, False])
def test_a_key_anywhere_in_the_text_is_refused_and_in_no_message(kind: str, before: bool) -> None:
    key = f"-----BEGIN {kind}-----\nGEHEIM\n-----END {kind}-----\n"
    with pytest.raises(GeheimeSleutel) as refused:
        read_pem(key + PEM if before else PEM + key)
    assert "GEHEIM" not in str(refused.value)


@pytest.mark.parametrize(
    "text",
    ["", "tekst", PEM[:-20], PEM[5:], "-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----", PEM.replace("=", "é")],
)
def test_without_a_whole_certificate_it_says_so(text: str) -> None:
    with pytest.raises(GeenCertificaat):
        read_pem(text)


@given(st.text())
def test_any_text_is_a_certificate_or_refused(text: str) -> None:
    with pytest.raises((GeenCertificaat, GeheimeSleutel)):
        read_pem(text)


def test_many_beginnings_cost_no_time() -> None:
    begin = time.perf_counter()
    with pytest.raises(GeenCertificaat):
        read_pem("-----BEGIN CERTIFICATE-----" * 20_000)
    assert time.perf_counter() - begin < 1
