"""A reason of an act, as it goes in the trail."""

import pytest

from machtigingen.foundation import DomainError
from machtigingen.toegang.redenen import REDEN_MAX, read_reden


def test_what_is_kept_is_one_line() -> None:
    assert read_reden("  sleutel \n kwijt ") == "sleutel kwijt"
    assert read_reden("x" * REDEN_MAX) == "x" * REDEN_MAX
    assert read_reden(" ", leeg_mag=True) == ""


@pytest.mark.parametrize("tekst", [" ", "x" * (REDEN_MAX + 1), "999990019", "a\x00b", "a\x1bb", "a\u202eb", "\ud800"])
def test_what_cannot_be_kept_is_refused_at_its_field(tekst: str) -> None:
    with pytest.raises(DomainError) as fout:
        read_reden(tekst)
    assert [(een.code, een.pad) for een in fout.value.fouten] == [("T102", "reden")]
