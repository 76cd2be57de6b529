"""An abonnement that has ended goes when nothing is left of what it was told; one that runs stays."""

from datetime import timedelta

import pytest
from bewaring.voorraad import DAG, NU, aantallen, aanvraag, bezorging, wis
from notificaties.toneel import abonneer, abonneer_mail, actor

from machtigingen.audit.models import Regel
from machtigingen.notificaties.abonneren import NieuwAbonnement, unsubscribe
from machtigingen.notificaties.models import Abonnement, Bezorging

pytestmark = pytest.mark.django_db


def beeindigd(nieuw: NieuwAbonnement, *, oud: timedelta) -> NieuwAbonnement:
    unsubscribe(actor=actor(), now=NU - oud, kanaal=nieuw.stand.kanaal, abonnement_id=nieuw.stand.id)
    return nieuw


def test_what_ended_goes_when_no_list_shows_it_any_more() -> None:
    haak = beeindigd(abonneer("https://pakket.example/", now=NU - 90 * DAG), oud=31 * DAG)
    mail = beeindigd(abonneer_mail("balie@praktijk.nl", now=NU - 90 * DAG), oud=31 * DAG)
    pas = beeindigd(abonneer("https://pas.example/", now=NU - 90 * DAG), oud=30 * DAG)
    loopt = abonneer("https://loopt.example/", now=NU - 900 * DAG)
    assert aantallen(wis(proef=True)) == aantallen(wis()) == {"abonnement": 2}
    assert set(Abonnement.objects.values_list("pk", flat=True)) == {pas.stand.id, loopt.stand.id}
    gewist = Regel.objects.filter(keten="systeem", handeling="abonnement_gewist")
    assert set(gewist.values_list("onderwerp", flat=True)) == {f"abonnement:{een.stand.id}" for een in (haak, mail)}


def test_one_of_which_the_ledger_is_still_there_stays_until_that_is_gone() -> None:
    bezorging(aanvraag(oud=2000 * DAG, bestanden=0))
    Abonnement.objects.update(ended_at=NU - 1900 * DAG)
    assert "abonnement" not in aantallen(wis())
    assert not Bezorging.objects.exists()
    assert aantallen(wis()) == {"abonnement": 1}
