"""What is too old goes with all that belongs to it; what is not, or is held, stays whole."""

import os
from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
from bewaring.voorraad import (
    AGB,
    DAG,
    JAAR,
    NU,
    UUR,
    aantallen,
    aanvraag,
    bericht,
    bestand,
    bezorging,
    bijlage,
    concept,
    logregel,
    map_,
    push,
    sessie,
    tel,
    wis,
)
from django.db import transaction

from machtigingen.aanvragen.bewaarslot import Slotfout, lift_hold, set_hold
from machtigingen.aanvragen.models import Aanvraag
from machtigingen.audit import inkorten
from machtigingen.audit.actions import verify_all
from machtigingen.audit.models import Regel
from machtigingen.bewaring import actions
from machtigingen.bewaring.queries import Bewaard, kept_until
from machtigingen.bewaring.regels import Klasse
from machtigingen.notificaties.models import Bezorging

pytestmark = pytest.mark.django_db

SECONDE = timedelta(seconds=1)


def bestaat(een: Aanvraag) -> bool:
    return Aanvraag.objects.filter(pk=een.pk).exists()


def op_rij(aantal: int, *, oud: timedelta) -> list[Aanvraag]:
    """Each follows on the one before it; all are decided."""
    rij = [aanvraag(oud=oud)]
    while len(rij) < aantal:
        rij.append(aanvraag(oud=oud, vervolg_op=rij[-1], vervolg_soort="herbeoordeling"))
    return rij


def niets() -> dict[str, int]:
    return dict.fromkeys(tel(), 0)


def gewist(handeling: str) -> set[str]:
    return set(Regel.objects.filter(handeling=handeling).values_list("onderwerp", flat=True))


@pytest.mark.parametrize(
    ("maak", "termijn", "klasse"),
    [(push, DAG, "ongeopend"), (concept, 30 * DAG, "concept")],
)
def test_it_goes_when_its_term_is_over_and_not_a_second_earlier(maak, termijn: timedelta, klasse: str) -> None:
    jong, oud = maak(oud=termijn - SECONDE), maak(oud=termijn)
    assert aantallen(wis()) == {klasse: 1}
    assert bestaat(jong) and not bestaat(oud)


def test_an_aanvraag_goes_with_all_its_parts() -> None:
    aanvraag(oud=3 * JAAR, bestanden=2)
    assert aantallen(wis()) == {"aanvraag": 1}
    assert tel() == niets()


def test_what_was_told_about_it_goes_too() -> None:
    oud, jong = aanvraag(oud=3 * JAAR), aanvraag(oud=DAG)
    for een in (oud, jong):
        bezorging(een)
    wis()
    assert list(Bezorging.objects.values_list("aanvraag_id", flat=True)) == [jong.pk]


def test_an_aanvraag_of_less_than_two_years_stays_and_loses_its_files_after_one() -> None:
    een = aanvraag(oud=JAAR + DAG, bestanden=2)
    verwacht = tel() | {"Bijlage": 0, "bestanden": 0}
    assert aantallen(wis()) == {"bijlage": 2}
    assert tel() == verwacht
    assert bestaat(een)
    assert wis().aantallen == dict.fromkeys(wis().aantallen, 0)


def test_a_younger_one_keeps_everything() -> None:
    aanvraag(oud=JAAR - 2 * DAG)
    voor = tel()
    assert aantallen(wis()) == {}
    assert tel() == voor


@pytest.mark.parametrize("status", ["ingediend", "in_behandeling", "informatie_gevraagd", "aangevuld"])
def test_what_waits_for_a_besluit_stays_however_old(status: str) -> None:
    een = aanvraag(oud=9 * JAAR, status=status)
    voor = tel()
    assert aantallen(wis()) == {}
    assert bestaat(een) and tel() == voor


@pytest.mark.parametrize("status", ["afgewezen", "niet_nodig", "ingetrokken", "beeindigd", "gedeeltelijk_goedgekeurd"])
def test_however_it_ended_it_goes(status: str) -> None:
    een = aanvraag(oud=3 * JAAR, status=status)
    wis()
    assert not bestaat(een)


