"""COV of the sandbox on this machine, and a server that answers whatever a test says: both over real mutual TLS."""

import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import date
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from socketserver import BaseServer
from threading import Thread
from typing import Any

import pytest
from cov.berichten import PEIL
from machtigingen_sandbox.cov_dienst import CovServer, tls_of
from machtigingen_sandbox.cov_stand import Covstand

from machtigingen.registers.vz801802.dienst import CovDienst
from machtigingen.registers.vz801802.lijn import Toegang

Antwoord = Callable[[BaseHTTPRequestHandler], None]


@contextmanager
def serving(server: BaseServer) -> Iterator[None]:
    draad = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    draad.start()
    try:
        yield
    finally:
        server.shutdown()
        server.server_close()
        draad.join()


class Proef(CovServer):
    """`antwoord`, when there is one, is what the next calls get instead."""

    def __init__(self, map: Path) -> None:
        self.antwoord: Antwoord | None = None
        self.gevraagd = b""
        self.toestand = Covstand.GEWOON
        self.dag: date = PEIL
        super().__init__(port=0, tls=tls_of(map), stand=lambda: self.toestand, vandaag=lambda: self.dag)

    def answers(self, body: bytes, *, status: int = 200, **koppen: str) -> None:
        def antwoord(handler: BaseHTTPRequestHandler) -> None:
            handler.send_response(status)
            for naam, waarde in ({"Content-Length": str(len(body))} | koppen).items():
                handler.send_header(naam.replace("_", "-"), waarde)
            handler.end_headers()
            handler.wfile.write(body)

        self.antwoord = antwoord

    def finish_request(self, request: Any, client_address: Any) -> None:
        if self.antwoord is None:
            super().finish_request(request, client_address)
            return
        antwoord, proef = self.antwoord, self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                proef.gevraagd = self.rfile.read(int(self.headers["Content-Length"]))
                with suppress(OSError):
                    antwoord(self)

            def log_message(self, *_: object) -> None:
                pass

        with self.tls.wrap_socket(request, server_side=True) as lijn:
            Handler(lijn, client_address, self)


@pytest.fixture(scope="module")
def draaiend(testpki: Path) -> Iterator[Proef]:
    with serving(proef := Proef(testpki)):
        yield proef


@pytest.fixture
def proef(draaiend: Proef) -> Proef:
    draaiend.antwoord, draaiend.gevraagd, draaiend.toestand, draaiend.dag = None, b"", Covstand.GEWOON, PEIL
    return draaiend


@pytest.fixture
def toegang(proef: Proef, testpki: Path) -> Toegang:
    return Toegang(
        adres=proef.adres,
        certificaat=testpki / "cov.pem",
        sleutel=testpki / "cov.key",
        vertrouwt=testpki / "certificaten" / "ca.pem",
    )


@pytest.fixture
def dienst(toegang: Toegang) -> CovDienst:
    return CovDienst(toegang)


@pytest.fixture
def klant_tls(toegang: Toegang) -> ssl.SSLContext:
    return toegang.tls()
