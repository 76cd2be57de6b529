"""Answers are read leniently: within v1 fields are only added, so one we do not know is ignored."""

from collections.abc import Iterable, Mapping
from dataclasses import fields
from datetime import date, datetime
from typing import Any, TypeVar

Part = TypeVar("Part")


def pick(kind: type[Part], data: Mapping[str, Any], **parsed: Any) -> Part:
    """Make a `kind` of the fields it knows; `parsed` holds those that are more than plain JSON."""
    known = {part.name for part in fields(kind)}  # type: ignore[arg-type]  # every kind here is a dataclass
    plain = {name: frozen(value) for name, value in data.items() if name in known and name not in parsed}
    return kind(**plain | parsed)


def frozen(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def picks(kind: type[Part], rows: Iterable[Mapping[str, Any]] | None) -> tuple[Part, ...]:
    return tuple(pick(kind, row) for row in rows or ())


def moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
