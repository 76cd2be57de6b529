"""What one server reads as one request and another as two, never becomes a second one, let alone under another's name.

Each of these messages carries a second request in what is its body, with the certificate of somebody else. Behind the
door stands a canary that writes down every request that reaches it.
"""

import time
from collections.abc import Iterator
from typing import Any

import pytest
from deur.deuren import DEUREN, Deuren
from deur.test_wie import der_of

MIJN, ANDER = "systeem-goed", "systeem-andere-instantie"
HOST = b"Host: localhost\r\n"
POST = b"POST /mijn HTTP/1.1\r\n" + HOST


def _gesmokkeld(der: str) -> bytes:
    return (
        b"GET /smokkel HTTP/1.1\r\nHost: localhost\r\nClient-Cert: :" + der.encode() + b":\r\n"
        b"Client-Adres: 203.0.113.7\r\nX-Leeg: "
    )


def _met_lengte(koppen: bytes, body: bytes) -> bytes:
    return POST + koppen + b"Content-Length: " + str(len(body)).encode() + b"\r\n\r\n" + body


# By what is wrong: from the smuggled request to the whole message.
BERICHTEN = {
    "CL.TE": lambda s: _met_lengte(b"Transfer-Encoding: chunked\r\n", b"0\r\n\r\n" + s),
    "TE.CL": lambda s: POST + b"Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n"
    + hex(len(s))[2:].encode() + b"\r\n" + s + b"\r\n0\r\n\r\n",
    "TE.TE": lambda s: _met_lengte(b"Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n", b"0\r\n\r\n" + s),
    "TE.TE, the other way": lambda s: _met_lengte(
        b"Transfer-Encoding: identity\r\nTransfer-Encoding: chunked\r\n", b"0\r\n\r\n" + s
    ),
    "TE with a letter too many": lambda s: _met_lengte(b"Transfer-Encoding: xchunked\r\n", b"0\r\n\r\n" + s),
    "TE in capitals": lambda s: _met_lengte(b"TRANSFER-ENCODING: CHUNKED\r\n", b"0\r\n\r\n" + s),
    "TE with a space before the colon": lambda s: _met_lengte(b"Transfer-Encoding : chunked\r\n", b"0\r\n\r\n" + s),
    "TE with a tab": lambda s: _met_lengte(b"Transfer-Encoding:\tchunked\r\n", b"0\r\n\r\n" + s),
    "TE with a vertical tab": lambda s: _met_lengte(b"Transfer-Encoding: \x0bchunked\r\n", b"0\r\n\r\n" + s),
    "TE in quotes": lambda s: _met_lengte(b'Transfer-Encoding: "chunked"\r\n', b"0\r\n\r\n" + s),
    "TE in a list": lambda s: _met_lengte(b"Transfer-Encoding: identity, chunked\r\n", b"0\r\n\r\n" + s),
    "TE folded": lambda s: _met_lengte(b"Transfer-Encoding:\r\n chunked\r\n", b"0\r\n\r\n" + s),
    "TE behind a folded header": lambda s: _met_lengte(b"X: a\r\n Transfer-Encoding: chunked\r\n", b"0\r\n\r\n" + s),
    "TE behind a bare line feed": lambda s: _met_lengte(b"X: a\nTransfer-Encoding: chunked\r\n", b"0\r\n\r\n" + s),
    "TE behind a bare carriage return": lambda s: _met_lengte(
        b"X: a\rTransfer-Encoding: chunked\r\n", b"0\r\n\r\n" + s
    ),
    "TE behind a NUL": lambda s: _met_lengte(b"X: a\x00\r\nTransfer-Encoding: chunked\r\n", b"0\r\n\r\n" + s),
    "TE with an underscore": lambda s: _met_lengte(b"Transfer_Encoding: chunked\r\n", b"0\r\n\r\n" + s),
    "TE in HTTP/1.0": lambda s: b"POST /mijn HTTP/1.0\r\n" + HOST + b"Content-Length: "
    + str(len(s) + 5).encode() + b"\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + s,
    "two lengths, the first short": lambda s: POST + b"Content-Length: 0\r\nContent-Length: "
    + str(len(s)).encode() + b"\r\n\r\n" + s,
    "two lengths, the second short": lambda s: POST + b"Content-Length: " + str(len(s)).encode()
    + b"\r\nContent-Length: 0\r\n\r\n" + s,
    "two lengths in one": lambda s: POST + b"Content-Length: " + str(len(s)).encode() + b", 0\r\n\r\n" + s,
    "a length with a plus": lambda s: POST + b"Content-Length: +" + str(len(s)).encode() + b"\r\n\r\n" + s,
    "a length with a minus": lambda s: POST + b"Content-Length: -0\r\n\r\n" + s,
    "a length in hexadecimal": lambda s: POST + b"Content-Length: 0x" + hex(len(s))[2:].encode() + b"\r\n\r\n" + s,
    "a length with a space inside": lambda s: POST + b"Content-Length: 0 " + str(len(s)).encode() + b"\r\n\r\n" + s,
    "a length with an underscore": lambda s: POST + b"Content_Length: 0\r\nContent-Length: "
    + str(len(s)).encode() + b"\r\n\r\n" + s,
    "a length that overflows": lambda s: POST + b"Content-Length: 18446744073709551616\r\n\r\n" + s,
    "a chunk that overflows": lambda s: POST + b"Transfer-Encoding: chunked\r\n\r\n100000000000000000\r\n\r\n" + s,
    "a chunk size with 0x": lambda s: POST + b"Transfer-Encoding: chunked\r\n\r\n0x"
    + hex(len(s))[2:].encode() + b"\r\n" + s + b"\r\n0\r\n\r\n",
    "a chunk shorter than its data": lambda s: POST + b"Transfer-Encoding: chunked\r\n\r\n1\r\na"
    + s + b"\r\n0\r\n\r\n",
    "a chunk extension with a line feed": lambda s: POST + b"Transfer-Encoding: chunked\r\n\r\n1;a\nb\r\n"
    + s + b"\r\n0\r\n\r\n",
    "a chunk extension": lambda s: POST + b"Transfer-Encoding: chunked\r\n\r\n" + hex(len(s))[2:].encode()
    + b';a="b"\r\n' + s + b"\r\n0\r\n\r\n",
    "a body in good order": lambda s: _met_lengte(b"", s),
    "a GET with a body": lambda s: b"GET /mijn HTTP/1.1\r\n" + HOST + b"Content-Length: "
    + str(len(s)).encode() + b"\r\n\r\n" + s,
    "an upgrade": lambda s: _met_lengte(
        b"Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AA\r\n", s
    ),
    "hop by hop headers that hide the certificate": lambda s: _met_lengte(
        b"Connection: close, Client-Cert, Client-Adres\r\n", s
    ),
    "an address with a request in it": lambda s: b"GET /mijn?a=%0d%0a HTTP/1.1\r\n" + HOST + b"\r\n",
    "an absolute address": lambda s: b"GET http://elders/mijn HTTP/1.1\r\n" + HOST + b"\r\n",
    "an absolute address of a socket": lambda s: b"GET unix:/mijn HTTP/1.1\r\n" + HOST + b"\r\n",
    "only an authority": lambda s: b"CONNECT localhost:443 HTTP/1.1\r\n" + HOST + b"\r\n" + s,
    "an asterisk": lambda s: b"OPTIONS * HTTP/1.1\r\n" + HOST + b"\r\n",
    "a space in the address": lambda s: b"GET /mijn HTTP/1.1 /smokkel HTTP/1.1\r\n" + HOST + b"\r\n",
    "two hosts": lambda s: b"GET /mijn HTTP/1.1\r\n" + HOST + b"Host: elders\r\n\r\n",
}  # fmt: skip
# Two requests, one after the other: to a server that reads so, both are of who sends them.
REEKSEN = {
    "one after the other": lambda s: b"GET /mijn HTTP/1.1\r\n" + HOST + b"\r\n" + s + b"\r\n\r\n",
    "line feeds only": lambda s: b"GET /mijn HTTP/1.1\nHost: localhost\n\n" + s + b"\n\n",
    "a length of nothing": lambda s: POST + b"Content-Length: 0\r\n\r\n" + s + b"\r\n\r\n",
    "HTTP/0.9": lambda s: b"GET /mijn\r\n\r\n" + s + b"\r\n\r\n",
    "a chunk of nothing": lambda s: POST + b"Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + s + b"\r\n\r\n",
}


