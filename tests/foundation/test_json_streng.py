"""Strict JSON: what is read back is what was written; what two readers could read differently is refused."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from machtigingen.foundation import DomainError, lees_json
from machtigingen.foundation.json_streng import DIEPTE

TEKST = st.text(st.characters(exclude_categories=["Cs"]))
WAARDEN = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(min_value=-(2**53), max_value=2**53)
    | st.floats(allow_nan=False, allow_infinity=False)
    | TEKST,
    lambda deel: st.lists(deel, max_size=4) | st.dictionaries(TEKST, deel, max_size=4),
    max_leaves=20,
)


def code(data: bytes) -> str:
    with pytest.raises(DomainError) as fout:
        lees_json(data)
    assert fout.value.fouten[0].melding.encode("utf-8")
    return fout.value.code


@given(WAARDEN, st.booleans(), st.sampled_from([None, 2]))
def test_what_was_written_is_read_back(waarde, ascii_, indent) -> None:
    tekst = json.dumps(waarde, ensure_ascii=ascii_, indent=indent)
    assert lees_json(tekst.encode("utf-8")) == waarde


@given(st.binary(max_size=200))
def test_any_bytes_give_a_value_or_a_code(data: bytes) -> None:
    try:
        lees_json(data)
    except DomainError as fout:
        assert fout.code in ("B101", "B102", "B103", "B106")


@pytest.mark.parametrize(
    "tekst", ["", " ", "{", "[1,]", "{'a': 1}", "{a: 1}", "[01]", "[.5]", "[+1]", '"\t"', "nul", "[1] [2]", "// x\n1"]
)
def test_this_is_not_json(tekst: str) -> None:
    assert code(tekst.encode()) == "B101"


@pytest.mark.parametrize(
    "data", [b"\xff", b'"\xc3"', '"é"'.encode("latin-1"), '{"a": 1}'.encode("utf-16"), b'"\xed\xa0\x80"']
)
def test_this_is_not_utf_8(data: bytes) -> None:
    assert code(data) == "B106"


@pytest.mark.parametrize(
    "tekst", ['{"a": 1, "a": 1}', '[{"b": {"c": 1, "c": 2}}]', '{"a": 1, "\\u0061": 2}', '{"": 1, "": 2}']
)
def test_a_key_stands_once(tekst: str) -> None:
    assert code(tekst.encode()) == "B102"


@pytest.mark.parametrize(
    "tekst",
    [
        "NaN", "Infinity", "-Infinity", "9007199254740993", "-9007199254740993", "1" + "0" * 5000, "1e999", "-1e999",
        "0." + "1" * 100, '"\\ud800"', '{"\\udfff": 1}', '{"\\ud800": 1, "\\ud800": 2}',
        "[" * (DIEPTE + 1) + "]" * (DIEPTE + 1),
    ],
    ids=lambda tekst: tekst[:20],
)  # fmt: skip
def test_this_is_beyond_the_limits(tekst: str) -> None:
    assert code(tekst.encode()) == "B103"


@pytest.mark.parametrize("tekst", ["[", '{"a":'])
def test_a_depth_without_end_is_refused_too(tekst: str) -> None:
    assert code(tekst.encode() * 100_000) in ("B101", "B103")


def test_this_deep_is_just_allowed() -> None:
    assert lees_json(b"[" * DIEPTE + b"]" * DIEPTE)


def test_a_byte_order_mark_is_no_part_of_the_value() -> None:
    assert lees_json(b'\xef\xbb\xbf{"a": 1}') == {"a": 1}


def test_a_pair_of_surrogates_is_one_character() -> None:
    assert lees_json(b'"\\ud83d\\ude00"') == "😀"
