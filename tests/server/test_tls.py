"""What the listeners speak, and that nobody can make them skip the client certificate."""

import socket
import ssl
import warnings

import pytest


def _handshake(world, context, session=None, listener="api"):
    raw = socket.create_connection(("127.0.0.1", world.servers.port(listener)), timeout=5)
    return context.wrap_socket(raw, server_hostname="localhost", session=session)


def _answer(connection):
    connection.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
    return b"".join(iter(lambda: connection.recv(65536), b""))


def _only(world, version, name=None):
    context = world.context(name)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        context.minimum_version = context.maximum_version = version
    return context


def test_tls_1_1_is_refused(world):
    context = _only(world, ssl.TLSVersion.TLSv1_1)
    context.set_ciphers("ALL:@SECLEVEL=0")
    with pytest.raises((ssl.SSLError, ConnectionError)):
        _handshake(world, context)


def test_tls_1_2_works_with_ecdhe_and_gcm(world):
    context = _only(world, ssl.TLSVersion.TLSv1_2)
    context.set_ciphers("ECDHE-RSA-AES128-GCM-SHA256")
    with _handshake(world, context) as connection:
        assert (connection.version(), connection.cipher()[0]) == ("TLSv1.2", "ECDHE-RSA-AES128-GCM-SHA256")


@pytest.mark.parametrize("suite", ["ECDHE-RSA-AES256-SHA384", "AES128-GCM-SHA256", "DHE-RSA-AES128-GCM-SHA256"])
def test_tls_1_2_without_forward_secrecy_or_aead_is_refused(world, suite):
    context = _only(world, ssl.TLSVersion.TLSv1_2)
    context.set_ciphers(f"{suite}:@SECLEVEL=0")
    with pytest.raises((ssl.SSLError, ConnectionError)):
        _handshake(world, context)


def test_tls_1_3_is_what_a_modern_client_gets(world):
    with _handshake(world, world.context()) as connection:
        assert connection.version() == "TLSv1.3"


@pytest.mark.parametrize("version", [ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3])
def test_a_session_is_never_resumed(world, version):
    context = _only(world, version, "systeem-goed")
    session = None
    for _ in range(3):
        with _handshake(world, context, session) as connection:
            assert world.fingerprint("systeem-goed").encode() in _answer(connection)
            assert not connection.session_reused
            session = connection.session


def test_a_session_without_certificate_does_not_pass_on_to_one_with(world):
    context = _only(world, ssl.TLSVersion.TLSv1_3)
    with _handshake(world, context, listener="info") as connection:
        _answer(connection)
        session = connection.session
    with _handshake(world, context, session) as connection:
        assert not connection.session_reused


def test_the_client_is_told_which_issuer_is_meant(world):
    from OpenSSL import SSL

    context = SSL.Context(SSL.TLS_CLIENT_METHOD)
    raw = socket.create_connection(("127.0.0.1", world.servers.port("portaal")), timeout=5)
    raw.settimeout(None)
    connection = SSL.Connection(context, raw)
    connection.set_connect_state()
    connection.do_handshake()
    assert [name.CN for name in connection.get_client_ca_list()] == ["Sandbox CA (alleen voor tests)"]
    raw.close()


def test_plain_http_on_the_tls_port_is_answered_and_closed(world):
    with socket.create_connection(("127.0.0.1", world.servers.port("portaal")), timeout=5) as raw:
        raw.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")
        answer = b"".join(iter(lambda: raw.recv(4096), b""))
    assert answer.startswith(b"HTTP/1.1 400") and b"https://" in answer


def test_the_end_of_a_connection_is_announced(world):
    with _handshake(world, world.context()) as connection:
        connection.suppress_ragged_eofs = False
        assert _answer(connection).startswith(b"HTTP/1.1 200 ")
