"""When something may go: with the day, the hour and the exceptions, as the domain notes have them."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from machtigingen.aanvragen.ouderdom import Ouderdom
from machtigingen.bewaring.regels import (
    Klasse,
    Termijnen,
    bewaard_tot,
    bijlagen_bewaard_tot,
    is_due,
    klasse_van,
)

NU = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
DAG, UUR = timedelta(days=1), timedelta(hours=1)
TERMIJNEN = Termijnen()


def push(**anders) -> Ouderdom:
    """One that nobody opened; its link is valid for a day."""
    return Ouderdom(**{"created_at": NU, "laatst_at": NU, "vervalt_at": NU + DAG} | anders)


def concept(**anders) -> Ouderdom:
    return push(**{"geopend": True, "vervalt_at": NU + 30 * DAG} | anders)


def aanvraag(**anders) -> Ouderdom:
    return concept(ingediend=True, **anders)


def test_there_are_three_classes_of_aanvragen() -> None:
    assert [klasse_van(een) for een in (push(), concept(), aanvraag())] == [
        Klasse.ONGEOPEND,
        Klasse.CONCEPT,
        Klasse.AANVRAAG,
    ]


def test_a_push_that_nobody_opened_goes_after_a_day() -> None:
    assert bewaard_tot(push(), TERMIJNEN) == NU + DAG


def test_a_push_of_which_the_link_is_valid_for_longer_goes_when_that_ends() -> None:
    assert bewaard_tot(push(vervalt_at=NU + 72 * UUR), TERMIJNEN) == NU + 72 * UUR


def test_a_concept_goes_thirty_days_after_it_was_last_changed() -> None:
    assert bewaard_tot(concept(laatst_at=NU + 12 * DAG), TERMIJNEN) == NU + 42 * DAG


def test_a_concept_that_can_still_be_worked_on_does_not_go() -> None:
    assert bewaard_tot(concept(vervalt_at=NU + 50 * DAG), TERMIJNEN) == NU + 50 * DAG


def test_an_aanvraag_goes_two_years_after_the_last_thing_that_happened() -> None:
    assert bewaard_tot(aanvraag(), TERMIJNEN) == NU.replace(year=2028)


def test_its_attachments_go_after_one() -> None:
    assert bijlagen_bewaard_tot(aanvraag(), TERMIJNEN) == NU.replace(year=2027)


def test_the_attachments_of_a_concept_go_with_it() -> None:
    assert bijlagen_bewaard_tot(concept(), TERMIJNEN) == bewaard_tot(concept(), TERMIJNEN)


def test_a_machtiging_that_is_still_valid_does_not_go() -> None:
    lang_geldig = aanvraag(geldig_tot_on=date(2031, 6, 30))
    assert bewaard_tot(lang_geldig, TERMIJNEN) == datetime(2031, 6, 30, 22, 0, tzinfo=UTC)  # summer, in the Netherlands
    assert bijlagen_bewaard_tot(lang_geldig, TERMIJNEN) == NU.replace(year=2027)


def test_a_machtiging_that_ended_long_ago_changes_nothing() -> None:
    assert bewaard_tot(aanvraag(geldig_tot_on=date(2027, 11, 1)), TERMIJNEN) == NU.replace(year=2028)


@pytest.mark.parametrize("soort", [push, concept, aanvraag])
@pytest.mark.parametrize("reden", ["bewaarslot", "wacht_op_besluit"])
def test_what_is_held_or_waits_for_a_besluit_never_goes(soort, reden: str) -> None:
    assert bewaard_tot(soort(**{reden: True}), TERMIJNEN) is None
    assert bijlagen_bewaard_tot(soort(**{reden: True}), TERMIJNEN) is None
    assert not is_due(None, NU.replace(year=9000))


def test_an_operator_may_set_other_terms() -> None:
    anders = Termijnen(ongeopend_uren=1, concept_dagen=7, aanvraag_jaren=7, bijlage_jaren=3, audit_jaren=8)
    assert anders.problem() == ""
    assert bewaard_tot(push(vervalt_at=NU), anders) == NU + UUR
    assert bewaard_tot(concept(vervalt_at=NU), anders) == NU + 7 * DAG
    assert bewaard_tot(aanvraag(), anders) == NU.replace(year=2033)
    assert bijlagen_bewaard_tot(aanvraag(), anders) == NU.replace(year=2029)


@pytest.mark.parametrize(
    ("termijnen", "genoemd"),
    [
        (Termijnen(audit_jaren=4), "audit_jaren: dit moet minstens 5 zijn"),
        (Termijnen(aanvraag_jaren=7), "audit_jaren: dit moet minstens zo lang zijn als aanvraag_jaren"),
        (Termijnen(bijlage_jaren=3), "bijlage_jaren: een bijlage kan niet langer blijven"),
        (Termijnen(audit_jaren=101), "audit_jaren: dit mag hooguit 100 jaar zijn"),
        (Termijnen(concept_dagen=36_601), "concept_dagen: dit mag hooguit 100 jaar zijn"),
    ],
)
def test_terms_that_cannot_be_are_named(termijnen: Termijnen, genoemd: str) -> None:
    assert genoemd in termijnen.problem()


MOMENTEN = st.datetimes(datetime(2020, 1, 1), datetime(2040, 1, 1), timezones=st.just(UTC))
OUDERDOMMEN = st.builds(
    Ouderdom,
    created_at=MOMENTEN,
    laatst_at=MOMENTEN,
    vervalt_at=MOMENTEN,
    geopend=st.booleans(),
    ingediend=st.booleans(),
    wacht_op_besluit=st.booleans(),
    geldig_tot_on=st.none() | st.dates(date(2020, 1, 1), date(2040, 1, 1)),
    bewaarslot=st.booleans(),
)
TERMEN = st.builds(
    Termijnen,
    ongeopend_uren=st.integers(1, 10_000),
    concept_dagen=st.integers(1, 1000),
    aanvraag_jaren=st.integers(1, 30),
    bijlage_jaren=st.integers(1, 30),
    audit_jaren=st.integers(5, 100),
).filter(lambda termijnen: not termijnen.problem())


@given(OUDERDOMMEN, TERMEN)
def test_attachments_never_stay_longer_than_their_aanvraag(ouderdom: Ouderdom, termijnen: Termijnen) -> None:
    tot, bijlagen_tot = bewaard_tot(ouderdom, termijnen), bijlagen_bewaard_tot(ouderdom, termijnen)
    assert (tot is None) == (bijlagen_tot is None)
    assert tot is None or bijlagen_tot <= tot


@given(OUDERDOMMEN, TERMEN)
def test_a_longer_term_keeps_at_least_as_long(ouderdom: Ouderdom, termijnen: Termijnen) -> None:
    langer = Termijnen(
        ongeopend_uren=termijnen.ongeopend_uren + 1,
        concept_dagen=termijnen.concept_dagen + 1,
        aanvraag_jaren=termijnen.aanvraag_jaren + 1,
        bijlage_jaren=termijnen.bijlage_jaren,
        audit_jaren=100,
    )
    tot = bewaard_tot(ouderdom, termijnen)
    assert tot is None or bewaard_tot(ouderdom, langer) >= tot


@given(OUDERDOMMEN, TERMEN)
def test_whatever_happens_later_keeps_it_longer(ouderdom: Ouderdom, termijnen: Termijnen) -> None:
    later = replace(ouderdom, laatst_at=ouderdom.laatst_at + 400 * DAG)
    tot = bewaard_tot(ouderdom, termijnen)
    assert tot is None or bewaard_tot(later, termijnen) >= tot
