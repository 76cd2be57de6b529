"""The work of an insurer in piles: what is due first on top, narrowed to what one can judge, and nothing sealed."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from afdruk import eenmaal
from django.db import connection
from django.test.utils import CaptureQueriesContext
from levensloop.conftest import TANDARTS, Balie
from machtigingen_sandbox import personas
from oordelen import heel
from reis import tekst
from wereld import Beller, Wereld

from machtigingen.aanvragen import afsluiting, behandeling, besluiten, doorlooptijd
from machtigingen.aanvragen.models import Aanvraag
from machtigingen.aanvragen.queries import VERZEGELD
from machtigingen.aanvragen.vakken import deadlines_of
from machtigingen.audit.models import Regel
from machtigingen.beoordeling.queries import AFGESLOTEN, Selectie, Stapel, drukte, next_ones, worklist
from machtigingen.doors.verzekeraar.keuze import Werkkeuze
from machtigingen.doors.verzekeraar.rijen import tabel_van
from machtigingen.formulieren.afspraken import afspraken
from machtigingen.foundation import Actor, DomainError
from machtigingen.project import klok
from machtigingen.ui.termijnbalk import balk_van

NU = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
VERHAAL = "/beoordelen/"


def op(balie: Balie, actor: Actor, stapel: Stapel, **selectie: str) -> list[str]:
    """The references on one pile, from top to bottom."""
    lijst = worklist(actor=actor, now=balie.now, stapel=stapel, selectie=Selectie(**selectie))
    return [aanvraag.referentie for aanvraag in lijst]


def verstuurd(balie: Balie, referentie: str, **anders: object) -> Aanvraag:
    return balie.verstuurd(referentie=referentie, **anders)


def due(aanvraag: Aanvraag, dagen: int) -> None:
    """So many days from now it is to be decided."""
    Aanvraag.objects.filter(pk=aanvraag.pk).update(termijn_tot_on=NU.date() + timedelta(days=dagen))


@pytest.fixture
def drie(balie: Balie) -> list[Aanvraag]:
    """Due last, first and in between; and one at another insurer."""
    return [Aanvraag.objects.get(pk=id_) for id_ in eenmaal("drie op de werklijst", lambda: _drie(balie))]


def _drie(balie: Balie) -> tuple[UUID, ...]:
    gevonden = [verstuurd(balie, referentie) for referentie in ("laat", "vroeg", "tussen")]
    for aanvraag, dagen in zip(gevonden, (9, -2, 3), strict=True):
        due(aanvraag, dagen)
    verstuurd(balie, "bij een ander", wie=personas.BIJ_TESTZORG)
    return tuple(een.id for een in gevonden)


def test_what_is_due_first_lies_on_top_and_what_is_too_late_above_all(balie: Balie, drie: list[Aanvraag]) -> None:
    assert op(balie, balie.beoordelaar, Stapel.TE_DOEN) == ["vroeg", "tussen", "laat"]


def test_another_insurer_has_its_own_work(balie: Balie, drie: list[Aanvraag]) -> None:
    assert op(balie, balie.als("beoordelaar-9902"), Stapel.TE_DOEN) == ["bij een ander"]


def test_looking_at_the_list_is_recorded(balie: Balie, drie: list[Aanvraag]) -> None:
    op(balie, balie.beoordelaar, Stapel.WACHT)
    assert Regel.objects.get(keten="uzovi:9901", handeling="werklijst_bekeken").actor == "B. Ordelaar"


@pytest.mark.parametrize("naam", ["persoonlijk-goed", "persoonlijk-raadplegen", "persoonlijk-zonder-autorisatie"])
def test_it_is_no_list_for_an_instantie(balie: Balie, naam: str) -> None:
    actor = balie.als(naam)
    for kijk in (
        lambda: worklist(actor=actor, now=NU),
        lambda: drukte(actor=actor),
        lambda: next_ones(actor=actor, stapel=Stapel.TE_DOEN, selectie=Selectie(), na=balie.concept()),
    ):
        with pytest.raises(DomainError) as fout:
            kijk()
        assert fout.value.code == "D203"


def test_an_aanvraag_lies_on_one_pile_and_moves_with_what_is_done(balie: Balie) -> None:
    aanvraag, actor = verstuurd(balie, "een"), balie.beoordelaar
    collega = balie.als("beoordelaar-9901-collega")
    wie = {"actor": actor, "now": balie.now, "aanvraag_id": aanvraag.id}

    def waar(kijker: Actor = actor) -> list[Stapel]:
        return [stapel for stapel in Stapel if op(balie, kijker, stapel)]

    assert waar() == [Stapel.TE_DOEN]
    behandeling.take(**wie)
    assert waar() == [Stapel.BUREAU]
    assert waar(collega) == [Stapel.COLLEGA]
    behandeling.ask_information(**wie, vragen=["Waarom?"])
    assert waar() == waar(collega) == [Stapel.WACHT]
    behandeling.stop_waiting(**wie | {"now": balie.now + timedelta(days=30)})
    assert waar() == [Stapel.BUREAU]
    besluiten.decide(**wie, oordeel=heel(True))
    assert waar() == waar(collega) == [Stapel.BESLOTEN]


def test_what_was_decided_stays_there_when_it_ended_and_what_was_withdrawn_lies_apart(balie: Balie) -> None:
    toegekend, weg = verstuurd(balie, "toegekend"), verstuurd(balie, "weg")
    wie = {"actor": balie.indiener, "now": balie.now, "reden": "Toch niet."}
    besluiten.decide(actor=balie.beoordelaar, now=balie.now, aanvraag_id=toegekend.id, oordeel=heel(True))
    afsluiting.report_not_done(**wie, aanvraag_id=toegekend.id)
    afsluiting.withdraw(**wie, aanvraag_id=weg.id)
    assert op(balie, balie.beoordelaar, Stapel.BESLOTEN) == ["toegekend"]
    assert op(balie, balie.beoordelaar, Stapel.INGETROKKEN) == ["weg"]


def test_what_the_first_of_two_thinks_of_waits_for_a_second(balie: Balie) -> None:
    aanvraag = verstuurd(balie, "vier ogen", agb=TANDARTS, wie=personas.BIJ_DEMOVERZEKERING)
    eerste, tweede = balie.als("beoordelaar-9903"), balie.als("beoordelaar-9903-collega")
    besluiten.decide(actor=eerste, now=balie.now, aanvraag_id=aanvraag.id, oordeel=heel(True, regels=2))
    for actor in (eerste, tweede):
        assert op(balie, actor, Stapel.TWEEDE) == ["vier ogen"]
        assert op(balie, actor, Stapel.TE_DOEN) == []
    zoek = {"stapel": Stapel.TWEEDE, "selectie": Selectie(), "na": balie.concept()}
    assert next_ones(actor=eerste, **zoek) == ()
    assert [een.referentie for een in next_ones(actor=tweede, **zoek)] == ["vier ogen"]


def renewed(actor: Actor) -> Actor:
    """The same person under another certificate, that spells the name otherwise."""
    return replace(actor, certificaat="d" * 64, naam=actor.naam.replace(".", "").upper())


def test_under_another_certificate_the_own_opinion_is_still_the_own(balie: Balie, settings) -> None:
    settings.ROOT_URLCONF = "machtigingen.project.urls_portaal"
    aanvraag = verstuurd(balie, "vier ogen", agb=TANDARTS, wie=personas.BIJ_DEMOVERZEKERING)
    eerste, tweede = balie.als("beoordelaar-9903"), balie.als("beoordelaar-9903-collega")
    besluiten.decide(actor=eerste, now=balie.now, aanvraag_id=aanvraag.id, oordeel=heel(True, regels=2))
    zoek = {"stapel": Stapel.TWEEDE, "selectie": Selectie(), "na": balie.concept()}
    for actor, eigen in ((eerste, True), (renewed(eerste), True), (tweede, False), (renewed(tweede), False)):
        assert (next_ones(actor=actor, **zoek) == ()) is eigen
        lijst = worklist(actor=actor, now=balie.now, stapel=Stapel.TWEEDE)
        keuze = Werkkeuze(stapel=Stapel.TWEEDE)
        ((*_, stand),) = tabel_van(lijst, keuze=keuze, actor=actor, now=balie.now).rijen
        assert stand.onder == ("u gaf het eerste oordeel" if eigen else "")


def test_under_another_certificate_the_own_desk_is_still_the_own(balie: Balie) -> None:
    aanvraag, actor = verstuurd(balie, "een"), balie.beoordelaar
    behandeling.take(actor=actor, now=balie.now, aanvraag_id=aanvraag.id)
    later = renewed(actor)
    assert op(balie, later, Stapel.BUREAU) == ["een"]
    assert op(balie, later, Stapel.COLLEGA) == []
    assert drukte(actor=later).on(Stapel.BUREAU) == 1
    assert drukte(actor=balie.collega_van(actor)).on(Stapel.COLLEGA) == 1


def test_what_waits_for_an_answer_comes_in_the_order_of_its_last_day(balie: Balie, drie: list[Aanvraag]) -> None:
    actor = balie.beoordelaar
    for dagen, aanvraag in enumerate(drie):
        behandeling.ask_information(
            actor=actor, now=balie.now - timedelta(days=dagen), aanvraag_id=aanvraag.id, vragen=["Waarom?"]
        )
    lijst = list(worklist(actor=actor, now=balie.now, stapel=Stapel.WACHT))
    assert [aanvraag.referentie for aanvraag in lijst] == ["tussen", "vroeg", "laat"]
    deadlines = deadlines_of(lijst)
    assert [deadlines[aanvraag.pk] for aanvraag in lijst] == sorted(deadlines.values())


def test_a_list_can_be_narrowed_to_a_form_and_to_a_specialisme(balie: Balie) -> None:
    verstuurd(balie, "oog")
    verstuurd(balie, "gebit", agb=TANDARTS, wie=personas.POLIS_LOOPT_AF)
    actor = balie.beoordelaar
    assert op(balie, actor, Stapel.TE_DOEN, formulier="M03") == ["gebit"]
    assert op(balie, actor, Stapel.TE_DOEN, specialisme="0301") == ["oog"]
    assert op(balie, actor, Stapel.TE_DOEN, formulier="M03", specialisme="0301") == []
    werk = drukte(actor=actor)
    assert werk.on(Stapel.TE_DOEN) == 2
    assert werk.on(Stapel.TE_DOEN, Selectie(formulier="M03")) == 1
    assert werk.by_formulier(Stapel.TE_DOEN) == {"X02": 1, "M03": 1}
    assert werk.by_specialisme(Stapel.TE_DOEN) == {"0301": 1, "1200": 1}


def test_the_counts_are_those_of_the_piles(balie: Balie, drie: list[Aanvraag]) -> None:
    actor = balie.beoordelaar
    behandeling.take(actor=actor, now=balie.now, aanvraag_id=drie[0].id)
    collega = balie.als("beoordelaar-9901-collega")
    behandeling.take(actor=collega, now=balie.now, aanvraag_id=drie[1].id)
    werk = drukte(actor=actor)
    open_ = [stapel for stapel in Stapel if stapel not in AFGESLOTEN]
    assert {stapel: werk.on(stapel) for stapel in open_} == {stapel: len(op(balie, actor, stapel)) for stapel in open_}
    assert sum(werk.aantallen.values()) == 3


def test_a_list_is_one_question_and_so_are_the_counts_once_it_is_known_whose_desk_is_meant(
    balie: Balie, drie: list[Aanvraag]
) -> None:
    actor = balie.beoordelaar
    lijst = worklist(actor=actor, now=balie.now)
    for vraag, aantal in ((lambda: list(lijst), 1), (lambda: drukte(actor=actor), 2)):
        with CaptureQueriesContext(connection) as gesteld:
            vraag()
        assert len(gesteld) == aantal


@pytest.mark.parametrize("stapel", [Stapel.TE_DOEN, Stapel.WACHT, Stapel.BESLOTEN])
def test_the_lists_open_nothing_that_is_sealed(balie: Balie, drie: list[Aanvraag], stapel: Stapel) -> None:
    actor = balie.beoordelaar
    behandeling.ask_information(actor=actor, now=balie.now, aanvraag_id=drie[0].id, vragen=["Waarom?"])
    besluiten.decide(actor=actor, now=balie.now, aanvraag_id=drie[1].id, oordeel=heel(True))
    (aanvraag,) = worklist(actor=actor, now=balie.now, stapel=stapel)
    assert aanvraag.get_deferred_fields() == set(VERZEGELD)


def test_a_row_says_why_a_person_looks_and_how_much_of_the_term_is_left(
    balie: Balie, drie: list[Aanvraag], desk: Callable[..., Beller]
) -> None:
    pagina = desk().get("/beoordelen/?lijst=te-doen")
    gelezen = tekst(pagina)
    assert "Regel 7. Beperking niet zeker" in gelezen
    assert "2 werkdagen te laat uiterlijk 22 november" in gelezen
    assert "nog 3 werkdagen uiterlijk 27 november" in gelezen
    assert "mp-termijn--te_laat" in pagina.content.decode()
    for geheim in (personas.GEVONDEN.naam, personas.GEVONDEN.bsn.onthul()):
        assert geheim not in gelezen


def test_without_a_choice_the_own_desk_comes_first_and_else_what_is_to_be_done(
    balie: Balie, drie: list[Aanvraag], desk: Callable[..., Beller]
) -> None:
    mens = desk()
    assert f"Te doen {3}" in tekst(mens.get(VERHAAL))
    assert re.search(r'aria-current="page">Te doen', mens.get(VERHAAL).content.decode())
    behandeling.take(actor=balie.beoordelaar, now=balie.now, aanvraag_id=drie[0].id)
    assert re.search(r'aria-current="page">Op mijn bureau', mens.get(VERHAAL).content.decode())


def test_a_choice_stays_in_every_address_of_the_page(
    balie: Balie, drie: list[Aanvraag], desk: Callable[..., Beller]
) -> None:
    pagina = desk().get("/beoordelen/?lijst=te-doen&formulier=X02").content.decode()
    assert f"/beoordelen/{drie[0].id}/?lijst=te-doen&amp;formulier=X02" in pagina
    assert "?lijst=wacht&amp;formulier=X02" in pagina


@pytest.mark.parametrize("query", ["lijst=nergens", "formulier=%22%3E<x>", "specialisme=oog", "blad=9999", "blad=x"])
def test_a_choice_that_cannot_be_read_does_not_count(
    balie: Balie, drie: list[Aanvraag], desk: Callable[..., Beller], query: str
) -> None:
    antwoord = desk().get(f"/beoordelen/?{query}")
    assert antwoord.status_code == 200
    assert drie[0].aanvraagnummer in tekst(antwoord)
    assert "<x>" not in antwoord.content.decode()


def test_a_long_list_is_shown_in_pages(
    balie: Balie, drie: list[Aanvraag], desk: Callable[..., Beller], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("machtigingen.doors.verzekeraar.werklijst.PER_PAGINA", 2)
    mens = desk()
    eerste, tweede = (tekst(mens.get(f"/beoordelen/?lijst=te-doen&blad={blad}")) for blad in (1, 2))
    nummers = [drie[1].aanvraagnummer, drie[2].aanvraagnummer, drie[0].aanvraagnummer]
    assert [nummer in eerste for nummer in nummers] == [True, True, False]
    assert [nummer in tweede for nummer in nummers] == [False, False, True]
    assert "Blad 1 van 2" in eerste


def test_the_name_of_the_assessor_is_for_the_own_insurer(
    balie: Balie, wereld: Wereld, desk: Callable[..., Beller]
) -> None:
    aanvraag = verstuurd(balie, "een")
    besluiten.decide(actor=balie.beoordelaar, now=balie.now, aanvraag_id=aanvraag.id, oordeel=heel(True, "Klopt."))
    assert "B. Ordelaar" in tekst(desk().get(f"/beoordelen/{aanvraag.id}/"))
    pagina = tekst(wereld.mens().get(f"/aanvragen/{aanvraag.id}/"))
    assert "Goedgekeurd" in pagina
    assert "B. Ordelaar" not in pagina


def test_the_last_day_for_a_decision_is_a_day_in_the_netherlands(balie: Balie, desk: Callable[..., Beller]) -> None:
    balie.now = datetime(2026, 11, 24, 23, 30, tzinfo=UTC)  # Wednesday the 25th, half past midnight
    klok.zet(lambda: balie.now)
    aanvraag = verstuurd(balie, "nacht")
    assert "uiterlijk 9 december" in tekst(desk().get(f"/beoordelen/{aanvraag.id}/"))


def test_where_the_term_goes_on_after_an_answer_the_list_shows_what_is_used_as_the_dossier_does(
    balie: Balie, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    settings.ROOT_URLCONF = "machtigingen.project.urls_portaal"
    verder = replace(afspraken().van("9901", "X02"), opnieuw_na_aanvulling=False)
    monkeypatch.setattr(doorlooptijd, "afspraak_of", lambda _: verder)
    aanvraag, later = balie.verstuurd(), balie.now + timedelta(days=10)
    behandeling.ask_information(actor=balie.beoordelaar, now=later, aanvraag_id=aanvraag.id, vragen=["Waarom?"])
    wacht = worklist(actor=balie.beoordelaar, now=later, stapel=Stapel.WACHT)
    tabel = tabel_van(wacht, keuze=Werkkeuze(stapel=Stapel.WACHT), actor=balie.beoordelaar, now=later)
    in_lijst = tabel.rijen[0][1].balk
    in_dossier = balk_van(Aanvraag.objects.get(), later)
    assert in_lijst == in_dossier
    assert in_dossier is not None and in_dossier.gevuld > 50
