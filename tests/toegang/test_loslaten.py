"""The operator lets in again who has no other contactpersoon to ask, and says why."""

from datetime import UTC, datetime

import pytest
from click.testing import CliRunner
from wereld import Wereld

from machtigingen.audit.models import Regel
from machtigingen.project.medewerker import medewerker
from machtigingen.toegang.models import Medewerker

NU = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
WIE = ("22990001", "contact@oogkliniek.example")


@pytest.fixture
def op_slot(wereld: Wereld) -> Medewerker:
    wie = Medewerker.objects.get(organisatie__code=WIE[0], email=WIE[1])
    wie.geblokkeerd_at, wie.foute_pogingen, wie.factor_geheim, wie.factor_gezet_at, wie.laatste_stap = NU, 3, "X", NU, 7
    wie.save()
    return wie


def geef(*opdracht: str) -> str:
    return CliRunner().invoke(medewerker, opdracht).output.strip()


def test_a_lock_is_lifted_and_the_app_stays(op_slot: Medewerker) -> None:
    assert geef("deblokkeer", *WIE, "--reden", "enige contactpersoon") == "de blokkade is opgeheven"
    op_slot.refresh_from_db()
    assert (op_slot.geblokkeerd_at, op_slot.foute_pogingen, op_slot.factor_geheim) == (None, 0, "X")
    regel = Regel.objects.get(handeling="medewerker_gedeblokkeerd")
    assert (regel.onderwerp, regel.reden) == (f"medewerker:{op_slot.pk}", "enige contactpersoon")


def test_the_app_is_erased_and_a_lock_stays(op_slot: Medewerker) -> None:
    assert geef("wis-tweede-factor", *WIE, "--reden", "telefoon kwijt").startswith("de tweede factor is gewist")
    op_slot.refresh_from_db()
    assert (op_slot.factor_geheim, op_slot.factor_gezet_at, op_slot.laatste_stap) == (None, None, None)
    assert op_slot.geblokkeerd_at == NU


@pytest.mark.parametrize(
    ("opdracht", "gezegd"),
    [
        (("deblokkeer", "22990001", "niemand@oogkliniek.example", "--reden", "x"), "werkt niemand met het adres"),
        (("deblokkeer", "06990002", WIE[1], "--reden", "x"), "werkt niemand met het adres"),
        (("deblokkeer", *WIE, "--reden", " "), "geef een reden op"),
        (("wis-tweede-factor", *WIE), "Missing option '--reden'"),
    ],
)
def test_who_is_not_there_or_without_a_reason_nothing_changes(
    op_slot: Medewerker, opdracht: tuple[str, ...], gezegd: str
) -> None:
    assert gezegd in geef(*opdracht)
    op_slot.refresh_from_db()
    assert (op_slot.geblokkeerd_at, op_slot.factor_geheim) == (NU, "X")
    assert not Regel.objects.filter(handeling__in=["medewerker_gedeblokkeerd", "tweede_factor_gewist"]).exists()
