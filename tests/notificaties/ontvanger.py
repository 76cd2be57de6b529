"""Somebody who receives webhooks: a real HTTP server, that answers what a test tells it to."""

import json
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any, Self


@dataclass(frozen=True)
class Ontvangen:
    pad: str
    koppen: dict[str, str]
    body: bytes

    @property
    def id(self) -> str:
        return self.koppen["webhook-id"]

    @property
    def json(self) -> Any:
        return json.loads(self.body)


class Ontvanger:
    """`antwoorden` are given one after the other, each a status or a status with headers; then 204."""

    def __init__(self) -> None:
        self.ontvangen: list[Ontvangen] = []
        self.voor_antwoord: Callable[[], object] | None = None
        self.antwoorden: list[int | tuple[int, dict[str, str]]] = []
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.server.daemon_threads = True

    @property
    def adres(self) -> str:
        return f"http://127.0.0.1:{self.server.server_port}/haak?geheim=1"

    @property
    def ids(self) -> list[str]:
        return [een.id for een in self.ontvangen]

    def __enter__(self) -> Self:
        Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.server.shutdown()
        self.server.server_close()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        ontvanger = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                koppen = {naam.lower(): waarde for naam, waarde in self.headers.items()}
                ontvanger.ontvangen.append(Ontvangen(self.path, koppen, body))
                if ontvanger.voor_antwoord:
                    ontvanger.voor_antwoord()
                antwoord = ontvanger.antwoorden.pop(0) if ontvanger.antwoorden else 204
                status, terug = antwoord if isinstance(antwoord, tuple) else (antwoord, {})
                with suppress(ConnectionError):  # who called may be gone
                    self.send_response(status)
                    for naam, waarde in terug.items():
                        self.send_header(naam, waarde)
                    self.send_header("Content-Length", "0")
                    self.end_headers()

            def log_message(self, *_: object) -> None:
                pass

        return Handler
