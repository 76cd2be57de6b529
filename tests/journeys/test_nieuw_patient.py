"""Whom a new request is for: looked up at COV, said in plain words, and on with what COV knows."""

import logging
import re
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from conftest import NU
from handelingen import actor
from machtigingen_sandbox import personas
from machtigingen_sandbox.personas import GEVONDEN, NOG_EEN_GEVONDEN, ONBEKEND, OOK_GEVONDEN, Persona
from reis import MEDISCH, foto, tekst, vul_in
from wereld import BEGIN, Wereld

from machtigingen.aanvragen.cov import ask_cov
from machtigingen.aanvragen.models import Aanvraag
from machtigingen.aanvragen.pakketantwoorden import put_answers
from machtigingen.audit.models import Regel
from machtigingen.beslisboom import Machtigingsvrij
from machtigingen.formulieren import catalogus, use_catalogus
from machtigingen.formulieren.catalogus import Catalogus
from machtigingen.foundation import Soort
from machtigingen.inzage.actions import look_up
from machtigingen.inzage.vormen import as_text
from machtigingen.project import klok
from machtigingen.registers.cov import CovUitkomst
from machtigingen.registers.models import Verzekeraar, Zorgverlener

ZORG = "formulier=X02&grondslag=zvw&specialisme=0301&diagnose=255&zorgactiviteit=031545&datum=2026-11-02"
ZORG_WLZ = "formulier=M08&grondslag=wlz&specialisme=1200&datum=2026-11-02"
PATIENT = f"/aanvragen/nieuw/patient?{ZORG}"
BEGINNEN = f"/aanvragen/nieuw/beginnen?{ZORG}"


def velden(*wie: Persona, **anders: str) -> dict[str, str]:
    rijen = {}
    for plek, persoon in enumerate(wie):
        rijen |= {
            f"wie-{plek}-bsn": persoon.bsn.onthul(),
            f"wie-{plek}-geboortedatum": f"{persoon.geboortedatum:%d-%m-%Y}",
            f"wie-{plek}-begindatum": "02-11-2026",
        }
    return rijen | anders


def zoek(mens, *wie: Persona, **anders: str):
    mens.get(PATIENT)
    return gezocht(mens, PATIENT, velden(*wie, **anders))


def gezocht(mens, adres: str, ingevuld: dict[str, str]):
    """The page that comes of it."""
    antwoord = mens.post(adres, ingevuld)
    return mens.get(antwoord["Location"]) if antwoord.status_code == 302 else antwoord


def zegels(antwoord) -> list[str]:
    return re.findall(r'name="wie" value="([^"]*)"', antwoord.content.decode())


def begin(mens, wie: Persona = GEVONDEN) -> str:
    """The address of the concept."""
    (zegel,) = zegels(zoek(mens, wie))
    antwoord = mens.post(BEGINNEN, {"wie": zegel})
    assert antwoord.status_code == 302, tekst(antwoord)
    return antwoord["Location"].removesuffix("zorgverlener")


def opgezocht() -> list[Regel]:
    return list(Regel.objects.filter(handeling="verzekerde_opgezocht").order_by("volgnummer"))


def test_it_asks_for_one_person_and_says_for_whom_it_is(wereld: Wereld) -> None:
    pagina = wereld.mens().get(PATIENT)
    assert "Bovenooglidcorrectie (blefaroplastiek) (031545) · Dermatochalasis (255)" in tekst(pagina)
    assert "Zoek alleen patiënten die u behandelt." in tekst(pagina)
    assert pagina.content.decode().count('name="wie-0-') == 3
    assert 'value="02-11-2026"' in pagina.content.decode()


def test_who_was_found_is_told_with_the_insurer(wereld: Wereld) -> None:
    pagina = zoek(wereld.mens(), GEVONDEN)
    assert pagina.status_code == 200
    assert "J. Jansen-Voorbeeld" in tekst(pagina)
    assert "geboren op 14 maart 1958 · verzekerd bij Voorbeeld Zorgverzekeraar (9901)" in tekst(pagina)
    assert len(zegels(pagina)) == 1


PERSOON_VAN = {een.cov: een for een in personas.PERSONAS if een.gedrag is personas.Gedrag.GEWOON}


