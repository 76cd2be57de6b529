"""A model is asked and changed by its own package only; others may name its type (pyproject.toml lists who)."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import machtigingen

SRC = Path(machtigingen.__file__).parent
MODULES = sorted(pad for pad in SRC.rglob("*.py") if "migrations" not in pad.parts)
SCHRIJVEN = {"save", "delete", "bulk_create", "bulk_update", "get_or_create", "update_or_create", "select_for_update"}
ZONDER_MODELLEN = ("beoordeling", "doors", "papier", "ui")


def van_een_ander(pad: Path, boom: ast.Module) -> set[str]:
    """The names in a module that are models of another package."""
    eigen = pad.relative_to(SRC).parts[0]
    return {
        naam.asname or naam.name
        for deel in ast.walk(boom)
        if isinstance(deel, ast.ImportFrom) and _package_of_models(deel.module or "") not in ("", eigen)
        for naam in deel.names
    }


def _package_of_models(module: str) -> str:
    """aanvragen for machtigingen.aanvragen.models; nothing for any other module."""
    match module.split("."):
        case ["machtigingen", package, "models"]:
            return package
        case _:
            return ""


def overtredingen(pad: Path) -> Iterator[str]:
    boom = ast.parse(pad.read_text(encoding="utf-8"))
    vreemd = van_een_ander(pad, boom)
    for deel in ast.walk(boom):
        match deel:
            case ast.Attribute(value=ast.Name(id=naam)) | ast.Call(func=ast.Name(id=naam)) if naam in vreemd:
                yield f"regel {deel.lineno}: {naam} is van een ander pakket; gebruik zijn queries of actions"
            case ast.Attribute(attr=daad) if daad in SCHRIJVEN and pad.relative_to(SRC).parts[0] in ZONDER_MODELLEN:
                yield f"regel {deel.lineno}: {daad} hoort in een action"


@pytest.mark.parametrize("pad", MODULES, ids=lambda pad: str(pad.relative_to(SRC)))
def test_no_module_asks_or_changes_the_models_of_another(pad: Path) -> None:
    assert list(overtredingen(pad)) == []


def test_there_are_modules_to_look_at() -> None:
    assert len(MODULES) > 100
