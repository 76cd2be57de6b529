"""One call of one caller, and what it came to. The database is as before when it is over."""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import urlencode

from django.db import connection, transaction
from isolatie.voorwerpen import Van, Voorwerp
from machtigingen_sandbox.personas_certificaten import Persona
from soap.aanroep import ADRES, SOAP_12, bericht_xml, veld
from wereld import Beller

EIGEN_SPOOR = {"audit_keten", "audit_regel", "django_session"}  # who came by is written, whatever they got
_SCHRIJFT = re.compile(r'(?:INSERT INTO|UPDATE|DELETE FROM) "(\w+)"')
_TELKENS_ANDERS = {"Correlatie-Id", "Location", "RateLimit"}
_FORMULIERTEKEN = re.compile(r'name="csrfmiddlewaretoken" value="\w+"')


@dataclass(frozen=True, kw_only=True)
class Uitkomst:
    wie: Persona | None
    route: str
    methode: str
    voorwerp: str
    van: Van
    mag: bool
    status: int
    lek: frozenset[str]
    geschreven: frozenset[str]
    gezicht: str  # the answer, without what differs anyway: equal faces cannot be told apart

    def __str__(self) -> str:
        naam = self.wie.bestand if self.wie else "zonder certificaat"
        return f"{naam}: {self.methode} {self.route} ({self.voorwerp}) → {self.status}"


def probeer(
    beller: Beller, wie: Persona | None, route: dict[str, Any], methode: str, voorwerp: Voorwerp, *, mag: bool,
    verborgen: frozenset[str],
) -> Uitkomst:  # fmt: skip
    pad = route["pad"].format_map(voorwerp.adres)
    koekjes = SimpleCookie(beller.client.cookies.output(header="", sep=";"))
    with _sporen() as geschreven, transaction.atomic():
        antwoord = _stuur(beller, methode, pad + voorwerp.vraag, voorwerp.body)
        inhoud = _zonder(antwoord.content.decode("utf-8", "replace"), pad, voorwerp, antwoord["Correlatie-Id"])
        transaction.set_rollback(True)
    beller.client.cookies = koekjes
    koppen = sorted((naam, waarde) for naam, waarde in antwoord.items() if naam not in _TELKENS_ANDERS)
    naar = _zonder(antwoord.get("Location", ""), pad, voorwerp, antwoord["Correlatie-Id"])
    alles = f"{antwoord.status_code} {koppen} {naar} {sorted(antwoord.cookies)} {inhoud}"
    return Uitkomst(
        wie=wie,
        route=f"{route['listener']} {route['pad']}",
        methode=methode,
        voorwerp=voorwerp.naam,
        van=voorwerp.van,
        mag=mag,
        status=_status(antwoord),
        lek=frozenset(geheim for geheim in verborgen if geheim in alles),
        geschreven=frozenset(geschreven - EIGEN_SPOOR),
        gezicht=alles if voorwerp.van is not Van.EIGEN else "",
    )


def _stuur(beller: Beller, methode: str, pad: str, body: Any) -> Any:
    omgeving = {"secure": True, **beller._omgeving()}
    if methode in ("GET", "HEAD", "OPTIONS") or body is None:
        return beller.client.generic(methode, pad, **omgeving)
    if pad == ADRES:
        soort = "application/soap+xml"
        return beller.client.generic(methode, pad, bericht_xml(body, soap=SOAP_12), soort, **omgeving)
    if beller.listener == "api":
        return beller.client.generic(methode, pad, json.dumps(body), "application/json", **omgeving)
    return beller.client.generic(methode, pad, urlencode(body), "application/x-www-form-urlencoded", **omgeving)


def _status(antwoord: Any) -> int:
    """SOAP has few statuses of its own: what a fault would be in JSON stands in it."""
    return int(veld(antwoord, "status") or 200) if b"<soap:Fault>" in antwoord.content else antwoord.status_code


def _zonder(tekst: str, pad: str, voorwerp: Voorwerp, correlatie_id: str) -> str:
    """The text without what was asked for, and without what is new in every answer."""
    eigen = [waarde for waarde in (pad, *voorwerp.adres.values()) if len(waarde) > 10]
    body = voorwerp.body or {}
    if voorwerp.van is not Van.EIGEN and "instantie" in body:
        eigen.append(body["instantie"]["agb"])
    if body.keys() & {"bsn", "nummer"}:  # whoever looks for something sees again what they typed
        eigen += filter(None, body.values())
    for stuk in (*eigen, correlatie_id):
        tekst = tekst.replace(stuk, "…")
    return _FORMULIERTEKEN.sub("", tekst)


@contextmanager
def _sporen() -> Iterator[set[str]]:
    """The tables that are written to, also when it is rolled back afterwards."""
    tabellen: set[str] = set()

    def kijk(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if gevonden := _SCHRIJFT.match(sql):
            tabellen.add(gevonden[1])
        return execute(sql, params, many, context)

    with connection.execute_wrapper(kijk):
        yield tabellen
