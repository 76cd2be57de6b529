"""docs/registers.md says what the programs do."""

import re
from pathlib import Path

import pytest
from machtigingen_sandbox.personas import PERSONAS, Persona

from machtigingen.registers.bestanden import Regel, read
from machtigingen.registers.commands import ALLES, laad
from machtigingen.registers.standen import Register

DOCS = (Path(__file__).parents[2] / "docs" / "registers.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("register", Register)
def test_the_example_of_a_file_is_a_file_that_loads(tmp_path: Path, register: Register) -> None:
    voorbeeld = re.search(rf"### {register.value}\n.*?```\n(.*?)```", DOCS, re.DOTALL)
    assert voorbeeld
    path = tmp_path / "voorbeeld.csv"
    path.write_text(voorbeeld[1], encoding="utf-8")
    regels = list(read(register, path, progress=lambda gelezen: None))
    assert regels and all(isinstance(regel, Regel) for regel in regels)


@pytest.mark.parametrize("soort", [*(register.value for register in Register), ALLES])
def test_every_kind_that_can_be_loaded_is_named(soort: str) -> None:
    assert f"machtigingen register {laad.name} {soort} " in DOCS


@pytest.mark.parametrize("persona", PERSONAS, ids=lambda persona: persona.naam)
def test_the_table_of_magic_bsns_is_that_of_the_sandbox(persona: Persona) -> None:
    cellen = [persona.bsn.onthul(), f"{persona.geboortedatum:%d-%m-%Y}", persona.naam, persona.uitleg]
    assert f"| {' | '.join(cellen)} |" in DOCS
