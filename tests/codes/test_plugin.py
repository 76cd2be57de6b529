"""The plug-in that asks for a test of every code: it sees what the portal says, and nothing else."""

import sys
from contextlib import suppress

from machtigingen.foundation import AgbCode, DomainError, Fout

from .plugin import from_the_portal, gaps

CATALOGUE = {"R101": {"agb"}, "B101": set[str]()}


def test_a_run_that_provoked_every_code_has_no_gaps() -> None:
    assert list(gaps({"R101": {"agb"}, "B101": set()}, CATALOGUE)) == []


def test_a_code_that_no_test_provoked_is_named() -> None:
    assert list(gaps({"R101": {"agb"}}, CATALOGUE)) == ["B101: no test provokes it"]


def test_a_name_in_a_text_that_was_never_filled_in_is_named() -> None:
    assert list(gaps({"R101": set(), "B101": set()}, CATALOGUE)) == ["R101: no test sees {agb} filled in"]


def test_a_name_that_is_given_for_nothing_is_named() -> None:
    found = list(gaps({"R101": {"agb"}, "B101": {"maximun"}}, CATALOGUE))
    assert found == ["B101: maximun is given, but its text does not name it"]


def test_a_code_without_an_entry_is_named() -> None:
    found = list(gaps({"R101": {"agb"}, "B101": set(), "Z999": set()}, CATALOGUE))
    assert found == ["Z999: is not in the catalogue, or was withdrawn"]


def test_only_what_the_portal_itself_says_counts(monkeypatch: object) -> None:
    assert not from_the_portal(sys._getframe())
    gezien: list[bool] = []
    made = Fout.__init__

    def looking(self: Fout, *args: object, **kwargs: object) -> None:
        gezien.append(from_the_portal(sys._getframe(1)))
        made(self, *args, **kwargs)  # type: ignore[arg-type]

    monkeypatch.setattr(Fout, "__init__", looking)  # type: ignore[attr-defined]
    DomainError.one("R101")
    Fout("R101")
    with suppress(DomainError):
        AgbCode.parse("1")
    assert gezien == [False, False, True]
