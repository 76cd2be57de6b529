"""Where does each part of a form stand? Its questions and where it takes over a shared one, its rules, derived values,
prefill lines, examples and translated texts, by file and line. The files themselves go by the code of the form."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from machtigingen.beslisboom import lezen_tabel
from machtigingen.beslisboom.formulier import Plek
from machtigingen.beslisboom.yamlknoop import Knoop

Genoemd = tuple[tuple[str, str], Plek]


def find_places(
    *,
    formulier: Knoop,
    gedeeld: Mapping[str, Knoop],
    tabel: Knoop,
    voorinvulling: tuple[Knoop, ...],
    voorbeelden: Knoop,
    vertaling: Knoop | None,
) -> Mapping[tuple[str, str], Plek]:
    """Of files that were read and found right. What a file says later goes before what one says earlier."""
    code = _value(formulier, "code").tekst()
    found = [
        (("formulier", code), _place(formulier)),
        (("tabel", code), _place(_key(tabel, "regels"))),
        (("voorbeeld", code), _place(_key(voorbeelden, "voorbeelden"))),
        *_named(_value(voorbeelden, "voorbeelden"), "voorbeeld", by="naam"),
        *(_translated(code, vertaling) if vertaling else ()),
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
    if shared := _get(item, "gedeeld"):
        yield ("gedeeld", shared.tekst()), _place(item)


def _question(name: str, item: Knoop) -> Iterator[Genoemd]:
    yield ("vraag", name), _place(item)


def _rules(tabel: Knoop) -> Iterator[Genoemd]:
    yield from _named(_value(tabel, "regels"), "regel", by="regel")
    derived = _get(tabel, "afgeleid")
    for item in derived.lijst() if derived else ():
        name = _value(item, "naam").tekst()
        yield ("afgeleid", name), _place(item)
        if below := _get(item, "tabel"):
            yield from _named(_value(below, "regels"), "regel", by="regel", before=f"{name}: ")


def _named(items: Knoop, kind: str, *, by: str, before: str = "") -> Iterator[Genoemd]:
    for item in items.lijst():
        yield (kind, before + _value(item, by).tekst()), _place(item)


def _translated(code: str, knoop: Knoop) -> Iterator[Genoemd]:
    yield ("vertaling", code), _place(_key(knoop, "vertaling"))
    yield from _named(_value(knoop, "vertaling"), "vertaling", by="nl")


def _origins(knoop: Knoop) -> Iterator[Genoemd]:
    for key, _ in _value(knoop, "voorinvulling").paren():
        yield ("voorinvulling", key.tekst()), _place(key)


def _place(knoop: Knoop) -> Plek:
    return Plek(knoop.bestand, knoop.regel)


def _key(knoop: Knoop, name: str) -> Knoop:
    return next(key for key, _ in knoop.paren() if key.tekst() == name)


def _get(knoop: Knoop, name: str) -> Knoop | None:
    return next((value for key, value in knoop.paren() if key.tekst() == name), None)


def _value(knoop: Knoop, name: str) -> Knoop:
    return dict((key.tekst(), value) for key, value in knoop.paren())[name]
