"""A form in another language: every text that people read, by the Dutch that its author wrote.

What a form asks, decides and is called stays the same; only its words differ. The names of codes are those of their
register.
"""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from machtigingen.beslisboom.formulier import Formulier
from machtigingen.beslisboom.vraag import Vraag

WOORDEN = frozenset({"titel", "uitleg", "tekst", "kort", "groepsnaam", "doel", "hulp", "vorm"})
_DELEN = ("onderwerpen", "beslistabel")
T = TypeVar("T")


def texts_of(formulier: Formulier) -> tuple[str, ...]:
    """Every text in it once, in the order of the form."""
    parts = (formulier.titel, *(text for name in _DELEN for text in _texts(getattr(formulier, name))))
    return tuple(dict.fromkeys(parts))


def in_language(formulier: Formulier, taal: str) -> Formulier:
    """The same form in that language; what is not translated stays Dutch."""
    words = formulier.vertalingen.get(taal, {})
    parts: dict[str, Any] = {name: _translated(getattr(formulier, name), words) for name in _DELEN}
    return replace(formulier, titel=words.get(formulier.titel, formulier.titel), **parts)


def _texts(part: object) -> Iterator[str]:
    if isinstance(part, tuple):
        for one in part:
            yield from _texts(one)
    elif is_dataclass(part):
        for name in _named(part):
            value = getattr(part, name)
            if name not in WOORDEN:
                yield from _texts(value)
            elif value:
                yield value


def _translated(part: T, words: Mapping[str, str]) -> T:
    if isinstance(part, tuple):
        return tuple(_translated(one, words) for one in part)  # type: ignore[return-value]
    if not is_dataclass(part) or isinstance(part, type):
        return part
    new = {
        name: words.get(value, value) if name in WOORDEN else _translated(value, words)
        for name in _named(part)
        for value in [getattr(part, name)]
    }
    return replace(part, **new)


def _named(part: object) -> Iterator[str]:
    """The fields in which a text can be; choices that are codes of a register have none of ours."""
    codes = isinstance(part, Vraag) and (part.waardelijst or part.controle)
    return (field.name for field in fields(part) if not (codes and field.name == "opties"))  # type: ignore[arg-type]
