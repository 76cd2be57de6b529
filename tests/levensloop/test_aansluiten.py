"""The days of what follows on each other: a verlenging begins on the day that was asked for or not at all, and on no
day do two machtigingen of one chain hold."""

from collections.abc import Callable
from datetime import date

import pytest
from levensloop.conftest import INDIENERS, TANDARTS, Balie, code_van
from levensloop.test_dubbel import ANDERS, beslist, vraag
from machtigingen_sandbox import personas
from oordelen import heel
from reis import tekst
from software.test_verzekeraar import GOED, lees, stand, zeg

from machtigingen.aanvragen import afsluiting, besluiten, vervolg
from machtigingen.aanvragen.models import Aanvraag
from machtigingen.aanvragen.queries import besluit_of, dossier_of
from machtigingen.aanvragen.regels import Oordeel, regels_of
from machtigingen.foundation import DomainError

GEVRAAGD = date(2027, 11, 2)


def einde(balie: Balie, aanvraag: Aanvraag, dag: date) -> Aanvraag:
    wie = {"actor": balie.beoordelaar, "now": balie.now, "aanvraag_id": aanvraag.id}
    return afsluiting.set_end(**wie, einde=dag, reden="Polis stopt.")


def heropen(balie: Balie, aanvraag: Aanvraag) -> None:
    afsluiting.reopen(actor=balie.beoordelaar, now=balie.now, aanvraag_id=aanvraag.id, reden="Toch.")


def dagen(aanvraag: Aanvraag) -> tuple[date | None, date | None]:
    aanvraag.refresh_from_db()
    besluit = besluit_of(aanvraag)
    return besluit.geldig_van_on if besluit else None, aanvraag.geldig_tot_on


def fout_van(balie: Balie, aanvraag: Aanvraag, oordeel: Oordeel) -> tuple[str, str, dict[str, str]]:
    with pytest.raises(DomainError) as fout:
        beslist(balie, oordeel, aanvraag.id)
    een = fout.value.fouten[0]
    return een.code, een.pad, dict(een.gegevens)


def over(van: date | None = None, tot: date | None = None) -> Oordeel:
    geheel = heel(True)
    return Oordeel(regels=geheel.regels, toelichting=geheel.toelichting, geldig_van=van, geldig_tot=tot)


def ended_by_the_insurer(balie: Balie, eerste: Aanvraag) -> None:
    einde(balie, eerste, date(2026, 11, 30))


def not_carried_out(balie: Balie, eerste: Aanvraag) -> None:
    afsluiting.report_not_done(actor=balie.indiener, now=balie.now, aanvraag_id=eerste.id, reden="Gaat niet door.")


def replaced(balie: Balie, eerste: Aanvraag) -> None:
    beslist(balie, heel(True), vraag(balie, eerste, "herbeoordeling").id)


@pytest.mark.parametrize("meanwhile", [ended_by_the_insurer, not_carried_out, replaced])
def test_a_verlenging_of_what_ended_meanwhile_is_not_granted_and_can_be_refused(
    balie: Balie, meanwhile: Callable[[Balie, Aanvraag], None]
) -> None:
    eerste = beslist(balie, ANDERS)
    verlenging = vraag(balie, eerste, "verlenging")
    meanwhile(balie, eerste)
    wat = {"nummer": eerste.aanvraagnummer, "datum": "02-11-2027"}
    assert fout_van(balie, verlenging, heel(True)) == ("A124", "", wat)
    assert beslist(balie, heel(False), verlenging.id).status == "afgewezen"


def test_when_the_end_is_taken_back_it_begins_on_the_day_that_was_asked_for(balie: Balie) -> None:
    eerste = beslist(balie, heel(True))
    verlenging = vraag(balie, eerste, "verlenging")
    einde(balie, eerste, date(2026, 11, 30))
    einde(balie, eerste, date(2027, 11, 1))
    assert dagen(beslist(balie, heel(True), verlenging.id)) == (GEVRAAGD, date(2028, 11, 1))


