"""What is not plain HTTP is refused in one way: 400, and the connection ends."""

import json
import socket
import ssl
from dataclasses import replace

import pytest
import yaml
from jsonschema import Draft202012Validator, FormatChecker

from machtigingen.foundation import CONTRACTS
from machtigingen.project.server import Servers
from machtigingen.project.server.listeners import MIB, UPLOAD_LIMIT

HOST = b"Host: localhost\r\n"
TYPED = b"POST / HTTP/1.1\r\n" + HOST + b"Content-Length: 0\r\nContent-Type: text/xml; %s\r\n\r\n"
OPENAPI = yaml.safe_load((CONTRACTS / "openapi.yaml").read_text(encoding="utf-8"))
PROBLEEM = Draft202012Validator(
    {"$ref": "#/components/schemas/Probleem", "components": OPENAPI["components"]}, format_checker=FormatChecker()
)


def _send(world, data, *, listener="api"):
    """Everything the server answers until it closes the connection."""
    raw = socket.create_connection(("127.0.0.1", world.servers.port(listener)), timeout=15)
    with world.context("systeem-goed").wrap_socket(raw, server_hostname="localhost") as connection:
        connection.sendall(data)
        return b"".join(iter(lambda: connection.recv(65536), b""))


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"GET /\r\n\r\n", id="no version"),
        pytest.param(b"get / HTTP/1.1\r\n" + HOST + b"\r\n", id="lower case method"),
        pytest.param(b"GET / HTTP/2.0\r\n" + HOST + b"\r\n", id="version 2"),
        pytest.param(b"GET / HTTP/1.-1\r\n" + HOST + b"\r\n", id="odd version"),
        pytest.param(b"GET http://elders/ HTTP/1.1\r\n" + HOST + b"\r\n", id="absolute address"),
        pytest.param(b"GET //[ HTTP/1.1\r\n" + HOST + b"\r\n", id="half an IPv6 address"),
        pytest.param(b"GET /\t/ HTTP/1.1\r\n" + HOST + b"\r\n", id="tab in the address"),
        pytest.param(b"GET /\xff HTTP/1.1\r\n" + HOST + b"\r\n", id="raw bytes in the address"),
        pytest.param(b"GET / HTTP/1.1\n" + HOST + b"\r\n", id="bare line feed"),
        pytest.param(b"GET / HTTP/1.1\r\nHost : localhost\r\n\r\n", id="space before the colon"),
        pytest.param(b"GET / HTTP/1.1\r\n" + HOST + b"X: a\r\n b\r\n\r\n", id="folded header"),
        pytest.param(b"GET / HTTP/1.1\r\n" + HOST + b"X: a\x00b\r\n\r\n", id="NUL in a header"),
        pytest.param(b"GET / HTTP/1.1\r\n" + HOST + b"X: a\rb\r\n\r\n", id="bare carriage return"),
        pytest.param(b"GET / HTTP/1.1\r\n" + HOST + HOST + b"\r\n", id="two hosts"),
        pytest.param(b"GET / HTTP/1.1\r\nno colon\r\n\r\n", id="no colon"),
        pytest.param(TYPED % b"charset*=UTF-8''a%00b", id="NUL in a charset"),
        pytest.param(TYPED % b"charset*0; charset*", id="a charset in pieces and whole"),
        pytest.param(TYPED % b"charset=\"utf-8\";boundary*=onzin''x", id="a boundary in an encoding of its own"),
        pytest.param(
            b"POST / HTTP/1.1\r\n" + HOST + b"Content-Length: 5\r\nContent-Length: 6\r\n\r\nabcdef",
            id="two lengths",
        ),
        pytest.param(b"POST / HTTP/1.1\r\n" + HOST + b"Content-Length: +5\r\n\r\nabcde", id="signed length"),
        pytest.param(b"POST / HTTP/1.1\r\n" + HOST + b"Content-Length: 1_0\r\n\r\nabcdefghij", id="odd length"),
        pytest.param(
            b"POST / HTTP/1.1\r\n" + HOST + b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
            id="length and chunked",
        ),
        pytest.param(b"POST / HTTP/1.1\r\n" + HOST + b"Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n", id="gzip"),
        pytest.param(
            b"POST / HTTP/1.1\r\n" + HOST + b"Transfer-Encoding: chunked\r\nTransfer-Encoding: x\r\n\r\n0\r\n\r\n",
            id="two encodings",
        ),
        pytest.param(
            b"POST / HTTP/1.0\r\n" + HOST + b"Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
            id="chunked in 1.0",
        ),
        pytest.param(
            b"POST / HTTP/1.1\r\n" + HOST + b"Transfer-Encoding: chunked\r\n\r\n-5\r\n\r\n",
            id="negative chunk",
        ),
        pytest.param(
            b"POST / HTTP/1.1\r\n" + HOST + b"Transfer-Encoding: chunked\r\n\r\n0x5\r\nabcde\r\n0\r\n\r\n",
            id="chunk size as Python writes it",
        ),
        pytest.param(
            b"POST / HTTP/1.1\r\n" + HOST + b"Transfer-Encoding: chunked\r\n\r\n3\r\nabcdef\r\n0\r\n\r\n",
            id="chunk too long",
        ),
        pytest.param(
            b"POST / HTTP/1.1\r\n"
            + HOST
            + b"Transfer-Encoding: chunked\r\n\r\n0\r\nGET /smuggled HTTP/1.1\r\n"
            + HOST
            + b"\r\n",
            id="request in the trailers",
        ),
    ],
)
def test_what_can_be_read_in_two_ways_is_refused(world, data):
    answer = _send(world, data + b"GET /smuggled HTTP/1.1\r\nHost: localhost\r\n\r\n")
    assert answer.startswith(b"HTTP/1.1 400 ") and answer.count(b"HTTP/1.1") == 1


