"""What follows on an aanvraag is linked to it, asked once, and asks only what is new."""

from datetime import date, timedelta

import pytest
from levensloop.conftest import Balie, code_van
from machtigingen_sandbox import personas
from oordelen import heel

from machtigingen.aanvragen import afsluiting, besluiten, vervolg
from machtigingen.aanvragen.lifecycle import HERBEOORDELING, VERLENGING
from machtigingen.aanvragen.models import Aanvraag
from machtigingen.aanvragen.queries import besluit_of, dossier_of, vervolgen_of
from machtigingen.foundation.datums import last_day_of_a_year


def beslist(balie: Balie, goed: bool) -> Aanvraag:
    aanvraag = balie.verstuurd()
    return besluiten.decide(actor=balie.beoordelaar, now=balie.now, aanvraag_id=aanvraag.id, oordeel=heel(goed))


def vraag(balie: Balie, eerste: Aanvraag, soort: str, **anders: object) -> Aanvraag:
    wie = {"actor": balie.indiener, "now": balie.now, "motivering": "De foto laat meer zien."} | anders
    return vervolg.ask_again(aanvraag_id=eerste.id, soort=soort, **wie)


def test_a_herbeoordeling_is_sent_at_once_with_only_the_motivation_new(balie: Balie) -> None:
    eerste = beslist(balie, False)
    nieuw = vraag(balie, eerste, HERBEOORDELING)
    assert (nieuw.status, nieuw.vervolg_op_id, nieuw.uzovi) == ("ingediend", eerste.id, eerste.uzovi)
    assert nieuw.aanvraagnummer not in (None, eerste.aanvraagnummer)
    assert nieuw.motivering == "De foto laat meer zien."
    oud, ander = (dossier_of(een, balie.now).waarden for een in (eerste, nieuw))
    assert {naam: oud[naam] for naam in ander} == ander
    assert nieuw.termijn_tot_on == date(2026, 12, 8)
    assert [een.id for een in vervolgen_of(eerste)] == [nieuw.id]


def test_asking_again_gives_the_one_that_was_asked(balie: Balie) -> None:
    eerste = beslist(balie, False)
    een, ander = vraag(balie, eerste, HERBEOORDELING), vraag(balie, eerste, HERBEOORDELING, motivering="Nog eens.")
    assert (een.id, ander.motivering) == (ander.id, "De foto laat meer zien.")


@pytest.mark.parametrize(("goed", "soort"), [(True, HERBEOORDELING), (False, VERLENGING)])
def test_each_follows_only_on_what_it_can_change(balie: Balie, goed: bool, soort: str) -> None:
    assert code_van(vraag, balie, beslist(balie, goed), soort) == "A102"


def test_it_needs_a_motivation_of_somebody_who_may(balie: Balie) -> None:
    eerste = beslist(balie, False)
    assert code_van(vraag, balie, eerste, HERBEOORDELING, motivering="  ") == "A114"
    assert code_van(vraag, balie, eerste, HERBEOORDELING, actor=balie.als("persoonlijk-raadplegen")) == "D204"
    assert code_van(vraag, balie, eerste, HERBEOORDELING, actor=balie.als("persoonlijk-andere-instantie")) == "A101"


def test_a_besluit_with_a_herbeoordeling_is_not_reopened(balie: Balie) -> None:
    eerste = beslist(balie, False)
    vraag(balie, eerste, HERBEOORDELING)
    wie = {"actor": balie.beoordelaar, "now": balie.now, "aanvraag_id": eerste.id, "reden": "Toch."}
    assert code_van(afsluiting.reopen, **wie) == "A111"


def test_a_verlenging_goes_on_where_the_first_ends_under_its_own_number(balie: Balie) -> None:
    eerste = beslist(balie, True)
    nieuw = vraag(balie, eerste, VERLENGING)
    wie = {"actor": balie.beoordelaar, "now": balie.now, "aanvraag_id": nieuw.id}
    na = besluiten.decide(**wie, oordeel=heel(True))
    gegeven = besluit_of(na)
    assert gegeven is not None
    assert (gegeven.geldig_van_on, gegeven.geldig_tot_on) == (date(2027, 11, 2), date(2028, 11, 1))
    assert na.machtigingsnummer != eerste.machtigingsnummer


