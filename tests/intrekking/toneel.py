"""An issuer whose list is fetched or loaded, and a server that serves it as a test says."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

from pki.proefuitgever import Issuer

from machtigingen.audit.models import Regel
from machtigingen.intrekking.actions import GELADEN
from machtigingen.pki import Schakel

UUR = timedelta(hours=1)
DAG = timedelta(days=1)


def lijst(issuer: Issuer, *serials: int, now: datetime, **changes: Any) -> bytes:
    """A list that is right at `now`, unless a test says otherwise."""
    return issuer.crl(list(serials), **{"van": now - DAG, "tot": now + 6 * DAG} | changes)


def schakel(issuer: Issuer, **changes: Any) -> Schakel:
    return Schakel(issuer.certificate, naam=issuer.naam, **changes)


def sporen() -> list[tuple[str, str]]:
    """What the trail keeps of lists: by whom, and with which code."""
    return list(Regel.objects.filter(handeling=GELADEN).order_by("volgnummer").values_list("actor", "code"))


Antwoord = Callable[[BaseHTTPRequestHandler], None]


def geef(data: bytes, *, status: int = 200, **koppen: str) -> Antwoord:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        for naam, waarde in ({"Content-Length": str(len(data))} | koppen).items():
            handler.send_header(naam.replace("_", "-"), waarde)
        handler.end_headers()
        handler.wfile.write(data)

    return answer


def druppel(stap: bytes, *, keren: int = 100, kop: bool = False) -> Antwoord:
    """A drip at a time: each is soon enough, and all together is far too slow."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"HTTP/1.0 200 OK\r\n" + (b"" if kop else b"\r\n"))
        for _ in range(keren):
            handler.wfile.write(stap)
            handler.wfile.flush()
            time.sleep(0.05)

    return answer


@dataclass
class Server:
    """Answers every GET with what `antwoord` does, and remembers what was asked."""

    adres: str
    antwoord: Antwoord
    gevraagd: list[str] = field(default_factory=list)


@contextmanager
def server(antwoord: Antwoord) -> Iterator[Server]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            deze.gevraagd.append(self.path)
            try:
                deze.antwoord(self)
            except OSError:
                self.close_connection = True  # who asked has gone

        def log_message(self, format: str, *args: Any) -> None:
            pass

    luistert = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    luistert.daemon_threads = True
    deze = Server(f"http://127.0.0.1:{luistert.server_address[1]}/lijst.crl", antwoord)
    draad = Thread(target=luistert.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    draad.start()
    try:
        yield deze
    finally:
        luistert.shutdown()
        luistert.server_close()
        draad.join()
