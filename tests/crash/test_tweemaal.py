"""What is told twice is found, by its ledger alone."""

import pytest
from crash.bezorging import told_twice


@pytest.mark.parametrize("soort", ["ingediend", "besluit"])
def test_one_act_told_under_two_ids_is_found(soort: str) -> None:
    rows = {"b1": ["a1", soort, "bezorgd"], "b2": ["a1", soort, "wacht"], "b3": ["a2", soort, "bezorgd"]}
    assert list(told_twice(rows)) == [f"a1 was told as {soort} under 2 ids"]


def test_another_act_on_the_same_aanvraag_is_told_under_its_own_id() -> None:
    rows = {"b1": ["a1", "ingediend", "bezorgd"], "b2": ["a1", "besluit", "bezorgd"], "b3": ["a2", "besluit", "wacht"]}
    assert list(told_twice(rows)) == []
