"""The worker: what is due is sent, what fails is tried again under the same id, and given up in the end."""

import logging
from datetime import datetime, timedelta
from threading import Event

import pytest
from django.db import InterfaceError, OperationalError, connection
from notificaties.toneel import ANDERE, Doos, Klok, abonneer, abonneer_mail, actor, enige, gebeurt, tijdelijk, werk

from machtigingen.audit.models import Regel
from machtigingen.notificaties import bezorgen
from machtigingen.notificaties.abonneren import replay_by_operator, unsubscribe
from machtigingen.notificaties.bezorgen import CLAIM, Verslag, claim, run
from machtigingen.notificaties.models import Abonnement, Bezorging
from machtigingen.notificaties.queries import deliveries
from machtigingen.notificaties.soorten import Kanaal, Toestand
from machtigingen.notificaties.uitkomst import record_failure, record_success
from machtigingen.notificaties.uitstel import WACHTTIJDEN
from machtigingen.notificaties.zending import Bezorgfout

pytestmark = pytest.mark.django_db
ADRES = "https://pakket.example/"
WEBHOOK = [Kanaal.WEBHOOK]


@pytest.fixture
def klok(bevroren: datetime) -> Klok:
    return Klok(bevroren)


@pytest.fixture
def doos() -> Doos:
    return Doos()


@pytest.fixture
def bezorging(klok: Klok) -> Bezorging:
    abonneer(ADRES, now=klok())
    gebeurt(now=klok())
    return enige()


def test_what_arrives_is_done(bezorging: Bezorging, klok: Klok, doos: Doos) -> None:
    assert werk(klok, verzenders=doos.als) == Verslag(bezorgd=1)
    assert [een.id for een in doos.gekregen] == [bezorging.id]
    assert (enige().toestand, enige().bezorgd_at, enige().pogingen) == ("bezorgd", klok(), 1)
    assert werk(klok, verzenders=doos.als) == Verslag()


def test_a_failure_for_now_is_tried_again_when_it_is_time(bezorging: Bezorging, klok: Klok, doos: Doos) -> None:
    doos.fouten = [tijdelijk()]
    assert werk(klok, verzenders=doos.als) == Verslag(mislukt=1)
    assert (enige().toestand, enige().foutsoort, enige().foutcode) == ("wacht", "tijdelijk", "http_503")
    klok.later(seconds=59)
    assert werk(klok, verzenders=doos.als) == Verslag()
    klok.later(seconds=1)
    assert werk(klok, verzenders=doos.als) == Verslag(bezorgd=1)
    assert (enige().toestand, enige().foutcode) == ("bezorgd", "")


def test_every_attempt_has_the_same_id_until_it_is_given_up(bezorging: Bezorging, klok: Klok, doos: Doos) -> None:
    doos.fouten = [tijdelijk() for _ in range(50)]
    begin = klok()
    for _ in range(50):
        werk(klok, verzenders=doos.als)
        if enige().toestand != "wacht":
            break
        klok.nu = enige().volgende_poging_at
    assert {een.id for een in doos.gekregen} == {bezorging.id}
    assert len(doos.gekregen) == len(WACHTTIJDEN) + 1
    assert (enige().toestand, enige().foutsoort) == ("opgegeven", "tijdelijk")
    assert timedelta(days=4) < klok() - begin < timedelta(days=5)


def test_a_failure_for_good_is_given_up_at_once(bezorging: Bezorging, klok: Klok, doos: Doos) -> None:
    doos.fouten = [Bezorgfout("http_404", blijvend=True)]
    werk(klok, verzenders=doos.als)
    assert (enige().toestand, enige().foutsoort, enige().foutcode) == ("opgegeven", "blijvend", "http_404")
    klok.later(days=30)
    assert werk(klok, verzenders=doos.als) == Verslag()


def test_who_says_when_is_asked_then(bezorging: Bezorging, klok: Klok, doos: Doos) -> None:
    doos.fouten = [tijdelijk(retry_after=timedelta(minutes=10))]
    werk(klok, verzenders=doos.als)
    klok.later(minutes=9)
    assert werk(klok, verzenders=doos.als) == Verslag()
    klok.later(minutes=1)
    assert werk(klok, verzenders=doos.als) == Verslag(bezorgd=1)


def test_a_receiver_that_is_away_keeps_nobody_else_waiting(bezorging: Bezorging, klok: Klok, doos: Doos) -> None:
    for _ in range(3):
        gebeurt(now=klok())
    klok.later(seconds=1)
    abonneer(ADRES, now=klok(), code=ANDERE)
    gebeurt(now=klok(), agb=ANDERE)
    doos.fouten = [tijdelijk()]
    assert werk(klok, verzenders=doos.als) == Verslag(bezorgd=1, mislukt=1)
    assert doos.gekregen[-1].organisatiecode == ANDERE
    klok.later(minutes=1)
    assert werk(klok, verzenders=doos.als) == Verslag(bezorgd=4)


