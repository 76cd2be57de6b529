"""Numbers that people read aloud: sortable, with a check digit, never given twice."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from machtigingen.aanvragen.nummers import aanvraagnummer, is_aanvraagnummer, is_machtigingsnummer, machtigingsnummer

DAG = date(2026, 11, 24)


@pytest.mark.django_db
def test_the_next_number_is_higher_today_and_tomorrow() -> None:
    nummers = [aanvraagnummer(on=dag) for dag in (DAG, DAG, date(2026, 11, 25), date(2027, 1, 1))]
    assert nummers == sorted(nummers)
    assert [nummer[:11] for nummer in nummers[:2]] == ["26112400001", "26112400002"]


@pytest.mark.django_db
def test_a_number_passes_its_own_check_and_has_its_own_length() -> None:
    nummer = aanvraagnummer(on=DAG)
    assert len(nummer) == 12
    assert is_aanvraagnummer(nummer)


@pytest.mark.django_db
def test_each_insurer_has_its_own_series_that_fits_a_claim() -> None:
    een, ander, weer = (machtigingsnummer(uzovi=uzovi, on=DAG) for uzovi in ("9901", "9902", "9901"))
    assert (een[:13], ander[:13], weer[:13]) == ("9901260000001", "9902260000001", "9901260000002")
    assert {len(nummer) for nummer in (een, ander, weer)} == {14}


@pytest.mark.django_db
@given(plaats=st.integers(min_value=0, max_value=11), cijfer=st.sampled_from("0123456789"))
def test_one_digit_misheard_is_noticed(plaats: int, cijfer: str) -> None:
    nummer = aanvraagnummer(on=DAG)
    verkeerd = nummer[:plaats] + cijfer + nummer[plaats + 1 :]
    assert is_aanvraagnummer(verkeerd) == (verkeerd == nummer)


@pytest.mark.parametrize("tekst", ["", "26112400001", "abcdefghijkl", "٢٦١١٢٤٠٠٠٠١٠", " 26112400001", "2611240000180"])
def test_anything_else_is_no_number(tekst: str) -> None:
    assert not is_aanvraagnummer(tekst)


@pytest.mark.django_db
def test_the_two_numbers_are_told_apart() -> None:
    machtiging, aanvraag = machtigingsnummer(uzovi="9901", on=DAG), aanvraagnummer(on=DAG)
    assert is_machtigingsnummer(machtiging)
    assert not is_aanvraagnummer(machtiging)
    assert not is_machtigingsnummer(aanvraag)