def test_an_address_in_a_content_type_may_hold_a_star(world):
    """As SOAP 1.2 names what is asked; only the name of a parameter may not."""
    kind = {"Content-Type": 'application/soap+xml; charset=utf-8; action="urn:a*b"'}
    assert world.told("api", "systeem-goed", method="POST", body=b"<x/>", headers=kind)["received"] == 4


def test_soap_gets_a_fault_for_a_charset_that_hides_something(world):
    data = TYPED.replace(b"POST /", b"POST /soap/instroom/v1") % b"charset*=UTF-8''a%00b"
    head, _, body = _send(world, data).partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 500 ") and b"B109: " in body and b":Fault>" in body


def test_a_chunked_body_reaches_the_application_whole(world):
    told = world.told("api", "systeem-goed", method="POST", body=iter([b"een", b"twee" * 5000]), encode_chunked=True)
    assert (told["announced"], told["received"]) == ("20003", 20003)


def test_a_chunked_body_leaves_the_connection_usable(world):
    connection = world.connect("api", "systeem-goed")
    for _ in range(2):
        connection.request("POST", "/", body=iter([b"abc"]), encode_chunked=True)
        assert json.loads(connection.getresponse().read())["received"] == 3
    connection.close()


@pytest.mark.parametrize("size", [8192, 9000])
def test_requests_sent_ahead_are_all_answered(world, size):
    """At exactly one read buffer the rest waits inside OpenSSL, where no selector sees it."""
    head = b"GET / HTTP/1.1\r\nHost: localhost\r\nX: "
    ahead = head + b"a" * (size - len(head) - 4) + b"\r\n\r\n"
    last = b"GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
    assert _send(world, ahead + last).count(b"HTTP/1.1 200 OK") == 2


def test_a_body_of_12_mb_passes_on_api_and_25_on_portaal(world):
    size = {"api": 11_000_000, "portaal": 25_000_000}
    for listener, length in size.items():
        assert world.told(listener, "systeem-goed", method="POST", body=b"x" * length)["received"] == length


@pytest.mark.parametrize(
    "listener, kind", [("api", "application/problem+json"), ("portaal", "text/html; charset=utf-8")]
)
def test_a_larger_body_is_refused_and_the_client_gets_to_see_it(world, listener, kind):
    connection = world.connect(listener)
    connection.request("POST", "/", body=b"x" * 30_000_000)
    response = connection.getresponse()
    assert (response.status, response.getheader("Content-Type")) == (413, kind)
    connection.close()


UPLOAD = "/api/v1/aanvragen/5b7a1c1e-3f0d-4f57-8f0c-0e7c2f6f9b1d/bijlagen"


def test_where_software_sends_a_file_it_may_be_as_large_as_at_the_portal(world):
    asked = {"method": "POST", "path": f"{UPLOAD}?vraag=foto", "body": b"x" * 21_000_000}
    assert world.told("api", "systeem-goed", **asked)["received"] == 21_000_000


@pytest.mark.parametrize(
    "path", [UPLOAD + "/", "/api/v1/aanvragen/bijlagen", f"/?{UPLOAD}", UPLOAD.replace("5b7a", "5b/7a")]
)
def test_nowhere_else_may_it(world, path):
    connection = world.connect("api", "systeem-goed")
    connection.request("POST", path, body=b"x" * 21_000_000)
    assert connection.getresponse().status == 413
    connection.close()


@pytest.mark.parametrize("pieces, status", [(21, 200), (27, 413)])
def test_in_chunks_too(world, pieces, status):
    connection = world.connect("api", "systeem-goed")
    connection.request("POST", UPLOAD, body=iter([b"x" * 1_000_000] * pieces), encode_chunked=True)
    assert connection.getresponse().status == status
    connection.close()


def test_a_larger_chunked_body_is_refused(world):
    connection = world.connect("api", "systeem-goed")
    connection.request("POST", "/", body=iter([b"x" * 1_000_000] * 14), encode_chunked=True)
    assert connection.getresponse().status == 413
    connection.close()


