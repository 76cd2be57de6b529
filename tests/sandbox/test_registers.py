"""The fictitious registers and patients: the files that the portal and the demo package read."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from machtigingen_sandbox.patienten import PATIENTEN, voorbeeld_instroom, voorbeeld_mondzorg, write_patienten
from machtigingen_sandbox.personas import PERSONAS
from machtigingen_sandbox.registers import VERZEKERAARS, write_registers

from machtigingen.instroom.bericht import parse_bericht
from machtigingen.registers.bestanden import Regel, bestanden_in, read
from machtigingen.registers.standen import Register


@pytest.mark.parametrize("register", Register)
def test_every_line_of_every_file_is_right(tmp_path: Path, register: Register) -> None:
    write_registers(tmp_path)
    regels = list(read(register, bestanden_in(tmp_path)[register], progress=lambda gelezen: None))
    assert len(regels) > 3
    assert all(isinstance(regel, Regel) for regel in regels)


def test_it_writes_the_same_files_every_time(tmp_path: Path) -> None:
    write_registers(tmp_path)
    eerste = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    write_registers(tmp_path)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == eerste


def test_every_persona_is_insured_with_an_insurer_that_exists() -> None:
    assert {persona.uzovi for persona in PERSONAS} <= VERZEKERAARS.keys()


def test_the_demo_package_has_a_patient_for_every_persona(tmp_path: Path) -> None:
    write_patienten(tmp_path / "patients.json")
    patienten = json.loads((tmp_path / "patients.json").read_text(encoding="utf-8"))
    assert {patient["bsn"] for patient in patienten} == {persona.bsn.onthul() for persona in PERSONAS}
    assert len(patienten) == len(PATIENTEN)
    assert all(patient.keys() == _PATIENT for patient in patienten)


_PATIENT = {"naam", "geboortedatum", "geslacht", "bsn", "behandeling", "uitleg"}


def test_the_example_message_is_the_same_all_day_and_another_one_tomorrow() -> None:
    ochtend = voorbeeld_instroom(datetime(2026, 11, 24, 6, 0, tzinfo=UTC))
    avond = voorbeeld_instroom(datetime(2026, 11, 24, 22, 30, tzinfo=UTC))
    morgen = voorbeeld_instroom(datetime(2026, 11, 24, 23, 30, tzinfo=UTC))
    assert ochtend == avond
    assert ochtend["referentie"] != morgen["referentie"]
    assert morgen["begindatum"] == "2026-11-25"


@pytest.mark.parametrize(("voorbeeld", "agb"), [(voorbeeld_instroom, "22990001"), (voorbeeld_mondzorg, "12990003")])
def test_the_portal_reads_the_example_message(voorbeeld: Any, agb: str) -> None:
    bericht = parse_bericht(voorbeeld(datetime(2026, 11, 24, tzinfo=UTC)))
    assert str(bericht.instantie.agb) == agb
