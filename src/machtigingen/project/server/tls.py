"""One TLS context per listener, and a socket on top of it that waits to read no longer than it is allowed to,
and to write only when asked.

OpenSSL by way of pyOpenSSL, because its verify callback lets an expired, foreign or revoked certificate
through to the application, which can explain (docs/adr/0001-tls-en-certificaten.md). A resumed session would
skip the client certificate, so there are no tickets and no session cache.
"""

import errno
import logging
import selectors
import socket
import time
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from io import DEFAULT_BUFFER_SIZE
from pathlib import Path
from typing import Any

from cheroot import errors
from cheroot.makefile import MakeFile
from cheroot.ssl import Adapter
from OpenSSL import SSL, crypto

# NCSC-NL TLS guidelines 2025-05: forward secrecy and AEAD. TLS 1.3 has nothing else.
TLS12_CIPHERS = (
    b"ECDHE-ECDSA-AES256-GCM-SHA384:ECDHE-RSA-AES256-GCM-SHA384:"
    b"ECDHE-ECDSA-CHACHA20-POLY1305:ECDHE-RSA-CHACHA20-POLY1305:"
    b"ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES128-GCM-SHA256"
)
OPTIONS = SSL.OP_NO_TICKET | SSL.OP_NO_RENEGOTIATION | SSL.OP_NO_COMPRESSION | SSL.OP_CIPHER_SERVER_PREFERENCE
DISCARD_SECONDS = 10
DISCARD_BYTES = 256 * 1024 * 1024

_log = logging.getLogger("machtigingen.server")


def make_context(*, certfile: str, keyfile: str, client_ca: tuple | None) -> SSL.Context:
    """`client_ca`: the issuers to name when asking for a client certificate; None asks for none."""
    context = SSL.Context(SSL.TLS_SERVER_METHOD)
    context.set_min_proto_version(SSL.TLS1_2_VERSION)
    context.set_cipher_list(TLS12_CIPHERS)
    context.set_options(OPTIONS)
    context.set_session_cache_mode(SSL.SESS_CACHE_OFF)
    context.use_certificate_chain_file(certfile)
    context.use_privatekey_file(keyfile)
    context.check_privatekey()
    if client_ca is not None:
        context.set_verify(SSL.VERIFY_PEER, _leave_it_to_the_application)
        for ca in client_ca:
            context.add_client_ca(ca)
    return context


def _leave_it_to_the_application(*_verification: object) -> bool:
    return True