def test_a_machtiging_that_is_valid_stays_until_its_last_day_is_over() -> None:
    een = aanvraag(oud=3 * JAAR, geldig_tot_on=date(2026, 11, 24))
    assert aantallen(wis()) == {"bijlage": 1}
    assert bestaat(een)
    assert aantallen(wis(now=NU + 15 * UUR)) == {"aanvraag": 1}


def test_a_push_that_only_software_worked_on_goes_like_one_that_nobody_did() -> None:
    een = push(oud=2 * DAG, updated_at=NU - UUR)
    assert aantallen(wis()) == {"ongeopend": 1}
    assert not bestaat(een)


def test_a_message_that_needed_no_machtiging_goes_after_a_day() -> None:
    bericht(oud=DAG - SECONDE)
    bericht(oud=DAG)
    assert aantallen(wis()) == {"ongeopend": 1}
    assert tel()["Instroom"] == 1


def test_the_reference_of_a_message_that_went_can_be_used_again() -> None:
    eerste = bericht(oud=2 * DAG, referentie="2026-1")
    wis()
    assert bericht(referentie="2026-1").pk != eerste.pk


def test_what_follows_on_it_stays_and_forgets_on_what() -> None:
    eerste = aanvraag(oud=3 * JAAR)
    vervolg = aanvraag(oud=DAG, vervolg_op=eerste, vervolg_soort="verlenging")
    wis()
    vervolg.refresh_from_db()
    assert not bestaat(eerste) and vervolg.vervolg_op is None and vervolg.vervolg_soort == "verlenging"


def test_what_follows_on_it_keeps_it_while_that_is_not_decided() -> None:
    eerste = aanvraag(oud=3 * JAAR)
    vervolg = aanvraag(oud=DAG, vervolg_op=eerste, vervolg_soort="herbeoordeling", status="ingediend")
    assert aantallen(wis()) == {}
    Aanvraag.objects.filter(pk=vervolg.pk).update(status="afgewezen")
    assert aantallen(wis()) == {"aanvraag": 1}


@pytest.mark.parametrize("status", ["concept", "ingediend", "informatie_gevraagd"])
def test_all_before_it_is_kept_while_the_last_is_not_decided(status: str) -> None:
    rij = op_rij(3, oud=3 * JAAR)
    aanvraag(oud=DAG, vervolg_op=rij[-1], vervolg_soort="verlenging", status=status)
    assert aantallen(wis()) == {}
    assert all(bestaat(een) for een in rij)
    assert kept_until(rij[0].pk) == Bewaard(aanvraag_on=None, bijlagen_on=None)


def test_sessions_that_are_over_go() -> None:
    sessie(oud=UUR)
    sessie(oud=-UUR)
    assert aantallen(wis()) == {"sessie": 1}
    assert tel()["Session"] == 1


def test_the_trail_loses_what_is_older_than_five_years() -> None:
    for oud in (6, 5.1, 4):
        logregel(oud=oud * JAAR)
    assert aantallen(wis()) == {"audit": 2}
    assert set(dict(verify_all()).values()) == {None}


@pytest.mark.parametrize(
    "nog_nodig",
    [{"status": "in_behandeling"}, {"geldig_tot_on": date(2030, 1, 1)}, {"bewaarslot": "rechtszaak"}],
    ids=["it waits for a besluit", "it is valid", "it is held"],
)
def test_the_trail_of_an_aanvraag_that_is_still_there_stays_until_that_goes(nog_nodig: dict[str, object]) -> None:
    een = aanvraag(oud=9 * JAAR, **nog_nodig)
    bestand_ = een.bijlagen.get()
    for onderwerp in ("", f"instroom:{een.instroom.pk}", f"aanvraag:{een.pk}", f"bijlage:{bestand_.pk}", ""):
        logregel(oud=9 * JAAR, onderwerp=onderwerp)
    assert wis(proef=True).aantallen[Klasse.AUDIT] == wis().aantallen[Klasse.AUDIT] == 1
    Aanvraag.objects.filter(pk=een.pk).update(status="afgewezen", geldig_tot_on=None, bewaarslot="")
    assert aantallen(wis(proef=True)) == aantallen(wis()) == {"aanvraag": 1, "audit": 4}


def test_the_trail_of_a_young_aanvraag_keeps_nothing_old() -> None:
    logregel(oud=6 * JAAR)
    logregel(oud=UUR, onderwerp=f"aanvraag:{aanvraag(oud=DAG).pk}")
    assert aantallen(wis()) == {"audit": 1}