@pytest.mark.parametrize("uitkomst", list(CovUitkomst))
def test_every_answer_of_cov_is_told_with_what_to_do(wereld: Wereld, uitkomst: CovUitkomst) -> None:
    pagina = zoek(wereld.mens(), PERSOON_VAN[uitkomst])
    assert pagina.status_code == 200
    verwacht = {
        CovUitkomst.GEVONDEN: "Aanvraag beginnen",
        CovUitkomst.ONBEKEND: "U controleert het BSN en vraagt de patiënt naar de verzekering.",
        CovUitkomst.GEBOORTEDATUM_ONJUIST: "U controleert het BSN en de geboortedatum met het identiteitsbewijs",
        CovUitkomst.POLIS_BEEINDIGD: "op de begindatum 02-11-2026 geen lopende verzekering",
        CovUitkomst.DUBBEL_VERZEKERD: "bij meer dan één verzekeraar verzekerd",
        CovUitkomst.OVERLEDEN: "als overleden geregistreerd",
        CovUitkomst.MEERDERE_PERSONEN: "meer dan één verzekerde",
        CovUitkomst.NIET_GEAUTORISEERD: "geen toegang tot de gegevens van de verzekering",
        CovUitkomst.PEILDATUM_TE_OUD: "Dat kan alleen voor de laatste 2 jaar.",
    }
    assert verwacht[uitkomst] in tekst(pagina)
    verder = uitkomst in (CovUitkomst.GEVONDEN, CovUitkomst.NIET_GEAUTORISEERD)
    assert len(zegels(pagina)) == int(verder)


def test_who_decides_is_looked_up_under_the_law_of_the_care(wereld: Wereld) -> None:
    mens = wereld.mens("persoonlijk-tandarts")
    mens.get("/aanvragen/")
    wie = velden(GEVONDEN, personas.NOG_EEN_GEVONDEN)
    pagina = gezocht(mens, f"/aanvragen/nieuw/patient?{ZORG_WLZ}", wie)
    assert "COV noemt geen zorgkantoor: dat vult u straks in" in tekst(pagina)
    assert "Zorgkantoor Voorbeeldregio (9905) beslist" in tekst(pagina)
    assert "Voorbeeld Zorgverzekeraar" not in tekst(pagina)
    for zegel in zegels(pagina):
        mens.post(f"/aanvragen/nieuw/beginnen?{ZORG_WLZ}", {"wie": zegel})
    assert sorted(Aanvraag.objects.values_list("uzovi", "grondslag")) == [("", "wlz"), ("9905", "wlz")]


def test_of_two_zorgkantoren_it_says_which_and_the_concept_knows_them(wereld: Wereld, settings: Any) -> None:
    Verzekeraar.objects.create(uzovi="9906", naam="Zorgkantoor 9906", soort="zorgkantoor", begin_on=date(2006, 1, 1))
    settings.MACHTIGINGEN_COV = "cov_dubbels:TweeKantoren"
    mens = wereld.mens("persoonlijk-tandarts")
    mens.get("/aanvragen/")
    pagina = gezocht(mens, f"/aanvragen/nieuw/patient?{ZORG_WLZ}", velden(GEVONDEN))
    assert "COV noemt meer dan één zorgkantoor (9905, 9906): u kiest straks welk" in tekst(pagina)
    mens.post(f"/aanvragen/nieuw/beginnen?{ZORG_WLZ}", {"wie": zegels(pagina)[0]})
    assert Aanvraag.objects.get().bronnen["cov"]["zorgkantoren"] == ["9905", "9906"]


def test_what_was_found_under_one_law_says_nothing_under_another(wereld: Wereld) -> None:
    mens = wereld.mens("persoonlijk-tandarts")
    mens.get("/aanvragen/")
    onder_zvw = ZORG_WLZ.replace("M08", "M03").replace("wlz", "zvw") + "&lijst=010&prestatie=J081"
    (zegel,) = zegels(gezocht(mens, f"/aanvragen/nieuw/patient?{onder_zvw}", velden(GEVONDEN)))
    antwoord = mens.post(f"/aanvragen/nieuw/beginnen?{ZORG_WLZ}", {"wie": zegel})
    assert antwoord["Location"].endswith("&opnieuw=1")
    assert not Aanvraag.objects.exists()


def test_a_policy_that_ends_is_told(wereld: Wereld) -> None:
    assert "de polis stopt op 31 december 2026" in tekst(zoek(wereld.mens(), personas.POLIS_LOOPT_AF))


