"""What an error says: the text of the catalogue, filled in with what is known, and readable without it."""

import re
from itertools import combinations

import pytest

from machtigingen.foundation import DomainError, Fout, foutcodes

CODES = tuple(foutcodes().values())
_PLEK = re.compile(r"\{([a-z_]+)\}")


def namen(melding: str) -> list[str]:
    return _PLEK.findall(melding)


@pytest.mark.parametrize("uitleg", CODES, ids=lambda uitleg: uitleg.code)
def test_a_text_reads_well_whatever_is_known(uitleg) -> None:
    alle = namen(uitleg.melding)
    for aantal in range(len(alle) + 1):
        for bekend in combinations(alle, aantal):
            melding = Fout(uitleg.code, "", {naam: f"‹{naam}›" for naam in bekend}).melding
            assert all(f"‹{naam}›" in melding for naam in bekend)
            assert not re.search(r"[{}]|  |\s[.,;:!?]|\(\s*\)|^\s|\s$", melding), melding


def test_what_is_filled_in_is_not_filled_in_again() -> None:
    uitleg = next(uitleg for uitleg in CODES if namen(uitleg.melding))
    naam = namen(uitleg.melding)[0]
    assert "{agb} {naam}" in Fout(uitleg.code, "", {naam: "{agb} {naam}"}).melding


def test_an_error_carries_all_that_is_wrong_and_says_the_first_code() -> None:
    fout = DomainError(Fout("B201", "a"), Fout("B203", "b.c"))
    assert fout.code == "B201"
    assert [een.pad for een in fout.fouten] == ["a", "b.c"]
    assert str(fout) == "B201 a, B203 b.c"


def test_an_error_as_text_never_holds_what_was_filled_in() -> None:
    assert "999911004" not in str(DomainError.one("B212", pad="bsn", naam="999911004"))


def test_the_catalogue_cannot_be_changed_by_a_reader() -> None:
    with pytest.raises(TypeError):
        foutcodes()["X999"] = CODES[0]
