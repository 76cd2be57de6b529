"""Every page passes axe and fits, on a wide and on a narrow screen."""

from collections.abc import Iterator

import pytest
from machtigingen_sandbox.omgeving import Omgeving
from playwright.sync_api import Browser

from machtigingen.project.routes import alle_routes

from .kantoor import Kantoor
from .keuren import keur
from .paginas import GEEN_PAGINA, PAGINAS
from .tafereel import Aanvragen, maak_aanvragen

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def aanvragen(chromium: Browser, omgeving: Omgeving) -> Iterator[Aanvragen]:
    with Kantoor(omgeving, chromium) as kantoor:
        yield maak_aanvragen(kantoor)


@pytest.mark.parametrize("naam", PAGINAS)
def test_a_page_is_accessible_and_never_scrolls_sideways(naam: str, kantoor: Kantoor, aanvragen: Aanvragen) -> None:
    keur(PAGINAS[naam].open(kantoor, aanvragen))


def test_no_page_is_forgotten() -> None:
    listed = {pagina.route for pagina in PAGINAS.values()} | GEEN_PAGINA.keys()
    there = {
        f"{route['listener']} {route['pad']}"
        for route in alle_routes()
        if route["listener"] != "api" and "GET" in route["methoden"]
    }
    assert there <= listed
    assert {pagina.route for pagina in PAGINAS.values()} <= there
