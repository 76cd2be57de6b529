"""What a patient gets to read: who did or saw what with the aanvragen, whoever it was; and nothing of anybody else."""

import csv
import io
import json
from dataclasses import replace
from datetime import timedelta

import pytest
from afdruk import eenmaal
from machtigingen_sandbox.personas import GEVONDEN, OOK_GEVONDEN, Persona
from reis import dien_in, open_link
from wereld import Wereld

from machtigingen.aanvragen.models import Aanvraag
from machtigingen.audit.actions import verify_all
from machtigingen.audit.models import Regel
from machtigingen.inzage.actions import Inzage, look_up
from machtigingen.inzage.vormen import as_csv, as_json, as_text
from machtigingen.project import klok

DAG = timedelta(days=1)


def vraag_op(wie: Persona = GEVONDEN, **anders) -> Inzage:
    gevraagd = {"bsn": wie.bsn, "geboortedatum": wie.geboortedatum, "now": klok.nu(), "beheerder": "j.beheer"}
    return look_up(**gevraagd | {"bron": "portaal.example"} | anders)


def handelingen(inzage: Inzage) -> list[str]:
    return [regel.logregel.gebeurtenis for regel in inzage.regels]


@pytest.fixture
def aanvraag(wereld: Wereld) -> str:
    """One that was pushed, filled in, sent, and looked at by the insurer."""
    return eenmaal("bekeken", lambda: _bekeken(wereld))


def _bekeken(wereld: Wereld) -> str:
    adres = dien_in(wereld, wereld.mens(), mrd="3,5")
    assert wereld.mens("beoordelaar-9901").get(adres.replace("/aanvragen/", "/beoordelen/")).status_code == 200
    return adres


def test_it_tells_the_whole_way_from_push_to_look(aanvraag: str) -> None:
    verteld = handelingen(vraag_op())
    assert verteld[0] == "instroom_ontvangen"
    volgorde = [verteld.index(een) for een in ("aanvraag_geopend", "bijlage_toegevoegd", "aanvraag_ingediend")]
    assert volgorde == sorted(volgorde)
    assert "concept_gewijzigd" in verteld
    assert verteld[-1] == "aanvraag_bekeken"


def test_it_tells_who_for_whom_and_about_what_in_words(aanvraag: str) -> None:
    nummer = Aanvraag.objects.get().aanvraagnummer
    tekst = as_text(vraag_op())
    assert "Wanneer" in tekst and "24-11-2026 10:00" in tekst
    plat = " ".join(tekst.split())
    assert "diende de aanvraag in" in plat
    assert "Software DemoOog stuurde gegevens voor een aanvraag." in as_json(vraag_op())
    assert "(AGB\N{NO-BREAK SPACE}22990001)" in tekst and "(UZOVI\N{NO-BREAK SPACE}9901)" in tekst
    assert nummer in plat


def test_it_holds_every_field_that_is_mandatory(aanvraag: str) -> None:
    for regel in json.loads(as_json(vraag_op()))["regels"]:
        for veld in ("gebeurtenis", "actie", "tijdstip", "controles", "gebruiker", "rol", "objectsoort", "object"):
            assert regel[veld], veld
        assert regel["actie"] in set("CRUDE")
        assert regel["tijdstip"].endswith("+00:00")
        assert regel["resultaat"] in (1, 2)
        assert regel["autorisatieprotocol"] and regel["toegangspunt"] and regel["verantwoordelijke"]
        assert regel["logbron"].startswith(("portaal.example agb:", "portaal.example uzovi:"))


def test_software_and_people_are_told_apart(aanvraag: str) -> None:
    regels = {regel.logregel.gebeurtenis: regel.logregel for regel in vraag_op().regels}
    software, mens = regels["instroom_ontvangen"], regels["aanvraag_ingediend"]
    assert (software.rolnaam, software.toegangspunt) == ("software van een zorgaanbieder", "api")
    assert (mens.rolnaam, mens.toegangspunt) == ("medewerker van een zorgaanbieder", "portaal")
    assert software.verantwoordelijke == software.organisatie
    assert mens.verantwoordelijke == mens.naam


def test_a_look_that_was_refused_is_told_as_that(aanvraag: str, wereld: Wereld) -> None:
    wereld.mens("persoonlijk-andere-instantie").get(aanvraag)
    (geweigerd,) = [regel.logregel for regel in vraag_op().regels if regel.logregel.resultaat == 2]
    assert (geweigerd.code, geweigerd.controles) == ("A101", "FFFF")
    assert geweigerd.zin.endswith(" wilde de aanvraag bekijken, en dat is geweigerd (A101).")
    assert geweigerd.organisatiecode != "agb:22990001"


