"""What docs/koppelen.md tells vendors that they will get, is what they get."""

import json
import re
from datetime import date
from typing import Any

import pytest
from documenten import page, table
from machtigingen_sandbox.personas import PERSONAS
from machtigingen_sandbox.personas_certificaten import PERSONAS as CERTIFICATEN
from wereld import Wereld, bericht

from machtigingen.foundation import foutcodes

KOPPELEN = page("docs/koppelen.md")


def outcome(answer: Any) -> str:
    """As the tables write it: the status, the code if there is one, and the warnings."""
    data = answer.json()
    warnings = [f"waarschuwing {een['code']}" for een in data.get("waarschuwingen", ())]
    return ", ".join([" ".join(filter(None, (str(answer.status_code), data.get("code")))), *warnings])


@pytest.mark.parametrize("row", table(KOPPELEN, "Certificaten"), ids=lambda row: row[0])
def test_a_certificate_of_the_sandbox(wereld: Wereld, row: list[str]) -> None:
    caller = wereld.software(row[0])
    assert [outcome(caller.get("/wie-ben-ik")), outcome(caller.push(bericht()))] == row[1:]


@pytest.mark.parametrize("row", table(KOPPELEN, "Verzekerden"), ids=lambda row: row[0])
def test_a_person_of_the_sandbox(wereld: Wereld, row: list[str]) -> None:
    wie = {"bsn": row[0], "geboortedatum": row[1]}
    assert outcome(wereld.software().push(bericht(verzekerde=wie))) == row[2]


@pytest.mark.parametrize("row", table(KOPPELEN, "Zorgverleners"), ids=lambda row: f"{row[0]}-{row[1]}")
def test_a_zorgverlener_of_the_sandbox(wereld: Wereld, row: list[str]) -> None:
    wie = {"agb": row[0], "specialisme": row[1]}
    assert outcome(wereld.software().push(bericht(zorgverlener=wie))) == row[3]


@pytest.mark.parametrize("row", table(KOPPELEN, "Behandelingen"), ids=lambda row: row[0])
def test_a_treatment(wereld: Wereld, row: list[str]) -> None:
    assert outcome(wereld.software().push(bericht(verstrekking=json.loads(row[0])))) == row[1]


def test_every_person_and_every_system_certificate_of_the_sandbox_is_told() -> None:
    assert {(row[0], date.fromisoformat(row[1])) for row in table(KOPPELEN, "Verzekerden")} == {
        (persona.bsn.onthul(), persona.geboortedatum) for persona in PERSONAS
    }
    systemen = {persona.bestand for persona in CERTIFICATEN if persona.soort == "systeem"}
    assert systemen <= {row[0] for row in table(KOPPELEN, "Certificaten")}


def test_the_smallest_message_is_taken_in(wereld: Wereld) -> None:
    example = re.search(r"```json\n(.*?)```", KOPPELEN, re.DOTALL)
    assert example
    assert wereld.software().push(json.loads(example[1])).status_code == 201


def test_the_example_of_an_error_is_the_answer_that_is_given(wereld: Wereld) -> None:
    shown = json.loads(re.findall(r"```json\n(.*?)```", KOPPELEN, re.DOTALL)[1])
    answer = wereld.software().push(bericht(zorgverlener={"agb": "03999999", "specialisme": "0301"}))
    assert answer.json() | {"correlatie_id": ""} == shown | {"correlatie_id": ""}


def test_every_family_of_errors_is_explained() -> None:
    explained = {(row[0], row[1]) for row in table(KOPPELEN, "Fouten")}
    assert explained == {(uitleg.code[0], uitleg.fase) for uitleg in foutcodes().values()}
