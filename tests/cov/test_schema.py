"""The schema of the sandbox says the same as the code, and an independent reader takes every message that we write."""

import re
from enum import Enum
from functools import cache
from pathlib import Path

import machtigingen_sandbox
import pytest
from cov.berichten import alle
from hypothesis import given
from lxml import etree

from machtigingen.registers.vz801802 import berichten
from machtigingen.registers.vz801802.berichten import Retourbericht, Verzoek
from machtigingen.registers.vz801802.xmlvorm import SOAP, write_retourbericht, write_verzoek

MAP = Path(machtigingen_sandbox.__file__).parent / "vz801802"
ENUMS = [een for een in vars(berichten).values() if isinstance(een, type) and issubclass(een, Enum) and een is not Enum]


@cache
def schema() -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(MAP / "v1.xsd"))


def problemen(xml: bytes) -> list[str]:
    (bericht,) = etree.fromstring(xml).find(f"{{{SOAP}}}Body")
    schema().validate(bericht)
    return [fout.message for fout in schema().error_log]


@given(alle(Verzoek))
def test_every_question_fits_its_schema(verzoek: Verzoek) -> None:
    assert [een for een in problemen(write_verzoek(verzoek)) if not _too_large_a_number(een)] == []


@given(alle(Retourbericht))
def test_every_answer_fits_its_schema(antwoord: Retourbericht) -> None:
    assert [een for een in problemen(write_retourbericht(antwoord)) if not _too_large_a_number(een)] == []


def _too_large_a_number(probleem: str) -> bool:
    """The types hold any number and any text where the schema wants a small number, as a reader should."""
    return bool(re.search(r"not a valid value of the atomic type 'xs:(short|int)'", probleem))


@pytest.mark.parametrize("soort", ENUMS)
def test_the_schema_lists_the_same_values(soort: type[Enum]) -> None:
    lijsten = [
        {waarde.get("value") for waarde in lijst}
        for bestand in ("messages.xsd", "types.xsd")
        for lijst in etree.parse(MAP / bestand).iterfind(".//{*}restriction")
    ]
    assert {een.value for een in soort} in lijsten
