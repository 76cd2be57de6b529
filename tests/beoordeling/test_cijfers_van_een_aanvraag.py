"""One aanvraag through the real acts, and what it is in the figures at each step."""

from datetime import UTC, date, datetime, timedelta

import pytest
from handelingen import actor, besluit, id_van, vraag_informatie
from oordelen import heel
from reis import dien_in, twijfelgeval
from wereld import Wereld

from machtigingen.aanvragen import aanvulling, afsluiting, behandeling
from machtigingen.beoordeling.cijfers import Afloop, Periode, Telling
from machtigingen.beoordeling.metingen import find_figures

DINSDAG = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)  # when the tests stand still
DAG = timedelta(days=1)


def telling(wereld: Wereld, now: datetime = DINSDAG) -> Telling:
    periode = Periode(van=date(2026, 11, 1), tot=date(2026, 11, 30))
    return find_figures(actor=actor(wereld, "beoordelaar-9901"), now=now, periode=periode).totaal


@pytest.fixture
def twijfel(wereld: Wereld):
    """The id of a doubtful case, sent on Tuesday."""
    return id_van(twijfelgeval(wereld))


def antwoord(wereld: Wereld, id_, now: datetime) -> None:
    persoon = actor(wereld, "persoonlijk-goed")
    aanvulling.send_answers(actor=persoon, now=now, aanvraag_id=id_, antwoorden={0: "Sinds mei."}, gezien={0: ""})


def test_a_rule_that_grants_is_a_decision_of_its_own_and_took_no_day(wereld: Wereld) -> None:
    dien_in(wereld, wereld.mens())
    gevonden = telling(wereld)
    assert (gevonden.per_afloop, gevonden.vanzelf) == ({Afloop.GOEDGEKEURD: 1}, 1)
    assert (gevonden.doorlooptijd.per_dag, gevonden.doorlooptijd_beoordelaar.per_dag) == ({0: 1}, {})


def test_it_is_open_and_overdue_after_its_last_day(wereld: Wereld, twijfel) -> None:
    for later, te_laat in ((0, 0), (14, 0), (15, 1)):
        gevonden = telling(wereld, DINSDAG + later * DAG)
        assert (gevonden.per_afloop, gevonden.te_laat) == ({Afloop.OPEN: 1}, te_laat)


def test_while_the_insurer_waits_it_is_open_and_not_overdue(wereld: Wereld, twijfel) -> None:
    vraag_informatie(wereld, twijfel, "Sinds wanneer?", now=DINSDAG + 2 * DAG)
    gevonden = telling(wereld, DINSDAG + 60 * DAG)
    assert (gevonden.per_afloop, gevonden.te_laat) == ({Afloop.OPEN: 1}, 0)


def test_the_days_between_question_and_answer_do_not_count(wereld: Wereld, twijfel) -> None:
    """Seven working days, of which three went by between Thursday's question and Tuesday's answer."""
    vraag_informatie(wereld, twijfel, "Sinds wanneer?", now=DINSDAG + 2 * DAG)
    antwoord(wereld, twijfel, DINSDAG + 7 * DAG)
    besluit(wereld, twijfel, heel(False), now=DINSDAG + 9 * DAG)
    gevonden = telling(wereld, DINSDAG + 9 * DAG)
    assert (gevonden.per_afloop, gevonden.vanzelf) == ({Afloop.AFGEWEZEN: 1}, 0)
    assert gevonden.doorlooptijd_beoordelaar.per_dag == {4: 1}


def test_for_an_answer_that_does_not_come_an_insurer_waits_until_the_last_day_for_it(wereld: Wereld, twijfel) -> None:
    """Asked on Thursday, with ten working days to answer. The ten after those are of the insurer again."""
    vraag_informatie(wereld, twijfel, "Sinds wanneer?", now=DINSDAG + 2 * DAG)
    desk, gestopt = actor(wereld, "beoordelaar-9901"), DINSDAG + 30 * DAG
    behandeling.stop_waiting(actor=desk, now=gestopt, aanvraag_id=twijfel)
    besluit(wereld, twijfel, heel(False), now=gestopt)
    gevonden = telling(wereld, gestopt)
    assert gevonden.doorlooptijd_beoordelaar.per_dag == {2 + 10: 1}


def test_opened_again_after_a_rule_it_did_not_take_a_person_no_day(wereld: Wereld) -> None:
    id_ = id_van(dien_in(wereld, wereld.mens()))
    desk = actor(wereld, "beoordelaar-9901")
    afsluiting.reopen(actor=desk, now=DINSDAG + DAG, aanvraag_id=id_, reden="Er kwam een brief.")
    besluit(wereld, id_, heel(False), now=DINSDAG + 6 * DAG)
    gevonden = telling(wereld)
    assert (gevonden.per_afloop, gevonden.vanzelf) == ({Afloop.AFGEWEZEN: 1}, 0)
    assert (gevonden.doorlooptijd.per_dag, gevonden.doorlooptijd_beoordelaar.per_dag) == ({0: 1}, {})


def test_opened_again_and_decided_otherwise_it_counts_once_as_the_last_said(wereld: Wereld, twijfel) -> None:
    besluit(wereld, twijfel, heel(False), now=DINSDAG + DAG)
    desk = actor(wereld, "beoordelaar-9901")
    afsluiting.reopen(actor=desk, now=DINSDAG + 6 * DAG, aanvraag_id=twijfel, reden="Er kwam een brief.")
    assert telling(wereld).per_afloop == {Afloop.OPEN: 1}
    besluit(wereld, twijfel, heel(True), now=DINSDAG + 7 * DAG)
    gevonden = telling(wereld)
    assert gevonden.per_afloop == {Afloop.GOEDGEKEURD: 1}
    assert gevonden.doorlooptijd_beoordelaar.per_dag == {1: 1}


def test_granted_and_not_carried_out_it_was_granted(wereld: Wereld) -> None:
    id_ = id_van(dien_in(wereld, wereld.mens()))
    persoon = actor(wereld, "persoonlijk-goed")
    afsluiting.report_not_done(actor=persoon, now=DINSDAG + DAG, aanvraag_id=id_, reden="Niet meer nodig.")
    assert telling(wereld).per_afloop == {Afloop.GOEDGEKEURD: 1}


def test_withdrawn_it_has_no_decision(wereld: Wereld, twijfel) -> None:
    persoon = actor(wereld, "persoonlijk-goed")
    afsluiting.withdraw(actor=persoon, now=DINSDAG + DAG, aanvraag_id=twijfel, reden="Verkeerde patiënt.")
    gevonden = telling(wereld)
    assert (gevonden.per_afloop, gevonden.besloten) == ({Afloop.INGETROKKEN: 1}, 0)