class TlsSocket:
    """The server's end of one connection. Reading blocks, within the time last allowed; `send` never does."""

    def __init__(self, context: SSL.Context, raw: socket.socket) -> None:
        raw.setblocking(False)
        self._raw = raw
        self._tls = SSL.Connection(context, raw)
        self._tls.set_accept_state()
        self._deadline = 0.0
        self._rest: deque[memoryview] = deque()
        self.unsent = 0  # bytes that `send` took, and the client did not yet
        self.taken_at = time.monotonic()
        self.is_secure = False
        self.client_cert: bytes | None = None

    def allow(self, seconds: float) -> None:
        self._deadline = time.monotonic() + seconds

    def handshake(self) -> None:
        self._retry(self._tls.do_handshake)
        certificate = self._tls.get_peer_certificate()
        # The bytes as sent; parsing them is the application's business.
        self.client_cert = crypto.dump_certificate(crypto.FILETYPE_ASN1, certificate) if certificate else None
        self.is_secure = True

    def recv_into(self, buffer: Any) -> int:
        return self._retry(self._recv_into, buffer)

    def _recv_into(self, buffer: Any) -> int:
        try:
            return self._tls.recv_into(buffer)
        except SSL.ZeroReturnError:
            return 0

    def send(self, data: bytes) -> int:
        """Takes it all; what the client does not take at once waits for `send_rest`."""
        self._rest.append(memoryview(data))
        self.unsent += len(data)
        with suppress(SSL.WantReadError, SSL.WantWriteError):
            while self._rest:
                self._taken(self._attempt(self._tls.send, self._rest[0]))
        return len(data)

    def send_rest(self, *, start: float, bytes_a_second: float, longest: float) -> None:
        """TimeoutError when the client takes it more slowly, a short start apart, or when it takes longer in all."""
        begin, taken = time.monotonic(), 0
        while self._rest:
            self.allow(begin + min(start + taken / bytes_a_second, longest) - time.monotonic())
            count = self._retry(self._tls.send, self._rest[0])
            self._taken(count)
            taken += count

    def _taken(self, count: int) -> None:
        self.unsent -= count
        self.taken_at = time.monotonic()
        self._rest[0] = self._rest[0][count:]
        if not self._rest[0]:
            self._rest.popleft()

    def hang_up(self) -> None:
        """Whoever waits for this client now, in another thread, gets an OSError."""
        with suppress(OSError):
            self._raw.shutdown(socket.SHUT_RDWR)

    def send_plain(self, data: bytes) -> None:
        """Without TLS: only for a client that turns out not to speak it."""
        with suppress(OSError):
            self._raw.send(data)

    def pending(self) -> int:
        """Bytes already decrypted: the selector doesn't see those."""
        return self._tls.pending() if self.is_secure else 0

    def discard(self, seconds: float) -> None:
        """Read away what the client still sends: closing at once would make it lose our last answer."""
        limit, end = DISCARD_BYTES, time.monotonic() + seconds
        with suppress(OSError, SSL.Error):
            self._tls.shutdown()
            self._raw.shutdown(socket.SHUT_WR)
            while limit > 0 and (left := end - time.monotonic()) > 0:
                self._raw.settimeout(left)
                received = len(self._raw.recv(65536))
                if not received:
                    return
                limit -= received

    def shutdown(self, how: int) -> None:
        if how == socket.SHUT_RDWR:
            with suppress(SSL.Error):
                self._tls.shutdown()
        self._raw.shutdown(how)

    def close(self) -> None:
        self._raw.close()

    def fileno(self) -> int:
        return self._raw.fileno()

    def _decref_socketios(self) -> None:
        """`socket.SocketIO` calls this on closing; cheroot closes the socket itself."""

    def _retry(self, act: Callable[..., Any], *args: Any) -> Any:
        while True:
            try:
                return self._attempt(act, *args)
            except SSL.WantReadError:
                self._wait(selectors.EVENT_READ)
            except SSL.WantWriteError:
                self._wait(selectors.EVENT_WRITE)

    def _attempt(self, act: Callable[..., Any], *args: Any) -> Any:
        """Once; what OpenSSL may raise, in the words of a socket."""
        try:
            return act(*args)
        except (SSL.WantReadError, SSL.WantWriteError):
            raise
        except SSL.ZeroReturnError as error:
            raise ConnectionResetError(errno.ECONNRESET, "closed") from error
        except SSL.SysCallError as error:
            raise ConnectionResetError(errno.ECONNRESET, str(error)) from error
        except SSL.Error as error:
            if "http request" in str(error):
                raise errors.NoSSLError from error
            raise errors.FatalSSLAlert(*error.args) from error

    def _wait(self, event: int) -> None:
        left = self._deadline - time.monotonic()
        with selectors.DefaultSelector() as selector:
            selector.register(self._raw, event)
            if left <= 0 or not selector.select(left):
                raise TimeoutError("timed out")


class TlsAdapter(Adapter):
    """Gives cheroot our sockets; a renewed server certificate serves the next connection."""

    def __init__(self, *, certfile: str, keyfile: str, client_ca: tuple | None) -> None:
        super().__init__(certfile, keyfile)
        self._client_ca = client_ca
        self._stamp = self._current_stamp()
        try:
            self._context = self._make_context()
        except SSL.Error as error:
            raise OSError(errno.EINVAL, "geen bruikbaar certificaat met sleutel", certfile) from error

    def bind(self, sock: socket.socket) -> socket.socket:
        return sock

    def wrap(self, sock: socket.socket) -> tuple[TlsSocket, dict[str, str]]:
        self._follow_renewal()
        return TlsSocket(self._context, sock), {}

    def get_environ(self) -> dict[str, str]:
        return {}

    def makefile(self, sock: Any, mode: str = "r", bufsize: int = DEFAULT_BUFFER_SIZE) -> Any:
        return MakeFile(sock, mode, bufsize)

    def _follow_renewal(self) -> None:
        stamp = self._current_stamp()
        if stamp == self._stamp:
            return
        self._stamp = stamp
        try:
            self._context = self._make_context()
        except (OSError, SSL.Error):
            _log.exception("the renewed server certificate is unusable, the previous one stays")

    def _make_context(self) -> SSL.Context:
        return make_context(certfile=self.certificate, keyfile=self.private_key, client_ca=self._client_ca)

    def _current_stamp(self) -> tuple[int, ...]:
        with suppress(OSError):
            return tuple(Path(name).stat().st_mtime_ns for name in (self.certificate, self.private_key))
        return ()
