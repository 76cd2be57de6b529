"""Everybody tries everything: each route × method × named certificate × own, foreign and non-existing object.

The ordinary run asks of a method that nobody has, and of who is not let in at all, one foreign object and none;
`make proof` asks every combination.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.admindocs.views import extract_views_from_urlpatterns, simplify_regex
from django.urls import get_resolver
from isolatie.proef import Uitkomst, probeer
from isolatie.rechten import RECHTEN, mag
from isolatie.tafereel import Zaak, maak_zaken
from isolatie.voorwerpen import Van, Voorwerp, gekruist, van, voorwerpen
from machtigingen_sandbox.personas_certificaten import PERSONAS, Persona
from voluit import VOLUIT
from wereld import Wereld

from machtigingen.project.routes import alle_routes

pytestmark = pytest.mark.zwaar

METHODEN = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
ROUTES = alle_routes()


def test_the_resolver_of_django_knows_no_other_routes() -> None:
    for listener in ("info", "portaal", "api"):
        patronen = get_resolver(f"machtigingen.project.urls_{listener}").url_patterns
        regexen = [regex for _, regex, *_ in extract_views_from_urlpatterns(patronen)]
        van_django = {re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", simplify_regex(regex)) for regex in regexen}
        assert van_django == {route["pad"] for route in ROUTES if route["listener"] == listener}


def test_who_may_do_what_is_said_of_every_route_and_method() -> None:
    gezegd = {plaats: {een for regel in regels for een in regel.methoden.split()} for plaats, regels in RECHTEN.items()}
    assert gezegd == {(route["listener"], route["pad"]): set(route["methoden"]) for route in ROUTES}


@pytest.fixture(scope="module")
def uitkomsten(stad: Wereld) -> list[Uitkomst]:
    zaken = maak_zaken(stad)
    return [uitkomst for wie in (None, *PERSONAS) for uitkomst in _alles_van(stad, wie, zaken)]


def _alles_van(stad: Wereld, wie: Persona | None, zaken: tuple[Zaak, ...]) -> Iterator[Uitkomst]:
    naam = wie.bestand if wie else None
    bellers = {"api": stad.software(naam), "portaal": stad.mens(naam), "info": stad.bezoeker()}
    bellers["portaal"].get("/wie-ben-ik")  # begins the session that a post needs
    bekend: set[str] = set().union(*(zaak.geheimen for zaak in zaken if van(wie, zaak)))
    verborgen = frozenset().union(*(zaak.geheimen for zaak in zaken)) - bekend
    for route in ROUTES:
        regels = RECHTEN[route["listener"], route["pad"]]
        for methode in METHODEN:
            for voorwerp in _te_proberen(route, methode, wie, zaken):
                mag_dit = voorwerp.van is Van.EIGEN and mag(wie, regels, methode, voorwerp.stand)
                beller = bellers[route["listener"]]
                yield probeer(beller, wie, route, methode, voorwerp, mag=mag_dit, verborgen=verborgen)


def _te_proberen(
    route: dict[str, Any], methode: str, wie: Persona | None, zaken: tuple[Zaak, ...]
) -> Iterator[Voorwerp]:
    if not VOLUIT and not mag(wie, RECHTEN[route["listener"], route["pad"]], methode, None):
        zaken = zaken[1:2]
    yield from voorwerpen(route, wie, zaken)
    if "{bijlage_id}" in route["pad"] and methode == "GET":
        yield from gekruist(wie, zaken)


def test_everybody_gets_what_they_may_and_nobody_anything_else(uitkomsten: list[Uitkomst]) -> None:
    assert len(uitkomsten) > 3000
    assert sum(een.mag for een in uitkomsten) > 150
    anders = [str(een) for een in uitkomsten if een.mag is not (een.status < 400 or een.status == 422)]
    assert not anders, "\n".join(anders)


def test_whatever_is_asked_the_portal_does_not_break(uitkomsten: list[Uitkomst]) -> None:
    assert [str(een) for een in uitkomsten if een.status >= 500] == []


def test_nothing_of_another_is_in_any_answer(uitkomsten: list[Uitkomst]) -> None:
    assert [(str(een), sorted(een.lek)) for een in uitkomsten if een.lek] == []


def test_what_was_not_allowed_wrote_nothing(uitkomsten: list[Uitkomst]) -> None:
    assert [(str(een), sorted(een.geschreven)) for een in uitkomsten if een.geschreven and not een.mag] == []


def test_what_is_of_another_cannot_be_told_from_what_does_not_exist(uitkomsten: list[Uitkomst]) -> None:
    groepen = defaultdict(list)
    for een in uitkomsten:
        if een.van is not Van.EIGEN:
            groepen[een.wie, een.route, een.methode].append(een)
    verschillend = [
        (str(groep[0]), str(een)) for groep in groepen.values() for een in groep if een.gezicht != groep[0].gezicht
    ]
    assert verschillend == []
    assert sum({een.van for een in groep} == {Van.VREEMD, Van.NIETS} for groep in groepen.values()) > 500
