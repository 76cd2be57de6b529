"""The three doors side by side, embedded, nginx and HAProxy, before one portal in this process."""

import json
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from typing import Any

import pytest
from deur.deuren import DEUREN, Deuren, Toepassing, config, free_ports, proxy, servers
from machtigingen_sandbox.testpki import create

from machtigingen.pki import load_profielen
from machtigingen.project.config import LISTENERS


def vertel(environ: dict[str, Any], start_response: Any) -> list[bytes]:
    """Says what reached the application."""
    der = environ["machtigingen.client_cert"]
    verteld = {
        "listener": environ["machtigingen.listener"],
        "certificaat": der.hex() if der else None,
        "adres": environ["REMOTE_ADDR"],
        "pad": environ["PATH_INFO"],
        "lengte": len(environ["wsgi.input"].read()),
        "koppen": sorted(naam for naam in environ if naam.startswith("HTTP_")),
    }
    antwoord = json.dumps(verteld).encode()
    start_response("200 OK", [("Content-Type", "application/json"), ("Content-Length", str(len(antwoord)))])
    return [antwoord]


@pytest.fixture(scope="session")
def deuren(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Deuren]:
    map = tmp_path_factory.mktemp("deur")
    create(map, now=datetime.now(UTC))
    uitgevers = tuple(profiel.ca for profiel in load_profielen(map / "certificaatprofielen.yaml"))
    poorten = iter(free_ports(len(DEUREN) * len(LISTENERS)))
    deuren = Deuren(map, Toepassing(vertel), {(deur, naam): next(poorten) for deur in DEUREN for naam in LISTENERS})
    with ExitStack() as stapel:
        for deur in ("zelf", "nginx"):
            stapel.enter_context(servers(deuren, config(deuren, deur), uitgevers))
        for deur in ("nginx", "haproxy"):
            stapel.enter_context(proxy(deuren, deur, config(deuren, deur), uitgevers))
        yield deuren


@pytest.fixture
def verteller(deuren: Deuren) -> Iterator[Deuren]:
    """The doors, with an application behind them that tells what reached it."""
    deuren.toepassing.huidig = vertel
    yield deuren
    deuren.toepassing.watch = lambda headers: None