def test_more_than_a_batch_of_old_ones_keeps_its_trail(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actions, "PER_KEER", 2)
    monkeypatch.setattr(inkorten, "PER_VRAAG", 2)
    oude = [aanvraag(oud=9 * JAAR, status="ingediend", bestanden=0) for _ in range(5)]
    for een in sorted(oude, key=lambda een: een.pk, reverse=True):
        logregel(oud=9 * JAAR)
        logregel(oud=9 * JAAR, onderwerp=f"aanvraag:{een.pk}")
    assert aantallen(wis()) == {"audit": 1}


def test_what_waits_for_a_besluit_so_long_that_it_would_have_gone_is_listed_the_longest_first() -> None:
    lang, langer = (aanvraag(oud=oud * JAAR, status="informatie_gevraagd") for oud in (2.1, 4))
    aanvraag(oud=1.5 * JAAR, status="ingediend")
    aanvraag(oud=9 * JAAR, geldig_tot_on=date(2030, 1, 1))
    aanvraag(oud=DAG, status="ingediend", vervolg_op=aanvraag(oud=9 * JAAR))
    for verslag in (wis(proef=True), wis()):
        assert [(een.aanvraagnummer, een.uzovi) for een in verslag.wachtend] == [
            (langer.aanvraagnummer, "9901"),
            (lang.aanvraagnummer, "9901"),
        ]
        assert verslag.wachtend[0].laatst_at == langer.updated_at


def test_other_terms_count_when_an_operator_sets_them() -> None:
    een = concept(oud=8 * DAG, vervalt_at=NU)
    wis()
    assert bestaat(een)
    wis(concept_dagen=7)
    assert not bestaat(een)