def dagen(klok: Klok, doos: Doos, aantal: int) -> None:
    """The worker looks every hour, and each time finds the receiver rested."""
    for _ in range(aantal * 24):
        werk(klok, verzenders=doos.als)
        klok.later(hours=1)


def test_what_waits_for_a_receiver_that_stays_away_is_given_up_however_much_there_is(klok: Klok, doos: Doos) -> None:
    """They take turns: in five days each is tried once at most."""
    abonneer(ADRES, now=klok())
    for _ in range(150):
        gebeurt(now=klok())
    doos.fouten = [tijdelijk() for _ in range(10_000)]
    dagen(klok, doos, 4)
    vers = gebeurt(now=klok())
    assert not Bezorging.objects.filter(toestand="opgegeven").exists()
    dagen(klok, doos, 2)
    assert set(Bezorging.objects.exclude(aanvraag_id=vers).values_list("toestand", "foutsoort", "foutcode")) == {
        ("opgegeven", "tijdelijk", "http_503")
    }
    assert Bezorging.objects.get(aanvraag_id=vers).toestand == "wacht"
    dagen(klok, doos, 4)
    assert not Bezorging.objects.filter(toestand="wacht").exists()


def test_a_receiver_that_takes_something_now_and_then_is_not_away(klok: Klok, doos: Doos) -> None:
    abonneer(ADRES, now=klok())
    for _ in range(100):
        gebeurt(now=klok())
    for _ in range(3):
        doos.fouten = [tijdelijk() for _ in range(10_000)]
        dagen(klok, doos, 2)
        doos.fouten = [None, *doos.fouten]
        dagen(klok, doos, 1)
    assert not Bezorging.objects.filter(toestand="opgegeven").exists()


def test_what_waited_because_no_worker_ran_is_not_given_up_for_that(
    bezorging: Bezorging, klok: Klok, doos: Doos
) -> None:
    klok.later(days=9)
    doos.fouten = [tijdelijk()]
    werk(klok, verzenders=doos.als)
    assert enige().toestand == "wacht"


def test_what_is_sent_again_gets_the_whole_time_again(bezorging: Bezorging, klok: Klok, doos: Doos) -> None:
    doos.fouten = [tijdelijk() for _ in range(10_000)]
    dagen(klok, doos, 6)
    assert enige().toestand == "opgegeven"
    replay_by_operator(now=klok(), bezorging_id=bezorging.id)
    dagen(klok, doos, 4)
    assert enige().toestand == "wacht"


def test_a_fault_of_ours_in_one_does_not_stop_the_others(
    bezorging: Bezorging, klok: Klok, doos: Doos, caplog: pytest.LogCaptureFixture
) -> None:
    abonneer(ADRES, now=klok(), code=ANDERE)
    gebeurt(now=klok(), agb=ANDERE)
    doos.fouten = [ZeroDivisionError(ADRES)]
    assert werk(klok, verzenders=doos.als) == Verslag(bezorgd=1, mislukt=1)
    assert Bezorging.objects.get(foutcode="onverwacht").toestand == "wacht"
    assert "ZeroDivisionError" in {een.soort for een in caplog.records}


def test_who_says_410_is_told_nothing_more(bezorging: Bezorging, klok: Klok, doos: Doos) -> None:
    gebeurt(now=klok())
    doos.fouten = [Bezorgfout("http_410", opgezegd=True)]
    werk(klok, verzenders=doos.als)
    assert len(doos.gekregen) == 1
    assert Abonnement.objects.get().ended_at == klok()
    assert set(Bezorging.objects.values_list("toestand", "foutcode")) == {
        ("opgegeven", "http_410"),
        ("opgegeven", "opgezegd"),
    }
    assert Regel.objects.filter(handeling="abonnement_opgezegd_door_ontvanger", keten="systeem").count() == 1


def test_what_waits_for_an_abonnement_that_ended_is_given_up(bezorging: Bezorging, klok: Klok, doos: Doos) -> None:
    unsubscribe(actor=actor(), now=klok(), kanaal=Kanaal.WEBHOOK, abonnement_id=bezorging.abonnement_id)
    assert werk(klok, verzenders=doos.als) == Verslag()
    assert doos.gekregen == []
    assert (enige().toestand, enige().foutcode) == ("opgegeven", "opgezegd")


def test_what_cannot_be_sent_at_this_portal_waits(klok: Klok) -> None:
    abonneer_mail("balie@praktijk.nl", now=klok())
    gebeurt(now=klok())
    mail = Doos(reden="er is geen mailserver ingesteld")
    assert werk(klok, verzenders={Kanaal.MAIL: mail}) == Verslag()
    assert (enige().toestand, enige().pogingen) == ("wacht", 0)
    mail.reden = ""
    assert werk(klok, verzenders={Kanaal.MAIL: mail}) == Verslag(bezorgd=1)


def test_what_is_claimed_is_nobody_elses_until_the_lease_runs_out(bezorging: Bezorging, klok: Klok) -> None:
    eerste = claim(now=klok(), kanalen=WEBHOOK)
    assert eerste is not None
    klok.later(seconds=CLAIM.total_seconds() - 1)
    assert claim(now=klok(), kanalen=WEBHOOK) is None
    klok.later(seconds=1)
    tweede = claim(now=klok(), kanalen=WEBHOOK)
    assert tweede is not None
    assert (tweede.id, tweede.poging) == (eerste.id, 2)


