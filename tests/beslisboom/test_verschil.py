"""The differences between two versions: nothing that people read or a rule decides changes without being told."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from enum import Enum

import pytest
from alle_vraagtypen import write_catalogus

from machtigingen.beslisboom import Formulier, load, load_catalogus
from machtigingen.beslisboom.formulier import Plek
from machtigingen.beslisboom.verband import Verband, Verbandsoort
from machtigingen.beslisboom.verschil import compare
from machtigingen.beslisboom.vraag import Controle, Totaal
from machtigingen.foundation import CATALOGUS

# Which version it is stands above the comparison; the others follow from what is told.
NOT_TOLD = {
    ("Formulier", "code"),
    ("Formulier", "versie"),
    ("Formulier", "uzovi"),
    ("Formulier", "plekken"),
    ("Vraag", "groepsnaam"),
    ("Vraag", "waardelijst"),
}
NEW = {
    "controle": Controle.BSN,
    "max_length": 7,
    "min_length": 7,
    "decimalen": 4,
    "minimum": "1",
    "maximum": "7",
    "geldig_tot": date(2031, 1, 1),
    "totaal": Totaal(som=("wat",)),
}


@pytest.fixture(scope="module")
def forms(tmp_path_factory: pytest.TempPathFactory) -> list[Formulier]:
    found = load_catalogus(write_catalogus(tmp_path_factory.mktemp("verschil") / "catalogus")).formulieren
    return [_with_relation(form) for form in found]


def _with_relation(form: Formulier) -> Formulier:
    """Each table of it keeps to one relation, with all that a relation may have; and it is translated."""
    relation = Verband(
        soort=Verbandsoort.NIET_SAMEN,
        kolom="wat",
        deze=frozenset({"bril"}),
        met=frozenset({"lens"}),
        per=("merk",),
        telt="aantal",
        minimum=Decimal(1),
        maximum=Decimal(9),
        tekst="Niet samen.",
    )
    pages = tuple(
        replace(
            page, items=tuple(replace(item, verbanden=(relation,)) if item.kolommen else item for item in page.items)
        )
        for page in form.onderwerpen
    )
    return replace(form, onderwerpen=pages, vertalingen={"en": {"Wie": "Who"}})


def variants(value: object, naam: str) -> Iterator[tuple[frozenset[tuple[str, str]], object]]:
    """Each with one thing different, and which field of what that is."""
    match value:
        case None:
            yield frozenset(), NEW.get(naam, Decimal(1))
        case bool():
            yield frozenset(), not value
        case Enum():
            yield from ((frozenset(), other) for other in type(value) if other is not value)
        case str():
            yield frozenset(), f"{value}9"
            yield frozenset(), "bsn"
        case int() | Decimal():
            yield frozenset(), value + 1
        case date():
            yield frozenset(), value + timedelta(1)
        case frozenset():
            yield frozenset(), value | {"nog een"}
        case Mapping():
            for key, part in value.items():
                yield from ((seen, {**value, key: other}) for seen, other in variants(part, naam))
        case tuple() | list():
            yield frozenset(), value[:-1]
            for place, part in enumerate(value):
                for seen, other in variants(part, naam):
                    yield seen, type(value)((*value[:place], other, *value[place + 1 :]))
        case _ if is_dataclass(value) and not isinstance(value, Plek):
            for field in fields(value):
                spot = type(value).__name__, field.name
                for seen, other in variants(getattr(value, field.name), field.name):
                    yield seen | {spot}, replace(value, **{field.name: other})


def all_fields(value: object) -> Iterator[tuple[str, str]]:
    if is_dataclass(value) and not isinstance(value, Plek):
        for field in fields(value):
            yield type(value).__name__, field.name
            yield from all_fields(getattr(value, field.name))
    for part in value.values() if isinstance(value, Mapping) else value if isinstance(value, tuple) else ():
        yield from all_fields(part)


def test_whatever_is_different_is_told(forms: list[Formulier]) -> None:
    open_ = {spot for form in forms for spot in all_fields(form)} - NOT_TOLD
    assert len(open_) > 80
    for form in forms:
        for seen, other in variants(form, ""):
            if seen & open_ and not seen & NOT_TOLD and other != form:
                try:
                    told = compare(form, other)
                except (KeyError, ValueError, ArithmeticError):
                    continue  # no form that can be read
                if ("Vraag", "enable_any") in seen and not told:
                    continue  # of fewer than two conditions it says nothing
                assert told, sorted(seen)
                open_ -= seen
    assert open_ == set()


def test_the_same_form_has_no_differences(forms: list[Formulier]) -> None:
    assert [compare(form, form) for form in forms] == [()] * len(forms)


def test_of_two_pages_with_one_title_each_is_told(forms: list[Formulier]) -> None:
    same = tuple(replace(page, titel="Wie") for page in forms[0].onderwerpen)
    first = replace(forms[0], onderwerpen=same)
    then = replace(first, onderwerpen=(replace(same[0], uitleg="Nieuw"), *same[1:]))
    assert [(each.naam, each.wat, each.straks) for each in compare(first, then)] == [
        (same[0].link_id, "uitleg", "Nieuw")
    ]


def test_a_rule_over_rows_is_told_by_its_own_sentence_and_leaves_another_be() -> None:
    form = load(CATALOGUS / "klikgebit" / "2026-2")
    (page,) = [page for page in form.onderwerpen if page.link_id == "begroting"]
    fewer = tuple(replace(item, verbanden=item.verbanden[1:]) for item in page.items)
    before = replace(
        form, onderwerpen=tuple(replace(een, items=fewer) if een is page else een for een in form.onderwerpen)
    )
    (change,) = compare(before, form)
    assert (change.naam, change.wat) == (
        "prestaties",
        "verband ‘In één kaak komt hoogstens één klikgebit, nieuw of omgevormd’",
    )
    assert change.straks.startswith("soort: aantal; kolom: code; deze: J080, J081") and change.eerst == ""
