"""One TLS context per listener, and a socket on top of it.

OpenSSL by way of pyOpenSSL, because its verify callback lets an expired, foreign or revoked certificate
through to the application, which can explain (docs/adr/0001-tls-en-certificaten.md). A resumed session would
skip the client certificate, so there are no tickets and no session cache.
"""

import errno
import logging
import socket
from collections.abc import Callable
from contextlib import suppress
from io import DEFAULT_BUFFER_SIZE
from pathlib import Path
from typing import Any

from cheroot import errors
from cheroot.makefile import MakeFile
from cheroot.ssl import Adapter
from OpenSSL import SSL, crypto

from .sockets import PacedSocket, WantRead, WantWrite

# NCSC-NL TLS guidelines 2025-05: forward secrecy and AEAD. TLS 1.3 has nothing else.
TLS12_CIPHERS = (
    b"ECDHE-ECDSA-AES256-GCM-SHA384:ECDHE-RSA-AES256-GCM-SHA384:"
    b"ECDHE-ECDSA-CHACHA20-POLY1305:ECDHE-RSA-CHACHA20-POLY1305:"
    b"ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES128-GCM-SHA256"
)
OPTIONS = SSL.OP_NO_TICKET | SSL.OP_NO_RENEGOTIATION | SSL.OP_NO_COMPRESSION | SSL.OP_CIPHER_SERVER_PREFERENCE
# What each profile of TLS begins with: `streng` is for new software only, `ruim` lets older packages in too.
FIRST_VERSION = {"streng": SSL.TLS1_3_VERSION, "ruim": SSL.TLS1_2_VERSION}

_log = logging.getLogger("machtigingen.server")


def make_context(*, certfile: str, keyfile: str, client_ca: tuple | None, profiel: str = "streng") -> SSL.Context:
    """`client_ca`: the issuers to name when asking for a client certificate; None asks for none."""
    context = SSL.Context(SSL.TLS_SERVER_METHOD)
    context.set_min_proto_version(FIRST_VERSION[profiel])
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


class TlsSocket(PacedSocket):
    """A connection under TLS, with the client certificate as it was sent."""

    def __init__(self, context: SSL.Context, raw: socket.socket) -> None:
        super().__init__(raw)
        self._tls = SSL.Connection(context, raw)
        self._tls.set_accept_state()

    def handshake(self) -> None:
        self._retry(_attempt, self._tls.do_handshake)
        certificate = self._tls.get_peer_certificate()
        # The bytes as sent; parsing them is the application's business.
        self.client_cert = crypto.dump_certificate(crypto.FILETYPE_ASN1, certificate) if certificate else None
        self.is_secure = True

    def _receive(self, buffer: Any) -> int:
        try:
            return _attempt(self._tls.recv_into, buffer)
        except TlsEnded:
            return 0

    def _send(self, data: memoryview) -> int:
        return _attempt(self._tls.send, data)

    def pending(self) -> int:
        """Bytes already decrypted: the selector doesn't see those."""
        return self._tls.pending() if self.is_secure else 0

    def _say_goodbye(self) -> None:
        with suppress(SSL.Error):
            self._tls.shutdown()


class TlsEnded(ConnectionResetError):
    """The client closed TLS in good order."""


def _attempt(act: Callable[..., Any], *args: Any) -> Any:
    """Once; what OpenSSL may raise, in the words of a socket."""
    try:
        return act(*args)
    except SSL.WantReadError:
        raise WantRead from None
    except SSL.WantWriteError:
        raise WantWrite from None
    except SSL.ZeroReturnError as error:
        raise TlsEnded(errno.ECONNRESET, "closed") from error
    except SSL.SysCallError as error:
        raise ConnectionResetError(errno.ECONNRESET, str(error)) from error
    except SSL.Error as error:
        if "http request" in str(error):
            raise errors.NoSSLError from error
        raise errors.FatalSSLAlert(*error.args) from error


class TlsAdapter(Adapter):
    """Gives cheroot our sockets; a renewed server certificate serves the next connection."""

    def __init__(self, *, certfile: str, keyfile: str, client_ca: tuple | None, profiel: str = "streng") -> None:
        super().__init__(certfile, keyfile)
        self._client_ca, self._profiel = client_ca, profiel
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
        return make_context(
            certfile=self.certificate, keyfile=self.private_key, client_ca=self._client_ca, profiel=self._profiel
        )

    def _current_stamp(self) -> tuple[int, ...]:
        with suppress(OSError):
            return tuple(Path(name).stat().st_mtime_ns for name in (self.certificate, self.private_key))
        return ()


def as_pem(certificate: Any) -> bytes:
    """A certificate as a file of a proxy has it."""
    return crypto.dump_certificate(crypto.FILETYPE_PEM, crypto.X509.from_cryptography(certificate))
