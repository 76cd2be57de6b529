"""The kit against our own package, which passes; and against that package broken on purpose, which is found out."""

import shutil
import socket
import ssl
import sys
import threading
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from machtigingen_testkit import portaal
from machtigingen_testkit.besturing import MetDeHand, Programma
from machtigingen_testkit.front import Front
from machtigingen_testkit.scenario import Scenario
from machtigingen_testkit.scenarios import SCENARIOS, find
from machtigingen_testkit.uitvoering import Oordeel, Proefbank, Uitslag
from machtigingen_testkit.verslag import passed
from testkit.pakket import KAPOT, DemoOog, EerstControleren, Kapot, Remembered
from testkit.soap_pakket import SoapPakket
from voluit import keer

HEEL = "as it is"
AT_ONCE = 3


def now() -> datetime:
    return datetime.now(UTC)


@pytest.fixture(scope="module")
def draaiend(testpki: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[portaal.Portaal]:
    folder = tmp_path_factory.mktemp("testkit") / "sandbox"
    for key in testpki.rglob("*.key"):  # keys are what takes long to make; the certificates are its own
        copy = folder / key.relative_to(testpki)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(key, copy)
    with portaal.running(folder, clock=now) as running:
        yield running


@pytest.fixture(scope="module")
def uitslagen(draaiend: portaal.Portaal, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Uitslag]]:
    """Each package behind a front of its own before the one portal: ours through every scenario, see `elsewhere`."""

    def run(naam: str, besturing: Any, scenarios: list[Scenario]) -> tuple[str, list[Uitslag]]:
        with Front(draaiend) as front:
            bank = Proefbank(front=front, besturing=besturing, map=tmp_path_factory.mktemp("werk"), vandaag=now())
            return naam, list(bank.run(scenarios))

    Flask.jinja_options = Flask.jinja_options | {"bytecode_cache": Remembered()}
    packages = [(HEEL, DemoOog(), list(SCENARIOS))]
    for offset, (naam, kapot) in enumerate(KAPOT.items()):
        packages.append((naam, kapot.besturing, [*find(kapot.gezakt), *elsewhere(kapot, offset)]))
    with ThreadPoolExecutor(AT_ONCE) as pool:
        return dict(pool.map(run, *zip(*packages, strict=True)))


def elsewhere(kapot: Kapot, offset: int) -> list[Scenario]:
    """Where this package must pass: each broken package meets another part of it, and in the proof all of it."""
    others = [scenario for scenario in SCENARIOS if scenario.nummer not in kapot.gezakt]
    step = keer(len(KAPOT), 1)
    return others[offset % step :: step]


def failed(uitslagen: list[Uitslag]) -> set[str]:
    return {uitslag.scenario.nummer for uitslag in uitslagen if uitslag.oordeel is Oordeel.GEZAKT}


def told(uitslagen: list[Uitslag]) -> str:
    return "\n".join(f"{uitslag.scenario.nummer} {reden}" for uitslag in uitslagen for reden in uitslag.redenen)


def test_our_own_package_passes(uitslagen: dict[str, list[Uitslag]]) -> None:
    assert passed(uitslagen[HEEL]), told(uitslagen[HEEL])
    assert len(uitslagen[HEEL]) == len(SCENARIOS)


@pytest.mark.parametrize("naam", KAPOT)
def test_a_broken_package_fails_where_it_is_broken_and_nowhere_else(
    naam: str, uitslagen: dict[str, list[Uitslag]]
) -> None:
    assert failed(uitslagen[naam]) == KAPOT[naam].gezakt, told(uitslagen[naam])


def test_every_scenario_that_our_package_takes_can_be_failed(uitslagen: dict[str, list[Uitslag]]) -> None:
    taken = {een.scenario.nummer for een in uitslagen[HEEL] if een.oordeel is not Oordeel.OVERGESLAGEN}
    caught = set().union(*(kapot.gezakt for kapot in KAPOT.values()))
    assert taken - caught == set()


def test_the_portal_itself_never_broke(draaiend: portaal.Portaal, uitslagen: dict[str, list[Uitslag]]) -> None:
    log = (draaiend.omgeving.logmap / "portaal.log").read_text(encoding="utf-8")
    assert '"event": "verzoek"' in log
    assert "Traceback" not in log and '"status": 500' not in log


def test_a_program_that_drives_a_package_does_the_same(draaiend: portaal.Portaal, tmp_path: Path) -> None:
    programma = Programma(f"{sys.executable} -m machtigingen_testkit.demooog")
    with Front(draaiend) as front:
        bank = Proefbank(front=front, besturing=programma, map=tmp_path, vandaag=now())
        uitslagen = list(bank.run(find(["T05", "T18", "T33"])))
    assert [een.oordeel for een in uitslagen][:2] == [Oordeel.GESLAAGD] * 2, told(uitslagen)
    assert uitslagen[2].oordeel is Oordeel.OVERGESLAGEN


