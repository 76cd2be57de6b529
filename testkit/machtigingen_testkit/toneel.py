"""Which faults can be staged? Each is a function made anew for a scenario: it may remember how often it was called."""

import json
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from machtigingen.doors.software.problemen import inhoud
from machtigingen.foundation import DomainError
from machtigingen_testkit import soap
from machtigingen_testkit.front import ELSEWHERE, Doorgeven, Toneel, as_it_is
from machtigingen_testkit.portaal import Antwoord
from machtigingen_testkit.waarneming import Aanroep

JSON = ("Content-Type", "application/json")
PROBLEM = ("Content-Type", "application/problem+json")
HTML = b"<!doctype html><html lang=nl><title>Wifi</title><h1>Log in op het netwerk</h1></html>"
# A code that no package can know: the catalogue grows within v1.
CODE_VAN_MORGEN = "R999"

Maak = Callable[[str], Toneel]


def gewoon(url: str) -> Toneel:
    return as_it_is


def _first_pushes(times: int, play: Toneel) -> Toneel:
    """Plays at the first pushes only; after that the portal answers."""
    lock, seen = threading.Lock(), [0]

    def toneel(aanroep: Aanroep, door: Doorgeven) -> Antwoord | None:
        if not aanroep.is_push:
            return as_it_is(aanroep, door)
        with lock:
            seen[0] += 1
            number = seen[0]
        return play(aanroep, door) if number <= times else as_it_is(aanroep, door)

    return toneel


def antwoord_kwijt(url: str) -> Toneel:
    """The first push is stored, and then the line is dead."""

    def play(aanroep: Aanroep, door: Doorgeven) -> Antwoord | None:
        as_it_is(aanroep, door)
        return None

    return _first_pushes(1, play)


def verbinding_weg(url: str) -> Toneel:
    """The line is dead before the portal saw anything."""
    return _first_pushes(1, lambda aanroep, door: None)


def afgekapt(url: str) -> Toneel:
    """The first push is stored, and half an answer comes back."""

    def play(aanroep: Aanroep, door: Doorgeven) -> Antwoord | None:
        antwoord = as_it_is(aanroep, door)
        return replace(antwoord, afgekapt=True) if antwoord else None

    return _first_pushes(1, play)


def onleesbaar(url: str) -> Toneel:
    """Something between says 200 with a page of its own."""
    page = Antwoord(status=200, koppen=(("Content-Type", "text/html"),), inhoud=HTML)
    return _first_pushes(1, lambda aanroep, door: page)


def traag(seconds: float) -> Maak:
    def play(aanroep: Aanroep, door: Doorgeven) -> Antwoord | None:
        time.sleep(seconds)
        return as_it_is(aanroep, door)

    return lambda url: _first_pushes(1, play)


def weigert(code: str, *, status: int, wacht: int, times: int) -> Maak:
    """A refusal that passes: the portal is busy or not ready."""
    problem = inhoud(DomainError.one(code), info="https://localhost", correlatie_id="c-testkit")
    problem |= {"status": status}
    return lambda url: _first_pushes(
        times, lambda aanroep, door: refusal(problem, aanroep, ("Retry-After", str(wacht)))
    )


def refusal(problem: Mapping[str, Any], aanroep: Aanroep, *koppen: tuple[str, str]) -> Antwoord:
    """As the portal would refuse this call: problem+json, or a SOAP fault with the same fields."""
    if not aanroep.is_soap:
        return Antwoord(status=problem["status"], koppen=(PROBLEM, *koppen), inhoud=json.dumps(problem).encode())
    status, soort, inhoud = soap.fault(problem, soort=aanroep.soort)
    return Antwoord(status=status, koppen=(("Content-Type", soort), *koppen), inhoud=inhoud)


def code_van_morgen(url: str) -> Toneel:
    """A refusal with a code that is not in the catalogue of today."""
    fout = {
        "code": CODE_VAN_MORGEN,
        "pad": "zorgverlener.agb",
        "melding": "De zorgverlener heeft een nieuw soort AGB-code.",
        "oorzaak": "Deze code bestaat sinds kort.",
        "wie": "gebruiker",
        "actie": "U kiest een zorgverlener met een AGB-code die al bekend is.",
        "doc": "https://localhost/foutcodes/R999",
    }
    problem = {"type": fout["doc"], "title": "Nieuwe code", "status": 422, "detail": fout["melding"]}
    problem |= {"code": CODE_VAN_MORGEN, "fouten": [fout], "correlatie_id": "c-testkit"}
    return _first_pushes(1000, lambda aanroep, door: refusal(problem, aanroep))


def zonder_veld(part: str, veld: str) -> Maak:
    """The message reaches the portal without this field, as if the package had forgotten it."""

    def play(aanroep: Aanroep, door: Doorgeven) -> Antwoord | None:
        if aanroep.is_soap:
            return door(aanroep, soap.without(aanroep.inhoud, part, veld))
        bericht: dict[str, Any] = dict(aanroep.bericht)
        bericht[part] = {naam: value for naam, value in dict(bericht.get(part, {})).items() if naam != veld}
        return door(aanroep, json.dumps(bericht).encode())

    return lambda url: _first_pushes(1000, play)


def aangevuld(url: str) -> Toneel:
    """Fields that are not in the contract yet, and a toestand that is not on the list."""
    extra = {"sinds_morgen": {"een": [1, 2, 3]}, "keten_van_morgen": None, "aantal_van_morgen": 7}
    return _changed(lambda data: {**extra, **data})


def vervallen(url: str) -> Toneel:
    """Whoever follows the instroom hears that its link has lapsed."""
    return _changed(lambda data: {**data, "toestand": "vervallen", "link": None}, only_volg=True)


def _changed(change: Callable[[Mapping[str, Any]], Mapping[str, Any]], *, only_volg: bool = False) -> Toneel:
    def toneel(aanroep: Aanroep, door: Doorgeven) -> Antwoord | None:
        antwoord = door(aanroep, aanroep.inhoud)
        if antwoord.status not in {200, 201} or (only_volg and not aanroep.is_volg):
            return antwoord
        if aanroep.is_soap:
            return replace(antwoord, inhoud=soap.changed(antwoord.inhoud, change))
        if aanroep.pad.startswith(soap.ADRES):  # the contract, not an answer
            return antwoord
        return replace(antwoord, inhoud=json.dumps(change(json.loads(antwoord.inhoud))).encode())

    return toneel


def doorverwijzing(url: str) -> Toneel:
    """Go and tell somebody else: with 307 a client that obeys sends the whole message there."""
    where = url.replace("localhost", "127.0.0.1") + ELSEWHERE
    return _first_pushes(1000, lambda aanroep, door: Antwoord(status=307, koppen=(("Location", where),)))
