"""The first page: what is done, what waits, and who asks for a right."""

from datetime import timedelta

from conftest import NU
from reis import tekst
from wereld import Beller, Wereld

from contactpersoon.conftest import OOG, VERZEKERAAR, ZIEKENHUIS, certificaat_van, software, wie
from machtigingen.audit.models import Regel
from machtigingen.toegang.models import Certificaat, Rechtverzoek
from machtigingen.toegang.noodstop import block


def test_the_connection_is_a_task_list_with_who_does_what(contactpersoon: Beller) -> None:
    pagina = tekst(contactpersoon.get("/beheer/"))
    assert "3 van 6 klaar" in pagina
    assert "Twee mensen beheren de toegang" in pagina
    assert "Wie doet dit: uw softwareleverancier." in pagina


def test_who_only_manages_begins_there(wereld: Wereld) -> None:
    assert wereld.mens(ZIEKENHUIS).get("/")["Location"] == "/beheer/"
    assert wereld.mens(OOG).get("/")["Location"] == "/aanvragen/"
    assert wereld.mens(VERZEKERAAR).get("/")["Location"] == "/beheer/"


def test_an_insurer_has_no_steps_of_software_that_it_does_not_have(wereld: Wereld) -> None:
    mens = wereld.mens(VERZEKERAAR)
    assert "systeemcertificaat" in tekst(mens.get("/beheer/"))
    Certificaat.objects.filter(organisatie__code="9901", soort="systeem").update(einde_at=NU)
    pagina = tekst(mens.get("/beheer/"))
    assert "medisch adviseur" in pagina
    assert "systeemcertificaat" not in pagina
    assert "Wie doet dit: u, of een andere beheerder." in pagina
    assert "collega-contactpersoon" not in pagina, "an insurer has none"


def test_what_ends_soon_and_who_is_locked_stand_above(contactpersoon: Beller) -> None:
    Certificaat.objects.filter(pk=software().pk).update(geldig_tot=NU + timedelta(days=20, hours=1), gestart_at=NU)
    pagina = tekst(contactpersoon.get("/beheer/"))
    assert "verloopt over 20 dagen" in pagina
    assert "O. Gesloten kan niet inloggen." in pagina


def test_a_right_is_asked_for_in_one_press_and_given_in_one(wereld: Wereld, contactpersoon: Beller) -> None:
    collega = wereld.mens("persoonlijk-zonder-autorisatie")
    geweigerd = collega.get("/aanvragen/")
    assert (geweigerd.status_code, "Vraag dit recht" in tekst(geweigerd)) == (403, True)
    assert "C. Contact" in tekst(geweigerd)
    assert collega.post("/recht-vragen", {"autorisatie": "raadplegen"})["Location"] == "/wie-ben-ik"
    assert "U hebt erom gevraagd. C. Contact antwoordt." in tekst(collega.get("/wie-ben-ik"))
    assert "U hebt om dit recht gevraagd" in tekst(collega.get("/aanvragen/"))

    assert "T. Jansen: raadplegen" in tekst(contactpersoon.get("/beheer/"))
    nummer = Rechtverzoek.objects.get().pk
    assert contactpersoon.post(f"/beheer/rechtverzoeken/{nummer}", {"antwoord": "ja"}).status_code == 302
    assert collega.get("/aanvragen/").status_code == 200
    assert "Collega’s vragen" not in tekst(contactpersoon.get("/beheer/"))


def test_a_right_can_be_refused_and_what_a_colleague_said_holds(wereld: Wereld, contactpersoon: Beller) -> None:
    wereld.mens("persoonlijk-zonder-autorisatie").post("/recht-vragen", {"autorisatie": "indienen"})
    nummer = Rechtverzoek.objects.get().pk
    assert contactpersoon.post(f"/beheer/rechtverzoeken/{nummer}", {"antwoord": "nee"}).status_code == 302
    laat = contactpersoon.post(f"/beheer/rechtverzoeken/{nummer}", {"antwoord": "ja"})
    assert (laat.status_code, "T113" in tekst(laat)) == (409, True)
    assert certificaat_van("T. Jansen").autorisaties == []
    assert contactpersoon.post(f"/beheer/rechtverzoeken/{nummer}", {"antwoord": "misschien"}).status_code == 404


def test_who_may_only_look_is_told_who_can_change_that(wereld: Wereld) -> None:
    mens = wereld.mens("persoonlijk-raadplegen")
    pagina = tekst(mens.get("/wie-ben-ik"))
    assert "Machtigingen aanvragen en indienen : nee. C. Contact kan dit aanzetten." in pagina
    assert "Beheer" not in tekst(mens.get("/aanvragen/"))
    assert mens.post("/recht-vragen", {"autorisatie": "indienen"}).status_code == 302
    assert mens.post("/recht-vragen", {"autorisatie": "raadplegen"}).status_code == 302, "there already, as is shown"
    assert [een.autorisatie for een in Rechtverzoek.objects.all()] == ["indienen"]
    assert mens.post("/recht-vragen", {"autorisatie": "beoordelen"}).status_code == 422


