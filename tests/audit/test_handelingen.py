"""Whatever the code records has a sentence and an action: a new act cannot be forgotten."""

import ast
import importlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import machtigingen
from machtigingen.aanvragen.lifecycle import BESLIST
from machtigingen.audit.handelingen import HANDELINGEN, Actie, soort_van

SRC = Path(machtigingen.__file__).parent
# What is put together while it runs: its parts in the source, and all that can come of it.
SAMENGESTELD = {"aanvraag_{status.value}": [f"aanvraag_{status.value}" for status in BESLIST]}


def recorded() -> Iterator[tuple[str, str]]:
    """(where, act) of each `handeling=` in the source, in a call or as the default of a parameter."""
    for pad in SRC.rglob("*.py"):
        if "migrations" not in pad.parts:
            boom = ast.parse(pad.read_text(encoding="utf-8"))
            for deel in ast.walk(boom):
                for waarde in (*values(deel), *by_place(deel, boom)):
                    plek = f"{pad.relative_to(SRC)}:{waarde.lineno}"
                    yield from ((plek, handeling) for handeling in meanings(waarde, boom, pad))


def values(deel: ast.AST) -> Iterator[ast.expr]:
    match deel:
        case ast.Call(keywords=keywords):
            yield from (keyword.value for keyword in keywords if keyword.arg == "handeling")
        case ast.arguments(kwonlyargs=namen, kw_defaults=waarden):
            yield from (
                waarde for naam, waarde in zip(namen, waarden, strict=True) if naam.arg == "handeling" and waarde
            )


def by_place(deel: ast.AST, boom: ast.Module) -> Iterator[ast.expr]:
    """What is given without its name to a function of the same module that calls it `handeling`."""
    match deel:
        case ast.Call(func=ast.Name(id=functie), args=waarden):
            place = places(boom).get(functie, len(waarden))
            yield from waarden[place : place + 1]


@cache
def places(boom: ast.Module) -> dict[str, int]:
    """Which argument is the act, of each function of a module that has it."""
    functies = [deel for deel in ast.walk(boom) if isinstance(deel, ast.FunctionDef)]
    namen = {functie.name: [naam.arg for naam in functie.args.args] for functie in functies}
    return {functie: args.index("handeling") for functie, args in namen.items() if "handeling" in args}


def meanings(waarde: ast.expr, boom: ast.Module, pad: Path) -> Iterator[str]:
    """The text itself; of a name what it stands for in its module, and nothing of what a caller handed on."""
    match waarde:
        case ast.Constant(value=str(tekst)):
            yield tekst
        case ast.JoinedStr():
            yield from SAMENGESTELD[ast.unparse(waarde).removeprefix("f").strip("'\"")]
        case ast.IfExp(body=een, orelse=ander):
            yield from meanings(een, boom, pad)
            yield from meanings(ander, boom, pad)
        case ast.Name(id=naam):
            if not is_parameter(naam, boom):
                yield from constant(naam, pad)


def is_parameter(naam: str, boom: ast.Module) -> bool:
    return any(deel.arg == naam for deel in ast.walk(boom) if isinstance(deel, ast.arg))


def constant(naam: str, pad: Path) -> Iterator[str]:
    module = ".".join(("machtigingen", *pad.relative_to(SRC).with_suffix("").parts))
    gevonden = getattr(importlib.import_module(module), naam)
    if isinstance(gevonden, str):
        yield gevonden


def test_every_act_that_is_recorded_has_a_sentence_and_an_action() -> None:
    vergeten = sorted(f"{plek}: {handeling}" for plek, handeling in recorded() if handeling not in HANDELINGEN)
    assert vergeten == [], "zet ze in audit/handelingen.py"


def test_there_was_something_to_find() -> None:
    gevonden = {handeling for _, handeling in recorded()}
    assert {"aanvraag_bekeken", "aanvraag_afgewezen", "logboek_bekeken", "keten_ingekort"} <= gevonden
    assert len(gevonden) > 20


def test_a_name_is_followed_to_what_it_stands_for() -> None:
    boom = ast.parse("record(handeling=LOGBOEK_BEKEKEN)\ndef f(*, handeling='gezocht'): record(handeling=handeling)")
    pad = SRC / "instroom" / "logboek.py"
    namen = [meaning for deel in ast.walk(boom) for waarde in values(deel) for meaning in meanings(waarde, boom, pad)]
    assert sorted(namen) == ["gezocht", "logboek_bekeken"]


def test_one_that_is_given_by_its_place_is_found() -> None:
    boom = ast.parse("def f(a, handeling): ...\nf(1, 'gezocht')\nf(1)\ng(1, 'niets')")
    gevonden = [waarde for deel in ast.walk(boom) for waarde in by_place(deel, boom)]
    assert [ast.literal_eval(waarde) for waarde in gevonden] == ["gezocht"]


@pytest.mark.parametrize(
    ("handeling", "actie"),
    [
        ("instroom_ontvangen", Actie.MAAK),
        ("aanvraag_bekeken", Actie.LEES),
        ("aanvraag_ingediend", Actie.WIJZIG),
        ("aanvraag_gewist", Actie.WIS),
        ("ingelogd", Actie.VOER_UIT),
    ],
)
def test_an_act_is_of_one_of_five_kinds(handeling: str, actie: Actie) -> None:
    assert soort_van(handeling).actie is actie


def test_an_act_of_another_version_still_reads() -> None:
    assert soort_van("iets_van_later").deed == "deed: iets van later"


def test_a_sentence_is_a_part_of_one() -> None:
    for soort in HANDELINGEN.values():
        for zin in (soort.deed, soort.wilde):
            assert zin == zin.strip() and zin[0].islower() and not zin.endswith(".")
