"""Each sample does what its page says, over real mutual TLS with the sandbox; and one that is not run, says so."""

import re
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from machtigingen_sandbox.omgeving import Omgeving

from machtigingen.foundation import Fout

from .programs import RUN_BY_CI, SAMPLES, Run

SOURCES = sorted(path.relative_to(SAMPLES).as_posix() for path in SAMPLES.rglob("*.*") if path.suffix != ".md")
NOT_RUN = "wordt niet automatisch gecompileerd en getest"


def test_a_good_push_prints_the_link_and_nothing_else(push: Run, omgeving: Omgeving) -> None:
    done = push()
    link = re.escape(f"{omgeving.adres('portaal')}/instroom/") + r"[\w-]{43}\n"
    assert (done.returncode, done.stderr) == (0, "")
    assert re.fullmatch(link, done.stdout)


def test_a_refusal_prints_code_message_and_what_to_do(push: Run) -> None:
    refused = push("systeem-andere-instantie")
    fout = Fout("I101", "instantie.agb", {"agb": "22990001", "instantie": "Ziekenhuis Voorbeeldland"})
    assert (refused.returncode, refused.stdout) == (1, "")
    for text in (fout.code, fout.melding, fout.uitleg.actie):
        assert text in refused.stderr


def test_a_portal_with_a_certificate_of_another_ca_gets_no_message(push: Run, another_ca: Path) -> None:
    assert no_connection(push(another_ca))


def test_a_portal_with_another_name_than_its_certificate_gets_no_message(push: Run, another_name: str) -> None:
    assert no_connection(push(url=another_name))


def no_connection(done: CompletedProcess[str]) -> bool:
    return done.returncode == 1 and not done.stdout and "verbinding" in done.stderr


@pytest.mark.parametrize("source", SOURCES)
def test_it_is_short(source: str) -> None:
    assert len((SAMPLES / source).read_text(encoding="utf-8").splitlines()) < 60


@pytest.mark.parametrize("source", SOURCES)
def test_it_is_run_or_says_in_its_first_lines_that_it_is_not(source: str) -> None:
    first = "\n".join((SAMPLES / source).read_text(encoding="utf-8").splitlines()[:5])
    assert (source in RUN_BY_CI) != (NOT_RUN in first)
