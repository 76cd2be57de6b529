"""The desk of a beoordelaar: who has it, what was asked, and how the clock goes."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from levensloop.conftest import Balie, code_van
from oordelen import heel
from reis import tekst

from machtigingen.aanvragen import aanvulling, afsluiting, behandeling, besluiten
from machtigingen.aanvragen.aanvulling import save_answers, send_answers
from machtigingen.aanvragen.lifecycle import Status
from machtigingen.aanvragen.models import Aanvraag
from machtigingen.aanvragen.queries import gebeurtenissen_of, open_verzoek_of
from machtigingen.audit.models import Regel
from machtigingen.foundation import Actor, DomainError


def opnieuw(aanvraag: Aanvraag) -> Aanvraag:
    return Aanvraag.objects.get(pk=aanvraag.pk)


def test_what_was_sent_waits_ten_working_days_at_most(balie: Balie) -> None:
    aanvraag = balie.verstuurd()
    assert (aanvraag.status, aanvraag.termijn_begon_on) == ("ingediend", date(2026, 11, 24))
    assert aanvraag.termijn_tot_on == date(2026, 12, 8)


def test_taking_puts_it_on_one_desk_and_taking_again_changes_nothing(balie: Balie) -> None:
    aanvraag = balie.verstuurd()
    wie = {"actor": balie.beoordelaar, "now": balie.now, "aanvraag_id": aanvraag.id}
    eerst, daarna = behandeling.take(**wie), behandeling.take(**wie)
    assert (eerst.status, eerst.behandelaar) == ("in_behandeling", "B. Ordelaar")
    assert daarna.versie == eerst.versie
    assert Regel.objects.filter(handeling="aanvraag_genomen").count() == 1


def test_a_colleague_cannot_act_on_what_another_has_and_can_take_it_over(balie: Balie) -> None:
    aanvraag = balie.verstuurd()
    behandeling.take(actor=balie.beoordelaar, now=balie.now, aanvraag_id=aanvraag.id)
    collega = balie.collega_van(balie.beoordelaar)
    wie = {"actor": collega, "now": balie.now, "aanvraag_id": aanvraag.id}
    assert code_van(behandeling.take, **wie) == "A106"
    assert code_van(behandeling.ask_information, **wie, vragen=["Waarom?"]) == "A106"
    assert code_van(besluiten.decide, **wie, oordeel=heel(True)) == "A106"
    assert behandeling.take(**wie, overnemen=True).behandelaar == "C. Ollega"


def test_it_is_handed_over_to_a_colleague_of_the_list_or_back_to_the_list(balie: Balie) -> None:
    aanvraag = balie.verstuurd()
    wie = {"actor": balie.beoordelaar, "now": balie.now, "aanvraag_id": aanvraag.id}
    behandeling.take(**wie)
    vreemde = balie.als("beoordelaar-9902").certificaat
    assert code_van(behandeling.hand_over, **wie, naar=vreemde) == "A115"
    terug = behandeling.hand_over(**wie)
    assert (terug.status, terug.behandelaar) == ("in_behandeling", "")
    assert behandeling.take(**wie).behandelaar == "B. Ordelaar"


def test_what_was_answered_is_handed_over_as_answered(balie: Balie) -> None:
    aanvraag = vraag(balie, "Waarom?")
    send_answers(actor=balie.indiener, now=balie.now, aanvraag_id=aanvraag.id, antwoorden={0: "Omdat."}, gezien={0: ""})
    terug = behandeling.hand_over(actor=balie.beoordelaar, now=balie.now, aanvraag_id=aanvraag.id)
    assert (terug.status, terug.behandelaar) == ("aangevuld", "")


@pytest.mark.parametrize("naam", ["persoonlijk-goed", "persoonlijk-raadplegen", "persoonlijk-zonder-autorisatie"])
def test_an_instantie_has_no_desk(balie: Balie, naam: str) -> None:
    wie = {"actor": balie.als(naam), "now": balie.now, "aanvraag_id": balie.verstuurd().id}
    assert code_van(behandeling.take, **wie) == "D203"
    assert code_van(behandeling.hand_over, **wie) == "D203"
    assert code_van(behandeling.ask_information, **wie, vragen=["Waarom?"]) == "D203"


def test_another_insurer_finds_nothing(balie: Balie) -> None:
    wie = {"actor": balie.als("beoordelaar-9902"), "now": balie.now, "aanvraag_id": balie.verstuurd().id}
    assert code_van(behandeling.take, **wie) == "A101"
    assert code_van(behandeling.ask_information, **wie, vragen=["Waarom?"]) == "A101"


def test_the_clock_stands_still_while_the_insurer_waits_and_begins_anew_after(balie: Balie) -> None:
    aanvraag = balie.verstuurd()
    gevraagd = behandeling.ask_information(
        actor=balie.beoordelaar, now=balie.now, aanvraag_id=aanvraag.id, vragen=["Waarom beide zijden?", " "]
    )
    assert (gevraagd.status, gevraagd.termijn_tot_on) == ("informatie_gevraagd", None)
    verzoek = open_verzoek_of(gevraagd)
    assert verzoek is not None
    assert (verzoek.vragen, verzoek.reageren_voor_on) == (["Waarom beide zijden?"], date(2026, 12, 8))
    later = balie.now + timedelta(days=7)
    klaar = send_answers(
        actor=balie.indiener, now=later, aanvraag_id=aanvraag.id, antwoorden={0: "Beide hangen."}, gezien={}
    )
    assert (klaar.status, klaar.termijn_tot_on) == ("aangevuld", date(2026, 12, 15))
    assert klaar.behandelaar == "B. Ordelaar", "it comes back to who asked"
    assert [een.soort for een in gebeurtenissen_of(klaar)] == ["ingediend", "informatie_gevraagd", "aangevuld"]


@pytest.mark.parametrize("vragen", [[], ["", "  "], ["Waarom?"] * 11])
def test_one_to_ten_questions_are_asked(balie: Balie, vragen: list[str]) -> None:
    wie = {"actor": balie.beoordelaar, "now": balie.now, "aanvraag_id": balie.verstuurd().id}
    assert code_van(behandeling.ask_information, **wie, vragen=vragen) == "A116"


def vraag(balie: Balie, *vragen: str) -> Aanvraag:
    wie = {"actor": balie.beoordelaar, "now": balie.now, "aanvraag_id": balie.verstuurd().id}
    return behandeling.ask_information(**wie, vragen=vragen or ("Waarom?", "Sinds wanneer?"))


def test_every_question_wants_an_answer_and_what_was_typed_is_kept(balie: Balie) -> None:
    aanvraag = vraag(balie)
    with pytest.raises(DomainError) as fout:
        send_answers(
            actor=balie.indiener, now=balie.now, aanvraag_id=aanvraag.id, antwoorden={0: "Omdat.", 1: " "}, gezien={}
        )
    assert [(een.code, een.pad) for een in fout.value.fouten] == [("A114", "antwoorden[1]")]
    verzoek = open_verzoek_of(aanvraag)
    assert verzoek is not None
    assert verzoek.concept["0"]["tekst"] == "Omdat."
    assert opnieuw(aanvraag).status == "informatie_gevraagd"


def test_what_a_colleague_typed_meanwhile_is_not_overwritten(balie: Balie) -> None:
    aanvraag = vraag(balie)
    collega = balie.collega_van(balie.indiener)
    wie = {"now": balie.now, "aanvraag_id": aanvraag.id}
    assert save_answers(actor=collega, **wie, antwoorden={0: "Van mij."}, gezien={}) == ()
    leeg = {"antwoorden": {0: "", 1: "Sinds april."}, "gezien": {0: "", 1: ""}}
    assert save_answers(actor=balie.indiener, **wie, **leeg) == (), "an answer that was not touched is no other one"
    (botsing,) = save_answers(actor=balie.indiener, **wie, antwoorden={0: "Nee, van mij.", 1: "Sinds mei."}, gezien={})
    assert (botsing.code, botsing.gegevens["waarde"]) == ("A103", "Van mij.")
    verzoek = open_verzoek_of(aanvraag)
    assert verzoek is not None
    assert [verzoek.concept[nummer]["tekst"] for nummer in "01"] == ["Van mij.", "Sinds mei."]
    gezien = {0: "Van mij."}
    assert save_answers(actor=balie.indiener, **wie, antwoorden={0: "Toch dit."}, gezien=gezien) == ()


def test_what_goes_is_what_the_sender_saw_and_it_is_one_act(balie: Balie, monkeypatch: pytest.MonkeyPatch) -> None:
    aanvraag = vraag(balie, "Waarom?")
    collega, echt, keren = balie.collega_van(balie.indiener), aanvulling.lock, []

    def lock(actor: Actor, id_: UUID) -> Aanvraag:
        """Before anybody comes back for a second time, a colleague writes."""
        keren.append(actor)
        if len(keren) == 2:
            wie = {"actor": collega, "now": balie.now, "aanvraag_id": id_}
            save_answers(**wie, antwoorden={0: "Van de collega."}, gezien={0: "Van mij."})
        return echt(actor, id_)

    monkeypatch.setattr(aanvulling, "lock", lock)
    regels = Regel.objects.count()
    wie = {"actor": balie.indiener, "now": balie.now, "aanvraag_id": aanvraag.id}
    send_answers(**wie, antwoorden={0: "Van mij."}, gezien={0: ""})
    assert aanvraag.informatieverzoeken.get().antwoorden == ["Van mij."]
    assert [een.handeling for een in Regel.objects.order_by("pk")[regels:]] == ["aanvraag_aangevuld"]


def test_who_may_only_look_does_not_answer_and_nobody_answers_twice(balie: Balie) -> None:
    aanvraag = vraag(balie)
    wie = {"now": balie.now, "aanvraag_id": aanvraag.id, "antwoorden": {0: "Ja.", 1: "Mei."}, "gezien": {}}
    assert code_van(send_answers, actor=balie.als("persoonlijk-raadplegen"), **wie) == "D204"
    assert code_van(send_answers, actor=balie.als("persoonlijk-andere-instantie"), **wie) == "A101"
    assert code_van(send_answers, actor=balie.indiener, **wie) == ""
    assert code_van(send_answers, actor=balie.indiener, **wie) == "A102"


def test_a_withdrawn_aanvraag_asks_nothing_any_more(balie: Balie) -> None:
    aanvraag = vraag(balie)
    weg = afsluiting.withdraw(actor=balie.indiener, now=balie.now, aanvraag_id=aanvraag.id, reden="Dubbel gevraagd.")
    assert Status(weg.status) is Status.INGETROKKEN
    assert (weg.intrekking, weg.termijn_tot_on, open_verzoek_of(weg)) == ("Dubbel gevraagd.", None, None)
    wie = {"actor": balie.beoordelaar, "now": balie.now, "aanvraag_id": aanvraag.id}
    assert code_van(behandeling.take, **wie) == "A102"


@pytest.mark.parametrize(("gestopt", "tot"), [(15, date(2026, 12, 22)), (60, date(2026, 12, 22))])
def test_without_an_answer_the_clock_goes_on_where_it_stood(balie: Balie, gestopt: int, tot: date) -> None:
    """Asked on the day it was sent, no day was used; an answer could come until 8 December."""
    aanvraag = vraag(balie)
    later = balie.now + timedelta(days=gestopt)
    klaar = behandeling.stop_waiting(actor=balie.beoordelaar, now=later, aanvraag_id=aanvraag.id)
    assert (klaar.status, klaar.termijn_tot_on) == ("in_behandeling", tot)


def test_a_question_that_was_asked_too_late_gives_no_new_term(balie: Balie) -> None:
    aanvraag = balie.verstuurd()
    na_de_termijn, later = balie.now + timedelta(days=20), balie.now + timedelta(days=100)
    wie = {"actor": balie.beoordelaar, "aanvraag_id": aanvraag.id}
    behandeling.ask_information(**wie, now=na_de_termijn, vragen=["Waarom?"])
    klaar = behandeling.stop_waiting(**wie, now=later)
    assert klaar.termijn_tot_on == date(2026, 12, 22), "ten working days stood still; it stays as late as it was"


def test_what_was_typed_and_not_sent_is_kept_when_nobody_waits_any_more(balie: Balie) -> None:
    aanvraag = vraag(balie)
    save_answers(
        actor=balie.indiener, now=balie.now, aanvraag_id=aanvraag.id, antwoorden={0: "Half af."}, gezien={0: ""}
    )
    later = balie.now + timedelta(days=15)
    behandeling.stop_waiting(actor=balie.beoordelaar, now=later, aanvraag_id=aanvraag.id)
    verzoek = aanvraag.informatieverzoeken.get()
    assert (verzoek.antwoorden, verzoek.concept["0"]["tekst"]) == (None, "Half af.")


def test_a_question_that_is_taken_back_leaves_the_clock_where_it_stood(balie: Balie) -> None:
    """Asked on the day it was sent; two days it stood still."""
    aanvraag = vraag(balie)
    later = balie.now + timedelta(days=2)
    klaar = behandeling.stop_waiting(actor=balie.beoordelaar, now=later, aanvraag_id=aanvraag.id)
    assert (klaar.status, klaar.termijn_tot_on) == ("in_behandeling", date(2026, 12, 10))
    (gebeurd,) = [een for een in gebeurtenissen_of(klaar) if een.soort == "vraag_ingetrokken"]
    assert gebeurd.gegevens["verzoek"] == 1
    wie = {"actor": balie.indiener, "now": later, "aanvraag_id": aanvraag.id}
    assert code_van(send_answers, **wie, antwoorden={0: "Ja.", 1: "Mei."}, gezien={}) == "A102"
    assert code_van(behandeling.stop_waiting, actor=balie.beoordelaar, now=later, aanvraag_id=aanvraag.id) == "A102"


def test_who_sends_has_seen_what_a_colleague_wrote_meanwhile(balie: Balie) -> None:
    aanvraag = vraag(balie, "Waarom?")
    wie = {"now": balie.now, "aanvraag_id": aanvraag.id}
    save_answers(actor=balie.collega_van(balie.indiener), **wie, antwoorden={0: "Van mij."}, gezien={0: ""})
    assert code_van(send_answers, actor=balie.indiener, **wie, antwoorden={0: ""}, gezien={0: ""}) == "A103"


def test_a_withdrawn_aanvraag_keeps_the_answer_that_was_not_sent(balie: Balie) -> None:
    aanvraag = vraag(balie)
    wie = {"now": balie.now, "aanvraag_id": aanvraag.id}
    save_answers(actor=balie.indiener, **wie, antwoorden={0: "Een lang verhaal."}, gezien={0: ""})
    afsluiting.withdraw(actor=balie.collega_van(balie.indiener), **wie, reden="Dubbel.")
    verzoek = aanvraag.informatieverzoeken.get()
    assert (verzoek.antwoorden, verzoek.concept["0"]["tekst"]) == (None, "Een lang verhaal.")


def test_what_went_back_to_the_list_waits_for_somebody_in_the_words_of_the_provider(
    balie: Balie, settings: Any
) -> None:
    settings.ROOT_URLCONF = "machtigingen.project.urls_portaal"
    aanvraag = balie.verstuurd()
    wie = {"actor": balie.beoordelaar, "now": balie.now, "aanvraag_id": aanvraag.id}
    mens = balie.wereld.mens()
    mens.get("/aanvragen/")
    behandeling.take(**wie)
    assert "Een beoordelaar bekijkt de aanvraag" in tekst(mens.get(f"/aanvragen/{aanvraag.id}/"))
    behandeling.hand_over(**wie)
    pagina = tekst(mens.get(f"/aanvragen/{aanvraag.id}/"))
    assert "kijkt ernaar" not in pagina and "bekijkt" not in pagina
    assert "Wacht op een beoordelaar" in pagina
