"""What the operator sees of a portal tells nothing of a patient: commands, logs, figures and the back-up."""

import json
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from beheer_portaal.conftest import GEWOON
from beheer_portaal.opdracht import geef
from beheer_portaal.test_metingen import gelezen
from beheer_portaal.test_sleutels import of_each_kind
from crash.belasting import Belasting
from crash.portaal import Portaal
from machtigingen_sandbox import personas
from machtigingen_sandbox.poorten import free_ports

from machtigingen.project.logboek import VELDEN

OPDRACHTEN = (
    "sleutel stand",
    "sleutel roteer",
    "sleutel herverzegel",
    "sleutel verwijder k1",
    "bericht zet Onderhoud",
    "bericht weg",
    "migrate",
    "bezorg --eenmaal",
    "bezorgingen",
    "bewaar --proef",
)


def geheimen(portaal: Portaal) -> Iterator[str]:
    """Of everybody in the sandbox, and what was typed."""
    for wie in personas.PERSONAS:
        yield wie.bsn.onthul()
        yield wie.geboortedatum.isoformat()
        yield wie.naam
    yield json.loads(portaal.omgeving.voorbeeldbericht.read_text())["verzekerde"]["bsn"]
    yield "Opmerking 0."


@pytest.mark.parametrize("cluster", GEWOON, indirect=True)
def test_nothing_of_a_patient_is_in_what_the_operator_sees(portaal: Portaal, tmp_path: Path) -> None:
    (poort,) = free_ports(1)
    portaal.configure(metingen_poort=poort)
    portaal.start()
    belasting = Belasting(portaal.omgeving, ronde="sporen")
    belasting.start()
    belasting.wait(of_each_kind)
    belasting.join()
    gezien = [gezegd(portaal, *opdracht.split()) for opdracht in OPDRACHTEN]
    with urllib.request.urlopen(f"http://127.0.0.1:{poort}/metrics", timeout=30) as antwoord:
        metingen = antwoord.read().decode()
    assert "machtigingen_pushes_total" in metingen and "machtigingen_hartslag_seconden" in metingen
    portaal.stop()
    archief = tmp_path / "b.tar"
    gezien += [gezegd(portaal, "backup", str(archief)), gezegd(portaal, "restore", str(archief))]
    gezien += [gezegd(portaal, "restore", "--vervang", str(archief)), metingen, portaal.log.read_text()]
    gezien.append(archief.read_bytes().decode("latin-1"))
    for geheim in geheimen(portaal):
        assert [tekst[:200] for tekst in gezien if geheim in tekst] == [], geheim
    namen = "\n".join(f"{naam} {labels}" for naam, labels in gelezen(metingen))  # a number may hold 9901 by chance
    assert "machtigingen_pushes_total" in namen
    assert [code for code in ("22990001", "9901") if code in namen] == []
    regels = [json.loads(regel) for regel in portaal.log.read_text().splitlines()]
    assert len(regels) > 20 and set().union(*regels) <= VELDEN


def gezegd(portaal: Portaal, *opdracht: str) -> str:
    klaar = geef(portaal, *opdracht)
    assert "Traceback" not in klaar.stderr, klaar.stderr
    return klaar.stdout + klaar.stderr
