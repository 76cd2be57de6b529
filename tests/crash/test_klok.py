"""The clock jumps: a session ends rather than live for ever, numbers stay apart, the audit record stays whole."""

import shutil
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from machtigingen_sandbox import testpki as sandbox_pki
from reis import dien_in, tekst
from wereld import Wereld, bericht

from machtigingen.aanvragen.models import Aanvraag
from machtigingen.audit.actions import verify_all
from machtigingen.project import klok
from machtigingen.toegang import sessie

JUMPS = [timedelta(hours=2), timedelta(hours=-2), timedelta(days=2), timedelta(days=-2)]
# The certificates are three days old: before that day they don't count.
START = timedelta(days=3)


@pytest.fixture
def testpki(testpki: Path, tmp_path: Path) -> Path:
    """A copy, to be renewed in."""
    return shutil.copytree(testpki, tmp_path / "testpki")


@pytest.fixture
def jump(bevroren: datetime) -> Callable[[timedelta], None]:
    def to(difference: timedelta) -> None:
        klok.zet(lambda: bevroren + START + difference)

    to(timedelta(0))
    return to


@pytest.mark.parametrize("difference", JUMPS, ids=str)
def test_a_session_ends(wereld: Wereld, jump: Callable[[timedelta], None], difference: timedelta) -> None:
    mens = wereld.mens()
    assert "Machtigingen" in tekst(mens.get("/aanvragen/"))
    jump(difference)
    assert "opnieuw" in tekst(mens.get("/aanvragen/"))
    assert mens.get("/aanvragen/").context["reden"] == "stil"


def test_a_session_that_lets_a_clock_that_was_put_back_count_is_found_out(
    wereld: Wereld, jump: Callable[[timedelta], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sessie, "abs", lambda difference: difference, raising=False)
    with pytest.raises(AssertionError):
        test_a_session_ends(wereld, jump, timedelta(hours=-2))


def test_a_clock_that_is_put_right_by_a_minute_ends_nothing(wereld: Wereld, jump: Callable[[timedelta], None]) -> None:
    mens = wereld.mens()
    mens.get("/aanvragen/")
    jump(timedelta(minutes=-1))
    assert mens.get("/aanvragen/").context["actor"] is not None
    assert "reden" not in mens.get("/aanvragen/").context


def test_numbers_stay_apart_and_the_audit_record_whole(wereld: Wereld, jump: Callable[[timedelta], None]) -> None:
    for number, difference in enumerate([timedelta(0), *JUMPS, timedelta(0)]):
        jump(difference)
        dien_in(wereld, wereld.mens(), referentie=f"sprong-{number}")
    rows = list(Aanvraag.objects.all())
    assert len({row.aanvraagnummer for row in rows}) == len({row.machtigingsnummer for row in rows}) == 6
    assert set(dict(verify_all()).values()) == {None}


def test_a_new_revocation_list_lets_everybody_in_again_without_a_restart(
    wereld: Wereld, jump: Callable[[timedelta], None], bevroren: datetime
) -> None:
    later = timedelta(days=30)
    jump(later)
    assert wereld.software().push(bericht()).json()["code"] == "D107"
    sandbox_pki.renew(wereld.testpki, now=bevroren + START + later)
    assert wereld.software().push(bericht()).status_code == 201
