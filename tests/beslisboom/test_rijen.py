"""A table: what is read of its rows, what is wrong in which cell, and what it adds up to."""

from dataclasses import replace
from decimal import Decimal

import pytest

from machtigingen.beslisboom import (
    Controle,
    Optie,
    Totaal,
    Vraag,
    Vraagtype,
    as_typed,
    parse_antwoord,
    row_total,
    toon,
    total,
)
from machtigingen.foundation import DomainError


def kolom(naam, type, **extra):
    return Vraag(link_id=naam, tekst=naam.capitalize(), type=Vraagtype(type), **extra)


EURO = {"minimum": "0", "decimalen": 2, "eenheid": "EUR"}
TABEL = Vraag(
    link_id="prestaties",
    tekst="Welke prestaties?",
    type=Vraagtype.GROUP,
    meerdere=True,
    kolommen=(
        kolom("code", "choice", opties=(Optie("J056", "J056 Schroef"), Optie("J081", "J081 Klikgebit"))),
        kolom("aantal", "integer", minimum="1", maximum="99"),
        kolom("kaak", "choice", opties=(Optie("onder", "Onderkaak"), Optie("boven", "Bovenkaak"))),
        kolom("element", "string", verplicht=False, controle=Controle.ELEMENT),
        kolom("honorarium", "decimal", **EURO),
        kolom("techniek", "decimal", **EURO),
    ),
    uniek=("code", "kaak"),
    totaal=Totaal(("honorarium", "techniek"), "aantal"),
)
RIJ = {"code": "J081", "aantal": 1, "kaak": "onder", "honorarium": "500.00", "techniek": "550.50"}
LEEG = {"code": "", "aantal": " ", "kaak": None}


def wrong(raw, tabel=TABEL):
    with pytest.raises(DomainError) as refused:
        parse_antwoord(tabel, raw)
    return [(fout.code, fout.pad, fout.gegevens.get("reden", "")) for fout in refused.value.fouten]


@pytest.mark.parametrize(
    "written",
    [
        {"code": "J081", "aantal": "1", "kaak": "onder", "element": "", "honorarium": "500", "techniek": "550,5"},
        {"code": "J081", "aantal": 1, "kaak": "onder", "honorarium": 500, "techniek": 550.5},
        {"code": "J081", "aantal": 1, "kaak": "onder", "honorarium": "500.00", "techniek": "550.50"},
    ],
)
def test_a_row_of_a_page_or_of_a_package_becomes_the_same_canonical_row(written):
    assert parse_antwoord(TABEL, [written]) == [RIJ]
    assert parse_antwoord(TABEL, [RIJ]) == [RIJ]


@pytest.mark.parametrize("raw", [None, "", [], [{}], [LEEG, LEEG]])
def test_a_table_without_a_filled_in_row_is_no_answer(raw):
    assert parse_antwoord(TABEL, raw) is None


def test_empty_rows_are_dropped_but_rows_keep_their_number_in_an_error():
    assert parse_antwoord(TABEL, [LEEG, RIJ, LEEG]) == [RIJ]
    assert wrong([LEEG, RIJ | {"aantal": "0"}])[0][:2] == ("V107", "prestaties[1].aantal")


def test_every_wrong_cell_is_named_with_its_row_column_and_reason():
    found = wrong([RIJ | {"kaak": "", "honorarium": "veel"}, {"code": "J999"}])
    assert [pad for _, pad, _ in found] == [
        "prestaties[0].kaak",
        "prestaties[0].honorarium",
        "prestaties[1].code",
        "prestaties[1].aantal",
        "prestaties[1].kaak",
        "prestaties[1].honorarium",
        "prestaties[1].techniek",
    ]
    assert {code for code, _, _ in found} == {"V107"}
    assert found[0][2] == "Vul dit vak in"
    assert found[1][2].startswith("Vul een getal in")