class TestSlot:
    """Legal hold."""

    def test_of_what_is_held_nothing_goes_until_it_is_lifted(self) -> None:
        een = aanvraag(oud=9 * JAAR)
        voor = tel()
        set_hold(naam=str(een.pk), reden="rechtszaak 26/123", now=NU, beheerder="j.beheer")
        verslag = wis()
        assert (aantallen(verslag), verslag.op_slot, tel()) == ({}, 1, voor)
        lift_hold(naam=een.aanvraagnummer, reden="zaak voorbij", now=NU, beheerder="j.beheer")
        assert aantallen(wis()) == {"aanvraag": 1}

    def test_of_what_is_held_the_trail_stays_too(self) -> None:
        een = aanvraag(oud=9 * JAAR)
        een_bijlage = een.bijlagen.get()
        for onderwerp in ("", f"instroom:{een.instroom.pk}", f"aanvraag:{een.pk}", f"bijlage:{een_bijlage.pk}", ""):
            logregel(oud=9 * JAAR, onderwerp=onderwerp)
        set_hold(naam=str(een.pk), reden="rechtszaak", now=NU, beheerder="j.beheer")
        assert aantallen(wis(proef=True)) == aantallen(wis()) == {"audit": 1}

    def test_setting_and_lifting_are_recorded_once_with_who_did_it_and_why(self) -> None:
        een = aanvraag(oud=DAG)
        for _ in range(2):
            set_hold(naam=str(een.pk), reden="rechtszaak", now=NU, beheerder="j.beheer")
        for _ in range(2):
            lift_hold(naam=str(een.pk), reden="zaak voorbij", now=NU, beheerder="j.beheer")
        regels = Regel.objects.filter(handeling__startswith="bewaarslot").order_by("volgnummer")
        assert [(regel.handeling, regel.actor, regel.onderwerp, regel.reden) for regel in regels] == [
            ("bewaarslot_gezet", "beheer: j.beheer", f"aanvraag:{een.pk}", "rechtszaak"),
            ("bewaarslot_gelicht", "beheer: j.beheer", f"aanvraag:{een.pk}", "zaak voorbij"),
        ]
        assert set(dict(verify_all()).values()) == {None}

    def test_what_it_follows_on_is_kept_as_well(self) -> None:
        eerste = aanvraag(oud=9 * JAAR)
        vervolg = aanvraag(oud=8 * JAAR, vervolg_op=eerste, vervolg_soort="verlenging")
        set_hold(naam=str(vervolg.pk), reden="rechtszaak", now=NU, beheerder="x")
        wis()
        assert bestaat(eerste)

    def test_all_that_it_follows_on_is_kept_however_far_back_until_it_is_lifted(self) -> None:
        rij = op_rij(4, oud=9 * JAAR)
        los = aanvraag(oud=9 * JAAR)
        set_hold(naam=str(rij[-1].pk), reden="rechtszaak", now=NU, beheerder="x")
        assert aantallen(wis(proef=True)) == aantallen(wis()) == {"aanvraag": 1}
        assert all(bestaat(een) for een in rij) and not bestaat(los)
        assert Aanvraag.objects.get(pk=rij[1].pk).vervolg_op_id == rij[0].pk
        lift_hold(naam=str(rij[-1].pk), reden="zaak voorbij", now=NU, beheerder="x")
        assert aantallen(wis()) == {"aanvraag": 4}

    def test_what_follows_on_it_is_not_held_by_it(self) -> None:
        eerste, tweede, derde = op_rij(3, oud=9 * JAAR)
        set_hold(naam=str(tweede.pk), reden="rechtszaak", now=NU, beheerder="x")
        wis()
        assert bestaat(eerste) and bestaat(tweede) and not bestaat(derde)

    @pytest.mark.parametrize(
        "reden", ["", "  ", "x" * 201, "bel\x07", "zaak van 999990019", "over BSN999990019, zie brief"]
    )
    @pytest.mark.parametrize("daad", [set_hold, lift_hold])
    def test_without_a_reason_that_can_be_kept_there_is_none(self, daad, reden: str) -> None:
        een = aanvraag(oud=DAG, bewaarslot="eerder")
        with pytest.raises(Slotfout, match="reden"):
            daad(naam=str(een.pk), reden=reden, now=NU, beheerder="x")
        een.refresh_from_db()
        assert een.bewaarslot == "eerder"
        assert not Regel.objects.exists()

    def test_a_case_with_a_number_that_is_no_bsn_will_do(self) -> None:
        een = aanvraag(oud=DAG)
        set_hold(naam=str(een.pk), reden="zaak 123456789, rol 99999001", now=NU, beheerder="x")
        assert Regel.objects.get().reden == "zaak 123456789, rol 99999001"

    @pytest.mark.parametrize("naam", [str(uuid4()), "000000000000", ""])
    def test_one_that_is_not_there_is_said_so(self, naam: str) -> None:
        with pytest.raises(Slotfout, match="is er niet"):
            lift_hold(naam=naam, reden="zaak voorbij", now=NU, beheerder="x")


class TestProef:
    """The dry run."""

    def test_it_counts_what_would_go_and_changes_nothing_but_the_trail(self) -> None:
        for maak, oud in ((push, 2 * DAG), (concept, 40 * DAG), (aanvraag, 3 * JAAR), (aanvraag, 1.5 * JAAR)):
            maak(oud=oud)
            maak(oud=UUR)
        bericht(oud=2 * DAG)
        sessie(oud=DAG)
        logregel(oud=6 * JAAR)
        bestand(uuid4(), oud=2 * DAG)
        voor = tel()
        geteld = aantallen(wis(proef=True))
        assert geteld == {
            "ongeopend": 2, "concept": 1, "aanvraag": 1, "bijlage": 1, "sessie": 1, "audit": 1, "afval": 1
        }  # fmt: skip
        assert tel() == voor
        assert aantallen(wis()) == geteld

    def test_that_it_was_asked_is_recorded(self) -> None:
        wis(proef=True)
        assert [(r.handeling, r.actor) for r in Regel.objects.all()] == [("bewaring_beproefd", "beheer: j.beheer")]


