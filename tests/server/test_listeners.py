"""Starting, stopping, and that one client never keeps the others waiting."""

import os
import signal
import socket
import threading
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from machtigingen_sandbox import testpki

from machtigingen.project.server import Servers, serve


def answer_nothing(environ, start_response):
    start_response("204 No Content", [])
    return []


def test_silent_clients_do_not_keep_others_waiting(world):
    silent = [socket.create_connection(("127.0.0.1", world.servers.port("api"))) for _ in range(40)]
    begin = time.monotonic()
    assert world.told("api")["listener"] == "api"
    assert time.monotonic() - begin < 2
    for raw in silent:
        raw.close()


def test_clients_silent_after_the_handshake_do_not_keep_others_waiting(world):
    silent = []
    for _ in range(12):
        raw = socket.create_connection(("127.0.0.1", world.servers.port("api")))
        silent.append(world.context().wrap_socket(raw, server_hostname="localhost"))
    begin = time.monotonic()
    assert world.told("api")["listener"] == "api"
    assert time.monotonic() - begin < 2
    for connection in silent:
        connection.close()


def test_a_client_halfway_its_handshake_does_not_keep_others_waiting(world):
    with socket.create_connection(("127.0.0.1", world.servers.port("api"))) as raw:
        raw.sendall(b"\x16\x03\x01\x02\x00")
        begin = time.monotonic()
        assert world.told("api")["listener"] == "api"
        assert time.monotonic() - begin < 2


def test_a_client_that_drips_its_headers_is_sent_away(world, monkeypatch):
    monkeypatch.setattr("machtigingen.project.server.http.HEAD_SECONDS", 1)
    raw = socket.create_connection(("127.0.0.1", world.servers.port("api")), timeout=10)
    with world.context().wrap_socket(raw, server_hostname="localhost") as connection:
        begin = time.monotonic()
        connection.sendall(b"GET / HTTP/1.1\r\nX: ")
        answer = connection.recv(65536)
    assert answer.startswith(b"HTTP/1.1 408 ")
    assert time.monotonic() - begin < 5


def test_an_application_that_fails_gives_500_and_the_next_request_works(listeners, world, caplog):
    def fail_on_demand(environ, start_response):
        if environ["PATH_INFO"] == "/stuk":
            raise RuntimeError(environ["QUERY_STRING"])
        return answer_nothing(environ, start_response)

    with Servers(fail_on_demand, listeners) as servers:
        other = replace(world, servers=servers)
        for path, status in (("/stuk?persoonlijks", 500), ("/", 204)):
            connection = other.connect("api")
            connection.request("GET", path)
            assert connection.getresponse().status == status
            connection.close()
    assert "RuntimeError" in caplog.text and "persoonlijks" not in caplog.text


def test_when_one_address_is_taken_none_listens(world, listeners):
    taken = replace(listeners[1], port=world.servers.port("portaal"))
    servers = Servers(answer_nothing, [listeners[0], taken])
    with pytest.raises(OSError):
        servers.start()


def test_stopping_lets_a_request_finish(listeners, world):
    begun = threading.Event()

    def answer_late(environ, start_response):
        begun.set()
        time.sleep(0.5)
        return answer_nothing(environ, start_response)

    servers = Servers(answer_late, listeners)
    servers.start()
    connection = replace(world, servers=servers).connect("api")
    connection.request("GET", "/")
    begun.wait(5)
    stopping = threading.Thread(target=servers.stop)
    stopping.start()
    assert connection.getresponse().status == 204
    stopping.join(10)
    assert not stopping.is_alive()
    connection.close()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_serve_ends_cleanly_on_a_signal(listeners, number):
    ready = []

    def stop_soon(servers):
        ready.append(servers.port("info"))
        threading.Timer(0.1, os.kill, (os.getpid(), number)).start()

    serve(answer_nothing, listeners, stop_soon)
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", ready[0]))


def test_a_renewed_server_certificate_serves_the_next_connection(tmp_path, world, listeners):
    now = datetime.now(UTC)
    testpki.create(tmp_path, now=now)
    own = [replace(listeners[0], certfile=tmp_path / "server.pem", keyfile=tmp_path / "server.key")]
    with Servers(answer_nothing, own) as servers:
        here = replace(world, folder=tmp_path, servers=servers)
        before = _server_certificate(here)
        testpki.renew(tmp_path, now=now + timedelta(days=380))
        assert _server_certificate(here) != before


def _server_certificate(world):
    context = world.context()
    context.check_hostname = False
    context.verify_mode = 0
    raw = socket.create_connection(("127.0.0.1", world.servers.port("info")), timeout=5)
    with context.wrap_socket(raw) as connection:
        return connection.getpeercert(binary_form=True)