@pytest.fixture
def kanarie(verteller: Deuren) -> Iterator[tuple[Deuren, list[tuple[str, str, str]]]]:
    """What reached the application: the path, the certificate and the address of each request."""
    gezien: list[tuple[str, str, str]] = []
    vertel = verteller.toepassing.huidig

    def schrijf_op(environ: dict[str, Any], start_response: Any) -> Any:
        der = environ["machtigingen.client_cert"] or b""
        gezien.append((environ["PATH_INFO"], der.hex(), environ["REMOTE_ADDR"]))
        return vertel(environ, start_response)

    verteller.toepassing.huidig = schrijf_op
    yield verteller, gezien


@pytest.mark.parametrize("deur", DEUREN)
@pytest.mark.parametrize("bericht", BERICHTEN)
def test_a_request_in_a_body_is_never_a_request(kanarie, deur, bericht):
    deuren, gezien = kanarie
    stuur(deuren, deur, BERICHTEN[bericht])
    _nobody_else_notices(deuren, deur)
    assert not [pad for pad, *_ in gezien if "smokkel" in pad], gezien
    assert _only_mine_and_theirs(deuren, gezien) <= 1, gezien


@pytest.mark.parametrize("deur", DEUREN)
@pytest.mark.parametrize("reeks", REEKSEN)
def test_what_comes_after_it_is_of_who_sent_it(kanarie, deur, reeks):
    deuren, gezien = kanarie
    stuur(deuren, deur, REEKSEN[reeks])
    _nobody_else_notices(deuren, deur)
    assert _only_mine_and_theirs(deuren, gezien) <= 2, gezien


