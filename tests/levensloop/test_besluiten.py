"""A besluit says something of every line, with a reason; two people where that was agreed; and it can be taken back."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from levensloop.conftest import TANDARTS, Balie, code_van
from oordelen import heel, per_regel
from reis import PNG

from machtigingen.aanvragen import afsluiting, behandeling, besluiten, bijlagen
from machtigingen.aanvragen.models import Aanvraag, Besluit
from machtigingen.aanvragen.queries import (
    besluit_of,
    besluiten_of,
    dossier_of,
    gebeurtenissen_of,
    last_of_provider,
    stand,
)
from machtigingen.aanvragen.regels import Oordeel, Regeloordeel, regels_of
from machtigingen.beoordeling.queries import Selectie, Stapel, worklist
from machtigingen.formulieren.afspraken import Afspraken, Regelbesluit, afspraken, use_afspraken
from machtigingen.foundation import DomainError

TOEGEKEND, ANDERS, AFGEWEZEN = Regelbesluit.TOEGEKEND, Regelbesluit.ANDERS, Regelbesluit.AFGEWEZEN


def besluit(balie: Balie, aanvraag: Aanvraag, oordeel: Oordeel, **anders: Any) -> Aanvraag:
    wie = {"actor": balie.beoordelaar, "now": balie.now, "aanvraag_id": aanvraag.id} | anders
    return besluiten.decide(**wie, oordeel=oordeel)


def gebit(balie: Balie) -> tuple[Aanvraag, int]:
    aanvraag = balie.verstuurd(TANDARTS)
    return aanvraag, len(regels_of(dossier_of(aanvraag, balie.now)))


def test_a_form_with_a_table_has_a_line_for_each_row_and_another_one(balie: Balie) -> None:
    aanvraag, aantal = gebit(balie)
    assert aantal == len(aanvraag.antwoorden["prestaties"]["waarde"]) > 1
    (regel,) = regels_of(dossier_of(balie.verstuurd(), balie.now))
    assert "031545" in regel.omschrijving or "ooglid" in regel.omschrijving.lower()


@pytest.mark.parametrize(
    ("eerste", "rest", "status"),
    [
        (TOEGEKEND, TOEGEKEND, "goedgekeurd"),
        (AFGEWEZEN, AFGEWEZEN, "afgewezen"),
        (TOEGEKEND, AFGEWEZEN, "gedeeltelijk_goedgekeurd"),
        (ANDERS, TOEGEKEND, "gedeeltelijk_goedgekeurd"),
        (ANDERS, AFGEWEZEN, "gedeeltelijk_goedgekeurd"),
    ],
)
def test_the_lines_together_make_the_status(
    balie: Balie, eerste: Regelbesluit, rest: Regelbesluit, status: str
) -> None:
    aanvraag, aantal = gebit(balie)
    oordeel = per_regel(eerste, *[rest] * (aantal - 1), toegekend={"honorarium": "10"})
    na = besluit(balie, aanvraag, oordeel)
    assert na.status == status
    assert bool(na.machtigingsnummer) is (status != "afgewezen")
    gegeven = besluit_of(na)
    assert gegeven is not None
    assert [regel["uitkomst"] for regel in gegeven.regels] == [eerste.value, *[rest.value] * (aantal - 1)]


@pytest.mark.parametrize(
    ("regel", "fouten"),
    [
        ({"uitkomst": AFGEWEZEN}, [("A110", "regels[1].reden")]),
        ({"uitkomst": AFGEWEZEN, "reden": "voldoet"}, [("A110", "regels[1].reden")]),
        ({"uitkomst": AFGEWEZEN, "reden": "bestaat niet"}, [("A110", "regels[1].reden")]),
        ({"uitkomst": ANDERS, "reden": "kleiner_aantal"}, [("A109", "regels[1].aantal")]),
        ({"uitkomst": ANDERS, "reden": "kleiner_aantal", "toegekend": {"aantal": "1"}}, [("A109", "regels[1].aantal")]),
        (
            {"uitkomst": ANDERS, "reden": "kleiner_aantal", "toegekend": {"aantal": "veel"}},
            [("V103", "regels[1].aantal")],
        ),
        ({"uitkomst": TOEGEKEND, "reden": "voldoet"}, [("A110", "regels[1].reden")]),
        ({"uitkomst": TOEGEKEND, "toegekend": {"aantal": "1"}}, [("A109", "regels[1].toegekend.aantal")]),
        (
            {"uitkomst": AFGEWEZEN, "reden": "niet_aangetoond", "toegekend": {"aantal": "1"}},
            [("A109", "regels[1].toegekend.aantal")],
        ),
        (
            {"uitkomst": ANDERS, "reden": "kleiner_aantal", "toegekend": {"honorarium": "9", "korting": "5"}},
            [("A109", "regels[1].toegekend.korting")],
        ),
        (
            {"uitkomst": TOEGEKEND, "reden": "voldoet", "toegekend": {"aantal": "1"}},
            [("A109", "regels[1].toegekend.aantal"), ("A110", "regels[1].reden")],
        ),
    ],
    ids=[
        "no reason",
        "a reason to grant",
        "no such reason",
        "nothing else",
        "the same as asked",
        "no number",
        "a reason where nothing is refused",
        "granted as asked and otherwise",
        "refused and granted",
        "something that cannot be granted otherwise",
        "granted with all that it cannot have",
    ],
)
def test_what_is_wrong_with_a_line_is_said_at_the_line(
    balie: Balie, regel: dict[str, Any], fouten: list[tuple[str, str]]
) -> None:
    aanvraag, aantal = gebit(balie)
    rest = tuple(Regeloordeel(regel=nummer, uitkomst=TOEGEKEND) for nummer in range(2, aantal + 1))
    with pytest.raises(DomainError) as fout:
        besluit(balie, aanvraag, Oordeel(regels=(Regeloordeel(regel=1, **regel), *rest), toelichting="Gezien."))
    assert [(een.code, een.pad) for een in fout.value.fouten] == fouten
    assert not Besluit.objects.exists()


@pytest.mark.parametrize(("van", "tot"), [(date(2026, 12, 1), None), (None, date(2026, 12, 1))])
def test_a_refusal_has_no_period(balie: Balie, van: date | None, tot: date | None) -> None:
    oordeel = Oordeel(regels=heel(False).regels, toelichting="Niet aangetoond.", geldig_van=van, geldig_tot=tot)
    with pytest.raises(DomainError) as fout:
        besluit(balie, balie.verstuurd(), oordeel)
    assert [(een.code, een.pad) for een in fout.value.fouten] == [("A113", "geldig_van" if van else "geldig_tot")]


def test_what_is_left_empty_is_not_too_much(balie: Balie) -> None:
    regel = Regeloordeel(regel=1, uitkomst=TOEGEKEND, toegekend={"aantal": None, "honorarium": ""})
    aanvraag, aantal = gebit(balie)
    rest = tuple(Regeloordeel(regel=nummer, uitkomst=TOEGEKEND) for nummer in range(2, aantal + 1))
    assert besluit(balie, aanvraag, Oordeel(regels=(regel, *rest), toelichting="Gezien.")).status == "goedgekeurd"


@pytest.mark.parametrize("nummers", [(), (1,), (1, 1), (1, 3), (1, 2, 3)])
def test_each_line_is_decided_once(balie: Balie, nummers: tuple[int, ...]) -> None:
    aanvraag, _ = gebit(balie)
    regels = tuple(Regeloordeel(regel=nummer, uitkomst=TOEGEKEND) for nummer in nummers)
    assert code_van(besluit, balie, aanvraag, Oordeel(regels=regels, toelichting="Gezien.")) == "A109"


def test_the_period_is_a_year_from_the_begin_date_unless_the_beoordelaar_says_otherwise(balie: Balie) -> None:
    jaar = besluit_of(besluit(balie, balie.verstuurd(), heel(True)))
    assert jaar is not None
    assert (jaar.geldig_van_on, jaar.geldig_tot_on) == (date(2026, 11, 2), date(2027, 11, 1))
    kort = Oordeel(
        regels=heel(True).regels, toelichting="Kort.", geldig_van=date(2026, 12, 1), geldig_tot=date(2027, 2, 28)
    )
    gegeven = besluit_of(besluit(balie, balie.verstuurd(), kort))
    assert gegeven is not None
    assert (gegeven.geldig_van_on, gegeven.geldig_tot_on) == (date(2026, 12, 1), date(2027, 2, 28))


def test_a_period_of_no_day_is_refused(balie: Balie) -> None:
    omgekeerd = Oordeel(
        regels=heel(True).regels, toelichting="Fout.", geldig_van=date(2026, 12, 2), geldig_tot=date(2026, 12, 1)
    )
    assert code_van(besluit, balie, balie.verstuurd(), omgekeerd) == "A113"


@pytest.fixture
def vier_ogen() -> Any:
    """Two people decide on every form of every insurer."""

    class Streng(Afspraken):
        def van(self, uzovi: str, formulier: str, grondslag: str = "") -> Any:
            return replace(super().van(uzovi, formulier, grondslag), vier_ogen=True)

    gewoon = afspraken()
    use_afspraken(Streng(standaard=gewoon.standaard, verzekeraars=gewoon.verzekeraars))
    yield
    use_afspraken(None)


def test_of_four_eyes_the_first_proposes_and_the_second_decides(balie: Balie, vier_ogen: None) -> None:
    aanvraag = balie.verstuurd()
    eerst = besluit(balie, aanvraag, heel(True))
    assert (eerst.status, eerst.behandelaar, besluit_of(eerst)) == ("in_behandeling", "", None)
    assert code_van(besluit, balie, aanvraag, heel(True)) == "A107"
    collega = balie.collega_van(balie.beoordelaar)
    na = besluit(balie, aanvraag, heel(True), actor=collega)
    gegeven = besluit_of(na)
    assert gegeven is not None
    assert (na.status, gegeven.beoordelaar, gegeven.tweede_beoordelaar) == (
        "goedgekeurd", "B. Ordelaar", "C. Ollega",
    )  # fmt: skip
    assert na.voorstel is None


def test_the_second_is_the_same_person_also_with_a_new_certificate(balie: Balie, vier_ogen: None) -> None:
    aanvraag = balie.verstuurd()
    besluit(balie, aanvraag, heel(True))
    vernieuwd = balie.collega_van(balie.beoordelaar, naam="B. Ordelaar")
    assert code_van(besluit, balie, aanvraag, heel(True), actor=vernieuwd) == "A107"


@pytest.mark.parametrize("naam", ["b. ordelaar", "B Ordelaar", "B.Ordelaar"])
def test_a_name_is_the_same_however_it_is_spelled(balie: Balie, vier_ogen: None, naam: str) -> None:
    aanvraag = balie.verstuurd()
    besluit(balie, aanvraag, heel(True))
    assert code_van(besluit, balie, aanvraag, heel(True), actor=balie.collega_van(balie.beoordelaar, naam)) == "A107"


def test_one_medewerker_is_one_person_whatever_certificate_and_name(balie: Balie, vier_ogen: None) -> None:
    aanvraag, ik = balie.verstuurd(), balie.beoordelaar
    besluit(balie, aanvraag, heel(True))
    getrouwd = replace(ik, naam="B. Ordelaar-Nieuw", certificaat="c" * 64)
    assert code_van(besluit, balie, aanvraag, heel(True), actor=getrouwd) == "A107"
    naamgenoot = replace(balie.als("beoordelaar-9901-collega"), naam=ik.naam)
    assert besluit(balie, aanvraag, heel(True), actor=naamgenoot).status == "goedgekeurd"


def test_what_a_medewerker_took_is_on_his_desk_with_the_next_certificate_too(balie: Balie) -> None:
    wie = {"now": balie.now, "aanvraag_id": balie.verstuurd().id}
    behandeling.take(actor=balie.beoordelaar, **wie)
    vernieuwd = replace(balie.beoordelaar, naam="B. Ordelaar-Nieuw", certificaat="c" * 64)
    naamgenoot = replace(balie.als("beoordelaar-9901-collega"), naam="B. Ordelaar")
    bureau = {"now": balie.now, "stapel": Stapel.BUREAU, "selectie": Selectie()}
    assert [len(worklist(actor=een, **bureau)) for een in (vernieuwd, naamgenoot)] == [1, 0]
    assert code_van(behandeling.take, actor=naamgenoot, **wie) == "A106"


@pytest.fixture
def met_adviseur(vier_ogen: None) -> None:
    """One of the two is a medisch adviseur."""
    gewoon = afspraken()

    class Medisch(Afspraken):
        def van(self, uzovi: str, formulier: str, grondslag: str = "") -> Any:
            return replace(super().van(uzovi, formulier, grondslag), vier_ogen=True, medisch_adviseur=True)

    use_afspraken(Medisch(standaard=gewoon.standaard, verzekeraars=gewoon.verzekeraars))


def test_of_two_one_is_a_medisch_adviseur_where_that_is_agreed(balie: Balie, met_adviseur: None) -> None:
    aanvraag, adviseur = balie.verstuurd(), balie.als("adviseur-9901")
    besluit(balie, aanvraag, heel(True))
    assert code_van(besluit, balie, aanvraag, heel(True), actor=balie.als("beoordelaar-9901-collega")) == "A119"
    assert besluit(balie, aanvraag, heel(True), actor=adviseur).status == "goedgekeurd"


def test_the_medisch_adviseur_may_be_the_first(balie: Balie, met_adviseur: None) -> None:
    aanvraag = balie.verstuurd()
    besluit(balie, aanvraag, heel(True), actor=balie.als("adviseur-9901"))
    assert besluit(balie, aanvraag, heel(True)).status == "goedgekeurd"


def test_software_can_be_the_first_and_never_the_second(balie: Balie, vier_ogen: None) -> None:
    aanvraag, software = balie.verstuurd(), balie.als("systeem-verzekeraar-9901")
    besluit(balie, aanvraag, heel(True), actor=software)
    ander = balie.collega_van(software)
    assert code_van(besluit, balie, aanvraag, heel(True), actor=ander) == "A107"
    assert besluit(balie, aanvraag, heel(True)).status == "goedgekeurd"


def test_a_first_opinion_is_none_any_more_once_something_was_asked(balie: Balie, vier_ogen: None) -> None:
    aanvraag = balie.verstuurd()
    besluit(balie, aanvraag, heel(True))
    wie = {"actor": balie.collega_van(balie.beoordelaar), "now": balie.now, "aanvraag_id": aanvraag.id}
    assert behandeling.ask_information(**wie, vragen=["Waarom?"]).voorstel is None


def test_when_they_differ_the_second_confirms_and_the_difference_is_kept(balie: Balie, vier_ogen: None) -> None:
    aanvraag = balie.verstuurd()
    besluit(balie, aanvraag, heel(True))
    collega = balie.collega_van(balie.beoordelaar)
    assert code_van(besluit, balie, aanvraag, heel(False), actor=collega) == "A108"
    na = besluit(balie, aanvraag, heel(False), actor=collega, bevestigd=True)
    assert na.status == "afgewezen"
    assert gebeurtenissen_of(na)[-1].gegevens == {"status": "afgewezen", "verschil": True}


def test_a_reopened_besluit_stays_beside_the_new_one_and_the_number_is_given_once(balie: Balie) -> None:
    aanvraag = balie.verstuurd()
    nummer = besluit(balie, aanvraag, heel(True)).machtigingsnummer
    wie = {"actor": balie.beoordelaar, "now": balie.now + timedelta(days=3), "aanvraag_id": aanvraag.id}
    open_ = afsluiting.reopen(**wie, reden="Nieuwe foto gezien.")
    assert (open_.status, open_.machtigingsnummer, open_.behandelaar) == ("in_behandeling", "", "B. Ordelaar")
    assert open_.termijn_tot_on == date(2026, 12, 11)
    weg = besluit(balie, aanvraag, heel(False), now=wie["now"])
    assert (weg.status, weg.machtigingsnummer) == ("afgewezen", "")
    afsluiting.reopen(**wie, reden="Toch.")
    terug = besluit(balie, aanvraag, heel(True), now=wie["now"])
    assert terug.machtigingsnummer == nummer
    assert [een.status for een in besluiten_of(terug)] == ["goedgekeurd", "afgewezen", "goedgekeurd"]


@pytest.mark.parametrize(
    ("van", "tot"),
    [
        (date(9999, 6, 1), None),
        (date(1950, 1, 1), None),
        (date(2026, 12, 1), date(2999, 1, 1)),
        (None, date(9999, 12, 31)),
    ],
)
def test_a_period_that_nobody_can_mean_is_refused(balie: Balie, van: date | None, tot: date | None) -> None:
    oordeel = Oordeel(regels=heel(True).regels, toelichting="Lang.", geldig_van=van, geldig_tot=tot)
    assert code_van(besluit, balie, balie.verstuurd(), oordeel) == "A113"


@pytest.mark.parametrize(
    ("van", "laatst"),
    [
        (date(2026, 1, 31), date(2036, 1, 30)),
        (date(2026, 11, 2), date(2036, 11, 1)),
        (date(2028, 2, 29), date(2038, 2, 28)),
    ],
)
def test_ten_whole_years_can_be_granted_and_no_day_more(balie: Balie, van: date, laatst: date) -> None:
    aanvraag = balie.verstuurd()
    te_lang = Oordeel(
        regels=heel(True).regels, toelichting="Lang.", geldig_van=van, geldig_tot=laatst + timedelta(days=1)
    )
    assert code_van(besluit, balie, aanvraag, te_lang) == "A113"
    assert besluit(balie, aanvraag, replace(te_lang, geldig_tot=laatst)).geldig_tot_on == laatst


def test_after_six_weeks_a_besluit_stands(balie: Balie) -> None:
    aanvraag = balie.verstuurd()
    besluit(balie, aanvraag, heel(True))
    wie = {"actor": balie.beoordelaar, "aanvraag_id": aanvraag.id, "reden": "Toch niet."}
    assert code_van(afsluiting.reopen, **wie, now=balie.now + timedelta(days=43)) == "A111"
    assert code_van(afsluiting.reopen, **wie, now=balie.now + timedelta(days=42)) == ""


def test_an_end_set_later_holds_within_what_was_granted_and_says_why(balie: Balie) -> None:
    aanvraag = balie.verstuurd()
    besluit(balie, aanvraag, heel(True))
    wie = {"actor": balie.beoordelaar, "now": balie.now, "aanvraag_id": aanvraag.id, "reden": "Overleden."}
    for verkeerd in (date(2026, 10, 31), date(2027, 11, 2)):
        assert code_van(afsluiting.set_end, **wie, einde=verkeerd) == "A112"
    na = afsluiting.set_end(**wie, einde=date(2026, 11, 23))
    assert (na.geldig_tot_on, na.einde_reden) == (date(2026, 11, 23), "Overleden.")
    assert stand(na, balie.now).value == "beeindigd"


def test_a_machtiging_ends_after_its_last_day_by_itself(balie: Balie) -> None:
    na = besluit(balie, balie.verstuurd(), heel(True))
    assert stand(na, balie.now + timedelta(days=342)).value == "goedgekeurd"
    assert stand(na, balie.now + timedelta(days=343)).value == "beeindigd"


def test_care_that_is_not_given_ends_the_machtiging_today(balie: Balie) -> None:
    aanvraag = balie.verstuurd()
    besluit(balie, aanvraag, heel(True))
    wie = {"now": balie.now, "aanvraag_id": aanvraag.id}
    assert code_van(afsluiting.report_not_done, actor=balie.indiener, **wie, reden=" ") == "A114"
    assert (
        code_van(afsluiting.report_not_done, actor=balie.als("persoonlijk-raadplegen"), **wie, reden="Ziek") == "D204"
    )
    na = afsluiting.report_not_done(actor=balie.indiener, **wie, reden="De patiënt ziet ervan af.")
    assert (na.status, na.geldig_tot_on) == ("beeindigd", date(2026, 11, 24))
    assert code_van(afsluiting.withdraw, actor=balie.indiener, **wie, reden="Weg") == "A102"
    einde = {"actor": balie.beoordelaar, "now": balie.now, "aanvraag_id": aanvraag.id, "einde": date(2026, 11, 20)}
    assert code_van(afsluiting.set_end, **einde, reden="Ook.") == "A102", "what the provider said stands"


def test_care_that_is_not_given_before_it_begins_was_never_granted(balie: Balie) -> None:
    later = Oordeel(regels=heel(True).regels, toelichting="Later.", geldig_van=date(2027, 1, 10))
    aanvraag = besluit(balie, balie.verstuurd(), later)
    wie = {"actor": balie.indiener, "now": balie.now, "aanvraag_id": aanvraag.id}
    assert afsluiting.report_not_done(**wie, reden="Ziek.").geldig_tot_on == date(2027, 1, 9)


@pytest.mark.parametrize(("dagen", "code"), [(0, "A102"), (1, ""), (42, ""), (43, "A102")])
def test_for_some_weeks_after_the_last_day_it_can_still_be_said(balie: Balie, dagen: int, code: str) -> None:
    aanvraag = besluit(balie, balie.verstuurd(), heel(True))
    assert aanvraag.geldig_tot_on == date(2027, 11, 1)
    later = balie.now + timedelta(days=342 + dagen)
    wie = {"actor": balie.indiener, "now": later, "aanvraag_id": aanvraag.id}
    if not dagen:
        afsluiting.set_end(
            actor=balie.beoordelaar, now=balie.now, aanvraag_id=aanvraag.id, einde=date(2027, 10, 1), reden="X."
        )
    assert code_van(afsluiting.report_not_done, **wie, reden="Niet geweest.") == code
    if not code:
        aanvraag.refresh_from_db()
        assert (aanvraag.status, aanvraag.geldig_tot_on) == ("beeindigd", date(2027, 11, 1)), "it is made no longer"


def test_a_renewed_certificate_is_the_same_colleague(balie: Balie) -> None:
    aanvraag = balie.verstuurd()
    behandeling.take(actor=balie.beoordelaar, now=balie.now, aanvraag_id=aanvraag.id)
    vernieuwd = balie.collega_van(balie.beoordelaar, naam="B. Ordelaar")
    assert besluit(balie, aanvraag, heel(True), actor=vernieuwd).status == "goedgekeurd"


def test_deciding_takes_it_from_the_desk(balie: Balie) -> None:
    aanvraag = balie.verstuurd()
    behandeling.take(actor=balie.beoordelaar, now=balie.now, aanvraag_id=aanvraag.id)
    na = besluit(balie, aanvraag, heel(True))
    assert (na.behandelaar, na.behandelaar_certificaat, na.termijn_tot_on) == ("", "", None)


def test_what_the_provider_added_meanwhile_is_seen_before_it_is_decided(balie: Balie) -> None:
    aanvraag = balie.verstuurd()
    wie, gezien = {"now": balie.now, "aanvraag_id": aanvraag.id}, last_of_provider(aanvraag)
    behandeling.take(actor=balie.beoordelaar, **wie)
    bijlagen.attach_later(actor=balie.indiener, **wie, naam="foto.png", data=PNG + b"2")
    besluit = {"actor": balie.beoordelaar, **wie, "oordeel": heel(False)}
    assert code_van(besluiten.decide, **besluit, gezien=gezien) == "A118"
    assert code_van(besluiten.decide, **besluit, gezien=last_of_provider(aanvraag)) == ""
