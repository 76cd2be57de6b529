"""docs/registers.md says what the programs do."""

import re
from pathlib import Path

import pytest
from machtigingen_sandbox.cov_antwoorden import BIJZONDER
from machtigingen_sandbox.cov_dienst import STORINGEN
from machtigingen_sandbox.cov_stand import Covstand
from machtigingen_sandbox.personas import PERSONAS, Persona

from machtigingen.registers.bestanden import Regel, read
from machtigingen.registers.commands import ALLES, laad
from machtigingen.registers.cov import GeenAntwoord
from machtigingen.registers.standen import Register
from machtigingen.registers.vz801802.berichten import Retourresultaat, Verzekerderesultaat, Zoekresultaattype

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


def test_every_other_magic_bsn_and_every_way_to_misbehave_stands_in_it() -> None:
    rijen = [(een.bsn, een.uitleg) for een in BIJZONDER.values()]
    rijen += [(bsn, storing.value) for bsn, storing in STORINGEN.items()]
    assert [rij for rij in rijen if f"| {rij[0]} | {rij[1]} |" not in DOCS] == []
    assert [stand for stand in Covstand if f"| `{stand.value}` |" not in DOCS] == []


def test_every_value_of_vz802_and_every_reason_for_no_answer_stands_in_it() -> None:
    lijsten = (Zoekresultaattype, Retourresultaat, Verzekerderesultaat, GeenAntwoord)
    waarden = {een.value for lijst in lijsten for een in lijst} - {Retourresultaat.VERZOEK_AKKOORD.value}
    assert [waarde for waarde in sorted(waarden) if f"`{waarde}`" not in DOCS] == []
