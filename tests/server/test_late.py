"""A machine that stood still for a while hangs up on nobody who has spoken meanwhile."""

import os
import socket
import threading
from pathlib import Path

import pytest

from machtigingen.project.server import Listener, Proxy
from machtigingen.project.server.listeners import _Server

REQUEST = b"POST / HTTP/1.1\r\nHost: localhost\r\nClient-Adres: 192.0.2.1\r\nContent-Length: 2\r\n\r\nja"


@pytest.fixture
def server(tmp_path: Path):
    def application(environ, start_response):
        start_response("200 OK", [("Content-Length", "2")])
        return [environ["wsgi.input"].read()]

    proxy = Proxy(socket=tmp_path / "een.sock", users=frozenset({os.getuid()}))
    server = _Server(application, Listener("info", "", 0, "", "", threads=1, proxy=proxy))
    server.prepare()
    server.expiration_interval = -1  # looks after each round who has been silent
    put, expire, one_at_a_time = server._connections.put, server._connections._expire, threading.Lock()

    def put_long_ago(connection):  # in one move: a real one that comes in meanwhile has just been used
        with one_at_a_time:
            put(connection)
            connection.last_used -= 60

    def look(threshold):
        with one_at_a_time:
            expire(threshold)

    server._connections.put, server._connections._expire = put_long_ago, look
    yield server
    server.stop()


def test_what_was_said_before_we_looked_is_heard(server: _Server, tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as proxy:
        proxy.settimeout(15)
        proxy.connect(str(tmp_path / "een.sock"))
        proxy.sendall(REQUEST)
        thread = threading.Thread(target=server.serve, daemon=True)
        thread.start()
        answer = b"".join(iter(lambda: proxy.recv(65536), b""))
    assert answer.startswith(b"HTTP/1.1 200 ") and answer.endswith(b"ja")


def test_who_stays_silent_is_hung_up_on(server: _Server, tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as proxy:
        proxy.settimeout(15)
        proxy.connect(str(tmp_path / "een.sock"))
        threading.Thread(target=server.serve, daemon=True).start()
        assert proxy.recv(1) == b""
