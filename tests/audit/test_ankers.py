"""What is kept elsewhere shows what the database alone cannot: that a whole chain was made anew, or lost its end."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction

from machtigingen.audit import ankers, inkorten
from machtigingen.audit.actions import KETEN_INGEKORT, Breuk, begin_of, record, verify_all
from machtigingen.audit.models import Keten, Regel
from machtigingen.foundation.datums import years_before

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


def kort_in_zonder_ons(tot: int) -> None:
    """Who has the database takes the oldest rows off as we would, and has a row say so that fits."""
    laatste_weg = Regel.objects.get(keten=KETEN, volgnummer=tot)
    Keten.objects.filter(naam=KETEN).update(begin_volgnummer=tot, begin_hash=laatste_weg.hash)
    Regel.objects.filter(keten=KETEN, volgnummer__lte=tot).delete()
    zin = begin_of(Keten.objects.get(naam=KETEN))
    record(actor=medewerker(), now=NU, handeling=KETEN_INGEKORT, onderwerp=zin)


def test_it_is_of_each_chain_the_first_row_and_the_last_and_a_line_over_all() -> None:
    schrijf(3)
    schrijf(1, agb="06990002")
    regels = anker().splitlines()
    hash = {(regel.keten, regel.volgnummer): regel.hash for regel in Regel.objects.all()}
    assert regels[:-1] == [
        f"agb:06990002 1 {hash['agb:06990002', 1]} 2026-11-24T09:00:00+00:00",
        f"agb:22990001 1 {hash[KETEN, 1]} 2026-11-24T09:00:00+00:00",
        f"agb:22990001 3 {hash[KETEN, 3]} 2026-11-24T09:00:00+00:00",
    ]
    assert regels[-1].startswith("samen ")


def test_of_each_month_it_has_the_first_row() -> None:
    for dag in (datetime(2026, 9, 30, 23, 59, tzinfo=UTC), datetime(2026, 10, 1, tzinfo=UTC), NU):
        schrijf(3, op=dag)
    assert [een.volgnummer for een in ankers.take()] == [1, 4, 7, 9]


def test_with_a_clock_that_was_put_back_it_is_the_first_in_order() -> None:
    for uren in (2, 0, 3):
        schrijf(1, op=NU + timedelta(hours=uren))
    assert [een.volgnummer for een in ankers.take()] == [1, 3]


def test_it_reads_back_what_it_wrote() -> None:
    schrijf(2)
    assert ankers.read(anker()) == ankers.take()
    assert ankers.read(anker().replace("\n", "\r\n")) == ankers.take()


def test_of_an_empty_log_it_is_one_line() -> None:
    assert ankers.read(anker()) == ()


@pytest.mark.parametrize(
    "verander",
    [
        lambda tekst: tekst.replace("agb:22990001 2", "agb:22990001 3"),
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
        assert vergelijk(bewaard) == [Breuk(KETEN, 1, "de keten is een andere dan die van het anker")]


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
    assert inkorten.cut_off(KETEN, before=years_before(LATER, 5), now=LATER, hooguit=2) == 2
    assert vergelijk(bewaard, now=LATER) == []
    assert inkorten.cut_off(KETEN, before=years_before(LATER, 5), now=LATER, hooguit=9) == 1
    assert vergelijk(bewaard, now=LATER) == []
    assert vergelijk(anker(), now=LATER) == []


@pytest.mark.parametrize("tot", [1, 2, 3])
def test_what_was_cut_off_too_early_is_found_although_the_chain_fits(tot: int) -> None:
    schrijf(3)
    bewaard = anker()
    kort_in_zonder_ons(tot)
    assert set(dict(verify_all()).values()) == {None}
    (breuk,) = vergelijk(bewaard, now=NU + timedelta(days=2))
    assert breuk == Breuk(KETEN, 1, "de regel van het anker is weg, en is nog geen 5 jaar oud")


def test_also_when_only_rows_of_today_went_before_the_last_of_the_anchor() -> None:
    schrijf(2, op=NU.replace(year=2020))
    schrijf(20)
    bewaard = anker()
    kort_in_zonder_ons(21)
    assert set(dict(verify_all()).values()) == {None}
    assert vergelijk(bewaard) == [Breuk(KETEN, 3, "de regel van het anker is weg, en is nog geen 5 jaar oud")]


def test_an_anchor_of_before_that_knows_the_last_row_only_still_compares() -> None:
    schrijf(3)
    bewaard = ankers.write(ankers.take()[-1:])
    assert vergelijk(bewaard) == []
    kort_in_zonder_ons(3)
    assert len(vergelijk(bewaard)) == 1


def test_another_row_at_the_beginning_is_found() -> None:
    schrijf(2)
    bewaard = anker()
    schrijf(1, op=LATER)
    inkorten.cut_off(KETEN, before=years_before(LATER, 5), now=LATER, hooguit=9)
    Keten.objects.update(begin_hash="0" * 64)
    (breuk,) = vergelijk(bewaard, now=LATER)
    assert breuk.reden == "de keten is een andere dan die van het anker"


def test_taking_one_changes_nothing() -> None:
    schrijf(2)
    with transaction.atomic():
        assert anker() == anker()
    assert Regel.objects.count() == 2
