"""Everybody tries everything: each route × method × named certificate × own, foreign and non-existing object.

The ordinary run asks, on one database, every hundredth combination of what somebody may not and every twelfth HEAD of
what they may, and of each route about two foreign objects: each route still meets several of them, and each of them
many routes. `make proof` asks all, on both databases.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from typing import Any
from zlib import crc32

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

from machtigingen.aanvragen import actions, queries
from machtigingen.aanvragen.models import Aanvraag
from machtigingen.doors.info.documentatie import PAGINAS, read
from machtigingen.project.routes import alle_routes

pytestmark = [pytest.mark.zwaar, pytest.mark.een_database]

METHODEN = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
EEN_OP = {"mag niet": 100, "HEAD": 12}
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
def zaken(stad: Wereld) -> tuple[Zaak, ...]:
    return maak_zaken(stad)


@pytest.fixture(scope="module")
def uitkomsten(stad: Wereld, zaken: tuple[Zaak, ...]) -> list[Uitkomst]:
    return [uitkomst for wie in (None, *PERSONAS) for uitkomst in alles_van(stad, wie, zaken)]


def _is_secret(waarde: str) -> bool:
    """The people of the sandbox stand in its documentation, for anybody."""
    return not any(waarde in read(pagina, api="").html for pagina in PAGINAS)


def alles_van(
    stad: Wereld, wie: Persona | None, zaken: tuple[Zaak, ...], routes: Sequence[dict[str, Any]] = ROUTES
) -> Iterator[Uitkomst]:
    naam = wie.bestand if wie else None
    bellers = {"api": stad.software(naam), "portaal": stad.mens(naam), "info": stad.bezoeker()}
    bellers["portaal"].get("/wie-ben-ik")  # begins the session that a post needs
    bekend: set[str] = set().union(*(zaak.geheimen for zaak in zaken if van(wie, zaak)))
    verborgen = frozenset().union(*(zaak.geheimen for zaak in zaken)) - bekend
    for route in routes:
        if route["listener"] == "info" and wie is not None:
            continue  # nobody shows a certificate there: all are the same visitor
        regels = RECHTEN[route["listener"], route["pad"]]
        geheim = frozenset(filter(_is_secret, verborgen)) if route["pad"].startswith("/docs/") else verborgen
        if "/bericht/" in route["pad"]:  # its page links to the aanvraag, for who can log in there
            geheim = verborgen - {zaak.aanvraag for zaak in zaken}
        for methode in METHODEN:
            for voorwerp in _te_proberen(route, methode, wie, zaken):
                mag_dit = voorwerp.van is Van.EIGEN and mag(wie, regels, methode, voorwerp.stand)
                beller = bellers[route["listener"]]
                yield probeer(beller, wie, route, methode, voorwerp, mag=mag_dit, verborgen=geheim)


def _te_proberen(
    route: dict[str, Any], methode: str, wie: Persona | None, zaken: tuple[Zaak, ...]
) -> Iterator[Voorwerp]:
    if not VOLUIT:
        mag_dit = mag(wie, RECHTEN[route["listener"], route["pad"]], methode, None)
        een_op = EEN_OP.get(methode, 1) if mag_dit else EEN_OP["mag niet"]
        if crc32(f"{wie and wie.bestand} {methode} {route['listener']}{route['pad']}".encode()) % een_op:
            return
        vreemde = [zaak for zaak in zaken if not van(wie, zaak)]
        zaken = tuple(zaak for zaak in zaken if zaak not in vreemde[2:]) if mag_dit else zaken[1:2]
    yield from voorwerpen(route, wie, zaken)
    if "{bijlage_id}" in route["pad"] and methode == "GET":
        yield from gekruist(wie, zaken)


def test_everybody_gets_what_they_may_and_nobody_anything_else(uitkomsten: list[Uitkomst]) -> None:
    assert len(uitkomsten) > 3000
    assert sum(een.mag for een in uitkomsten) > 150
    assert not anders(uitkomsten), "\n".join(anders(uitkomsten))


def anders(uitkomsten: list[Uitkomst]) -> list[str]:
    """What somebody got and may not have, or the other way round."""
    return [str(een) for een in uitkomsten if een.mag is not (een.status < 400 or een.status == 422)]


def test_whatever_is_asked_the_portal_does_not_break(uitkomsten: list[Uitkomst]) -> None:
    assert [str(een) for een in uitkomsten if een.status >= 500] == []


def test_nothing_of_another_is_in_any_answer(uitkomsten: list[Uitkomst]) -> None:
    assert gelekt(uitkomsten) == []


def gelekt(uitkomsten: list[Uitkomst]) -> list[tuple[str, list[str]]]:
    return [(str(een), sorted(een.lek)) for een in uitkomsten if een.lek]


def test_what_was_not_allowed_wrote_nothing(uitkomsten: list[Uitkomst]) -> None:
    assert geschreven(uitkomsten) == []


def geschreven(uitkomsten: list[Uitkomst]) -> list[tuple[str, list[str]]]:
    """What was written by who may not."""
    return [(str(een), sorted(een.geschreven)) for een in uitkomsten if een.geschreven and not een.mag]


def test_what_is_of_another_cannot_be_told_from_what_does_not_exist(uitkomsten: list[Uitkomst]) -> None:
    assert verschillend(uitkomsten) == []
    assert sum({een.van for een in groep} == {Van.VREEMD, Van.NIETS} for groep in _groepen(uitkomsten)) > 500


def verschillend(uitkomsten: list[Uitkomst]) -> list[tuple[str, str]]:
    """What can be told apart: each beside the one that does not exist."""
    groepen = _groepen(uitkomsten)
    return [(str(groep[0]), str(een)) for groep in groepen for een in groep if een.gezicht != groep[0].gezicht]


def _groepen(uitkomsten: list[Uitkomst]) -> Collection[list[Uitkomst]]:
    groepen = defaultdict(list)
    for een in uitkomsten:
        if een.van is not Van.EIGEN:
            groepen[een.wie, een.route, een.methode].append(een)
    return groepen.values()


def test_were_an_aanvraag_visible_to_everybody_each_of_these_checks_would_say_so(
    stad: Wereld, zaken: tuple[Zaak, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    (vreemde,) = [wie for wie in PERSONAS if wie.bestand == "persoonlijk-andere-instantie"]
    paden = ("/aanvragen/{id}/", "/aanvragen/{id}/indienen", "/aanvragen/{id}/vragen-en-antwoorden.pdf")
    routes = [route for route in ROUTES if route["pad"] in paden]
    checks = (anders, gelekt, geschreven, verschillend)
    goed = list(alles_van(stad, vreemde, zaken[:4], routes))
    assert [check(goed) for check in checks] == [[], [], [], []]
    for module in (queries, actions):
        monkeypatch.setattr(module, "visible_to", lambda actor: Aanvraag.objects.all())
    lek = list(alles_van(stad, vreemde, zaken[:4], routes))
    assert all(check(lek) for check in checks)