def stuur(deuren: Deuren, deur: str, maak: Any) -> bytes:
    ander = der_of(deuren, ANDER, vorm="base64")
    gehoord = deuren.zeg(deur, "api", maak(_gesmokkeld(ander)), MIJN, stil=0.25)
    assert b"HTTP/1.1 5" not in gehoord.replace(b"HTTP/1.1 501", b"").replace(b"HTTP/1.1 505", b""), gehoord
    return gehoord


def _nobody_else_notices(deuren: Deuren, deur: str) -> None:
    """The next client gets the answer to its own question."""
    assert b'"pad": "/gewoon"' in deuren.vraag(deur, "api", "/gewoon", certificaat=ANDER).inhoud


def _only_mine_and_theirs(deuren: Deuren, gezien: list[tuple[str, str, str]]) -> int:
    """How many are mine. The other has one, its own; and every address is that of who sent it."""
    mijn, ander = der_of(deuren, MIJN), der_of(deuren, ANDER)
    assert [een for een in gezien if een[1] != mijn] == [("/gewoon", ander, "127.0.0.1")]
    assert {adres for *_, adres in gezien} == {"127.0.0.1"}
    return len(gezien) - 1


@pytest.mark.parametrize("deur", DEUREN)
def test_the_canary_sings_when_there_is_a_second_request(kanarie, deur):
    """Or the tests above would prove nothing."""
    deuren, gezien = kanarie
    stuur(deuren, deur, REEKSEN["one after the other"])
    einde = time.monotonic() + 5
    while len(gezien) < 2 and time.monotonic() < einde:
        time.sleep(0.05)
    assert gezien == [(pad, der_of(deuren, MIJN), "127.0.0.1") for pad in ("/mijn", "/smokkel")]