def test_nor_is_one_that_is_opened_again_after_the_first_was_granted_for_other_days(balie: Balie) -> None:
    eerste = beslist(balie, heel(True))
    verlenging = beslist(balie, heel(False), vraag(balie, eerste, "verlenging").id)
    heropen(balie, eerste)
    heropen(balie, verlenging)
    assert fout_van(balie, verlenging, heel(True))[0] == "A124", "nothing is granted that it could extend"
    beslist(balie, over(tot=date(2027, 3, 31)), eerste.id)
    assert fout_van(balie, verlenging, heel(True))[0] == "A124", "it would begin before the day that was asked for"


def test_a_verlenging_that_is_looked_at_again_begins_on_that_day_too(balie: Balie) -> None:
    eerste = beslist(balie, heel(True))
    verlenging = beslist(balie, heel(False), vraag(balie, eerste, "verlenging").id)
    opnieuw = vraag(balie, verlenging, "herbeoordeling")
    assert code_van(heropen, balie, eerste) == "A111", "what follows on it, one step further, waits"
    einde(balie, eerste, date(2026, 11, 30))
    assert fout_van(balie, opnieuw, heel(True))[0] == "A124"
    einde(balie, eerste, date(2027, 11, 1))
    assert dagen(beslist(balie, heel(True), opnieuw.id)) == (GEVRAAGD, date(2028, 11, 1))
    assert dagen(eerste) == (date(2026, 11, 2), date(2027, 11, 1)), "it takes the place of nothing"


def test_a_verlenging_begins_no_day_earlier(balie: Balie) -> None:
    eerste = beslist(balie, heel(True))
    verlenging = vraag(balie, eerste, "verlenging")
    wat = {"nummer": eerste.machtigingsnummer, "van": "02-11-2026", "tot": "01-11-2027"}
    assert fout_van(balie, verlenging, over(van=date(2027, 11, 1))) == ("A125", "geldig_van", wat)
    assert dagen(beslist(balie, over(van=date(2028, 1, 1)), verlenging.id)) == (date(2028, 1, 1), date(2028, 12, 31))


def test_two_verlengingen_of_one_are_not_granted(balie: Balie) -> None:
    eerste = beslist(balie, heel(True))
    een = beslist(balie, heel(False), vraag(balie, eerste, "verlenging").id)
    ander = beslist(balie, heel(True), vraag(balie, eerste, "verlenging").id)
    heropen(balie, een)
    wat = {"nummer": ander.machtigingsnummer, "van": "02-11-2027", "tot": "01-11-2028"}
    assert fout_van(balie, een, heel(True)) == ("A125", "geldig_tot", wat)


def test_a_herbeoordeling_ends_before_the_verlenging_that_was_granted(balie: Balie) -> None:
    anders = Oordeel(regels=ANDERS.regels, toelichting="Gezien.", geldig_tot=date(2027, 3, 31))
    eerste = beslist(balie, anders)
    verlenging = beslist(balie, heel(True), vraag(balie, eerste, "verlenging").id)
    opnieuw = vraag(balie, eerste, "herbeoordeling")
    wat = {"nummer": verlenging.machtigingsnummer, "van": "01-04-2027", "tot": "31-03-2028"}
    assert fout_van(balie, opnieuw, heel(True)) == ("A125", "geldig_tot", wat)
    tot = date(2027, 3, 31)
    assert dagen(beslist(balie, over(tot=tot), opnieuw.id)) == (date(2026, 11, 2), tot)


def test_a_second_herbeoordeling_takes_the_place_of_what_was_partly_granted(balie: Balie) -> None:
    eerste = beslist(balie, ANDERS)
    tweede = beslist(balie, heel(False), vraag(balie, eerste, "herbeoordeling").id)
    derde = beslist(balie, heel(True), vraag(balie, tweede, "herbeoordeling").id)
    assert dagen(eerste)[1] == date(2026, 11, 23)
    assert derde.machtigingsnummer in (eerste.einde_reden or "")


def test_an_end_is_not_taken_back_over_the_days_of_what_took_its_place(balie: Balie) -> None:
    eerste = beslist(balie, ANDERS)
    nieuw = beslist(balie, heel(True), vraag(balie, eerste, "herbeoordeling").id)
    assert code_van(einde, balie, eerste, date(2026, 12, 31)) == "A125"
    assert code_van(einde, balie, eerste, date(2026, 11, 20)) == "", "an earlier day is always possible"
    pagina = f"/beoordelen/{eerste.id}/einddatum"
    assert "Terugnemen kan niet meer" in tekst(balie.wereld.mens("beoordelaar-9901").get(pagina))
    einde(balie, nieuw, date(2026, 11, 1))
    assert "om de einddatum terug te nemen" in tekst(balie.wereld.mens("beoordelaar-9901").get(pagina))
    assert dagen(einde(balie, eerste, date(2027, 11, 1)))[1] == date(2027, 11, 1)