def test_at_the_insurer_of_this_person_none_may_be_needed(wereld: Wereld) -> None:
    pagina = zoek(wereld.mens(), personas.BIJ_DEMOVERZEKERING)
    assert "Machtiging niet nodig" in tekst(pagina)
    assert zegels(pagina) == []


def test_more_people_are_looked_up_at_once(wereld: Wereld) -> None:
    pagina = zoek(wereld.mens(), GEVONDEN, ONBEKEND, OOK_GEVONDEN)
    assert "J. Jansen-Voorbeeld" in tekst(pagina) and "T. de Keuze" in tekst(pagina)
    assert "Verzekerde is niet gevonden" in tekst(pagina)
    assert len(zegels(pagina)) == 2


def test_a_row_comes_and_goes_without_looking_anybody_up(wereld: Wereld) -> None:
    mens = wereld.mens()
    erbij = zoek(mens, GEVONDEN, rij="erbij").content.decode()
    assert 'name="wie-1-bsn"' in erbij and GEVONDEN.bsn.onthul() in erbij
    weg = zoek(mens, GEVONDEN, OOK_GEVONDEN, rij="weg-0").content.decode()
    assert 'name="wie-1-bsn"' not in weg
    assert OOK_GEVONDEN.bsn.onthul() in weg and GEVONDEN.bsn.onthul() not in weg
    assert opgezocht() == []


def test_after_twenty_there_is_no_room_for_more(wereld: Wereld) -> None:
    twintig = zoek(wereld.mens(), *[GEVONDEN] * 19, rij="erbij").content.decode()
    assert 'name="wie-19-bsn"' in twintig
    assert 'value="erbij"' not in twintig


@pytest.mark.parametrize(
    ("veld", "waarde"),
    [
        ("bsn", ""),
        ("bsn", "123"),
        ("bsn", "999911005"),
        ("bsn", "٩٩٩٩١١٠٠٤"),
        ("geboortedatum", ""),
        ("geboortedatum", "31-02-1958"),
        ("geboortedatum", "01-01-2090"),
        ("geboortedatum", "20-11-2026"),
        ("begindatum", "25-11-2026"),
        ("begindatum", "gisteren"),
        ("bsn", "<script>"),
    ],
)
def test_what_cannot_be_is_said_at_its_field_and_nobody_is_looked_up(wereld: Wereld, veld: str, waarde: str) -> None:
    pagina = zoek(wereld.mens(), GEVONDEN, **{f"wie-0-{veld}": waarde})
    assert pagina.status_code == 422
    assert f'id="veld-wie-0-{veld}-fout"' in pagina.content.decode()
    assert "Patiënt 1, " in tekst(pagina)
    assert "<script>" not in re.sub(r"<script type=.*?</script>", "", pagina.content.decode())
    assert opgezocht() == []


def test_each_look_is_in_the_trail_without_the_person(wereld: Wereld) -> None:
    zoek(wereld.mens(), GEVONDEN, ONBEKEND)
    een, ander = opgezocht()
    assert een.actor == "S. de Vries" and een.onderwerp.startswith("verzekerde:")
    assert een.onderwerp != ander.onderwerp
    assert GEVONDEN.bsn.onthul() not in f"{een.__dict__}"
    zoek(wereld.mens(), GEVONDEN)
    assert opgezocht()[-1].onderwerp == een.onderwerp


def test_after_so_many_in_an_hour_one_waits_and_keeps_what_was_typed(wereld: Wereld, settings, bevroren) -> None:
    settings.MACHTIGINGEN_OPZOEKEN_PER_UUR = 2
    mens = wereld.mens()
    assert zoek(mens, GEVONDEN, OOK_GEVONDEN).status_code == 200
    te_veel = zoek(mens, GEVONDEN)
    assert te_veel.status_code == 429
    assert "U mag in een uur 2 patiënten opzoeken. Nu mogen er nog 0." in tekst(te_veel)
    assert GEVONDEN.bsn.onthul() in te_veel.content.decode()
    assert [regel.code for regel in opgezocht()] == ["", "", "A126"]
    klok.zet(lambda: bevroren + timedelta(minutes=61))
    assert zoek(wereld.mens(), GEVONDEN).status_code == 200


