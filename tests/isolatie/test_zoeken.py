"""Whoever looks for a person, a number or a reference of another gets the answer of one that does not exist."""

from collections.abc import Iterator
from datetime import date

import pytest
from conftest import NU
from isolatie.proef import Uitkomst, probeer
from isolatie.rechten import AFGEWEZEN, GOEDGEKEURD, IN_BEHANDELING
from isolatie.tafereel import Zaak, maak_zaken
from isolatie.voorwerpen import Van, Voorwerp, van
from machtigingen_sandbox import personas
from machtigingen_sandbox.personas_certificaten import PERSONAS, Persona
from wereld import Beller, Wereld, verzekerde

from machtigingen.aanvragen import queries
from machtigingen.aanvragen.models import Aanvraag
from machtigingen.aanvragen.nummers import aanvraagnummer

pytestmark = [pytest.mark.zwaar, pytest.mark.een_database]

MAG_ZOEKEN = (
    "persoonlijk-goed",
    "persoonlijk-raadplegen",
    "persoonlijk-andere-instantie",
    "persoonlijk-tandarts",
    "beoordelaar-9901",
    "beoordelaar-9902",
    "beoordelaar-9903",
)
WOORDEN = (IN_BEHANDELING, GOEDGEKEURD, AFGEWEZEN)  # by which one looks for what was sent
LEEG = dict.fromkeys(("nummer", "referentie", "vanaf", "tot", "status"), "")
DAG = f"{NU:%Y-%m-%d}"
# Where the posted question goes on: its answer.
QUERY = "?nummer={nummer}&referentie={referentie}&{rest}"


@pytest.fixture(scope="module")
def zaken(stad: Wereld) -> tuple[Zaak, ...]:
    return maak_zaken(stad)


@pytest.fixture(scope="module")
def onbekend_nummer(zaken: tuple[Zaak, ...]) -> str:
    """Well formed, and of no aanvraag."""
    return aanvraagnummer(on=date(2026, 11, 20))


def zoekvragen(zaak: Zaak | None, nummer: str) -> Iterator[tuple[str, str, str, dict[str, str]]]:
    """(what is asked, by which method, and twice what is filled in): for what this zaak has, or for what nobody has."""
    wie = zaak.bericht["verzekerde"] if zaak else verzekerde(personas.BIJ_DEMOVERZEKERING)
    referentie = zaak.bericht["referentie"] if zaak else "kanarie0x-ref"
    nummer = zaak.nummer if zaak else nummer
    yield "persoon", "POST", "", {veld: wie[veld] for veld in ("bsn", "geboortedatum")}
    yield "begin van de referentie", "GET", "", {"referentie": referentie[:-1]}
    yield "referentie en dag", "GET", f"vanaf={DAG}&tot={DAG}", {"referentie": referentie}
    yield "geposte referentie", "POST", "", LEEG | {"referentie": referentie, "vanaf": DAG}
    for status in WOORDEN:
        yield f"referentie en {status}", "GET", f"status={status}", {"referentie": referentie}
    if nummer:
        yield "nummer", "GET", "", {"nummer": nummer}
        yield "gepost nummer", "POST", "", LEEG | {"nummer": nummer}


def zoek(
    beller: Beller, wie: Persona, zaak: Zaak | None, nummer: str, verborgen: frozenset[str]
) -> dict[str, Uitkomst]:
    """What comes of each question, with all that is found and may not be."""
    uitkomsten = {}
    for naam, methode, rest, vraag in zoekvragen(zaak, nummer):
        adres = {"nummer": "", "referentie": "", "rest": rest} | vraag
        voorwerp = Voorwerp(naam=naam, van=Van.VREEMD if zaak else Van.NIETS, adres=adres, body=vraag)
        lijst = "/beoordelen/zoeken" if len(wie.organisatiecode) == 4 else "/aanvragen/"
        route = {"listener": "portaal", "pad": lijst + (QUERY if methode == "GET" else "")}
        uitkomsten[naam] = probeer(beller, wie, route, methode, voorwerp, mag=True, verborgen=verborgen)
    return uitkomsten


def vergelijk(stad: Wereld, wie: Persona, zaken: tuple[Zaak, ...], nummer: str) -> Iterator[str]:
    """Each question by which somebody can tell that there is something of another. An insurer knows a person of whom
    it has another aanvraag: that one is found, and nothing of this one."""
    beller = stad.mens(wie.bestand)
    beller.get("/wie-ben-ik")
    niets = zoek(beller, wie, None, nummer, frozenset())
    eigen = [zaak for zaak in zaken if van(wie, zaak)]
    bekend = {zaak.bericht["verzekerde"]["bsn"] for zaak in eigen}
    for zaak in zaken:
        if not van(wie, zaak):
            for naam, uitkomst in zoek(beller, wie, zaak, nummer, zaak.geheimen - bekend).items():
                van_bekende = naam == "persoon" and zaak.bericht["verzekerde"]["bsn"] in bekend
                if (uitkomst.gezicht != niets[naam].gezicht and not van_bekende) or uitkomst.lek:
                    yield f"{zaak.naam}: {naam}"


@pytest.fixture(params=MAG_ZOEKEN)
def wie(request: pytest.FixtureRequest) -> Persona:
    return next(persona for persona in PERSONAS if persona.bestand == request.param)


def test_what_is_of_another_is_looked_for_as_in_vain_as_what_does_not_exist(
    stad: Wereld, zaken: tuple[Zaak, ...], onbekend_nummer: str, wie: Persona
) -> None:
    assert list(vergelijk(stad, wie, zaken, onbekend_nummer)) == []


def test_what_is_their_own_is_found_by_each_of_these_questions(
    stad: Wereld, zaken: tuple[Zaak, ...], onbekend_nummer: str, wie: Persona
) -> None:
    beller = stad.mens(wie.bestand)
    beller.get("/wie-ben-ik")
    for zaak in zaken:
        if van(wie, zaak) and zaak.nummer:
            gevonden = zoek(beller, wie, zaak, onbekend_nummer, frozenset({zaak.aanvraag}))
            met = {naam for naam, een in gevonden.items() if een.lek or een.status == 302}
            assert gevonden.keys() - met == {f"referentie en {status}" for status in WOORDEN if status != zaak.woord}


def test_were_the_list_of_everybody_one_each_of_these_questions_would_tell(
    stad: Wereld, zaken: tuple[Zaak, ...], onbekend_nummer: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queries, "visible_to", lambda actor: Aanvraag.objects.all())
    tandarts = next(persona for persona in PERSONAS if persona.bestand == "persoonlijk-tandarts")
    gezien = {regel.partition(": ")[2] for regel in vergelijk(stad, tandarts, zaken, onbekend_nummer)}
    vragen = {naam for naam, *_ in zoekvragen(zaken[1], onbekend_nummer)}
    assert vragen - gezien <= {naam for naam in vragen if naam.startswith("gepost")}