def test_whose_session_ended_asks_after_logging_in(wereld: Wereld) -> None:
    mens = wereld.mens("persoonlijk-raadplegen")
    mens.get("/aanvragen/")
    mens.post("/uitloggen")
    antwoord = mens.post("/recht-vragen", {"autorisatie": "indienen"})
    assert (antwoord.status_code, Rechtverzoek.objects.count()) == (401, 0)
    assert 'value="/wie-ben-ik"' in antwoord.content.decode()


def test_who_manages_and_may_not_look_is_led_to_where_the_right_is_given(wereld: Wereld) -> None:
    geweigerd = wereld.mens(ZIEKENHUIS).get("/aanvragen/")
    assert "/beheer/medewerkers/" in geweigerd.content.decode()
    assert "Vraag dit recht" not in tekst(geweigerd)


def test_nobody_without_that_right_sees_a_page_of_beheer(wereld: Wereld) -> None:
    for naam in ("persoonlijk-goed", "beoordelaar-9901", "adviseur-9901", "persoonlijk-zonder-autorisatie"):
        mens = wereld.mens(naam)
        mens.get("/wie-ben-ik")
        antwoord = mens.get("/beheer/")
        assert (antwoord.status_code, "D208" in tekst(antwoord)) == (403, True), naam
    assert "Vraag dit recht" in tekst(wereld.mens("beoordelaar-9901").get("/beheer/"))


def test_who_did_what_can_be_narrowed_and_taken_along(wereld: Wereld, contactpersoon: Beller) -> None:
    contactpersoon.post(f"/beheer/certificaten/{certificaat_van('T. Jansen').pk}/rechten", {"recht": "raadplegen"})
    contactpersoon.post("/beheer/medewerkers/nieuw", {"naam": "=CMD()", "email": "n.nieuw@oogkliniek.example"})
    pagina = tekst(contactpersoon.get("/beheer/logboek"))
    assert "C. Contact gaf een recht" in pagina
    assert "T. Jansen · Raadplegen" in pagina
    assert "niets veranderd" in tekst(contactpersoon.get("/beheer/logboek?tot=23-11-2026"))
    assert "T. Jansen" in tekst(contactpersoon.get("/beheer/logboek?vanaf=24-11-2026&tot=24-11-2026&wie=C.+Contact"))
    fout = contactpersoon.get("/beheer/logboek?vanaf=gisteren")
    assert (fout.status_code, 'value="gisteren"' in fout.content.decode()) == (422, True)
    assert contactpersoon.get("/beheer/logboek?vanaf=25-11-2026&tot=24-11-2026").status_code == 422
    blad = contactpersoon.get("/beheer/logboek.csv").content.decode()
    assert "'=CMD()" in blad
    assert "gaf een recht;T. Jansen;raadplegen" in blad
    assert contactpersoon.get("/beheer/logboek.csv?tot=nooit").status_code == 422
    assert "T. Jansen" not in wereld.mens(ZIEKENHUIS).get("/beheer/logboek").content.decode()
    assert Regel.objects.filter(handeling="logboek_bekeken", keten="agb:22990001").exists()


def test_what_the_operator_did_with_the_organisation_stands_there_too(contactpersoon: Beller) -> None:
    block(soort="serienummer", waarde=certificaat_van("R. Bakker").serienummer, reden="gelekt", actor=None, now=NU)
    pagina = tekst(contactpersoon.get("/beheer/logboek"))
    assert "Het portaal zette toegang stil" in pagina
    assert "R. Bakker · gelekt" in pagina
    assert wie("R. Bakker").naam in tekst(contactpersoon.get("/beheer/"))


def test_what_its_issuer_withdrew_is_warned_of_until_it_is_replaced_or_over(contactpersoon: Beller) -> None:
    zin = "Het certificaat van S. de Vries is ingetrokken door de uitgever."
    welk, ander = certificaat_van("S. de Vries"), certificaat_van("T. Jansen")
    rij, opvolger = (Certificaat.objects.filter(pk=een.pk) for een in (welk, ander))
    rij.update(ingetrokken_at=NU)
    assert zin in tekst(contactpersoon.get("/beheer/"))
    opvolger.update(vervangt=welk)
    assert zin not in tekst(contactpersoon.get("/beheer/")), "replaced"
    opvolger.update(vervangt=None)
    rij.update(einde_at=NU + timedelta(days=30))
    assert zin not in tekst(contactpersoon.get("/beheer/")), "ends already"
    rij.update(einde_at=None, geldig_tot=NU - timedelta(days=1))
    assert zin not in tekst(contactpersoon.get("/beheer/")), "expired"
