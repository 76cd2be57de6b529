"""What is told to an organisation that is stopped waits until it is let go; after its agreement nothing goes out."""

from datetime import datetime, timedelta

import pytest
from notificaties.toneel import AGB, ANDERE, Doos, Klok, abonneer, enige, gebeurt, tijdelijk, werk

from machtigingen.notificaties.models import Bezorging
from machtigingen.notificaties.queries import ACHTERSTAND, is_behind
from machtigingen.notificaties.uitstel import WEG_MAX
from machtigingen.toegang import noodstop
from machtigingen.toegang.models import Organisatie

pytestmark = pytest.mark.django_db
DAG = timedelta(days=1)


@pytest.fixture
def klok(bevroren: datetime) -> Klok:
    abonneer("https://pakket.example/", now=bevroren)
    return Klok(bevroren)


def _stop(klok: Klok) -> None:
    noodstop.block(soort="organisatie", waarde=AGB, reden="gekraakt", actor=None, now=klok())


def _laat_los(klok: Klok) -> None:
    noodstop.lift(soort="organisatie", waarde=AGB, actor=None, now=klok())


def _organisatie(klok: Klok) -> Organisatie:
    einde = klok().date()
    return Organisatie.objects.create(code=AGB, naam="Oogkliniek", soort="praktijk", einde_on=einde)


def test_it_waits_while_the_organisation_is_stopped_and_goes_on_after(klok: Klok) -> None:
    abonneer("https://ander.example/", code=ANDERE, now=klok())
    gebeurt(now=klok())
    gebeurt(now=klok(), agb=ANDERE)
    _stop(klok)
    doos = Doos()
    assert werk(klok, verzenders=doos.als).bezorgd == 1
    assert [een.organisatiecode for een in doos.gekregen] == [ANDERE]
    klok.later(days=30)
    assert werk(klok, verzenders=doos.als).bezorgd == 0
    assert Bezorging.objects.filter(toestand="wacht", pogingen=0).count() == 1
    _laat_los(klok)
    assert werk(klok, verzenders=doos.als).bezorgd == 1


def test_the_worker_is_not_behind_with_what_has_to_wait(klok: Klok) -> None:
    gebeurt(now=klok())
    _stop(klok)
    klok.later(days=1)
    assert not is_behind(now=klok())
    _laat_los(klok)
    assert is_behind(now=klok() + ACHTERSTAND)


def test_the_time_that_it_was_stopped_is_not_held_against_the_receiver(klok: Klok) -> None:
    gebeurt(now=klok())
    werk(klok, verzenders=Doos(fouten=[tijdelijk()]).als)
    _stop(klok)
    klok.later(days=(WEG_MAX + DAG).days)
    _laat_los(klok)
    werk(klok, verzenders=Doos(fouten=[tijdelijk()]).als)
    assert enige().toestand == "wacht"


def test_after_the_last_day_of_the_agreement_it_ends_and_says_why(klok: Klok) -> None:
    _organisatie(klok)
    gebeurt(now=klok())
    doos = Doos()
    assert werk(klok, verzenders=doos.als).bezorgd == 1, "the last day counts"
    klok.later(days=1)
    Bezorging.objects.all().delete()
    gebeurt(now=klok())
    assert werk(klok, verzenders=doos.als).bezorgd == 0
    assert (enige().toestand, enige().foutcode) == ("opgegeven", "overeenkomst_voorbij")
