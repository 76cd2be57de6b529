"""What does a package meet when it calls? The portal's own TLS, and behind it what is staged.

Everything that arrives is recorded before it is answered. One front is one address; several may stand before one
portal.
"""

import itertools
import re
import socket
import socketserver
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from http.server import BaseHTTPRequestHandler
from typing import Any, Self

from cheroot.errors import FatalSSLAlert, NoSSLError
from cheroot.makefile import MakeFile

from machtigingen.project.server.tls import TlsSocket, make_context
from machtigingen_testkit.portaal import Antwoord, Portaal
from machtigingen_testkit.waarneming import LINK, Aanroep, Waarnemingen

LOOPBACK = "127.0.0.1"
IDLE_SECONDS = 60
LONGEST_BODY = 8 * 1024 * 1024
ELSEWHERE = "/elders"

Doorgeven = Callable[[Aanroep, bytes], Antwoord]
# What is staged: an answer, or None to hang up without one.
Toneel = Callable[[Aanroep, Doorgeven], Antwoord | None]


def as_it_is(aanroep: Aanroep, door: Doorgeven) -> Antwoord | None:
    return door(aanroep, aanroep.inhoud)


class Front:
    """Listens on one port of this computer. Use as a context manager."""

    def __init__(self, portaal: Portaal, *, port: int = 0) -> None:
        self.portaal = portaal
        self.waarnemingen = Waarnemingen()
        self.toneel: Toneel = as_it_is
        self._contexts: dict[str, Any] = {}
        self._soort = "server"
        self._open: set[socket.socket] = set()
        self._numbers = itertools.count(1)
        self._server = _Server((LOOPBACK, port), _handler_for(self))

    @property
    def url(self) -> str:
        return f"https://localhost:{self._server.server_address[1]}"

    def begin(self, toneel: Toneel, *, servercertificaat: str) -> Waarnemingen:
        """Another play, on a clean sheet: who was still connected has to come back."""
        for kept in tuple(self._open):
            with suppress(OSError):
                kept.shutdown(socket.SHUT_RDWR)
        self.waarnemingen, self.toneel, self._soort = Waarnemingen(), toneel, servercertificaat
        return self.waarnemingen

    def accept(self, raw: socket.socket) -> tuple[TlsSocket | None, int]:
        """The connection when the other side accepts our certificate; None when it does not."""
        number = next(self._numbers)
        self.waarnemingen.connected(number)
        tls = TlsSocket(self._context(), raw)
        tls.allow(IDLE_SECONDS)
        try:
            tls.handshake()
        except (OSError, FatalSSLAlert, NoSSLError):
            return None, number
        self._open.add(raw)
        return tls, number

    def forget(self, raw: socket.socket) -> None:
        self._open.discard(raw)

    def answer(self, aanroep: Aanroep) -> Antwoord | None:
        if aanroep.pad.startswith(ELSEWHERE):
            return Antwoord(status=404)
        if aanroep.is_link:  # it is a person who goes on from here, with a browser, at the portal itself
            return Antwoord(status=302, koppen=(("Location", self.portaal.omgeving.adres("portaal") + aanroep.pad),))
        return self.toneel(aanroep, self._pass_on)

    def _pass_on(self, aanroep: Aanroep, inhoud: bytes) -> Antwoord:
        antwoord = self.portaal.pass_on(aanroep, inhoud)
        adressen = self.portaal.omgeving.adres
        text = antwoord.inhoud.replace((adressen("portaal") + LINK).encode(), (self.url + LINK).encode())
        text = text.replace(adressen("api").encode(), self.url.encode())  # as the WSDL names it
        return Antwoord(status=antwoord.status, koppen=antwoord.koppen, inhoud=text)

    def _context(self) -> Any:
        if self._soort not in self._contexts:
            certificate, key = self.portaal.servercertificaat(self._soort)
            self._contexts[self._soort] = make_context(
                certfile=str(certificate), keyfile=str(key), client_ca=(), profiel="ruim"
            )
        return self._contexts[self._soort]

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._server.shutdown()
        self._server.server_close()


class _Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    block_on_close = False
    allow_reuse_address = True
    request_queue_size = 32

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A package that goes away halfway is no fault of ours."""


def _handler_for(front: Front) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def setup(self) -> None:
            self.tls, self.number = front.accept(self.request)
            if self.tls:
                self.rfile = MakeFile(self.tls, "rb")
                self.wfile = MakeFile(self.tls, "wb")

        def handle(self) -> None:
            with suppress(OSError, FatalSSLAlert):
                if self.tls:
                    super().handle()

        def finish(self) -> None:
            front.forget(self.request)

        def handle_one_request(self) -> None:
            assert self.tls
            self.tls.allow(IDLE_SECONDS)
            super().handle_one_request()

        def __getattr__(self, naam: str) -> Callable[[], None]:
            if naam.startswith("do_"):
                return self._answer
            raise AttributeError(naam)

        def _answer(self) -> None:
            assert self.tls
            aanroep = Aanroep(
                moment=time.monotonic(),
                verbinding=self.number,
                certificaat=front.portaal.naam_van(self.tls.client_cert),
                methode=self.command,
                pad=self.path,
                koppen=dict(self.headers.items()),
                inhoud=read_body(self.headers, self.rfile),
            )
            front.waarnemingen.called(aanroep)
            antwoord = front.answer(aanroep)
            aanroep.klaar = time.monotonic()
            if antwoord is None:
                self.close_connection = True
                return
            aanroep.status, aanroep.antwoord = antwoord.status, antwoord.inhoud
            aanroep.antwoordkoppen = dict(antwoord.koppen)
            self.tls.allow(IDLE_SECONDS)
            self._write(antwoord)

        def _write(self, antwoord: Antwoord) -> None:
            self.send_response_only(antwoord.status)
            for naam, value in antwoord.koppen:
                self.send_header(naam, value)
            self.send_header("Content-Length", str(len(antwoord.inhoud)))
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(antwoord.inhoud[: len(antwoord.inhoud) // 2] if antwoord.afgekapt else antwoord.inhoud)
            self.wfile.flush()
            if antwoord.afgekapt:
                self.close_connection = True

        def log_message(self, *_arguments: object) -> None:
            pass

    return Handler


def read_body(headers: Any, file: Any) -> bytes:
    """By length or in chunks, as HTTP/1.1 has it."""
    if "chunked" not in headers.get("Transfer-Encoding", "").lower():
        length = headers.get("Content-Length", "0")
        return file.read(min(int(length), LONGEST_BODY)) if re.fullmatch("[0-9]+", length) else b""
    body = b""
    while size := int(file.readline(64).split(b";")[0], 16):
        body += file.read(min(size, LONGEST_BODY - len(body)))
        file.readline(64)
    while file.readline(4096).strip():
        pass
    return body
