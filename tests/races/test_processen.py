"""Several portals on one database behave as one: real programs, over real connections."""

import json
import shutil
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from threading import Barrier
from typing import Any
from urllib.parse import urlsplit

import pytest
from crash.beller import Beller
from crash.portaal import Portaal
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, load_pem_private_key
from machtigingen_sandbox import beheer
from machtigingen_sandbox.omgeving import BEOORDELAAR, GEBRUIKER, SYSTEEMCERTIFICAAT, Omgeving
from machtigingen_sandbox.pagina import Bestand, Formulier
from machtigingen_sandbox.uitgifte import CLOCK_SKEW, issue_crl
from reis import MEDISCH, PNG

PORTALEN, BELLERS, RONDES = 3, 6, 8
WACHT, MEESTE_PAGINAS = 30, 10
ANDERE = "systeem-andere-instantie"
# With this a beoordelaar decides, no rule.
INVOER = MEDISCH | {"mrd": "3", "gezichtsveld_gemeten": "nee", "foto": Bestand("foto.png", PNG)}


@pytest.fixture(scope="module")
def portalen(tmp_path_factory: pytest.TempPathFactory, pytestconfig: pytest.Config) -> Iterator[list[Portaal]]:
    map_ = tmp_path_factory.mktemp("portalen")
    postgres = pytestconfig.pluginmanager.get_plugin("tests.postgres.plugin")
    database = postgres.cluster.create_database("portalen") if postgres else f"sqlite:///{map_ / 'samen.sqlite3'}"
    eerste = Portaal.make(map_ / "0", database=database)
    with ExitStack() as stack:
        alle = [eerste, *(naast(eerste, map_ / str(nummer), database) for nummer in range(1, PORTALEN))]
        for portaal in alle:
            portaal.start()
            stack.callback(portaal.stop)
        yield alle


def naast(eerste: Portaal, map_: Path, database: str) -> Portaal:
    """One more, with the same keys, certificates and folder of files, at other ports."""
    shutil.copytree(eerste.omgeving.map, map_)
    portaal = Portaal(Omgeving.on_free_ports(map_))
    portaal.omgeving.configuratie.write_text(beheer.configuration(portaal.omgeving), encoding="utf-8")
    portaal.configure(database=database, bijlagen=str(eerste.omgeving.map / "bijlagen"))
    return portaal


@pytest.fixture
def bellers(portalen: list[Portaal]) -> list[Beller]:
    """Care packages, spread over the portals."""
    omgevingen = [portaal.omgeving for portaal in portalen]
    return [Beller(omgevingen[n % PORTALEN], SYSTEEMCERTIFICAAT, listener="api") for n in range(BELLERS)]


def stuur(bellers: list[Beller], berichten: list[dict[str, Any]]) -> list[Any]:
    with ThreadPoolExecutor(len(bellers)) as groep:
        return list(groep.map(Beller.push, bellers, berichten))


def bericht(portalen: list[Portaal], **anders: Any) -> dict[str, Any]:
    return json.loads(portalen[0].omgeving.voorbeeldbericht.read_text(encoding="utf-8")) | anders


def test_the_same_message_at_all_of_them_is_taken_in_once(portalen: list[Portaal], bellers: list[Beller]) -> None:
    for ronde in range(RONDES):
        antwoorden = stuur(bellers, [bericht(portalen, referentie=f"zelfde-{ronde}")] * BELLERS)
        goed = [antwoord.json for antwoord in antwoorden if antwoord.status == 201]
        assert {antwoord.json["code"] for antwoord in antwoorden if antwoord.status != 201} <= {"B302"}
        assert len({(een["id"], urlsplit(een["link"]).path) for een in goed}) == 1
    heel_bewaard(portalen)


def test_of_two_contents_with_one_reference_one_wins(portalen: list[Portaal], bellers: list[Beller]) -> None:
    for ronde in range(RONDES):
        berichten = [bericht(portalen, referentie=f"anders-{ronde}", opmerking=f"{n}") for n in range(BELLERS)]
        codes = [antwoord.json.get("code", "") for antwoord in stuur(bellers, berichten)]
        assert codes.count("") == 1
        assert set(codes) <= {"", "B301", "B302"}
    heel_bewaard(portalen)


def klaar(portaal: Portaal, **anders: Any) -> str:
    """A concept with everything filled in; the page from which it is sent."""
    software, mens = Beller(portaal.omgeving, SYSTEEMCERTIFICAAT, listener="api"), Beller(portaal.omgeving, GEBRUIKER)
    pad = software.push(bericht([portaal], **anders)).json["link"].removeprefix(mens.adres)
    for _pagina in range(MEESTE_PAGINAS):
        formulier = mens.follow(pad).pagina.formulier
        if formulier.adres.endswith("/indienen"):
            return formulier.adres.removeprefix(mens.adres).replace("/indienen", "/controleren")
        pad = mens.post(formulier, {vraag: INVOER[vraag] for vraag in formulier.invulbaar & INVOER.keys()}).naar
    raise AssertionError("it never came to sending")