def test_a_concept_begins_with_what_was_chosen_and_what_cov_says(wereld: Wereld) -> None:
    mens = wereld.mens()
    adres = begin(mens)
    aanvraag = Aanvraag.objects.get()
    assert adres == f"/aanvragen/{aanvraag.id}/"
    bronnen = {naam: (een["waarde"], een["bron"]) for naam, een in aanvraag.antwoorden.items()}
    assert bronnen == {
        "bsn": ("999911004", "gebruiker"),
        "geboortedatum": ("1958-03-14", "gebruiker"),
        "naam": ("J. Jansen-Voorbeeld", "cov"),
        "verzekeraar": ("9901", "cov"),
        "verzekerdenummer": ("990111004", "cov"),
        "instelling": ("22990001", "certificaat"),
        "specialisme": ("0301", "gebruiker"),
        "diagnose": ("255", "gebruiker"),
        "zorgactiviteit": ("031545", "gebruiker"),
        "begindatum": (BEGIN.isoformat(), "gebruiker"),
    }
    assert (aanvraag.agb, aanvraag.uzovi, aanvraag.grondslag) == ("22990001", "9901", "zvw")
    assert aanvraag.softwarepakket == "" and aanvraag.bsn_index
    assert Regel.objects.filter(handeling="aanvraag_begonnen", onderwerp=f"aanvraag:{aanvraag.id}").count() == 1


def test_what_a_package_answers_in_it_leaves_the_law_and_who_decides(wereld: Wereld) -> None:
    mens = wereld.mens("persoonlijk-tandarts")
    mens.get("/aanvragen/")
    pagina = gezocht(mens, f"/aanvragen/nieuw/patient?{ZORG_WLZ}", velden(NOG_EEN_GEVONDEN))
    mens.post(f"/aanvragen/nieuw/beginnen?{ZORG_WLZ}", {"wie": zegels(pagina)[0]})
    begonnen = Aanvraag.objects.get()
    pakket = actor(wereld, "systeem-tandarts", soort=Soort.SYSTEEM)
    ruw = {"plan": "Twee vullingen."}
    assert put_answers(actor=pakket, now=NU, aanvraag_id=begonnen.id, ruw=ruw).overgenomen == 1
    ask_cov(actor=actor(wereld, "persoonlijk-tandarts"), now=NU, aanvraag_id=begonnen.id)
    nu = Aanvraag.objects.get()
    assert (nu.grondslag, nu.uzovi) == (begonnen.grondslag, begonnen.uzovi) == ("wlz", "9905")


def test_a_second_press_gives_the_same_concept_and_a_second_look_another(wereld: Wereld) -> None:
    mens = wereld.mens()
    (zegel,) = zegels(zoek(mens, GEVONDEN))
    adressen = {mens.post(BEGINNEN, {"wie": zegel})["Location"] for _ in range(2)}
    assert len(adressen) == 1
    assert begin(mens) not in adressen
    assert Aanvraag.objects.count() == 2


def vul_formulier_in(mens, adres: str) -> None:
    vul_in(mens, adres, "behandeling", zorgverlener="03990011")
    vul_in(mens, adres, "medisch", **MEDISCH)
    vul_in(mens, adres, "medisch", **MEDISCH, mrd="1")
    vul_in(mens, adres, "medisch", **MEDISCH, mrd="1", gezichtsveld_gemeten="nee")
    foto(mens, adres)


def test_from_care_to_outcome_without_a_package(wereld: Wereld) -> None:
    mens = wereld.mens()
    adres = begin(mens)
    vul_formulier_in(mens, adres)
    antwoord = mens.post(f"{adres}indienen")
    assert antwoord.status_code == 302, tekst(antwoord)
    klaar = tekst(mens.get(adres))
    assert "Goedgekeurd" in klaar
    assert "Aanvraag begonnen" in klaar and "Gegevens ontvangen" not in klaar


def test_what_was_said_at_the_start_is_known_on_the_pages_of_the_form(wereld: Wereld) -> None:
    mens = wereld.mens()
    adres = begin(mens)
    pagina = mens.get(f"{adres}vragen/verzekerde")
    assert "Door u ingevuld" in tekst(pagina) and "Uit COV" in tekst(pagina)
    assert 'name="bsn"' not in pagina.content.decode()
    assert "softwarepakket" not in tekst(pagina)
    gewijzigd = vul_in(mens, adres, "behandeling", begindatum="01-11-2026", zorgverlener="03990011")
    assert gewijzigd.status_code == 302
    assert "Door u aangepast" in tekst(mens.get(f"{adres}vragen/behandeling"))


