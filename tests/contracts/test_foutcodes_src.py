"""Every code that the portal can say has its entry, and no code disappears or changes its meaning."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import machtigingen
from machtigingen.foundation import foutcodes

SRC = Path(machtigingen.__file__).parent
OOIT = SRC.parents[1] / "contracts" / "codes-ooit.txt"
CODE = re.compile(r"[A-Z][0-9]{3}")
GEBRUIK = {code for code, een in foutcodes().items() if not een.ingetrokken}


def said(bron: str) -> set[str]:
    """The codes that a module can say: as an argument, in a table, as a default. Not those it only compares with."""
    boom = ast.parse(bron)
    vergeleken = {id(deel) for vergelijking in _of(boom, ast.Compare) for deel in ast.walk(vergelijking)}
    return {
        deel.value
        for deel in _of(boom, ast.Constant)
        if isinstance(deel.value, str) and CODE.fullmatch(deel.value) and id(deel) not in vergeleken
    }


def _of(boom: ast.AST, soort: type[ast.AST]) -> Iterator[Any]:
    return (deel for deel in ast.walk(boom) if isinstance(deel, soort))


def published() -> dict[str, tuple[int, str]]:
    regels = (regel.split() for regel in OOIT.read_text(encoding="utf-8").splitlines() if not regel.startswith("#"))
    return {code: (int(http), fase) for code, http, fase in regels}


MODULES = [pad for pad in sorted(SRC.rglob("*.py")) if not pad.name.startswith("voorbeeld")]
SAID = {pad: said(pad.read_text(encoding="utf-8")) for pad in MODULES}
ALL_SAID = set().union(*SAID.values())


def test_every_code_that_is_thrown_has_its_entry() -> None:
    unknown = {str(pad.relative_to(SRC)): codes - GEBRUIK for pad, codes in SAID.items() if codes - GEBRUIK}
    assert not unknown


def test_every_entry_is_thrown_or_withdrawn() -> None:
    assert sorted(GEBRUIK - ALL_SAID) == []


@pytest.mark.parametrize("code", sorted(published()))
def test_a_code_that_was_ever_published_stays_what_it_was(code: str) -> None:
    assert code in foutcodes()
    assert (foutcodes()[code].http, foutcodes()[code].fase) == published()[code]


def test_a_new_code_is_added_to_the_list_of_all_that_ever_were() -> None:
    nieuw = [f"{code} {een.http} {een.fase}" for code, een in foutcodes().items() if code not in published()]
    assert not nieuw, "contracts/codes-ooit.txt"


@pytest.mark.parametrize(
    ("bron", "codes"),
    [
        ('raise DomainError.one("R101", agb=x)', {"R101"}),
        ('Fout("R101", pad)', {"R101"}),
        ('_CODES = {Uitkomst.GEEN: "D101", Uitkomst.ONLEESBAAR: "D102"}', {"D101", "D102"}),
        ('code = "D204" if mag else "D203"', {"D204", "D203"}),
        ('if fout.code == "V101" or fout.code in ("A101", "A102"): pass', set()),
    ],
    ids=["raised", "made", "in a table", "chosen", "only compared"],
)
def test_a_code_is_found_wherever_it_is_said(bron: str, codes: set[str]) -> None:
    assert said(bron) == codes