class TestSpoor:
    """What the trail says of it."""

    def test_of_each_that_went_there_is_one_row_by_its_id_in_the_chain_of_the_system(self) -> None:
        ongeopend, begonnen, verstuurd = push(oud=2 * DAG), concept(oud=40 * DAG), aanvraag(oud=3 * JAAR)
        bericht_van, los = ongeopend.instroom.pk, bericht(oud=2 * DAG).pk
        bestanden = {f"bijlage:{een.pk}" for een in aanvraag(oud=1.5 * JAAR, bestanden=2).bijlagen.all()}
        wis()
        assert gewist("instroom_gewist") == {f"instroom:{bericht_van}", f"instroom:{los}"}
        assert gewist("concept_gewist") == {f"aanvraag:{begonnen.pk}"}
        assert gewist("aanvraag_gewist") == {f"aanvraag:{verstuurd.pk}"}
        assert gewist("bijlage_gewist") == bestanden
        assert Regel.objects.filter(handeling="bewaring_uitgevoerd").count() == 1
        assert set(Regel.objects.values_list("keten", flat=True)) == {"systeem"}
        assert set(dict(verify_all()).values()) == {None}

    def test_a_run_that_finds_nothing_says_that_it_ran(self) -> None:
        wis()
        assert list(Regel.objects.values_list("handeling", flat=True)) == ["bewaring_uitgevoerd"]


class TestAfval:
    """Files without a row."""

    def test_those_of_more_than_a_day_old_are_taken_away(self) -> None:
        oud, jong = bestand(uuid4(), oud=DAG + SECONDE), bestand(uuid4(), oud=DAG - SECONDE)
        met_rij = bijlage(aanvraag(oud=DAG, bestanden=0), oud=9 * DAG)
        assert aantallen(wis()) == {"afval": 1}
        assert not oud.exists() and jong.exists() and (map_() / str(met_rij.pk)).exists()

    @pytest.mark.parametrize("naam", ["lees mij.txt", "lost+found", str(uuid4()).upper(), uuid4().hex])
    def test_what_has_no_name_of_ours_is_not_ours(self, naam: str) -> None:
        pad = bestand(naam, oud=9 * DAG)
        assert aantallen(wis()) == {}
        assert pad.exists()

    def test_a_link_is_not_followed(self) -> None:
        elders = bestand("elders", oud=9 * DAG)
        link = map_() / str(uuid4())
        link.symlink_to(elders)
        os.utime(link, (0, 0), follow_symlinks=False)
        assert aantallen(wis()) == {}
        assert link.is_symlink() and elders.exists()

    def test_a_folder_that_cannot_be_of_this_database_is_left_alone(self) -> None:
        for _ in range(101):
            bestand(uuid4(), oud=9 * DAG)
        verslag = wis()
        assert (aantallen(verslag), verslag.vreemde_bestanden) == ({}, 101)
        assert len(list(map_().iterdir())) == 101

    def test_without_a_folder_there_is_none(self) -> None:
        map_().rmdir()
        assert aantallen(wis()) == {}


def test_more_than_one_batch_goes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actions, "PER_KEER", 3)
    for oud in range(10):
        push(oud=(oud + 1) * DAG)
        aanvraag(oud=(1.2 + oud % 2) * JAAR)
        bericht(oud=(oud + 1) * DAG)
    assert aantallen(wis(proef=True)) == aantallen(wis()) == {"ongeopend": 20, "aanvraag": 5, "bijlage": 5}


def test_one_that_became_young_again_after_it_was_found_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody set a hold, or opened it, between the look and the lock."""
    een, ander = push(oud=2 * DAG), push(oud=2 * DAG)
    vind = actions.wissen.candidates

    def en_verander(**welke):
        gevonden = vind(**welke)
        Aanvraag.objects.filter(pk=een.pk).update(bewaarslot="net gezet")
        return gevonden

    monkeypatch.setattr(actions.wissen, "candidates", en_verander)
    assert aantallen(wis()) == {"ongeopend": 1}
    assert bestaat(een) and not bestaat(ander)


def test_a_batch_that_fails_leaves_everything_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    aanvraag(oud=3 * JAAR)
    voor = tel()

    def kapot(*_, **__):
        raise RuntimeError

    monkeypatch.setattr(actions, "count_erasure", kapot)
    with pytest.raises(RuntimeError), transaction.atomic():
        wis()
    assert tel() == voor
    assert not Regel.objects.exists()


def test_an_id_is_no_trace_of_a_patient() -> None:
    een = aanvraag(oud=3 * JAAR)
    wis()
    onderwerp = Regel.objects.get(handeling="aanvraag_gewist").onderwerp
    assert UUID(onderwerp.removeprefix("aanvraag:")) == een.pk
    assert AGB not in onderwerp
