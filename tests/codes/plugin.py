"""With this plug-in a run fails when no test provoked some code of the catalogue, or filled in a name of its text.

Load it for a whole run: `make test` without arguments does. A part of the tests provokes a part of the codes, so a run
that leaves tests out says nothing.
"""

import sys
from collections.abc import Generator, Iterable, Iterator, Mapping
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

import machtigingen
from machtigingen.foundation import Fout, foutcodes, fouten

SRC = str(Path(machtigingen.__file__).parent)
# Given to a family of codes at once, or read by a door: not each text needs them.
NOT_IN_EACH_TEXT = {"agb", "bestand", "datum", "veld", "vraag", "code", "medewerker", "pogingen"}
# Of what is kept for later: the page, beside the question in the words of then.
KEPT_WITH = {"A103": {"blad"}}

Seen = dict[str, set[str]]
seen: Seen = {}
_left_out: list[str] = []


def from_the_portal(frame: FrameType | None) -> bool:
    """Was it the portal's own code that made it, and not a test?"""
    while frame is not None and frame.f_code.co_filename == fouten.__file__:
        frame = frame.f_back
    return frame is not None and frame.f_code.co_filename.startswith(SRC)


def pytest_configure() -> None:
    made = Fout.__init__

    def recorded(self: Fout, *args: Any, **kwargs: Any) -> None:
        made(self, *args, **kwargs)
        if from_the_portal(sys._getframe(1)):
            seen.setdefault(self.code, set()).update(self.gegevens)

    Fout.__init__ = recorded  # type: ignore[method-assign]


def pytest_collection_finish() -> None:
    """A good answer can name a code too: that of a machtiging that is not needed."""
    from machtigingen.doors.software import antwoorden

    explained = antwoorden.doc

    def recorded(code: str, request: Any) -> str:
        seen.setdefault(code, set())
        return explained(code, request)

    antwoorden.doc = recorded  # type: ignore[attr-defined]


def pytest_deselected(items: list[pytest.Item]) -> None:
    _left_out.extend(item.nodeid for item in items)


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    if exitstatus == pytest.ExitCode.OK and _gaps():
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.hookimpl(wrapper=True)
def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, exitstatus: int) -> Generator[None, None, None]:
    yield
    if exitstatus in (pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED) and (found := _gaps()):
        terminalreporter.section("foutcodes", red=True)
        for line in found:
            terminalreporter.write_line(line)


def _gaps() -> list[str]:
    return (
        []
        if _left_out
        else list(gaps(seen, {code: _names(code) for code, een in foutcodes().items() if not een.ingetrokken}))
    )


def _names(code: str) -> set[str]:
    return set(fouten._PLEK.findall(foutcodes()[code].melding))


def gaps(provoked: Mapping[str, Iterable[str]], catalogue: Mapping[str, Iterable[str]]) -> Iterator[str]:
    """What is wrong with this run, in words."""
    for code, names in sorted(catalogue.items()):
        if code not in provoked:
            yield f"{code}: no test provokes it"
            continue
        for name in sorted(set(names) - set(provoked[code])):
            yield f"{code}: no test sees {{{name}}} filled in"
        for name in sorted(set(provoked[code]) - set(names) - NOT_IN_EACH_TEXT - KEPT_WITH.get(code, set())):
            yield f"{code}: {name} is given, but its text does not name it"
    yield from (f"{code}: is not in the catalogue, or was withdrawn" for code in sorted(set(provoked) - set(catalogue)))
