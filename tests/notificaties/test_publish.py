"""What happened is written down for who wants to know it, with the act or not at all."""

from datetime import datetime

import pytest
from django.apps import apps
from django.db import transaction
from notificaties.toneel import AGB, ANDERE, UZOVI, abonneer, abonneer_mail, actor, gebeurt

from machtigingen.kluis import link_hash
from machtigingen.notificaties.abonneren import unsubscribe
from machtigingen.notificaties.link import token_of
from machtigingen.notificaties.models import Bezorging
from machtigingen.notificaties.soorten import Kanaal, Soort, Toestand

pytestmark = pytest.mark.django_db
ADRES = "https://pakket.example/"
_VAN_EEN_WACHTRIJ = ("pogingen", "volgende_poging_at", "geclaimd_tot_at")


def voor() -> set[str]:
    return set(Bezorging.objects.values_list("abonnement__organisatiecode", flat=True))


def test_without_an_abonnement_nothing_is_written(bevroren: datetime) -> None:
    gebeurt(now=bevroren)
    assert not Bezorging.objects.exists()


def test_the_instantie_and_the_insurer_of_the_aanvraag_are_told_and_nobody_else(bevroren: datetime) -> None:
    for code in (AGB, ANDERE, UZOVI, "9902"):
        abonneer(ADRES, now=bevroren, code=code)
    gebeurt(now=bevroren)
    assert voor() == {AGB, UZOVI}


def test_each_abonnement_gets_its_own_bezorging(bevroren: datetime) -> None:
    for nummer in range(3):
        abonneer(f"{ADRES}{nummer}", now=bevroren)
    gebeurt(now=bevroren)
    assert Bezorging.objects.values("abonnement").distinct().count() == Bezorging.objects.count() == 3


def test_a_webhook_and_a_mail_wait_in_one_table_and_there_is_no_other(bevroren: datetime) -> None:
    abonneer(ADRES, now=bevroren)
    abonneer_mail("balie@praktijk.nl", now=bevroren)
    gebeurt(now=bevroren)
    wacht = Bezorging.objects.filter(toestand=Toestand.WACHT.value)
    assert set(wacht.values_list("abonnement__kanaal", flat=True)) == {kanaal.value for kanaal in Kanaal}
    met_pogingen = {
        model for model in apps.get_models() if any(veld.name in _VAN_EEN_WACHTRIJ for veld in model._meta.fields)
    }
    assert met_pogingen == {Bezorging}


def test_who_named_soorten_hears_only_those(bevroren: datetime) -> None:
    abonneer(ADRES, now=bevroren, soorten=[Soort.BESLUIT, Soort.INFORMATIE_GEVRAAGD])
    for soort in Soort:
        gebeurt(soort.value, now=bevroren)
    assert set(Bezorging.objects.values_list("soort", flat=True)) == {"besluit", "informatie_gevraagd"}


def test_who_named_none_hears_all(bevroren: datetime) -> None:
    abonneer(ADRES, now=bevroren)
    for soort in Soort:
        gebeurt(soort.value, now=bevroren)
    assert set(Bezorging.objects.values_list("soort", flat=True)) == {soort.value for soort in Soort}


def test_who_ended_it_hears_nothing(bevroren: datetime) -> None:
    nieuw = abonneer(ADRES, now=bevroren)
    unsubscribe(actor=actor(), now=bevroren, kanaal=Kanaal.WEBHOOK, abonnement_id=nieuw.stand.id)
    gebeurt(now=bevroren)
    assert not Bezorging.objects.exists()


def test_an_act_that_fails_tells_nobody(bevroren: datetime) -> None:
    abonneer(ADRES, now=bevroren)
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        gebeurt(now=bevroren)
        raise ZeroDivisionError
    assert not Bezorging.objects.exists()


def test_what_nobody_can_subscribe_to_is_a_mistake_of_ours(bevroren: datetime) -> None:
    with pytest.raises(ValueError, match="verdwenen"):
        gebeurt("verdwenen", now=bevroren)


def test_of_the_link_in_a_mail_only_a_hash_is_stored(bevroren: datetime) -> None:
    abonneer_mail("balie@praktijk.nl", now=bevroren)
    gebeurt(now=bevroren)
    bezorging = Bezorging.objects.get()
    assert bezorging.link_hash == link_hash(token_of(bezorging.id))
    assert len(token_of(bezorging.id)) == 43