def test_a_worker_that_was_too_slow_no_longer_says_that_it_failed(bezorging: Bezorging, klok: Klok) -> None:
    traag = claim(now=klok(), kanalen=WEBHOOK)
    klok.later(seconds=CLAIM.total_seconds())
    vlot = claim(now=klok(), kanalen=WEBHOOK)
    assert traag and vlot
    record_failure(traag, Bezorgfout("http_404", blijvend=True), now=klok())
    assert (enige().toestand, enige().geclaimd_tot_at) == ("wacht", vlot.geclaimd_tot)
    record_success(vlot, now=klok())
    record_failure(traag, tijdelijk(), now=klok())
    assert enige().toestand == "bezorgd"


@pytest.mark.parametrize("fout", [Bezorgfout("http_410", opgezegd=True), tijdelijk(retry_after=timedelta(hours=1))])
def test_nor_says_it_anything_about_a_receiver_that_has_taken_it_since(
    bezorging: Bezorging, klok: Klok, fout: Bezorgfout
) -> None:
    traag = claim(now=klok(), kanalen=WEBHOOK)
    klok.later(seconds=CLAIM.total_seconds())
    vlot = claim(now=klok(), kanalen=WEBHOOK)
    assert traag and vlot
    record_success(vlot, now=klok())
    record_failure(traag, fout, now=klok())
    assert enige().toestand == "bezorgd"
    assert Abonnement.objects.filter(ended_at=None, rust_tot_at=None).exists()
    assert not Regel.objects.filter(handeling="abonnement_opgezegd_door_ontvanger").exists()


def test_that_it_arrived_counts_whoever_says_so(bezorging: Bezorging, klok: Klok) -> None:
    traag = claim(now=klok(), kanalen=WEBHOOK)
    klok.later(seconds=CLAIM.total_seconds())
    vlot = claim(now=klok(), kanalen=WEBHOOK)
    assert traag and vlot
    record_success(traag, now=klok())
    record_failure(vlot, tijdelijk(), now=klok())
    assert enige().toestand == "bezorgd"


def test_what_waited_longest_goes_first(klok: Klok, doos: Doos) -> None:
    abonneer(ADRES, now=klok())
    verwacht = []
    for _ in range(4):
        verwacht.append(gebeurt(now=klok()))
        klok.later(seconds=1)
    werk(klok, verzenders=doos.als)
    assert [een.aanvraag_id for een in doos.gekregen] == verwacht


def test_an_address_under_a_key_that_is_gone_keeps_nobody_else_waiting(
    bezorging: Bezorging, klok: Klok, doos: Doos
) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE notificaties_abonnement SET adres = geheim")  # sealed for another field
    abonneer(ADRES, now=klok(), code=ANDERE)
    gebeurt(now=klok(), agb=ANDERE)
    gebeurt(now=klok())  # an act does not fail of it
    assert werk(klok, verzenders=doos.als) == Verslag(bezorgd=1)
    assert [een.organisatiecode for een in doos.gekregen] == [ANDERE]
    kapot = Bezorging.objects.filter(abonnement=bezorging.abonnement_id)
    assert set(kapot.values_list("toestand", "foutcode")) == {("wacht", "onleesbaar"), ("wacht", "")}
    assert {een.toestand.value for een in deliveries(toestanden=Toestand, hooguit=9)} == {"wacht", "bezorgd"}


def test_while_the_database_is_away_the_worker_waits(klok: Klok, monkeypatch: pytest.MonkeyPatch) -> None:
    stop, weg = Event(), [OperationalError(), InterfaceError(), OperationalError()]

    def probeer(**_: object) -> None:
        if weg:
            raise weg.pop(0)
        stop.set()

    monkeypatch.setattr(bezorgen, "deliver_next", probeer)
    monkeypatch.setattr(bezorgen, "PAUZE_SECONDEN", 0)
    monkeypatch.setattr(bezorgen, "close_old_connections", lambda: None)
    assert run(clock=klok, stop=stop) == Verslag()
    weg.append(OperationalError())
    with pytest.raises(OperationalError):
        run(clock=klok, stop=Event(), once=True)


def test_the_log_names_no_address(
    bezorging: Bezorging, klok: Klok, doos: Doos, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    doos.fouten = [Bezorgfout("http_404", blijvend=True)]
    werk(klok, verzenders=doos.als)
    assert "opgegeven" in caplog.text
    assert "pakket.example" not in caplog.text
    assert "pakket.example" not in repr(doos.gekregen)


def test_the_lease_is_longer_than_an_attempt_can_take() -> None:
    from machtigingen.notificaties.kanalen import mail, webhook

    assert bezorgen.CLAIM.total_seconds() > 2 * max(webhook.IN_TOTAAL_SECONDEN, mail.IN_TOTAAL_SECONDEN)
