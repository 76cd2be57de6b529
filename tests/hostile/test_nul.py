"""A NUL, which PostgreSQL does not keep: in every address, every question, every field of every page, and a cookie, it
is answered and never a 5xx. Only on PostgreSQL does this prove anything: `-p tests.postgres.plugin`."""

import re
from collections.abc import Callable, Collection, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.db import transaction
from django.http import QueryDict
from isolatie.beheerd import make_beheer
from isolatie.voorwerpen import FORMULIER, voorwerpen_van_beheer
from machtigingen_sandbox.personas_certificaten import PERSONAS
from reis import dien_in, open_link
from wereld import Beller, Wereld

from machtigingen.project.routes import alle_routes

NUL = "a\x00b"
VAN_DEUR = {
    "/portaalbeheer": "portaalbeheerder",
    "/beheer": "contactpersoon-goed",
    "/beoordelen": "beoordelaar-9901",
    "": "persoonlijk-goed",
}
ORGANISATIE = {"code": "22990001", "soort": "organisatie", "waarde": "22990001", "onderwerp": "medisch"}
KEUZES = {"daad": "stop", "autorisatie": "indienen", "verder": "/", "code": "123456", "nummer": "260000000001"}
CONTRACT = yaml.safe_load((Path(__file__).parents[2] / "contracts" / "openapi.yaml").read_text(encoding="utf-8"))
VELD = re.compile(r'<(?:input|textarea|select|button)\b[^>]*?\bname="([^"]+)"')


class Rondgang:
    """Somebody at each door, logged in once, and something there to name in an address."""

    def __init__(self, wereld: Wereld, now: Any) -> None:
        self.mensen = {deur: wereld.mens(naam) for deur, naam in VAN_DEUR.items()}
        for mens in self.mensen.values():
            mens.get("/wie-ben-ik")
        make_beheer(now=now)
        self.concept = open_link(wereld, self.mensen[""]).split("/")[2]
        self.verzonden = dien_in(wereld, self.mensen[""], referentie="verzonden").split("/")[2]
        self.software, self.bezoeker = wereld.software(), wereld.bezoeker()

    def beller(self, route: dict[str, Any]) -> Beller:
        if route["listener"] != "portaal":
            return self.software if route["listener"] == "api" else self.bezoeker
        return next(mens for deur, mens in self.mensen.items() if route["pad"].startswith(deur))

    def adressen(self, pad: str) -> Collection[str]:
        """Of something that is there."""
        if pad.startswith("/beheer/") and "{" in pad:
            wie = next(een for een in PERSONAS if een.bestand == VAN_DEUR["/beheer"])
            return [pad.format(**een.adres) for een in voorwerpen_van_beheer(pad, wie) if een.van.value == "eigen"]
        if pad.startswith("/beoordelen/formulieren/"):
            return [pad.format(code="X02", versie="2026-1")]
        ids = (self.verzonden,) if pad.startswith("/beoordelen") else (self.concept, self.verzonden)
        anders = dict.fromkeys(("bijlage_id", "bezorging_id"), self.concept) | {"token": "x", "pagina": "naslag"}
        return {pad.format(**ORGANISATIE, **anders, id=id_) for id_ in ids}


@pytest.fixture
def rondgang(wereld: Wereld, bevroren: Any) -> Rondgang:
    return Rondgang(wereld, bevroren)


@pytest.fixture
def gevraagd(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """The names that a view looked for behind the question mark."""
    namen: set[str] = set()
    for lezer in ("__getitem__", "__contains__", "getlist"):
        monkeypatch.setattr(QueryDict, lezer, _noting(getattr(QueryDict, lezer), namen))
    return namen


def _noting(lezer: Callable[..., Any], namen: set[str]) -> Callable[..., Any]:
    def lees(self: QueryDict, naam: str, *args: Any) -> Any:
        namen.add(naam)
        return lezer(self, naam, *args)

    return lees


def routes(methode: str) -> Iterator[dict[str, Any]]:
    """But SOAP, which has tests of its own."""
    return (een for een in alle_routes() if methode in een["methoden"] and not een["pad"].startswith("/soap/"))


def vragen_van(route: dict[str, Any]) -> set[str]:
    """What the contract of the api lets one ask."""
    beschreven = CONTRACT["paths"].get(route["pad"], {}).get("get", {}).get("parameters", ())
    return {een["name"] for een in beschreven if een.get("in") == "query"}


def answered(antwoord: Any, bij: str) -> None:
    assert antwoord.status_code < 500, bij


def test_in_an_address(rondgang: Rondgang) -> None:
    for route in routes("GET"):
        for plaats in re.findall(r"{\w+}", route["pad"]):
            pad = re.sub(r"{\w+}", "1", route["pad"].replace(plaats, "a%00"))
            antwoord = rondgang.beller(route).get(pad)
            assert antwoord.status_code == 404, pad


def test_in_a_question(rondgang: Rondgang, gevraagd: set[str]) -> None:
    for route in routes("GET"):
        beller = rondgang.beller(route)
        beproefd: set[str] = set()
        for pad in rondgang.adressen(route["pad"]):
            gevraagd.clear()
            answered(beller.get(f"{pad}?onbekend=%00&%00=x"), pad)
            for naam in (gevraagd | vragen_van(route)) - beproefd:
                answered(beller.get(pad, data={naam: NUL}), f"{pad}?{naam}")
                beproefd.add(naam)


def test_in_a_field(rondgang: Rondgang) -> None:
    for route in routes("POST"):
        if route["listener"] == "api":  # in JSON and XML: test_velden.py, tests/soap
            continue
        beller = rondgang.beller(route)
        for pad in rondgang.adressen(route["pad"]):
            pagina = beller.get(pad).content.decode(errors="replace")
            eigen = set(VELD.findall(pagina)) - {"csrfmiddlewaretoken"}
            velden = dict.fromkeys(eigen, "") | FORMULIER | KEUZES
            for naam in sorted(eigen or KEUZES):
                with transaction.atomic():
                    answered(beller.post(pad, velden | {naam: NUL}), f"{pad} {naam}")
                    transaction.set_rollback(True)


def test_in_a_cookie(wereld: Wereld) -> None:
    """A quoted cookie may hold one without a NUL in the header."""
    for cookie in ("__Host-sessie-8443", "__Host-csrf-8443"):
        for beller in (wereld.mens(), wereld.bezoeker()):
            answered(beller.get("/", HTTP_COOKIE=f'{cookie}="{"a" * 31}\\000"'), cookie)
