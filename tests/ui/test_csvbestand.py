"""A list as a Dutch Excel opens it, and nothing in it that a sheet would run."""

import csv
import io

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from machtigingen.ui.csvbestand import csv_download, csv_text


def cellen(*waarden: int | float | str | None) -> list[str]:
    (_kop, rij) = csv.reader(io.StringIO(csv_text(kop=["a"] * len(waarden), rijen=[waarden])[1:]), delimiter=";")
    return rij


def test_it_says_that_it_is_utf_8_and_has_semicolons() -> None:
    assert csv_text(kop=["Naam", "Aantal"], rijen=[("Privékliniek", 3)]).encode() == (
        b"\xef\xbb\xbfNaam;Aantal\r\nPriv\xc3\xa9kliniek;3\r\n"
    )


@pytest.mark.parametrize(
    "tekst", ["=1+1", "+31", "-2", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1+1", "＋1", "－1", "＠A"]
)
def test_a_text_is_never_a_formula(tekst: str) -> None:
    assert cellen(tekst) == [f"'{tekst}"]


@example('"=1')
@given(st.text(st.characters(exclude_categories=("Cs",)), max_size=20))
def test_no_text_begins_as_a_formula_does(tekst: str) -> None:
    (cel,) = cellen(tekst)
    assert not cel.startswith(tuple("=+-@＝＋－＠"))


def test_numbers_are_written_as_in_the_netherlands_and_nothing_is_empty() -> None:
    assert cellen(1234, 4.25, 0.5, 1 / 3, None) == ["1234", "4,25", "0,5", "0,3333", ""]


def test_a_quote_and_a_semicolon_stay_within_their_cell() -> None:
    assert cellen('zei "ja"; nee') == ['zei "ja"; nee']


def test_it_is_always_a_download() -> None:
    antwoord = csv_download("cijfers.csv", kop=["a"], rijen=[])
    assert antwoord["Content-Type"] == "text/csv; charset=utf-8"
    assert antwoord["Content-Disposition"] == 'attachment; filename="cijfers.csv"'
