"""An answer that nobody takes costs no worker, and not for long."""

import socket
import time
from dataclasses import replace
from threading import Thread

import pytest

from machtigingen.project.server import Servers

LARGE = b"x" * 20 * 1024 * 1024
ANSWERS = "machtigingen.project.server.answers"
GET = b"GET /groot HTTP/1.1\r\nHost: localhost\r\n"


def answer(environ, start_response):
    body = LARGE if environ["PATH_INFO"] == "/groot" else b"klein"
    start_response("200 OK", [("Content-Length", str(len(body)))])
    return [body]


@pytest.fixture
def here(world, listeners):
    with Servers(answer, listeners) as servers:
        yield replace(world, servers=servers)


@pytest.fixture
def ask(here):
    """Opens connections that ask for the large answer, with a small window; closes them afterwards."""
    opened = []

    def open_one(more=b""):
        raw = socket.socket()
        raw.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 65536)
        raw.settimeout(15)
        raw.connect(("127.0.0.1", here.servers.port("api")))
        opened.append(here.context("systeem-goed").wrap_socket(raw, server_hostname="localhost"))
        opened[-1].sendall(GET + more + b"\r\n")
        return opened[-1]

    yield open_one
    for connection in opened:
        connection.close()


def slow(here):
    return here.servers._servers["api"].slow_answers._clients


def until(claim, seconds=10):
    end = time.monotonic() + seconds
    while not claim():
        assert time.monotonic() < end
        time.sleep(0.02)


def received(connection):
    return sum(map(len, iter(lambda: connection.recv(65536), b"")))


def test_clients_that_do_not_read_do_not_keep_others_waiting(here, ask):
    for _ in range(6):  # there are four workers
        ask()
    until(lambda: len(slow(here)) == 6)
    begin = time.monotonic()
    connection = here.connect("api", "systeem-goed")
    connection.request("GET", "/")
    assert connection.getresponse().read() == b"klein"
    assert time.monotonic() - begin < 2
    connection.close()


def test_a_client_that_reads_slowly_gets_all_of_it_and_may_ask_again(here, ask):
    connection = ask()
    until(lambda: slow(here))
    seen = b""
    while len(seen) < len(LARGE):
        seen += connection.recv(1024 * 1024)
    assert seen.endswith(LARGE[-1000:])
    connection.sendall(b"GET /klein HTTP/1.1\r\nHost: localhost\r\n\r\n")
    assert b"klein" in connection.recv(65536) + connection.recv(65536)


def test_the_last_answer_of_a_connection_arrives_whole(here, ask):
    connection = ask(b"Connection: close\r\n")
    until(lambda: slow(here))
    assert received(connection) > len(LARGE)


def test_a_client_that_takes_nothing_is_hung_up_on(here, ask, monkeypatch):
    monkeypatch.setattr(f"{ANSWERS}.START_SECONDS", 1)
    connection = ask()
    until(lambda: slow(here))
    until(lambda: not slow(here))
    with pytest.raises(OSError):  # noqa: PT011  # the end comes too early, or in the middle of a record
        while connection.recv(1024 * 1024):
            pass
        raise ConnectionError("cut off")


def test_a_client_that_trickles_is_hung_up_on(here, ask, monkeypatch):
    monkeypatch.setattr(f"{ANSWERS}.START_SECONDS", 1)
    monkeypatch.setattr(f"{ANSWERS}.BYTES_A_SECOND", 4 * 1024 * 1024)
    connection = ask()
    until(lambda: slow(here))
    begin = time.monotonic()
    while slow(here):
        connection.recv(4096)
        time.sleep(0.01)
    assert time.monotonic() - begin < 10


def test_there_is_room_for_who_reads_when_many_do_not(here, ask, monkeypatch):
    monkeypatch.setattr(f"{ANSWERS}.BYTES_KEPT", 3 * len(LARGE))
    dead = [ask() for _ in range(3)]
    until(lambda: len(slow(here)) == len(dead))
    reader = ask(b"Connection: close\r\n")
    assert received(reader) > len(LARGE)
    until(lambda: len(slow(here)) < len(dead) + 1)


def test_there_is_a_limit_to_how_many_may_be_slow(here, ask, monkeypatch):
    monkeypatch.setattr(f"{ANSWERS}.MOST_CLIENTS", 2)
    for _ in range(5):
        ask()
    time.sleep(1)
    assert len(slow(here)) == 2


def test_stopping_lets_a_slow_answer_finish(world, listeners):
    servers = Servers(answer, listeners)
    servers.start()
    connection = replace(world, servers=servers).connect("api", "systeem-goed")
    connection.request("GET", "/groot")
    until(lambda: servers._servers["api"].slow_answers._clients)
    stopping = Thread(target=servers.stop)
    stopping.start()
    time.sleep(0.3)
    assert connection.getresponse().read() == LARGE
    stopping.join(10)
    assert not stopping.is_alive()
    connection.close()