def test_a_body_that_breaks_off_never_reaches_the_application(world, listeners):
    seen = []

    def remember(environ, start_response):
        seen.append(environ["PATH_INFO"])
        start_response("204 No Content", [])
        return []

    with Servers(remember, listeners) as servers:
        other = replace(world, servers=servers)
        with socket.create_connection(("127.0.0.1", servers.port("api")), timeout=15) as raw:
            connection = world.context("systeem-goed").wrap_socket(raw, server_hostname="localhost")
            connection.sendall(b"POST /half HTTP/1.1\r\n" + HOST + b"Content-Length: 10\r\n\r\nabc")
            connection.close()
        whole = other.connect("api")
        whole.request("GET", "/heel")
        assert whole.getresponse().status == 204
        whole.close()
    assert seen == ["/heel"]


@pytest.mark.parametrize(
    "data, status, code",
    [
        pytest.param(b"GET / HTTP/2.0\r\n" + HOST + b"\r\n", 400, "B109", id="not our HTTP"),
        pytest.param(b"POST / HTTP/1.1\r\n" + HOST + b"Content-Length: 90000000\r\n\r\n", 413, "B104", id="too large"),
        pytest.param(TYPED % b"charset*=UTF-8''a%00b", 400, "B109", id="NUL in a charset"),
        pytest.param(b"CONNECT localhost:443 HTTP/1.1\r\n" + HOST + b"\r\n", 405, "B107", id="method"),
    ],
)
def test_software_gets_a_problem_with_a_code_of_the_catalogue(world, data, status, code):
    head, _, body = _send(world, data).partition(b"\r\n\r\n")
    problem = json.loads(body)
    assert (problem["status"], problem["code"]) == (status, code)
    assert head.startswith(f"HTTP/1.1 {status} ".encode())
    assert f"Correlatie-Id: {problem['correlatie_id']}".encode() in head
    assert list(PROBLEEM.iter_errors(problem)) == []


def test_people_get_a_page_about_their_files(world):
    answer = _send(world, b"POST / HTTP/1.1\r\n" + HOST + b"Content-Length: 90000000\r\n\r\n", listener="portaal")
    assert "Foutcode: X102." in answer.decode()
    assert "Verwijder bijlagen die niet nodig zijn." in answer.decode()


GIGABYTE = 1024**3
PIECE = b"x" * 65536
GIGABYTES = {
    "announced": (b"Content-Length: %d" % GIGABYTE, PIECE),
    "in chunks": (b"Transfer-Encoding: chunked", b"%x\r\n%s\r\n" % (len(PIECE), PIECE)),
    "in chunks of half of it": (b"Transfer-Encoding: chunked", b"%x\r\n" % (GIGABYTE // 2) + PIECE),
}


@pytest.mark.parametrize("framing", GIGABYTES)
@pytest.mark.parametrize(
    "listener, path, code", [("portaal", "/", "X102"), ("api", "/api/v1/aanvragen/a/bijlagen", "B104")]
)
def test_a_gigabyte_is_refused_while_it_comes_in(world, listener, path, code, framing):
    header, piece = GIGABYTES[framing]
    raw = socket.create_connection(("127.0.0.1", world.servers.port(listener)), timeout=15)
    with world.context("systeem-goed").wrap_socket(raw, server_hostname="localhost") as connection:
        connection.sendall(b"POST %s HTTP/1.1\r\n%s%s\r\n\r\n" % (path.encode(), HOST, header))
        sent, answer = 0, b""
        while sent < GIGABYTE and not (answer := _come_in(connection)):
            connection.sendall(piece)
            sent += len(PIECE)
        answer += b"".join(iter(lambda: connection.recv(65536), b""))
    assert answer.startswith(b"HTTP/1.1 413 ") and code in answer.decode()
    assert sent < UPLOAD_LIMIT + 16 * MIB  # what was under way in between


def _come_in(connection):
    """What has come in by now."""
    connection.setblocking(False)
    try:
        return connection.recv(65536)
    except ssl.SSLWantReadError:
        return b""
    finally:
        connection.settimeout(15)


def test_headers_without_end_are_refused(world):
    answer = _send(world, b"GET / HTTP/1.1\r\n" + b"X: " + b"a" * 40_000)
    assert answer.startswith(b"HTTP/1.1 413 ")


def test_the_server_header_names_no_version(world):
    connection = world.connect("info")
    connection.request("GET", "/")
    assert connection.getresponse().getheader("Server") == "machtigingen"
    connection.close()


def test_head_gets_headers_only_and_the_connection_goes_on(world):
    connection = world.connect("info")
    connection.request("HEAD", "/")
    assert connection.getresponse().read() == b""
    connection.request("GET", "/daarna")
    assert b"/daarna" in connection.getresponse().read()
    connection.close()
