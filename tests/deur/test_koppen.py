"""A certificate in a header is read in one way only, in each of its two spellings."""

import base64
import re
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from machtigingen.project.lookalikes import KNOWN, NAME_PATTERN, is_lookalike
from machtigingen.project.server.proxied import read_certificate, take_client

DER = bytes(range(256)) * 3
BASE64 = base64.b64encode(DER).decode()


def _pem(der: bytes) -> str:
    tekst = base64.b64encode(der).decode()
    regels = [tekst[begin : begin + 64] for begin in range(0, len(tekst), 64)]
    return "\n".join(["-----BEGIN CERTIFICATE-----", *regels, "-----END CERTIFICATE-----", ""])


def _nginx(der: bytes) -> str:
    return quote(_pem(der), safe="-")


@given(st.binary(min_size=1, max_size=4000))
def test_both_spellings_give_back_what_was_sent(der):
    assert read_certificate(f":{base64.b64encode(der).decode()}:") == der
    assert read_certificate(_nginx(der)) == der


@pytest.mark.parametrize(
    "waarde",
    [
        "", ":", "::", BASE64, f":{BASE64}", f"{BASE64}:", f":{BASE64}: ", f" :{BASE64}:", f":{BASE64}:;a=1",
        f":{BASE64}:, :{BASE64}:", f":{BASE64}::{BASE64}:", f'"{BASE64}"', f":{BASE64[:-1]}:", f":{BASE64}=:",
        f":{BASE64[:40]} {BASE64[40:]}:", f":{BASE64[:40]}\n{BASE64[40:]}:", ":AB==:", ":AAB=:", f":{BASE64[:-4]}AA-_:",
        ":ÀÁ==:", _pem(DER), _nginx(DER).replace("%0A", "%0a"), _nginx(DER) + _nginx(DER), _nginx(DER) + "%0A",
        _nginx(DER).removesuffix("%0A"), _nginx(DER).replace("%20", " "), _nginx(DER).replace("%0A", "\n"),
        "%20" + _nginx(DER), _nginx(DER).replace("BEGIN", "begin"), quote(quote(_pem(DER))),
        _nginx(DER).replace("CERTIFICATE", "TRUSTED%20CERTIFICATE"), _nginx(DER).replace("%0A", "%0D%0A"),
        _nginx(DER).replace("%0A", "", 2), f"{_nginx(DER)}, {_nginx(DER)}", _nginx(DER)[:200], "(null)", "-", "NONE",
    ],
)  # fmt: skip
def test_anything_else_is_no_certificate(waarde):
    with pytest.raises(ValueError):
        read_certificate(waarde)


@given(st.text(max_size=300))
def test_whatever_is_written_there_is_read_or_refused(waarde):
    koppen = {b"Client-Cert": waarde.encode("latin-1", "replace"), b"Client-Adres": b"192.0.2.1"}
    client = take_client(koppen, asks=True)
    assert b"Client-Cert" not in koppen
    assert (client.certificate is None) == (b"Client-Cert-Vervalst" in koppen)


def test_where_no_certificate_is_asked_for_the_header_stays_and_is_refused_further_on():
    koppen = {b"Client-Cert": f":{BASE64}:".encode(), b"Client-Adres": b"::ffff:192.0.2.1"}
    client = take_client(koppen, asks=False)
    assert (client.certificate, client.address, set(koppen)) == (None, "192.0.2.1", {b"Client-Cert"})


def test_every_name_that_the_proxies_clear_is_a_lookalike_however_it_is_spelled():
    assert len(KNOWN) > 60
    for naam in KNOWN:
        for spelling in (naam, naam.lower(), naam.upper(), naam.replace("-", "_"), naam.replace("-", ""), f"x-{naam}"):
            assert is_lookalike(spelling), spelling
            assert re.search(NAME_PATTERN, f"accept,{spelling.lower()},host"), spelling


GEWOON = [
    "accept",
    "accept-charset",
    "accept-encoding",
    "accept-language",
    "authorization",
    "cache-control",
    "connection",
    "content-length",
    "content-type",
    "cookie",
    "correlatie-id",
    "date",
    "dnt",
    "expect",
    "forwarded",
    "from",
    "host",
    "http2-settings",
    "idempotency-key",
    "if-match",
    "if-modified-since",
    "if-none-match",
    "if-range",
    "if-unmodified-since",
    "last-event-id",
    "max-forwards",
    "origin",
    "pragma",
    "prefer",
    "priority",
    "proxy-authorization",
    "range",
    "referer",
    "sec-ch-ua",
    "sec-ch-ua-mobile",
    "sec-ch-ua-platform",
    "sec-fetch-dest",
    "sec-",
    "fetch-mode",
    "sec-fetch-site",
    "sec-fetch-user",
    "sec-gpc",
    "soapaction",
    "te",
    "traceparent",
    "tracestate",
    "trailer",
    "transfer-",
    "encoding",
    "upgrade",
    "upgrade-insecure-requests",
    "user-agent",
    "via",
    "x-api-key",
    "x-client-id",
    "x-client-name",
    "x-client-version",
    "x-correlation-id",
    "x-csrftoken",
    "x-forwarded-for",
    "x-forwarded-host",
    "x-forwarded-proto",
    "x-real-ip",
    "x-request-id",
    "x-requested-with",
    "client-adres",
]


def test_what_ordinary_software_sends_is_none():
    assert [naam for naam in GEWOON if is_lookalike(naam)] == []
    assert re.search(NAME_PATTERN, ",".join(GEWOON)) is None