@pytest.mark.parametrize(
    ("van", "tot"), [(None, date(2026, 11, 23)), (date(2027, 1, 1), date(2026, 12, 31))], ids=["took over", "began"]
)
def test_it_is_over_the_days_of_what_was_undone_before_it(balie: Balie, van: date | None, tot: date) -> None:
    eerste = beslist(balie, ANDERS)
    nieuw = beslist(balie, over(van=van), vraag(balie, eerste, "herbeoordeling").id)
    einde(balie, nieuw, tot)
    assert dagen(einde(balie, eerste, date(2027, 11, 1)))[1] == date(2027, 11, 1)


def test_who_is_to_decide_reads_it_before_and_keeps_what_was_typed(balie: Balie) -> None:
    eerste = beslist(balie, heel(True))
    verlenging = vraag(balie, eerste, "verlenging")
    mens = balie.wereld.mens("beoordelaar-9901")
    mens.get("/beoordelen/")
    waarom = f"Aanvraag {eerste.aanvraagnummer} loopt niet meer door tot de dag waarop deze verlenging zou ingaan"
    assert waarom not in tekst(mens.get(f"/beoordelen/{verlenging.id}/"))
    einde(balie, eerste, date(2026, 11, 30))
    assert waarom in tekst(mens.get(f"/beoordelen/{verlenging.id}/"))
    getypt = {"besluit": "goedkeuren", "toelichting": "Een heel verhaal."}
    geweigerd = mens.post(f"/beoordelen/{verlenging.id}/", getypt)
    assert geweigerd.status_code == 409
    assert "Een heel verhaal." in geweigerd.content.decode()
    brief = mens.post(f"/beoordelen/{verlenging.id}/", getypt | {"actie": "voorbeeld"})
    assert brief.status_code == 409, "nor is there a letter to look at"


def test_the_software_of_the_insurer_reads_it_in_the_dossier(balie: Balie) -> None:
    eerste = beslist(balie, heel(True))
    verlenging = vraag(balie, eerste, "verlenging")
    assert stand(lees(balie, f"/{verlenging.id}"))["waarschuwingen"] == []
    einde(balie, eerste, date(2026, 11, 30))
    (waarschuwing,) = stand(lees(balie, f"/{verlenging.id}"))["waarschuwingen"]
    assert waarschuwing["code"] == "A124"
    geweigerd = zeg(balie, f"/{verlenging.id}/besluit", GOED)
    assert (geweigerd.status_code, geweigerd.json()["fouten"][0]["melding"]) == (409, waarschuwing["melding"])
    beslist(balie, heel(False), verlenging.id)
    assert stand(lees(balie, f"/{verlenging.id}"))["waarschuwingen"] == []


def test_the_first_of_two_opinions_is_no_grant_either(balie: Balie) -> None:
    eerste, tandarts = balie.verstuurd(TANDARTS, personas.BIJ_DEMOVERZEKERING), balie.als(INDIENERS[TANDARTS])
    oordeel = heel(True, regels=len(regels_of(dossier_of(eerste, balie.now))))
    ogen = [balie.als(naam) for naam in ("beoordelaar-9903", "beoordelaar-9903-collega")]
    for actor in ogen:
        besluiten.decide(actor=actor, now=balie.now, aanvraag_id=eerste.id, oordeel=oordeel)
    wie = {"actor": tandarts, "now": balie.now, "aanvraag_id": eerste.id}
    verlenging = vervolg.ask_again(**wie, soort="verlenging", motivering="Nog niet klaar.")
    afsluiting.report_not_done(**wie, reden="Gaat niet door.")
    eerste_oordeel = {"actor": ogen[0], "now": balie.now, "aanvraag_id": verlenging.id, "oordeel": oordeel}
    assert code_van(besluiten.decide, **eerste_oordeel) == "A124"
