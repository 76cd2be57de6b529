"""The listeners themselves: start together, stop together."""

import logging
import re
import sys
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from traceback import format_tb
from typing import Any, Self

from cheroot import wsgi
from cheroot.connections import ConnectionManager

from .answers import SlowAnswers
from .http import HEAD_SECONDS, Connection, Gateway
from .proxied import Proxy
from .signalen import signals_call
from .tls import TlsAdapter
from .unix import UnixAdapter, bind

KIB, MIB = 1024, 1024 * 1024
# The application refuses earlier, with a code: 1 MiB of JSON, what the operator allows of attachments.
BODY_LIMITS = {"api": 12 * MIB}
SMALL_BODY = 64 * KIB
# Where files are sent: anywhere at the portal, and at one address of the api.
UPLOADS = {"portaal": re.compile(rb".*"), "api": re.compile(rb"/api/v1/aanvragen/[^/]{1,64}/bijlagen")}
UPLOAD_LIMIT = 25 * MIB
HEADERS_LIMIT = 32 * KIB
# What a proxy adds to it: a client may show up to 100 kB of certificates, and in PEM they grow.
ADDED_BY_PROXY = 160 * KIB
CONNECTIONS_KEPT = 500
BACKLOG = 128
SERVER_NAME = "machtigingen"

WsgiApp = Callable[[dict[str, Any], Callable[..., Any]], Any]

_log = logging.getLogger("machtigingen.server")


@dataclass(frozen=True)
class Listener:
    """`client_ca`: the issuers (x509.Certificate) to name when asking for a client certificate.

    None: don't ask for one. `info`: the address of the pages that explain a code. `proxy`: who alone may connect, and
    says who the client is. `uploads`: the largest body with files.
    """

    naam: str
    host: str
    port: int
    certfile: Path | str
    keyfile: Path | str
    client_ca: tuple | None = None
    threads: int = 16
    info: str = ""
    profiel: str = "streng"
    proxy: Proxy | None = None
    uploads: int = UPLOAD_LIMIT


class _Connections(ConnectionManager):
    """Those that wait. When this process or its machine stood still for a while, what was said meanwhile is heard: a
    proxy would tell its client that we are not there (502), and not whether we did what was asked."""

    _selector: Any  # missing in cheroot's stub, as are the next two

    def _expire(self, threshold: float) -> None:
        for _, conn in self._selector.select(timeout=0):
            if conn is not self.server:
                conn.last_used = threshold
        super()._expire(threshold)  # type: ignore[misc]


class _Server(wsgi.Server):
    ConnectionClass = Connection
    software = SERVER_NAME
    max_request_header_size = HEADERS_LIMIT
    keep_alive_conn_limit = CONNECTIONS_KEPT
    expiration_interval = 0.25
    _connections: Any

    def __init__(self, app: WsgiApp, listener: Listener) -> None:
        self._socket = listener.proxy.socket if listener.proxy else None
        self._is_bound = False
        super().__init__(
            str(self._socket) if self._socket else (listener.host, listener.port),
            app,
            numthreads=listener.threads,
            server_name=SERVER_NAME,
            request_queue_size=BACKLOG,
            timeout=HEAD_SECONDS,
        )
        self.listener = listener
        if listener.proxy is not None:
            self.max_request_header_size = HEADERS_LIMIT + ADDED_BY_PROXY
        self.slow_answers = SlowAnswers()
        self.gateway = Gateway
        self.max_request_body_size = max(listener.uploads, *BODY_LIMITS.values())  # a request looks at body_limit
        self.ssl_adapter = UnixAdapter() if self._socket else _tls(listener)

    def prepare(self) -> None:
        super().prepare()
        self._connections.close()
        self._connections = _Connections(self)

    def body_limit(self, path: bytes) -> int:
        """The largest body that is read at this address."""
        uploads = UPLOADS.get(self.listener.naam)
        if uploads is not None and uploads.fullmatch(path):
            return self.listener.uploads
        return BODY_LIMITS.get(self.listener.naam, SMALL_BODY)

    def process_conn(self, conn: Connection) -> None:
        """A new connection waits at the selector until it speaks: silence costs no worker."""
        if conn.last_used is None:
            self._connections.put(conn)
        else:
            super().process_conn(conn)

    def put_conn(self, conn: Connection) -> None:
        if conn.socket.unsent:
            self.slow_answers.finish(conn, partial(self.put_conn, conn) if conn.is_kept else conn.close)
        elif self.ready and conn.socket.pending():
            self.process_conn(conn)
        else:
            super().put_conn(conn)

    def bind_unix_socket(self, bind_addr: str) -> Any:
        """As cheroot's own, that opens it to everybody."""
        proxy = self.listener.proxy
        self.socket = bind(Path(bind_addr), group=proxy.group if proxy else None)
        self._is_bound = True
        return self.socket

    def stop(self) -> None:
        end = time.monotonic() + self.shutdown_timeout
        super().stop()
        if self._socket and self._is_bound:
            self._socket.unlink(missing_ok=True)
        self.slow_answers.wait(end - time.monotonic())

    def error_log(self, msg: str = "", level: int = logging.INFO, traceback: bool = False) -> None:
        """An exception without its text: that may hold what a client sent."""
        error = sys.exc_info()[1] if traceback else None
        if error is not None:
            msg = "\n".join((type(error).__name__, *format_tb(error.__traceback__)))
        _log.log(level, "%s: %s", self.listener.naam, msg)


def _tls(listener: Listener) -> TlsAdapter:
    """To a proxy on loopback too: of whom it asks a certificate, no issuer named."""
    return TlsAdapter(
        certfile=str(listener.certfile),
        keyfile=str(listener.keyfile),
        client_ca=listener.client_ca if listener.proxy is None else (),
        profiel=listener.profiel,
    )


class Servers:
    """All listeners of one application. Use as a context manager, or `start` and `stop`."""

    def __init__(self, app: WsgiApp, listeners: Sequence[Listener]) -> None:
        self._servers = {listener.naam: _Server(app, listener) for listener in listeners}
        self._threads: list[threading.Thread] = []
        self._over = threading.Event()

    def start(self) -> None:
        """Listening when it returns; when one address is taken, none listens and OSError rises."""
        try:
            for server in self._servers.values():
                server.prepare()
        except OSError:
            self.stop()
            raise
        for naam, server in self._servers.items():
            thread = threading.Thread(target=self._run, args=(server,), name=f"listener {naam}", daemon=True)
            thread.start()
            self._threads.append(thread)

    def _run(self, server: _Server) -> None:
        try:
            server.serve()
        finally:
            self._over.set()

    def port(self, naam: str) -> int:
        return self._servers[naam].bind_addr[1]

    def request_stop(self) -> None:
        """Ends `wait`. Not from within a signal handler: see `signalen`."""
        self._over.set()

    def wait(self) -> None:
        # With a timeout, because on Windows an endless wait hears no Ctrl-C.
        while not self._over.wait(0.5):
            pass

    def stop(self) -> None:
        """Requests under way are finished first, within five seconds."""
        self._over.set()
        stopping = [threading.Thread(target=server.stop) for server in self._servers.values()]
        for thread in stopping:
            thread.start()
        for thread in (*stopping, *self._threads):
            thread.join()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self.stop()


def serve(app: WsgiApp, listeners: Sequence[Listener], on_ready: Callable[[Servers], object]) -> None:
    """Listen until SIGINT, SIGTERM or `stop()` on what `on_ready` was given."""
    servers = Servers(app, listeners)
    with signals_call(servers.request_stop), servers:
        on_ready(servers)
        servers.wait()
