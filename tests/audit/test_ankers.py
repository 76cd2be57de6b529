"""What is kept elsewhere shows what the database alone cannot: that a whole chain was made anew, or lost its end."""

from datetime import datetime, timedelta

import pytest
from django.db import transaction

from machtigingen.audit import ankers, inkorten
from machtigingen.audit.actions import Breuk, record, verify_all
from machtigingen.audit.models import Keten, Regel

from .conftest import NU, medewerker
from .test_verify import KETEN, inbraak, voer_uit

pytestmark = pytest.mark.django_db

LATER = NU.replace(year=2032)


def schrijf(aantal: int, *, op: datetime = NU, agb: str = "22990001", handeling: str = "aanvraag_bekeken") -> None:
    for _ in range(aantal):
        record(actor=medewerker(agb), now=op, handeling=handeling)


def vergelijk(tekst: str, *, now: datetime = NU) -> list[Breuk]:
    return list(ankers.compare(ankers.read(tekst), now=now))


def anker() -> str:
    return ankers.write(ankers.take())


def test_it_is_a_line_for_each_chain_and_one_over_all() -> None:
    schrijf(2)
    schrijf(1, agb="06990002")
    regels = anker().splitlines()
    einden = {keten.naam: keten.hash for keten in Keten.objects.all()}
    assert regels[0] == f"agb:06990002 1 {einden['agb:06990002']} 2026-11-24T09:00:00+00:00"
    assert regels[1] == f"agb:22990001 2 {einden['agb:22990001']} 2026-11-24T09:00:00+00:00"
    assert regels[2].startswith("samen ")
    assert len(regels) == 3


def test_it_reads_back_what_it_wrote() -> None:
    schrijf(2)
    assert ankers.read(anker()) == ankers.take()
    assert ankers.read(anker().replace("\n", "\r\n")) == ankers.take()


def test_of_an_empty_log_it_is_one_line() -> None:
    assert ankers.read(anker()) == ()


@pytest.mark.parametrize(
    "verander",
    [
        lambda tekst: tekst.replace("agb:22990001 2", "agb:22990001 1"),
        lambda tekst: tekst.rpartition("samen")[0],
        lambda tekst: tekst.partition("\n")[2],
        lambda tekst: "",
        lambda tekst: "samen 0",
    ],
    ids=["another number", "no last line", "a line less", "nothing", "another hash"],
)
def test_one_that_was_altered_is_refused(verander) -> None:
    schrijf(2)
    with pytest.raises(ankers.Ankerfout):
        ankers.read(verander(anker()))


@pytest.mark.parametrize("regel", ["agb:22990001", f"a 1 {'0' * 64} gisteren", f"a 1 {'0' * 64} 2026-11-24T09:00:00"])
def test_a_line_that_is_no_anchor_is_refused(regel: str) -> None:
    from hashlib import sha256

    with pytest.raises(ankers.Ankerfout, match="geen anker"):
        ankers.read(f"{regel}\nsamen {sha256(regel.encode()).hexdigest()}\n")


def test_a_log_that_went_on_fits() -> None:
    schrijf(2)
    bewaard = anker()
    schrijf(3)
    schrijf(1, agb="06990002")
    assert vergelijk(bewaard) == []


def maak_opnieuw(aantal: int) -> None:
    """Who has the database makes a whole chain of his own, that fits in all its parts."""
    voer_uit("DELETE FROM audit_regel WHERE keten = %s", KETEN)
    Keten.objects.filter(naam=KETEN).update(volgnummer=0, hash="", begin_volgnummer=0, begin_hash="")
    schrijf(aantal, handeling="verzonnen")


def test_a_chain_that_was_made_anew_is_found() -> None:
    schrijf(2)
    bewaard = anker()
    with inbraak():
        maak_opnieuw(3)
        assert set(dict(verify_all()).values()) == {None}
        assert vergelijk(bewaard) == [Breuk(KETEN, 2, "de keten is een andere dan die van het anker")]


def test_a_chain_that_lost_its_end_is_found() -> None:
    schrijf(3)
    bewaard = anker()
    with inbraak():
        voer_uit("DELETE FROM audit_regel WHERE keten = %s AND volgnummer = 3", KETEN)
        Keten.objects.filter(naam=KETEN).update(volgnummer=2, hash=Regel.objects.get(volgnummer=2).hash)
        assert set(dict(verify_all()).values()) == {None}
        assert vergelijk(bewaard) == [Breuk(KETEN, 3, "het anker ligt voorbij het einde van de keten")]


def test_a_chain_that_is_gone_is_found() -> None:
    schrijf(1)
    bewaard = anker()
    with inbraak():
        voer_uit("DELETE FROM audit_regel")
        voer_uit("DELETE FROM audit_keten")
        assert list(verify_all()) == []
        assert vergelijk(bewaard) == [Breuk(KETEN, 1, "de keten uit het anker is er niet")]


def test_what_was_cut_off_because_it_was_old_is_missed_by_nobody() -> None:
    schrijf(3)
    bewaard = anker()
    schrijf(1, op=LATER)
    assert inkorten.cut_off(KETEN, before=LATER - timedelta(days=1), now=LATER, hooguit=9) == 3
    assert vergelijk(bewaard, now=LATER) == []
    inkorten.cut_off(KETEN, before=LATER + timedelta(days=1), now=LATER, hooguit=9)
    assert vergelijk(bewaard, now=LATER) == []


def test_what_was_cut_off_too_early_is_found_although_the_chain_fits() -> None:
    schrijf(3)
    bewaard = anker()
    inkorten.cut_off(KETEN, before=NU + timedelta(days=1), now=NU, hooguit=9)
    assert set(dict(verify_all()).values()) == {None}
    (breuk,) = vergelijk(bewaard, now=NU + timedelta(days=2))
    assert breuk.reden == "de regel van het anker is weg, en is nog geen 5 jaar oud"


def test_another_row_at_the_beginning_is_found() -> None:
    schrijf(2)
    bewaard = anker()
    inkorten.cut_off(KETEN, before=NU + timedelta(days=1), now=NU, hooguit=9)
    Keten.objects.update(begin_hash="0" * 64)
    (breuk,) = vergelijk(bewaard, now=LATER)
    assert breuk.reden == "de keten is een andere dan die van het anker"


def test_taking_one_changes_nothing() -> None:
    schrijf(2)
    with transaction.atomic():
        assert anker() == anker()
    assert Regel.objects.count() == 2