def test_its_message_reads_as_a_sentence():
    with pytest.raises(DomainError) as refused:
        parse_antwoord(TABEL, [RIJ | {"kaak": ""}])
    assert refused.value.fouten[0].melding == "Verbeter regel 1 van de tabel bij Kaak. Vul dit vak in."


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("aantal", "100"),
        ("aantal", "1,5"),
        ("honorarium", "500,005"),
        ("honorarium", "-1"),
        ("honorarium", "1e3"),
        ("element", "49"),
        ("element", "56"),
        ("kaak", "links"),
        ("code", ["J081"]),
        ("kleur", "rood"),
    ],
)
def test_a_cell_that_cannot_be_is_refused(cell, value):
    assert [(code, pad) for code, pad, _ in wrong([RIJ | {cell: value}])] == [("V107", f"prestaties[0].{cell}")]


def test_each_code_stands_there_once_per_jaw():
    assert parse_antwoord(TABEL, [RIJ, RIJ | {"kaak": "boven"}, RIJ | {"code": "J056"}])
    assert wrong([RIJ, LEEG, RIJ | {"element": "33"}]) == [
        ("V107", "prestaties[2].code", "Dit staat al in regel 1. Voeg de twee regels samen")
    ]


@pytest.mark.parametrize(
    ("raw", "code"), [("J081", "B203"), (["J081"], "B203"), ({"code": "J081"}, "B203"), ([RIJ] * 51, "V106")]
)
def test_what_is_no_table_or_too_long_is_refused_as_a_whole(raw, code):
    assert [(found, pad) for found, pad, _ in wrong(raw)] == [(code, "prestaties")]


def test_a_row_adds_up_to_its_amounts_as_often_as_its_number():
    assert row_total(TABEL, RIJ | {"aantal": 2}) == Decimal("2101.00")
    assert total(TABEL, [RIJ, RIJ | {"aantal": 2}]) == Decimal("3151.50")
    assert row_total(replace(TABEL, totaal=Totaal(("techniek",))), RIJ) == Decimal("550.50")


@pytest.mark.parametrize("cell", ["", "veel", "1e999999", None, "1.400", "1,400"])
def test_what_cannot_be_added_up_has_no_total(cell):
    assert row_total(TABEL, RIJ | {"techniek": cell}) is None
    assert total(TABEL, [RIJ, RIJ | {"techniek": cell}]) is None
    assert total(TABEL, []) is None


def test_a_table_is_shown_row_by_row_with_what_it_adds_up_to():
    other = {"code": "J056", "aantal": 2, "kaak": "boven", "element": "16", "honorarium": "1048.5", "techniek": "0"}
    assert toon(TABEL, [RIJ, other]).replace("\u00a0", " ").splitlines() == [
        "J081 Klikgebit · Onderkaak · 1 × (€ 500,00 + € 550,50) = € 1.050,50",
        "J056 Schroef · Bovenkaak · element 16 · 2 × (€ 1.048,50 + € 0,00) = € 2.097,00",
        "Totaal: € 3.147,50",
    ]


def test_what_was_typed_and_cannot_be_read_is_shown_as_typed():
    assert toon(TABEL, [RIJ | {"techniek": "veel"}]).replace("\u00a0", " ") == (
        "J081 Klikgebit · aantal 1 · Onderkaak · honorarium € 500,00 · techniek veel"
    )


def test_an_amount_that_could_be_another_is_shown_as_typed_and_added_to_nothing():
    assert toon(TABEL, [RIJ | {"techniek": "1.400"}, RIJ]).replace("\u00a0", " ").splitlines() == [
        "J081 Klikgebit · aantal 1 · Onderkaak · honorarium € 500,00 · techniek 1.400",
        "J081 Klikgebit · Onderkaak · 1 × (€ 500,00 + € 550,50) = € 1.050,50",
    ]
    assert toon(TABEL.kolom("honorarium"), "1.400") == "1.400"
    assert toon(TABEL.kolom("honorarium"), "1400.00") == "€\u00a01.400,00"


def test_of_a_table_that_is_not_right_the_readable_cells_are_kept_canonical_and_the_rest_as_typed():
    typed = {"code": "J081", "aantal": "2", "kaak": "", "honorarium": "48,5", "techniek": "veel"}
    kept = {"code": "J081", "aantal": 2, "honorarium": "48.50", "techniek": "veel"}
    assert as_typed(TABEL, [LEEG, typed]) == [kept]
    assert as_typed(TABEL, [kept]) == [kept]
    assert as_typed(TABEL, "J081") == "J081"