def test_without_cov_one_goes_on_by_typing_and_cov_is_asked_again(wereld: Wereld, settings) -> None:
    mens = wereld.mens()
    pagina = zoek(mens, personas.STORING)
    assert "Verzekering kan nu niet worden gecontroleerd" in tekst(pagina)
    assert "Verder zonder COV" in tekst(pagina)
    (zegel,) = zegels(pagina)
    adres = mens.post(BEGINNEN, {"wie": zegel})["Location"].removesuffix("zorgverlener")
    assert Aanvraag.objects.get().antwoorden.keys() >= {"bsn", "geboortedatum", "begindatum"}
    stap = vul_in(mens, adres, "verzekerde", naam="S. Storing", verzekeraar="9901", verzekerdenummer="1")
    assert stap.status_code == 302
    assert "Verzekering kan nu niet worden gecontroleerd" in tekst(mens.get(f"{adres}vragen/behandeling"))
    vul_formulier_in(mens, adres)
    assert mens.post(f"{adres}indienen").status_code == 503
    assert Aanvraag.objects.get().status == "concept"


def test_a_slow_cov_is_waited_for_no_longer_than_is_set(wereld: Wereld, settings) -> None:
    settings.MACHTIGINGEN_COV_TIJDSLIMIET = 0.05
    pagina = zoek(wereld.mens(), personas.TRAAG, GEVONDEN)
    assert pagina.status_code == 200
    assert "Verder zonder COV" in tekst(pagina)


def test_what_was_found_is_for_who_looked_and_for_an_hour(wereld: Wereld, bevroren) -> None:
    mens = wereld.mens()
    (zegel,) = zegels(zoek(mens, GEVONDEN))
    collega, vreemde = wereld.mens("contactpersoon-goed"), wereld.mens("persoonlijk-andere-instantie")
    for ander in (collega, vreemde):
        ander.get("/aanvragen/")
        assert ander.post(BEGINNEN, {"wie": zegel})["Location"] == f"{PATIENT}&opnieuw=1"
    for vals in ("", "x", zegel[:-8], zegel.swapcase(), "é" * 9):
        assert mens.post(BEGINNEN, {"wie": vals})["Location"] == f"{PATIENT}&opnieuw=1"
    assert "Zoek de patiënt opnieuw op" in tekst(collega.get(f"{PATIENT}&opnieuw=1"))
    assert Aanvraag.objects.count() == 0


@pytest.mark.parametrize(
    "zorg",
    [
        "formulier=Z99",
        "formulier=X02&grondslag=zvw&specialisme=0301&diagnose=457&zorgactiviteit=031280",
        "formulier=X10&grondslag=zvw&specialisme=0301&diagnose=255&zorgactiviteit=031545",
        "formulier=M08&grondslag=zvw&specialisme=1200",
        "formulier=<script>&diagnose=%00",
    ],
)
def test_care_without_this_form_is_refused(wereld: Wereld, zorg: str) -> None:
    pagina = wereld.mens().get(f"/aanvragen/nieuw/patient?{zorg}")
    assert pagina.status_code == 422
    assert "Deze behandeling kan zo niet" in tekst(pagina)
    assert "<script>" not in pagina.content.decode().split("<main")[1]


def test_without_care_one_begins_at_the_beginning(wereld: Wereld) -> None:
    assert wereld.mens().get("/aanvragen/nieuw/patient")["Location"] == "/aanvragen/nieuw"


@pytest.mark.parametrize("wie", ["persoonlijk-raadplegen", "beoordelaar-9901", "persoonlijk-zonder-autorisatie"])
def test_who_may_not_submit_looks_nobody_up(wereld: Wereld, wie: str) -> None:
    mens = wereld.mens(wie)
    mens.get("/wie-ben-ik")
    assert mens.post(PATIENT, velden(GEVONDEN)).status_code == 403
    assert mens.post(BEGINNEN, {"wie": "x"}).status_code == 403
    assert wereld.mens(None).get(PATIENT).status_code == 401
    assert opgezocht() == []


