"""A body costs the server's time: only who shows a certificate may send one, and not at leisure."""

import json
import socket
import time

import pytest

HEAD = b"POST /api/v1/instroom HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\n"


@pytest.fixture
def connect(world):
    """Opens TLS connections that have sent such bytes, and closes them afterwards."""
    opened = []

    def open_one(listener, data, name=None):
        raw = socket.create_connection(("127.0.0.1", world.servers.port(listener)), timeout=15)
        opened.append(world.context(name).wrap_socket(raw, server_hostname="localhost"))
        opened[-1].sendall(data)
        return opened[-1]

    yield open_one
    for connection in opened:
        connection.close()


def _answer(connection):
    return b"".join(iter(lambda: connection.recv(65536), b""))


@pytest.mark.parametrize("framing", [b"Content-Length: 1000", b"Transfer-Encoding: chunked"])
def test_a_body_of_somebody_without_certificate_is_refused_before_it_is_read(world, connect, framing):
    begin = time.monotonic()
    answer = _answer(connect("api", b"POST / HTTP/1.1\r\nHost: localhost\r\n" + framing + b"\r\n\r\n"))
    assert time.monotonic() - begin < 2
    head, _, body = answer.partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 401 ")
    assert json.loads(body)["code"] == "D101"


def test_people_without_certificate_get_a_page(world, connect):
    answer = _answer(connect("portaal", HEAD)).decode()
    assert answer.startswith("HTTP/1.1 401 ")
    assert "Foutcode: D101." in answer


def test_without_certificate_a_request_without_body_reaches_the_application(world):
    assert world.told("api", method="POST")["certificate"] is None


def test_strangers_with_slow_bodies_do_not_keep_others_waiting(world, connect):
    for _ in range(12):  # three times as many as there are workers
        connect("api", HEAD)
    begin = time.monotonic()
    assert world.told("api", "systeem-goed")["listener"] == "api"
    assert time.monotonic() - begin < 8


def test_a_body_that_trickles_is_sent_away_with_a_code(world, connect, monkeypatch):
    monkeypatch.setattr("machtigingen.project.server.http.START_SECONDS", 1)
    connection = connect("api", HEAD, "systeem-goed")
    begin = time.monotonic()
    connection.settimeout(0.2)
    answer = b""
    while not answer and time.monotonic() - begin < 10:
        try:
            connection.sendall(b"x")
            answer = connection.recv(65536)
        except TimeoutError:
            continue
    assert answer.startswith(b"HTTP/1.1 408 ")
    assert b"B111" in answer
    assert time.monotonic() - begin < 4


def test_a_large_body_gets_the_time_that_its_size_takes(world, monkeypatch):
    monkeypatch.setattr("machtigingen.project.server.http.START_SECONDS", 1)
    halves = iter([b"x" * 300_000, b"y" * 300_000])

    def slowly():
        for half in halves:
            yield half
            time.sleep(2)

    told = world.told("portaal", "persoonlijk-goed", method="POST", body=slowly(), encode_chunked=True)
    assert told["received"] == 600_000
