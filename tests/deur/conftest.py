"""The three doors side by side, embedded, nginx and HAProxy, before one portal in this process."""

import json
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from deur.deuren import DEUREN, Deuren, Toepassing, config, proxy, servers
from django.db import connections
from isolatie.conftest import db, stad  # noqa: F401  # one world for a whole file here too
from machtigingen_sandbox.poorten import free_ports
from wereld import Wereld

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
def uitgevers(testpki: Path) -> tuple[Any, ...]:
    return tuple(profiel.ca for profiel in load_profielen(testpki / "certificaatprofielen.yaml"))


@pytest.fixture(scope="session")
def deuren(testpki: Path, uitgevers: tuple[Any, ...], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Deuren]:
    map = tmp_path_factory.mktemp("deur")
    poorten = iter(free_ports(len(DEUREN) * len(LISTENERS)))
    per_deur = {(deur, naam): next(poorten) for deur in DEUREN for naam in LISTENERS}
    deuren = Deuren(map, testpki, Toepassing(vertel), per_deur)
    with ExitStack() as stapel:
        for deur in ("zelf", "nginx"):
            stapel.enter_context(servers(deuren, config(deuren, deur), uitgevers))
        for deur in ("nginx", "haproxy"):
            stapel.enter_context(proxy(deuren, deur, config(deuren, deur), uitgevers))
        yield deuren


@pytest.fixture
def verteller(deuren: Deuren) -> Iterator[Deuren]:
    """The doors, with an application behind them that tells what reached it."""
    anders, deuren.toepassing.huidig = deuren.toepassing.huidig, vertel
    yield deuren
    deuren.toepassing.huidig = anders


@pytest.fixture
def leeg(deuren: Deuren, tmp_path: Path) -> Deuren:
    """Doors with nothing behind them, on ports of their own."""
    poorten = free_ports(len(deuren.poorten))
    return replace(deuren, map=tmp_path, poorten=dict(zip(deuren.poorten, poorten, strict=True)))


@pytest.fixture(scope="module")
def portaal(deuren: Deuren, stad: Wereld) -> Iterator[Deuren]:  # noqa: F811
    """The doors, with the portal behind them: it works in the one transaction of this file, from other threads."""
    from machtigingen.project.wsgi import application

    gedeeld = connections["default"]
    gedeeld.inc_thread_sharing()

    def portaal(environ: dict[str, Any], start_response: Any) -> Any:
        connections["default"] = gedeeld
        return application(environ, start_response)

    deuren.toepassing.huidig = portaal
    with patch.object(gedeeld, "close_if_unusable_or_obsolete"):  # around each request Django would close it
        yield deuren
    deuren.toepassing.huidig = vertel
    gedeeld.dec_thread_sharing()