def test_no_address_and_no_log_holds_anything_of_the_patient(wereld: Wereld, caplog) -> None:
    mens = wereld.mens()
    with caplog.at_level(logging.DEBUG):
        mens.get(PATIENT)
        mens.post(PATIENT, velden(GEVONDEN, rij="erbij"))
        mens.post(PATIENT, velden(GEVONDEN, personas.STORING))
    assert GEVONDEN.bsn.onthul() not in caplog.text and "Jansen" not in caplog.text
    pagina = zoek(mens, GEVONDEN)
    adressen = re.findall(r'(?:href|action)="([^"]*)"', pagina.content.decode())
    assert not [adres for adres in adressen if GEVONDEN.bsn.onthul() in adres or re.search(r"\b1958\b", adres)]
    (zegel,) = zegels(pagina)
    assert GEVONDEN.bsn.onthul() not in mens.post(BEGINNEN, {"wie": zegel})["Location"]


KLIKGEBIT = "formulier=M03&grondslag=zvw&specialisme=1200&lijst=010&prestatie=J081"


def test_a_prestatie_is_in_the_table_and_the_specialisme_is_that_of_who_treats(wereld: Wereld) -> None:
    mens = wereld.mens("persoonlijk-tandarts")
    adres = f"/aanvragen/nieuw/patient?{KLIKGEBIT}"
    mens.get(adres)
    (zegel,) = zegels(gezocht(mens, adres, velden(GEVONDEN)))
    concept = mens.post(f"/aanvragen/nieuw/beginnen?{KLIKGEBIT}", {"wie": zegel})["Location"]
    assert "Klikgebit in de onderkaak (J081)" in tekst(mens.get(adres))
    mens.post(concept, {"zorgverlener": "12990021"})
    antwoorden = Aanvraag.objects.get().antwoorden
    assert antwoorden["prestaties"]["waarde"] == [{"code": "J081"}]
    assert (antwoorden["specialisme"]["waarde"], antwoorden["specialisme"]["bron"]) == ("1200", "agb_register")


def test_a_prestatie_that_is_free_for_this_practice_is_told_with_the_patient(wereld: Wereld) -> None:
    mens = wereld.mens("persoonlijk-tandarts")
    adres = f"/aanvragen/nieuw/patient?{KLIKGEBIT.replace('J081', 'J056')}"
    mens.get(adres)
    assert "Machtiging niet nodig" in tekst(gezocht(mens, adres, velden(personas.BIJ_DEMOVERZEKERING)))


def test_a_patient_reads_in_the_log_who_looked_them_up(wereld: Wereld, bevroren) -> None:
    zoek(wereld.mens(), GEVONDEN)
    gevraagd = look_up(
        bsn=GEVONDEN.bsn, geboortedatum=GEVONDEN.geboortedatum, now=bevroren, beheerder="b", bron="portaal"
    )
    (regel,) = gevraagd.regels
    assert regel.logregel.zin == "S. de Vries zocht op bij wie de patiënt verzekerd is."
    assert "zocht op bij wie de patiënt" in as_text(gevraagd).replace("\n", " ")


@pytest.mark.parametrize(("specialismen", "nodig"), [("1200", False), ("9301", True)])
def test_a_prestatie_is_free_only_for_whoever_may_do_it_here(wereld: Wereld, specialismen: str, nodig: bool) -> None:
    inhoud = catalogus().inhoud
    vrij = Machtigingsvrij(
        uzovi="9901",
        specialisme="1200",
        prestatiecodelijst="010",
        prestatiecodes=("J081",),
        geldig_van=date(2026, 1, 1),
        reden="Van een tandarts niet.",
    )
    use_catalogus(Catalogus(replace(inhoud, machtigingsvrij=(*inhoud.machtigingsvrij, vrij))))
    Zorgverlener.objects.filter(pk="93990024").update(specialismen=specialismen)
    mens = wereld.mens("persoonlijk-tandarts")
    adres = f"/aanvragen/nieuw/patient?{KLIKGEBIT}"
    try:
        mens.get(adres)
        pagina = gezocht(mens, adres, velden(GEVONDEN))
        assert ("Van een tandarts niet." not in tekst(pagina), len(zegels(pagina))) == (nodig, int(nodig))
        gevonden = mens.get("/aanvragen/nieuw", data={"zoek": "J081", "verzekeraar": "9901", "datum": "02-11-2026"})
        assert ("Verschilt per specialisme" in tekst(gevonden)) is nodig
    finally:
        use_catalogus(None)
