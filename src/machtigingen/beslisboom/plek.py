"""Where does each part of a form stand? Its questions, rules, derived values and prefill lines, by file and line."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from machtigingen.beslisboom import lezen_tabel
from machtigingen.beslisboom.formulier import Plek
from machtigingen.beslisboom.yamlknoop import Knoop

Genoemd = tuple[tuple[str, str], Plek]


def find_places(
    *, formulier: Knoop, gedeeld: Mapping[str, Knoop], tabel: Knoop, voorinvulling: tuple[Knoop, ...]
) -> Mapping[tuple[str, str], Plek]:
    """Of files that were read and found right. What a file says later goes before what one says earlier."""
    found = [
        (("formulier", _value(formulier, "code").tekst()), _place(formulier)),
        *(place for name, item in gedeeld.items() for place in _question(name, item)),
        *_questions(formulier),
        *_rules(tabel),
        *(place for knoop in voorinvulling for place in _origins(knoop)),
    ]
    return MappingProxyType(dict(found))


def _questions(formulier: Knoop) -> Iterator[Genoemd]:
    for page in _value(formulier, "onderwerpen").lijst():
        for item in _value(page, "vragen").lijst():
            yield from _named_question(item)
            for member in lezen_tabel.members(item):
                yield from _named_question(member)


def _named_question(item: Knoop) -> Iterator[Genoemd]:
    if name := _get(item, "linkId"):
        yield from _question(name.tekst(), item)


def _question(name: str, item: Knoop) -> Iterator[Genoemd]:
    yield ("vraag", name), _place(item)


def _rules(tabel: Knoop) -> Iterator[Genoemd]:
    yield from _named(_value(tabel, "regels"), "regel")
    derived = _get(tabel, "afgeleid")
    for item in derived.lijst() if derived else ():
        name = _value(item, "naam").tekst()
        yield ("afgeleid", name), _place(item)
        if below := _get(item, "tabel"):
            yield from _named(_value(below, "regels"), "regel", before=f"{name}: ")


def _named(rules: Knoop, kind: str, *, before: str = "") -> Iterator[Genoemd]:
    for item in rules.lijst():
        yield (kind, before + _value(item, "regel").tekst()), _place(item)


def _origins(knoop: Knoop) -> Iterator[Genoemd]:
    for key, _ in _value(knoop, "voorinvulling").paren():
        yield ("voorinvulling", key.tekst()), _place(key)


def _place(knoop: Knoop) -> Plek:
    return Plek(knoop.bestand, knoop.regel)


def _get(knoop: Knoop, name: str) -> Knoop | None:
    return next((value for key, value in knoop.paren() if key.tekst() == name), None)


def _value(knoop: Knoop, name: str) -> Knoop:
    return dict((key.tekst(), value) for key, value in knoop.paren())[name]
