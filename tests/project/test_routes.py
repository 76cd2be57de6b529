"""The list of routes says what the portal does: its addresses, its methods, and who is let in."""

import json
import re
from uuid import uuid4

import pytest
import yaml
from click.testing import CliRunner
from django.urls import resolve
from wereld import Wereld

from machtigingen.foundation import CONTRACTS
from machtigingen.project.cli import main
from machtigingen.project.routes import OPENBAAR, alle_routes

pytestmark = pytest.mark.een_database

ROUTES = alle_routes()
OPENAPI = yaml.safe_load((CONTRACTS / "openapi.yaml").read_text(encoding="utf-8"))
PORTAAL = [route for route in ROUTES if route["listener"] == "portaal"]
GESLOTEN = [route for route in ROUTES if route["wie"] != "iedereen"]


def elk(routes):
    return pytest.mark.parametrize("route", routes, ids=lambda route: f"{route['listener']} {route['pad']}")


def van(wie: str):
    return elk([route for route in ROUTES if route["wie"] == wie])


def adres(route) -> str:
    """An address of this route, of something that is not there."""
    gegevens = {
        "id": 999_999 if route["pad"].startswith("/beheer/") else uuid4(),
        "bijlage_id": uuid4(),
        "bezorging_id": uuid4(),
        "token": "x" * 43,
        "onderwerp": "medisch",
        "code": "22990001" if route["pad"].startswith("/portaalbeheer/") else "R101",
        "versie": "2026-1",
        "pagina": "naslag",
        "soort": "organisatie",
        "waarde": "22990001",
    }
    return route["pad"].format_map(gegevens)


def roep_aan(beller, route):
    if "GET" in route["methoden"]:
        return beller.get(adres(route))
    beller.get("/wie-ben-ik")  # begins the session that a post needs
    return beller.post(adres(route))


@elk(ROUTES)
def test_its_address_leads_to_it(route) -> None:
    gevonden = resolve(adres(route), urlconf=f"machtigingen.project.urls_{route['listener']}")
    assert set(re.findall(r"\{(\w+)\}", route["pad"])) == gevonden.kwargs.keys() - gevonden.extra_kwargs.keys()


def test_no_address_is_listed_twice() -> None:
    plaatsen = [(route["listener"], route["pad"]) for route in ROUTES]
    assert len(set(plaatsen)) == len(plaatsen)


def test_the_api_is_what_the_contract_says() -> None:
    json_ = [route for route in ROUTES if route["listener"] == "api" and not route["pad"].startswith("/soap/")]
    api = {route["pad"]: set(route["methoden"]) - {"HEAD"} for route in json_}
    assert api == {pad: {methode.upper() for methode in methoden} for pad, methoden in OPENAPI["paths"].items()}


def test_what_the_contract_leaves_open_is_open() -> None:
    contract = OPENAPI["paths"].items()
    open_ = {pad for pad, methoden in contract if any(een.get("security") == [] for een in methoden.values())}
    assert open_ == {route["pad"] for route in ROUTES if route["listener"] == "api" and route["wie"] == "iedereen"}
    assert open_ == OPENBAAR


@elk(GESLOTEN)
def test_without_a_certificate_nobody_gets_in(wereld: Wereld, route) -> None:
    beller = wereld.software(None) if route["listener"] == "api" else wereld.mens(None)
    antwoord = beller.post(adres(route)) if "POST" in route["methoden"] else beller.get(adres(route))
    assert antwoord.status_code == 401
    assert b"D101" in antwoord.content


@van("systeem")
def test_a_personal_certificate_is_refused_where_software_calls(wereld: Wereld, route) -> None:
    beller = wereld.software("persoonlijk-goed")
    antwoord = beller.post(adres(route)) if "POST" in route["methoden"] else beller.get(adres(route))
    assert antwoord.status_code == 403
    assert b"D201" in antwoord.content


@elk([route for route in PORTAAL if route["wie"] != "iedereen"])
def test_a_system_certificate_is_refused_where_people_log_in(wereld: Wereld, route) -> None:
    antwoord = roep_aan(wereld.mens("systeem-goed"), route)
    assert antwoord.status_code == 403
    assert b"D202" in antwoord.content


@van("persoonlijk verzekeraar")
def test_a_provider_does_not_get_at_the_desk_of_an_insurer(wereld: Wereld, route) -> None:
    assert roep_aan(wereld.mens("persoonlijk-goed"), route).status_code == 403


@van("persoonlijk formulieren")
def test_who_manages_a_provider_has_no_forms(wereld: Wereld, route) -> None:
    antwoord = roep_aan(wereld.mens("contactpersoon-goed"), route)
    assert (antwoord.status_code, b"D203" in antwoord.content) == (403, True)


@van("persoonlijk instantie")
def test_an_insurer_does_not_get_at_what_a_provider_does(wereld: Wereld, route) -> None:
    assert roep_aan(wereld.mens("beoordelaar-9901"), route).status_code == 403


@van("persoonlijk beheer")
def test_who_does_not_manage_does_not_get_at_what_a_contactpersoon_does(wereld: Wereld, route) -> None:
    antwoord = roep_aan(wereld.mens("persoonlijk-goed"), route)
    assert (antwoord.status_code, b"D208" in antwoord.content) == (403, True)


@van("persoonlijk portaalbeheer")
def test_nobody_gets_at_what_is_for_who_runs_the_portal(wereld: Wereld, route) -> None:
    for wie in ("contactpersoon-goed", "beheerder-9901", "persoonlijk-goed"):
        antwoord = roep_aan(wereld.mens(wie), route)
        assert (antwoord.status_code, b"D208" in antwoord.content) == (403, True)


def test_who_runs_the_portal_gets_at_nothing_of_an_organisation(wereld: Wereld) -> None:
    operator = wereld.mens("portaalbeheerder")
    van_anderen = {
        "persoonlijk instantie",
        "persoonlijk verzekeraar",
        "persoonlijk formulieren",
        "persoonlijk beheer",
    }
    for route in ROUTES:
        if route["wie"] in van_anderen:
            assert roep_aan(operator, route).status_code == 403, route["pad"]


@elk(PORTAAL)
def test_another_method_gets_a_coded_page_that_names_those_that_work(wereld: Wereld, route) -> None:
    wie = {
        "persoonlijk verzekeraar": "beoordelaar-9901",
        "persoonlijk formulieren": "beheerder-9901",
        "persoonlijk beheer": "contactpersoon-goed",
        "persoonlijk portaalbeheer": "portaalbeheerder",
    }
    mens = wereld.mens(wie.get(route["wie"], "persoonlijk-goed"))
    mens.get("/wie-ben-ik")
    antwoord = mens.client.generic("DELETE", adres(route), secure=True, **mens._omgeving())
    assert antwoord.status_code == 405
    assert antwoord["Allow"].split(", ") == route["methoden"]
    assert b"B107" in antwoord.content


def test_the_command_writes_the_list_as_json() -> None:
    uitkomst = CliRunner().invoke(main, ["routes", "--json"])
    assert json.loads(uitkomst.stdout) == ROUTES
