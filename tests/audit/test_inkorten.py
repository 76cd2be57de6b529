"""The oldest rows of a chain go, and what is left can still be checked; nobody moves its beginning unseen."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from hypothesis import given
from hypothesis import strategies as st

from machtigingen.audit import inkorten
from machtigingen.audit.actions import KETEN_INGEKORT, Breuk, hash_of, record, verify_all, verify_chain
from machtigingen.audit.models import Keten, Regel
from machtigingen.audit.queries import Logboekvraag, calls
from machtigingen.foundation.datums import years_before

from .conftest import NU, medewerker
from .test_verify import KETEN, inbraak, per_voorbeeld, voer_uit

pytestmark = pytest.mark.django_db

DAG = timedelta(days=1)


def schrijf(*jaren_oud: int, agb: str = "22990001", onderwerp: str = "") -> None:
    for oud in jaren_oud:
        record(
            actor=medewerker(agb),
            now=years_before(NU, oud),
            handeling="aanvraag_bekeken",
            onderwerp=onderwerp or f"jaar:{oud}",
        )


def kort_in(jaren: int = 5, **anders) -> int:
    return inkorten.cut_off(KETEN, **{"before": years_before(NU, jaren), "now": NU, "hooguit": 1000} | anders)


def nummers() -> list[int]:
    return list(Regel.objects.filter(keten=KETEN).order_by("volgnummer").values_list("volgnummer", flat=True))


def test_rows_older_than_the_term_go_and_the_rest_still_fits() -> None:
    schrijf(9, 8, 7, 3, 2)
    assert kort_in() == 3
    assert nummers() == [4, 5, 6]
    assert verify_chain(KETEN) is None


def test_a_row_of_the_same_chain_says_until_where() -> None:
    schrijf(9, 8, 3)
    hash = Regel.objects.get(volgnummer=2).hash
    kort_in()
    laatste = Regel.objects.get(volgnummer=4)
    assert (laatste.handeling, laatste.soort_actor) == (KETEN_INGEKORT, "portaal")
    assert laatste.onderwerp == f"begin:2:{hash[:48]}"


def test_that_row_is_no_call_by_software() -> None:
    schrijf(9)
    kort_in()
    assert calls(KETEN, Logboekvraag(), vanaf=NU - DAG, na=None, hooguit=9) == ()


def test_a_second_time_takes_nothing_and_writes_nothing() -> None:
    schrijf(9, 3)
    kort_in()
    assert kort_in() == 0
    assert nummers() == [2, 3]


def test_another_chain_keeps_its_rows() -> None:
    schrijf(9)
    schrijf(9, agb="06990002")
    kort_in()
    assert Regel.objects.filter(keten="agb:06990002").count() == 1
    assert set(dict(verify_all()).values()) == {None}


def test_a_chain_of_which_all_is_old_goes_on_after_it() -> None:
    schrijf(9, 8)
    kort_in()
    schrijf(1)
    assert nummers() == [3, 4]
    assert verify_chain(KETEN) is None


def test_it_goes_by_so_many_at_a_time() -> None:
    schrijf(9, 9, 9, 9, 9, 1)
    assert [kort_in(hooguit=2) for _ in range(4)] == [2, 2, 1, 0]
    assert verify_chain(KETEN) is None


def test_it_stops_at_what_is_kept_for_there_are_no_holes() -> None:
    schrijf(9)
    schrijf(8, onderwerp="aanvraag:1")
    schrijf(7)
    assert inkorten.count_old(KETEN, before=years_before(NU, 5), keep={"aanvraag:1"}) == 1
    assert kort_in(keep={"aanvraag:1"}) == 1
    assert nummers() == [2, 3, 4]


def test_a_younger_row_before_older_ones_keeps_them() -> None:
    """A clock was put back: what the rows are in is the order of their numbers."""
    schrijf(9, 1, 8)
    assert kort_in() == 1
    assert nummers() == [2, 3, 4]


@per_voorbeeld
@given(
    ouderdom=st.lists(st.integers(0, 10), min_size=1, max_size=12),
    keren=st.lists(st.integers(5, 10), min_size=1, max_size=3),
)
def test_whatever_was_cut_off_the_chain_is_whole_and_nothing_young_is_gone(
    ouderdom: list[int], keren: list[int]
) -> None:
    with transaction.atomic():
        schrijf(*ouderdom)
        for jaren in keren:
            voorspeld = inkorten.count_old(KETEN, before=years_before(NU, jaren))
            assert kort_in(jaren) == voorspeld
            assert verify_chain(KETEN) is None
        over = Regel.objects.filter(keten=KETEN, handeling="aanvraag_bekeken").count()
        eerste_jonge = next((plek for plek, oud in enumerate(ouderdom) if oud <= min(keren)), len(ouderdom))
        assert over == len(ouderdom) - eerste_jonge
        transaction.set_rollback(True)


@pytest.mark.parametrize("te_jong", [timedelta(seconds=1), DAG, 1825 * DAG])
def test_who_asks_for_rows_of_less_than_five_years_gets_none(te_jong: timedelta) -> None:
    schrijf(9, 1)
    with pytest.raises(ValueError, match="5 jaar"):
        kort_in(before=years_before(NU, 5) + te_jong)
    assert nummers() == [1, 2]


def test_the_database_still_refuses_to_remove_what_is_after_the_beginning() -> None:
    schrijf(9, 3)
    kort_in()
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        voer_uit("DELETE FROM audit_regel")
    assert nummers() == [2, 3]


def test_a_beginning_past_the_end_is_refused() -> None:
    schrijf(9)
    with pytest.raises(DatabaseError), transaction.atomic():
        Keten.objects.update(begin_volgnummer=2)


def test_rows_that_are_taken_off_by_moving_the_beginning_are_missed() -> None:
    """Nothing of the database refuses it to who may write to it; the chain itself tells."""
    schrijf(3, 2, 1)
    hash = Regel.objects.get(volgnummer=2).hash
    Keten.objects.filter(naam=KETEN).update(begin_volgnummer=2, begin_hash=hash)
    voer_uit("DELETE FROM audit_regel WHERE volgnummer <= 2")
    assert verify_chain(KETEN) == Breuk(KETEN, 2, "begin van de keten is veranderd")


@pytest.mark.parametrize(
    ("kolom", "waarde"),
    [("begin_volgnummer", 1), ("begin_volgnummer", 3), ("begin_volgnummer", 0), ("begin_hash", "0")],
)
def test_a_beginning_that_was_changed_is_noticed(kolom: str, waarde: object) -> None:
    schrijf(9, 8, 3, 2)
    kort_in()
    assert verify_chain(KETEN) is None
    Keten.objects.filter(naam=KETEN).update(**{kolom: waarde})
    assert verify_chain(KETEN) is not None


def test_a_row_that_was_put_back_before_the_beginning_is_named() -> None:
    schrijf(9, 8, 3)
    eerste = Regel.objects.get(volgnummer=1)
    kort_in()
    eerste.save(force_insert=True)
    assert verify_chain(KETEN) == Breuk(KETEN, 1, "regel hoort er niet meer te zijn")


def test_a_row_about_cutting_off_that_was_altered_is_named() -> None:
    schrijf(9, 3)
    kort_in()
    with inbraak():
        voer_uit("UPDATE audit_regel SET onderwerp = 'begin:0:' WHERE volgnummer = 3")
        assert verify_chain(KETEN) == Breuk(KETEN, 3, "inhoud is veranderd")


def test_what_was_cut_off_and_what_remains_hang_together() -> None:
    schrijf(9, 8, 3)
    laatste_weg = Regel.objects.get(volgnummer=2)
    kort_in()
    eerste_over = Regel.objects.get(volgnummer=3)
    assert eerste_over.vorige_hash == laatste_weg.hash == hash_of(laatste_weg)


def test_an_act_that_is_undone_cuts_nothing_off() -> None:
    schrijf(9, 3)
    with pytest.raises(ValueError), transaction.atomic():
        kort_in()
        raise ValueError
    assert nummers() == [1, 2]
    assert verify_chain(KETEN) is None