def test_who_found_it_by_looking_for_the_patient_is_told(aanvraag: str, wereld: Wereld) -> None:
    wie = {"bsn": GEVONDEN.bsn.onthul(), "geboortedatum": f"{GEVONDEN.geboortedatum:%d-%m-%Y}"}
    for naam, adres in (("persoonlijk-goed", "/aanvragen/"), ("beoordelaar-9901", "/beoordelen/zoeken")):
        mens = wereld.mens(naam)
        mens.get(adres)
        assert mens.post(adres, wie).status_code == 200
    gezien = [regel.logregel for regel in vraag_op().regels if regel.logregel.gebeurtenis == "gevonden_op_bsn"]
    assert [regel.organisatiecode for regel in gezien] == ["agb:22990001", "uzovi:9901"]
    assert {regel.zin.partition(" zag ")[2] for regel in gezien} == {"de aanvraag bij het zoeken op patiënt."}


def test_of_another_patient_there_is_nothing(aanvraag: str, wereld: Wereld) -> None:
    open_link(wereld, wereld.mens(), referentie="2026-0002", wie=OOK_GEVONDEN)
    een, ander = vraag_op(), vraag_op(OOK_GEVONDEN)
    assert len(een.aanvragen) == len(ander.aanvragen) == 1
    onderwerpen = [{f"{r.logregel.objectsoort}:{r.logregel.object}" for r in inzage.regels} for inzage in (een, ander)]
    assert onderwerpen[0] and onderwerpen[1] and not onderwerpen[0] & onderwerpen[1]


def test_with_another_birth_date_there_is_nothing(aanvraag: str) -> None:
    niets = vraag_op(geboortedatum=GEVONDEN.geboortedatum + DAG)
    assert (niets.aanvragen, niets.regels) == ((), ())
    assert "Er staat niets in het logboek over deze persoon." in as_text(niets)


def test_several_aanvragen_of_one_patient_are_told_together_in_order_of_time(aanvraag: str, wereld: Wereld) -> None:
    klok.zet(lambda: klok_later)
    klok_later = Aanvraag.objects.get().updated_at + DAG
    open_link(wereld, wereld.mens(), referentie="2026-0002")
    inzage = vraag_op(now=klok_later)
    assert len(inzage.aanvragen) == 2
    tijden = [regel.logregel.tijdstip for regel in inzage.regels]
    assert tijden == sorted(tijden)
    assert {regel.aanvraag for regel in inzage.regels} == set(inzage.aanvragen)


def test_that_it_was_looked_up_is_told_the_next_time(aanvraag: str) -> None:
    assert "patientlogboek_gemaakt" not in handelingen(vraag_op())
    (regel,) = [r.logregel for r in vraag_op().regels if r.logregel.gebeurtenis == "patientlogboek_gemaakt"]
    assert (regel.gebruiker, regel.rol, regel.toegangspunt) == ("beheer: j.beheer", "07", "opdracht")
    assert regel.zin.startswith("Een beheerder van het portaal maakte een overzicht")


def test_a_question_that_found_nobody_is_recorded_without_the_person(wereld: Wereld) -> None:
    vraag_op()
    regel = Regel.objects.get(handeling="patientlogboek_gemaakt")
    assert (regel.keten, regel.onderwerp, regel.actor) == ("systeem", "", "beheer: j.beheer")


def test_only_a_period_can_be_asked(aanvraag: str, bevroren) -> None:
    assert vraag_op(vanaf=bevroren + DAG).regels == ()
    assert vraag_op(tot=bevroren).regels == ()
    assert vraag_op(vanaf=bevroren, tot=bevroren + DAG).regels != ()


def test_who_saw_a_file_that_is_gone_is_still_told(aanvraag: str, wereld: Wereld) -> None:
    een = Aanvraag.objects.get()
    bijlage = een.bijlagen.get()
    wereld.mens().get(f"{aanvraag}bijlagen/{bijlage.id}")
    bijlage.delete()
    assert "bijlage_bekeken" in handelingen(vraag_op())


def test_as_csv_it_has_every_field_and_no_formula(aanvraag: str) -> None:
    inzage = vraag_op()
    rijen = list(csv.DictReader(io.StringIO(as_csv(inzage))))
    assert len(rijen) == len(inzage.regels)
    assert {"gebeurtenis", "actie", "tijdstip", "rol", "aanvraag", "zin"} <= set(rijen[0])
    eng = replace(inzage, regels=(replace(inzage.regels[0], aanvraag="＝HYPERLINK(1)"),))
    assert "\n'＝HYPERLINK(1)," in as_csv(eng).replace("\r", "")


@pytest.mark.parametrize("vorm", [as_text, as_csv, as_json])
def test_it_never_holds_the_bsn_or_the_name(aanvraag: str, vorm) -> None:
    uit = vorm(vraag_op())
    assert GEVONDEN.bsn.onthul() not in uit and GEVONDEN.naam not in uit
    assert GEVONDEN.geboortedatum.isoformat() not in uit


def test_the_log_stays_whole(aanvraag: str) -> None:
    vraag_op()
    assert set(dict(verify_all()).values()) == {None}


def test_no_line_of_the_text_is_wider_than_paper_on_its_side(aanvraag: str) -> None:
    assert max(len(regel) for regel in as_text(vraag_op()).splitlines()) <= 142
