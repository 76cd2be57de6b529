"""Three parts of one list: what waits for you, what runs, what is done; and the clock of what runs."""

from datetime import date, timedelta

import pytest
from afdruk import eenmaal
from oordelen import heel
from reis import dien_in, open_link

from machtigingen.aanvragen import behandeling, besluiten, doorlooptijd
from machtigingen.aanvragen.lifecycle import Status
from machtigingen.aanvragen.models import Aanvraag
from machtigingen.aanvragen.queries import overview, stand
from machtigingen.aanvragen.vakken import Vak, counts, deadlines_of, vak_van, within


@pytest.fixture
def stapel(loket):
    """One of each sort, by its reference."""
    eenmaal("een van elk vak", lambda: _een_van_elk(loket))
    return loket


def _een_van_elk(loket) -> None:
    mens, desk = loket.wereld.mens(), loket.als("beoordelaar-9901")
    open_link(loket.wereld, mens, referentie="concept")
    for naam in ("loopt", "gevraagd", "besloten"):
        dien_in(loket.wereld, mens, mrd="3,5", referentie=naam)
    rijen = {een.referentie: een for een in Aanvraag.objects.all()}
    behandeling.ask_information(actor=desk, now=loket.now, aanvraag_id=rijen["gevraagd"].id, vragen=["Welke?"])
    besluiten.decide(actor=desk, now=loket.now, aanvraag_id=rijen["besloten"].id, oordeel=heel(False))


def namen(loket, vak, *, later=timedelta(0)) -> list[str]:
    now = loket.now + later
    lijst = overview(actor=loket.als("persoonlijk-goed"), now=now)
    return [een.referentie for een in within(lijst, vak, now)]


def test_a_concept_and_a_question_wait_for_you_and_the_question_comes_first(stapel) -> None:
    assert namen(stapel, Vak.WACHT_OP_U) == ["gevraagd", "concept"]
    assert namen(stapel, Vak.LOOPT) == ["loopt"]
    assert namen(stapel, Vak.KLAAR) == ["besloten"]


def test_they_are_counted(stapel) -> None:
    lijst = overview(actor=stapel.als("persoonlijk-goed"), now=stapel.now)
    assert counts(lijst, stapel.now) == {Vak.WACHT_OP_U: 2, Vak.LOOPT: 1, Vak.KLAAR: 1}


def test_a_lapsed_concept_is_done(stapel) -> None:
    assert namen(stapel, Vak.WACHT_OP_U, later=timedelta(days=31)) == ["gevraagd"]
    assert "concept" in namen(stapel, Vak.KLAAR, later=timedelta(days=31))


def test_each_row_stands_where_its_status_says(stapel) -> None:
    for later in (timedelta(0), timedelta(days=31)):
        now = stapel.now + later
        lijst = overview(actor=stapel.als("persoonlijk-goed"), now=now)
        for vak in Vak:
            assert all(vak_van(stand(een, now)) is vak for een in within(lijst, vak, now))
        assert sum(counts(lijst, now).values()) == lijst.count()


def test_every_status_has_a_place() -> None:
    assert {vak_van(status) for status in Status} == set(Vak)


def test_the_day_to_answer_is_known_of_open_questions_only(stapel) -> None:
    assert list(deadlines_of(Aanvraag.objects.all()).values()) == [date(2026, 12, 8)]


def test_the_clock_runs_stands_still_and_ends(stapel) -> None:
    standen = {een.referentie: doorlooptijd.klok_of(een, stapel.now) for een in Aanvraag.objects.all()}
    assert (standen["loopt"].over, standen["loopt"].van, standen["loopt"].gepauzeerd) == (10, 10, False)
    assert standen["gevraagd"].gepauzeerd
    assert standen["concept"] is standen["besloten"] is None


def test_a_late_one_says_so(stapel) -> None:
    laat = doorlooptijd.klok_of(Aanvraag.objects.get(referentie="loopt"), stapel.now + timedelta(days=30))
    assert laat.te_laat
    assert laat.over < 0
