"""Several portals on one database behave as one: real programs, over real connections."""

import json
import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from crash.beller import Beller
from crash.portaal import Portaal
from machtigingen_sandbox import beheer
from machtigingen_sandbox.omgeving import SYSTEEMCERTIFICAAT, Omgeving

PORTALEN, BELLERS, RONDES = 3, 6, 8


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
    """One more, with the same keys and certificates, at other ports."""
    shutil.copytree(eerste.omgeving.map, map_)
    portaal = Portaal(Omgeving.on_free_ports(map_))
    portaal.omgeving.configuratie.write_text(beheer.configuration(portaal.omgeving), encoding="utf-8")
    portaal.configure(database=database)
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
    assert niets_dubbel_of_half(portalen)


def test_of_two_contents_with_one_reference_one_wins(portalen: list[Portaal], bellers: list[Beller]) -> None:
    for ronde in range(RONDES):
        berichten = [bericht(portalen, referentie=f"anders-{ronde}", opmerking=f"{n}") for n in range(BELLERS)]
        codes = [antwoord.json.get("code", "") for antwoord in stuur(bellers, berichten)]
        assert codes.count("") == 1
        assert set(codes) <= {"", "B301", "B302"}
    assert niets_dubbel_of_half(portalen)


def niets_dubbel_of_half(portalen: list[Portaal]) -> bool:
    """Read by a program that also checks the whole audit record."""
    bewaard = portalen[0].stored()
    return bewaard["doubles"] == bewaard["halves"] == []