def doe_tegelijk(mensen: list[Beller], paden: list[str], *invoer: dict[str, str]) -> list[int]:
    """Each has the page before him, and all post its form at one moment."""
    formulieren = [mens.follow(pad).pagina.formulier for mens, pad in zip(mensen, paden, strict=True)]
    start = Barrier(len(mensen))

    def druk(mens: Beller, formulier: Formulier, waarden: dict[str, str]) -> int:
        start.wait(WACHT)
        return mens.post(formulier, waarden).status

    with ThreadPoolExecutor(len(mensen)) as groep:
        return list(groep.map(druk, mensen, formulieren, invoer or [{}] * len(mensen)))


def mensen(portalen: list[Portaal], certificaat: str) -> list[Beller]:
    return [Beller(portalen[n % PORTALEN].omgeving, certificaat) for n in range(BELLERS)]


def test_who_send_at_all_of_them_send_it_once_and_no_number_is_given_twice(portalen: list[Portaal]) -> None:
    samen = klaar(portalen[0], referentie="samen")
    assert doe_tegelijk(mensen(portalen, GEBRUIKER), [samen] * BELLERS) == [302] * BELLERS
    ieder = [klaar(portalen[n % PORTALEN], referentie=f"ieder-{n}") for n in range(BELLERS)]
    assert doe_tegelijk(mensen(portalen, GEBRUIKER), ieder) == [302] * BELLERS
    verstuurd = list(heel_bewaard(portalen, samen, *ieder))
    assert {een["status"] for een in verstuurd} == {"ingediend"}
    assert len({een["aanvraagnummer"] for een in verstuurd}) == 1 + BELLERS


def test_of_beoordelaars_at_all_of_them_one_decides(portalen: list[Portaal]) -> None:
    aanvraag = klaar(portalen[0], referentie="besluit")
    (verstuurd,) = doe_tegelijk(mensen(portalen, GEBRUIKER)[:1], [aanvraag])
    assert verstuurd == 302
    desk = aanvraag.replace("/aanvragen/", "/beoordelen/").replace("controleren", "")
    besluiten = [
        {
            "besluit": ("goedkeuren", "afwijzen")[n % 2],
            "reden": "niet_aangetoond",
            "toelichting": f"Besluit van nummer {n}.",
        }
        for n in range(BELLERS)
    ]
    statussen = doe_tegelijk(mensen(portalen, BEOORDELAAR), [desk] * BELLERS, *besluiten)
    assert sorted(statussen) == [302] + [409] * (BELLERS - 1)
    gewonnen = besluiten[statussen.index(302)]
    status = {"goedkeuren": "goedgekeurd", "afwijzen": "afgewezen"}[gewonnen["besluit"]]
    (besloten,) = heel_bewaard(portalen, aanvraag)
    assert besloten["besluit"] == [status, gewonnen["toelichting"]]


def test_a_revocation_list_that_one_of_them_loads_holds_at_all_of_them_within_a_second(
    portalen: list[Portaal], tmp_path: Path
) -> None:
    omgeving, now = portalen[0].omgeving, datetime.now(UTC).replace(microsecond=0)
    ca, key = omgeving.map / "ca" / "ca.pem", omgeving.map / "ca" / "ca.key"
    crl = issue_crl(
        [x509.load_pem_x509_certificate(omgeving.certificaat(ANDERE).read_bytes()).serial_number],
        number=int(now.timestamp()) + 1,
        ca=x509.load_pem_x509_certificate(ca.read_bytes()),
        ca_key=load_pem_private_key(key.read_bytes(), password=None),
        now=now + CLOCK_SKEW,
    )
    bestand = tmp_path / "nieuw.crl"
    bestand.write_bytes(crl.public_bytes(Encoding.PEM))
    bellers = [Beller(portaal.omgeving, ANDERE, listener="api") for portaal in portalen]
    assert {beller.get("/wie-ben-ik").status for beller in bellers} == {200}
    beheer.run(omgeving, ("crl", "laad", str(bestand)))
    time.sleep(1)
    assert {beller.get("/wie-ben-ik").json["code"] for beller in bellers} == {"D106"}


def heel_bewaard(portalen: list[Portaal], *paden: str) -> Iterator[dict[str, Any]]:
    """These aanvragen, with nothing doubled or half; read by a program that also checks the whole audit record."""
    ids = [pad.split("/")[2] for pad in paden]
    bewaard = portalen[0].stored(ids)
    assert bewaard["doubles"] == bewaard["halves"] == []
    return (bewaard["aanvragen"][id_] for id_ in ids)
