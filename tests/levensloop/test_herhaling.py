"""Software of an insurer that repeats itself changes nothing; what is not a repetition is refused as from anybody."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from levensloop.conftest import Balie, code_van
from oordelen import heel, per_regel

from machtigingen.aanvragen import aanvulling, afsluiting, behandeling, besluiten
from machtigingen.aanvragen.herhaling import ask_once, decide_once
from machtigingen.aanvragen.models import Aanvraag, Besluit, Informatieverzoek
from machtigingen.audit.models import Regel
from machtigingen.formulieren import afspraken as module
from machtigingen.formulieren.afspraken import Afspraken, Regelbesluit, use_afspraken

VRAGEN = ["Hoe lang bestaan de klachten?"]


def wie(balie: Balie, aanvraag: Aanvraag, naam: str = "systeem-verzekeraar-9901") -> dict[str, Any]:
    return {"actor": balie.als(naam), "now": balie.now, "aanvraag_id": aanvraag.id}


def laatste() -> str:
    return Regel.objects.filter(keten="uzovi:9901").order_by("-pk")[0].handeling


@pytest.mark.parametrize(
    "oordeel",
    [heel(True), heel(False), per_regel(Regelbesluit.ANDERS), replace(heel(True), geldig_van=date(2026, 11, 10))],
)
def test_the_same_decision_again_changes_nothing(balie: Balie, oordeel: Any) -> None:
    aanvraag = balie.verstuurd()
    eerst = decide_once(**wie(balie, aanvraag), oordeel=oordeel)
    voor = list(Aanvraag.objects.values())
    nog_eens = decide_once(**wie(balie, aanvraag), oordeel=oordeel)
    assert (nog_eens.id, nog_eens.status, nog_eens.machtigingsnummer) == (
        eerst.id,
        eerst.status,
        eerst.machtigingsnummer,
    )
    assert list(Aanvraag.objects.values()) == voor
    assert Besluit.objects.count() == 1
    assert laatste() == "besluit_herhaald"


@pytest.mark.parametrize(
    "ander",
    [heel(False), heel(True, "Andere woorden."), replace(heel(True), geldig_tot=date(2026, 12, 31))],
)
def test_another_decision_is_refused(balie: Balie, ander: Any) -> None:
    aanvraag = balie.verstuurd()
    decide_once(**wie(balie, aanvraag), oordeel=heel(True))
    assert code_van(decide_once, **wie(balie, aanvraag), oordeel=ander) == "A102"
    assert Besluit.objects.count() == 1


def test_what_a_person_decided_is_no_repetition_of_software(balie: Balie) -> None:
    aanvraag = balie.verstuurd()
    besluiten.decide(**wie(balie, aanvraag, "beoordelaar-9901"), oordeel=heel(True))
    assert code_van(decide_once, **wie(balie, aanvraag), oordeel=heel(True)) == "A102"


def test_after_it_was_opened_again_the_same_decision_is_a_new_one(balie: Balie) -> None:
    aanvraag = balie.verstuurd()
    decide_once(**wie(balie, aanvraag), oordeel=heel(True))
    afsluiting.reopen(**wie(balie, aanvraag), reden="Toch nog eens kijken.")
    decide_once(**wie(balie, aanvraag), oordeel=heel(True))
    assert Besluit.objects.count() == 2


def test_an_end_that_was_set_later_does_not_make_it_another_decision(balie: Balie) -> None:
    aanvraag = balie.verstuurd()
    decide_once(**wie(balie, aanvraag), oordeel=heel(True))
    afsluiting.set_end(**wie(balie, aanvraag), einde=date(2026, 11, 24), reden="De polis eindigt.")
    assert code_van(decide_once, **wie(balie, aanvraag), oordeel=heel(True)) == ""
    assert Aanvraag.objects.get().geldig_tot_on == date(2026, 11, 24)


def test_an_aanvraag_on_the_desk_of_a_person_is_left_to_them(balie: Balie) -> None:
    aanvraag = balie.verstuurd()
    behandeling.take(**wie(balie, aanvraag, "beoordelaar-9901"))
    assert code_van(decide_once, **wie(balie, aanvraag), oordeel=heel(True)) == "A106"


def test_a_first_opinion_that_is_repeated_stays_one_opinion(balie: Balie, vier_ogen: None) -> None:
    aanvraag = balie.verstuurd()
    decide_once(**wie(balie, aanvraag), oordeel=heel(True))
    assert decide_once(**wie(balie, aanvraag), oordeel=heel(True)).status == "in_behandeling"
    assert code_van(decide_once, **wie(balie, aanvraag), oordeel=heel(False)) == "A107"
    besluiten.decide(**wie(balie, aanvraag, "beoordelaar-9901"), oordeel=heel(True))
    assert decide_once(**wie(balie, aanvraag), oordeel=heel(True)).status == "goedgekeurd"


@pytest.mark.parametrize("tweede", [heel(True, "In mijn eigen woorden."), heel(False, "Niet aangetoond.")])
def test_the_own_opinion_is_a_repetition_too_once_the_second_decided(
    balie: Balie, vier_ogen: None, tweede: Any
) -> None:
    aanvraag = balie.verstuurd()
    decide_once(**wie(balie, aanvraag), oordeel=heel(True))
    na = besluiten.decide(**wie(balie, aanvraag, "beoordelaar-9901"), oordeel=tweede, bevestigd=True)
    assert decide_once(**wie(balie, aanvraag), oordeel=heel(True)).status == na.status
    assert laatste() == "besluit_herhaald"
    assert Besluit.objects.get().toelichting == tweede.toelichting


def test_what_the_second_thought_is_no_repetition_of_the_first(balie: Balie, vier_ogen: None) -> None:
    aanvraag = balie.verstuurd()
    decide_once(**wie(balie, aanvraag), oordeel=heel(True))
    tweede = heel(True, "In mijn eigen woorden.")
    besluiten.decide(**wie(balie, aanvraag, "beoordelaar-9901"), oordeel=tweede)
    assert code_van(decide_once, **wie(balie, aanvraag), oordeel=tweede) == "A102"


def test_an_opinion_of_before_it_was_opened_again_is_a_new_one(balie: Balie, vier_ogen: None) -> None:
    aanvraag = balie.verstuurd()
    decide_once(**wie(balie, aanvraag), oordeel=heel(True))
    besluiten.decide(**wie(balie, aanvraag, "beoordelaar-9901"), oordeel=heel(True))
    afsluiting.reopen(**wie(balie, aanvraag), reden="Toch nog eens kijken.")
    assert decide_once(**wie(balie, aanvraag), oordeel=heel(True)).status == "in_behandeling"
    assert laatste() == "besluit_voorgesteld"


@pytest.fixture
def vier_ogen() -> Any:
    echt = module.afspraken()
    standaard = echt.standaard
    algemeen = replace(standaard.algemeen, waarden=dict(standaard.algemeen.waarden) | {"vier_ogen": True})
    use_afspraken(Afspraken(standaard=replace(standaard, algemeen=algemeen), verzekeraars=echt.verzekeraars))
    yield
    use_afspraken(None)


def test_the_same_questions_again_are_asked_once(balie: Balie) -> None:
    aanvraag = balie.verstuurd()
    ask_once(**wie(balie, aanvraag), vragen=VRAGEN)
    assert ask_once(**wie(balie, aanvraag), vragen=VRAGEN).status == "informatie_gevraagd"
    assert Informatieverzoek.objects.count() == 1
    assert laatste() == "vragen_herhaald"
    assert code_van(ask_once, **wie(balie, aanvraag), vragen=["Iets anders?"]) == "A102"


def answer(balie: Balie, aanvraag: Aanvraag) -> None:
    aanvulling.send_answers(
        actor=balie.indiener, now=balie.now, aanvraag_id=aanvraag.id, antwoorden={0: "Twee jaar."}, gezien={}
    )


def test_questions_are_asked_once_also_when_they_were_answered_and_decided_on_meanwhile(balie: Balie) -> None:
    aanvraag = balie.verstuurd()
    ask_once(**wie(balie, aanvraag), vragen=VRAGEN)
    answer(balie, aanvraag)
    assert ask_once(**wie(balie, aanvraag), vragen=VRAGEN).status == "aangevuld"
    assert laatste() == "vragen_herhaald"
    decide_once(**wie(balie, aanvraag), oordeel=heel(True))
    assert ask_once(**wie(balie, aanvraag), vragen=VRAGEN).status == "goedgekeurd"
    assert Informatieverzoek.objects.count() == 1


def test_after_the_answer_other_questions_are_new_ones_and_so_are_the_first_after_those(balie: Balie) -> None:
    aanvraag = balie.verstuurd()
    ask_once(**wie(balie, aanvraag), vragen=VRAGEN)
    answer(balie, aanvraag)
    ask_once(**wie(balie, aanvraag), vragen=["Iets anders?"])
    assert Informatieverzoek.objects.count() == 2
    assert code_van(ask_once, **wie(balie, aanvraag), vragen=VRAGEN) == "A102"


def test_after_it_was_opened_again_the_same_questions_are_new_ones(balie: Balie) -> None:
    aanvraag = balie.verstuurd()
    ask_once(**wie(balie, aanvraag), vragen=VRAGEN)
    answer(balie, aanvraag)
    decide_once(**wie(balie, aanvraag), oordeel=heel(True))
    afsluiting.reopen(**wie(balie, aanvraag), reden="Toch nog eens kijken.")
    assert ask_once(**wie(balie, aanvraag), vragen=VRAGEN).status == "informatie_gevraagd"
    assert Informatieverzoek.objects.count() == 2


def test_what_nobody_answered_may_be_asked_again(balie: Balie) -> None:
    aanvraag = balie.verstuurd()
    ask_once(**wie(balie, aanvraag), vragen=VRAGEN)
    later = wie(balie, aanvraag) | {"now": balie.now + timedelta(days=30)}
    behandeling.stop_waiting(**later)
    assert ask_once(**later, vragen=VRAGEN).status == "informatie_gevraagd"
    assert Informatieverzoek.objects.count() == 2


@pytest.mark.parametrize("getypt", ["Cafe\u0301?", "Regel een\rregel twee", "Met\u00a0spatie ", "Een\ttab"])
def test_questions_are_the_same_as_they_are_kept(balie: Balie, getypt: str) -> None:
    aanvraag = balie.verstuurd()
    ask_once(**wie(balie, aanvraag), vragen=[getypt, " "])
    assert code_van(ask_once, **wie(balie, aanvraag), vragen=[getypt]) == ""
    assert Informatieverzoek.objects.count() == 1


def test_another_insurer_and_an_instantie_get_nowhere(balie: Balie) -> None:
    aanvraag = balie.verstuurd()
    for naam, code in (("systeem-verzekeraar-9902", "A101"), ("systeem-goed", "D203")):
        assert code_van(decide_once, **wie(balie, aanvraag, naam), oordeel=heel(True)) == code
        assert code_van(ask_once, **wie(balie, aanvraag, naam), vragen=VRAGEN) == code