def test_a_verlenging_goes_on_past_the_end_of_a_former_policy(balie: Balie) -> None:
    aanvraag = balie.verstuurd(wie=personas.POLIS_LOOPT_AF)
    wie = {"actor": balie.beoordelaar, "now": balie.now}
    eerste = besluiten.decide(**wie, aanvraag_id=aanvraag.id, oordeel=heel(True))
    assert eerste.geldig_tot_on < date(2027, 11, 1), "the first ends with the policy"
    na = besluiten.decide(**wie, aanvraag_id=vraag(balie, eerste, VERLENGING).id, oordeel=heel(True))
    gegeven = besluit_of(na)
    assert gegeven is not None
    assert gegeven.geldig_van_on == eerste.geldig_tot_on + timedelta(days=1)
    assert na.geldig_tot_on == last_day_of_a_year(gegeven.geldig_van_on)


def test_after_a_withdrawn_or_refused_one_it_can_be_asked_again(balie: Balie) -> None:
    eerste = beslist(balie, False)
    een = vraag(balie, eerste, HERBEOORDELING)
    afsluiting.withdraw(actor=balie.indiener, now=balie.now, aanvraag_id=een.id, reden="Verkeerde foto.")
    ander = vraag(balie, eerste, HERBEOORDELING, motivering="Met de goede foto.")
    assert (ander.id != een.id, ander.motivering) == (True, "Met de goede foto.")
    wie = {"actor": balie.beoordelaar, "now": balie.now}
    besluiten.decide(**wie, aanvraag_id=ander.id, oordeel=heel(False))
    derde = vraag(balie, eerste, HERBEOORDELING, motivering="Nog een keer.")
    assert derde.id not in (een.id, ander.id)
    assert code_van(afsluiting.reopen, **wie, aanvraag_id=ander.id, reden="Toch.") == "A111", "it was asked anew"


def test_a_withdrawn_herbeoordeling_keeps_nothing_from_being_reopened(balie: Balie) -> None:
    eerste = beslist(balie, False)
    een = vraag(balie, eerste, HERBEOORDELING)
    afsluiting.withdraw(actor=balie.indiener, now=balie.now, aanvraag_id=een.id, reden="Toch niet.")
    wie = {"actor": balie.beoordelaar, "now": balie.now, "aanvraag_id": eerste.id}
    assert afsluiting.reopen(**wie, reden="Nieuwe foto.").status == "in_behandeling"


def test_care_that_was_not_given_is_not_extended(balie: Balie) -> None:
    eerste = beslist(balie, True)
    wie = {"actor": balie.indiener, "now": balie.now, "aanvraag_id": eerste.id}
    afsluiting.report_not_done(**wie, reden="Gaat niet door.")
    assert code_van(vraag, balie, eerste, VERLENGING) == "A102"


def test_a_verlenging_can_be_asked_after_the_end_too(balie: Balie) -> None:
    eerste = beslist(balie, True)
    assert vraag(balie, eerste, VERLENGING, now=balie.now + timedelta(days=400)).status == "ingediend"


def test_a_copy_is_a_concept_with_the_answers_and_without_the_files(balie: Balie) -> None:
    eerste = beslist(balie, False)
    kopie = vervolg.copy_as_new(actor=balie.indiener, now=balie.now, aanvraag_id=eerste.id)
    assert (kopie.status, kopie.aanvraagnummer, kopie.vervolg_op_id) == ("concept", None, eerste.id)
    ruw = dossier_of(kopie, balie.now).ruw
    assert ruw["bsn"] == dossier_of(eerste, balie.now).ruw["bsn"]
    assert "foto" not in ruw
    nog_eens = vervolg.copy_as_new(actor=balie.indiener, now=balie.now, aanvraag_id=eerste.id)
    assert nog_eens.id == kopie.id, "an open copy is gone on with"
    later = vervolg.copy_as_new(actor=balie.indiener, now=balie.now + timedelta(days=31), aanvraag_id=eerste.id)
    assert later.id != kopie.id, "a lapsed one is not"


def test_a_concept_is_not_copied(balie: Balie) -> None:
    wie = {"actor": balie.indiener, "now": balie.now, "aanvraag_id": balie.concept()}
    assert code_van(vervolg.copy_as_new, **wie) == "A102"