def test_a_package_that_tries_its_message_out_first_passes_that_too(draaiend: portaal.Portaal, tmp_path: Path) -> None:
    with Front(draaiend) as front:
        bank = Proefbank(front=front, besturing=EerstControleren(), map=tmp_path, vandaag=now())
        uitslag = bank.run_one(find(["T33"])[0])
    assert uitslag.oordeel is Oordeel.GESLAAGD, told([uitslag])
    assert uitslag.aanroepen[-1].status == 201


IN_SOAP = [
    "T01",
    "T02",
    "T03",
    "T06",
    "T07",
    "T10",
    "T13",
    "T18",
    "T19",
    "T20",
    "T22",
    "T23",
    "T24",
    "T25",
    "T31",
    "T33",
    "T35",
]


def test_a_package_that_speaks_soap_is_judged_the_same(draaiend: portaal.Portaal, tmp_path: Path) -> None:
    with Front(draaiend) as front:
        bank = Proefbank(front=front, besturing=SoapPakket(), map=tmp_path, vandaag=now())
        uitslagen = list(bank.run(find(IN_SOAP)))
    assert failed(uitslagen) == set(), told(uitslagen)
    assert {een.oordeel for een in uitslagen} == {Oordeel.GESLAAGD}


def test_a_soap_package_that_stumbles_over_what_is_new_fails_there(draaiend: portaal.Portaal, tmp_path: Path) -> None:
    with Front(draaiend) as front:
        bank = Proefbank(front=front, besturing=SoapPakket(strict=True), map=tmp_path, vandaag=now())
        uitslagen = list(bank.run(find(["T01", "T23"])))
    assert failed(uitslagen) == {"T23"}, told(uitslagen)


def test_a_package_that_connected_is_seen_before_it_refuses_the_certificate(draaiend: portaal.Portaal) -> None:
    incoming, outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
    halfway = ssl.create_default_context().wrap_bio(incoming, outgoing, server_hostname="localhost")
    with Front(draaiend) as front, socket.create_connection(("127.0.0.1", int(front.url.rpartition(":")[2]))) as line:
        with pytest.raises(ssl.SSLWantReadError):
            halfway.do_handshake()
        line.sendall(outgoing.read())
        assert line.recv(1)  # the certificate of the front comes in, and nothing more is said
        assert len(front.waarnemingen.verbindingen) == 1


def test_a_program_that_breaks_down_fails(draaiend: portaal.Portaal, tmp_path: Path) -> None:
    with Front(draaiend) as front:
        bank = Proefbank(front=front, besturing=Programma("false"), map=tmp_path, vandaag=now())
        uitslag = bank.run_one(find(["T01"])[0])
    assert "Het programma eindigde met code 1." in " ".join(uitslag.redenen)


def test_by_hand_it_says_what_to_do_waits_and_asks_what_is_on_the_screen(
    draaiend: portaal.Portaal, tmp_path: Path
) -> None:
    said: list[str] = []
    answers = iter(["Zorgverlener staat niet in het AGB-register", "R101", "", "s", ""])
    with Front(draaiend) as front:

        def say(text: str) -> None:
            said.append(text)
            if "Wij wachten" in text:  # now the person presses the button
                facts = dict(line.split() for line in said if line.startswith("    ") and len(line.split()) == 2)
                assert facts["url"] == front.url
                call(front, draaiend, facts["certificaat"])

        hand = MetDeHand(ask=lambda: next(answers), say=say, quiet=0.2)
        bank = Proefbank(front=front, besturing=hand, map=tmp_path, vandaag=now())
        first, second = bank.run(find(["T05", "T33"]))
    assert "T05  De zorgverlener is onbekend" in said[0] and "druk op 'Machtiging aanvragen'" in said[0]
    assert first.oordeel is Oordeel.GEZAKT and [een.pad for een in first.aanroepen] == ["/wie-ben-ik"]
    assert second.oordeel is Oordeel.OVERGESLAGEN


def call(front: Front, draaiend: portaal.Portaal, certificaat: str) -> None:
    context = ssl.create_default_context(cafile=draaiend.omgeving.ca)
    context.load_cert_chain(certificaat, certificaat.replace(".pem", ".key"))
    threading.Timer(0.1, lambda: urllib.request.urlopen(f"{front.url}/wie-ben-ik", context=context)).start()
