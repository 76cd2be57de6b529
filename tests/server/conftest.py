"""A running server with an application that tells what reached it, and the sandbox's certificates."""

import hashlib
import json
import ssl
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from http.client import HTTPSConnection
from pathlib import Path
from typing import Any

import pytest
from machtigingen_sandbox import testpki

from machtigingen.pki import load_profielen
from machtigingen.project.server import Listener, Servers

INFO = "https://localhost:8440"


def tell_what_reached_me(environ: dict[str, Any], start_response: Any) -> list[bytes]:
    body = environ["wsgi.input"].read()
    der = environ["machtigingen.client_cert"]
    told = {
        "listener": environ["machtigingen.listener"],
        "certificate": hashlib.sha256(der).hexdigest() if der else None,
        "path": environ["PATH_INFO"],
        "announced": environ.get("CONTENT_LENGTH"),
        "received": len(body),
        "headers": {name: value for name, value in environ.items() if name.startswith("HTTP_")},
    }
    answer = json.dumps(told).encode()
    start_response("200 OK", [("Content-Type", "application/json"), ("Content-Length", str(len(answer)))])
    return [answer]


@dataclass(frozen=True)
class World:
    """The listeners, and how to reach them with a named certificate."""

    folder: Path
    servers: Servers

    def context(self, name: str | None = None) -> ssl.SSLContext:
        context = ssl.create_default_context(cafile=self.folder / "certificaten/ca.pem")
        if name:
            stem = self.folder / "certificaten" / name
            context.load_cert_chain(f"{stem}.pem", f"{stem}.key")
        return context

    def connect(self, listener: str, name: str | None = None) -> HTTPSConnection:
        port = self.servers.port(listener)
        return HTTPSConnection("localhost", port, context=self.context(name), timeout=15)

    def told(self, listener: str, name: str | None = None, **request: Any) -> dict[str, Any]:
        connection = self.connect(listener, name)
        try:
            connection.request(request.pop("method", "GET"), request.pop("path", "/"), **request)
            return json.loads(connection.getresponse().read())
        finally:
            connection.close()

    def fingerprint(self, name: str) -> str:
        pem = (self.folder / "certificaten" / f"{name}.pem").read_text()
        return hashlib.sha256(ssl.PEM_cert_to_DER_cert(pem)).hexdigest()


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("testpki")
    testpki.create(folder, now=datetime.now(UTC))
    return folder


@pytest.fixture(scope="session")
def listeners(folder: Path) -> list[Listener]:
    issuers = tuple(profiel.ca for profiel in load_profielen(folder / "certificaatprofielen.yaml"))
    return [
        Listener(naam, "127.0.0.1", 0, folder / "server.pem", folder / "server.key", client_ca, 4, INFO, "ruim")
        for naam, client_ca in (("info", None), ("portaal", issuers), ("api", issuers))
    ]


@pytest.fixture(scope="session")
def world(folder: Path, listeners: list[Listener]) -> Iterator[World]:
    with Servers(tell_what_reached_me, listeners) as servers:
        yield World(folder, servers)
