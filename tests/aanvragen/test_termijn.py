"""A concept does not wait for ever: a day when nobody opens it, thirty days once somebody did."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from machtigingen.aanvragen import actions
from machtigingen.aanvragen.cov import ask_cov
from machtigingen.aanvragen.lifecycle import Status
from machtigingen.aanvragen.models import Aanvraag
from machtigingen.aanvragen.queries import overview, stand
from machtigingen.aanvragen.samen import Blad
from machtigingen.foundation import DomainError

from .conftest import Loket

DAG = timedelta(days=1)
EVEN = timedelta(microseconds=1)


def open_(loket: Loket) -> Aanvraag:
    return actions.open_concept(actor=loket.als("persoonlijk-goed"), now=loket.now, aanvraag_id=loket.push())


def geweigerd(daad: Callable[[], object]) -> str:
    with pytest.raises(DomainError) as fout:
        daad()
    return fout.value.code


def test_nobody_opens_it_and_after_a_day_it_has_lapsed(loket: Loket) -> None:
    loket.push()
    aanvraag = Aanvraag.objects.get()
    assert stand(aanvraag, loket.now + DAG - EVEN) is Status.CONCEPT
    assert stand(aanvraag, loket.now + DAG) is Status.VERVALLEN


def test_opened_it_lasts_thirty_days_from_then(loket: Loket) -> None:
    loket.push()
    geopend = loket.now + timedelta(hours=23)
    id_ = Aanvraag.objects.get().id
    aanvraag = actions.open_concept(actor=loket.als("persoonlijk-goed"), now=geopend, aanvraag_id=id_)
    assert stand(aanvraag, geopend + 30 * DAG - EVEN) is Status.CONCEPT
    assert stand(aanvraag, geopend + 30 * DAG) is Status.VERVALLEN


def test_opening_it_again_does_not_make_it_last_longer(loket: Loket) -> None:
    aanvraag = open_(loket)
    later = loket.now + 10 * DAG
    weer = actions.open_concept(actor=loket.als("persoonlijk-goed"), now=later, aanvraag_id=aanvraag.id)
    assert (weer.opened_at, weer.vervalt_at) == (aanvraag.opened_at, aanvraag.vervalt_at)


def test_a_lapsed_concept_cannot_be_opened_changed_or_sent(loket: Loket) -> None:
    id_ = open_(loket).id
    wie = {"actor": loket.als("persoonlijk-goed"), "now": loket.now + 30 * DAG, "aanvraag_id": id_}
    assert geweigerd(lambda: actions.answer(**wie, blad=Blad(), ruw={"mrd": "1"})) == "L102"
    assert geweigerd(lambda: actions.find_concept(**wie)) == "L102"
    assert geweigerd(lambda: ask_cov(**wie)) == "L102"
    assert Aanvraag.objects.get().versie == 1


def test_a_lapsed_concept_that_nobody_opened_is_left_out_of_the_list(loket: Loket) -> None:
    loket.push()
    actor = loket.als("persoonlijk-goed")
    assert overview(actor=actor, now=loket.now).count() == 1
    assert overview(actor=actor, now=loket.now + DAG).count() == 0


def test_a_lapsed_concept_that_somebody_worked_on_stays_in_the_list(loket: Loket) -> None:
    open_(loket)
    assert overview(actor=loket.als("persoonlijk-goed"), now=loket.now + 31 * DAG).count() == 1
