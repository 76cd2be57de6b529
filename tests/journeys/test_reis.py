"""From the link to the answer, as the browser of a medewerker would go."""

import html
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from machtigingen_sandbox import personas
from wereld import Wereld, bericht

from machtigingen.aanvragen.models import Aanvraag
from machtigingen.aanvragen.nummers import is_aanvraagnummer
from machtigingen.audit.actions import verify_all
from machtigingen.audit.models import Regel
from machtigingen.foundation import foutcode


def open_link(wereld: Wereld, mens, **anders) -> str:
    link = wereld.software().push(bericht(**anders)).json()["link"]
    antwoord = mens.get(link.removeprefix("https://localhost:8443"))
    assert antwoord.status_code == 302, antwoord.content.decode()
    return antwoord["Location"]


def test_the_link_leads_to_the_first_page_with_something_to_do(wereld: Wereld) -> None:
    mens = wereld.mens()
    aanvraag = open_link(wereld, mens)
    antwoord = mens.get(aanvraag)
    assert antwoord.status_code == 302
    pagina = mens.get(antwoord["Location"])
    assert pagina.status_code == 200
    tekst = pagina.content.decode()
    assert "Medische vragen" in tekst
    assert re.search(r"\d+ van \d+ gegevens zijn al ingevuld", tekst)
    assert "J. Jansen-Voorbeeld" in tekst


def test_all_pages_of_the_form_can_be_opened(wereld: Wereld) -> None:
    mens = wereld.mens()
    aanvraag = open_link(wereld, mens)
    for onderwerp in ("verzekerde", "behandeling", "medisch", "bijlagen"):
        assert mens.get(f"{aanvraag}vragen/{onderwerp}").status_code in (200, 302)
    assert mens.get(f"{aanvraag}controleren").status_code == 200
    assert mens.get("/aanvragen/").status_code == 200
    assert mens.get("/wie-ben-ik").status_code == 200
    assert Aanvraag.objects.get().opened_at is not None



PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 100
MEDISCH = {"zijde": "beide", "oorzaak": "verslapping", "functiestoornis": "ja", "eerdere_correctie": "nee"}


def vul_in(mens, aanvraag: str, onderwerp: str, **antwoorden):
    """Posts a page as a browser does: with all that it showed."""
    pagina = mens.get(f"{aanvraag}vragen/{onderwerp}").content.decode()
    verborgen = dict(re.findall(r'type="hidden" name="(versie|gezien)" value="([^"]*)"', pagina))
    return mens.post(f"{aanvraag}vragen/{onderwerp}", verborgen | {"actie": "verder"} | antwoorden)


def foto(mens, aanvraag: str, naam: str = "foto ogen.png", inhoud: bytes = PNG):
    return vul_in(mens, aanvraag, "bijlagen", foto=SimpleUploadedFile(naam, inhoud), actie="toevoegen")


def dien_in(wereld: Wereld, mens, *, medisch=MEDISCH, mrd="1", **anders) -> str:
    aanvraag = open_link(wereld, mens, **anders)
    vul_in(mens, aanvraag, "medisch", **medisch)
    if mrd:
        vul_in(mens, aanvraag, "medisch", **medisch, mrd=mrd)
        vul_in(mens, aanvraag, "medisch", **medisch, mrd=mrd, gezichtsveld_gemeten="nee")
        foto(mens, aanvraag)
    antwoord = mens.post(f"{aanvraag}indienen")
    assert antwoord.status_code == 302, tekst(antwoord)
    return aanvraag


def tekst(antwoord) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", antwoord.content.decode()))


def fouten(antwoord) -> list[str]:
    return re.findall(r'mp-fouttekst" id="veld-([a-z_]+)-fout"', antwoord.content.decode())


def test_a_question_that_an_answer_brings_up_is_asked_and_not_called_forgotten(wereld: Wereld) -> None:
    mens = wereld.mens()
    aanvraag = open_link(wereld, mens)
    antwoord = vul_in(mens, aanvraag, "medisch", **MEDISCH)
    assert antwoord.status_code == 302
    assert antwoord["Location"].endswith("vragen/medisch#veld-mrd")
    assert not fouten(mens.get(antwoord["Location"]))
    assert fouten(vul_in(mens, aanvraag, "medisch", **MEDISCH)) == ["mrd"]


def test_an_unanswered_question_is_named_at_the_field_and_on_top(wereld: Wereld) -> None:
    mens = wereld.mens()
    aanvraag = open_link(wereld, mens)
    antwoord = vul_in(mens, aanvraag, "medisch", zijde="links")
    assert antwoord.status_code == 422
    assert fouten(antwoord) == ["oorzaak", "functiestoornis", "eerdere_correctie"]
    assert "Er zijn 3 dingen om te verbeteren" in tekst(antwoord)
    assert "<title>Fout:" in antwoord.content.decode()


def test_a_clear_case_is_approved_at_once_with_both_numbers(wereld: Wereld) -> None:
    mens = wereld.mens()
    aanvraag = dien_in(wereld, mens)
    uitkomst = tekst(mens.get(aanvraag))
    assert "De aanvraag is goedgekeurd" in uitkomst
    rij = Aanvraag.objects.get()
    assert rij.machtigingsnummer in uitkomst
    assert rij.aanvraagnummer in uitkomst
    assert is_aanvraagnummer(rij.aanvraagnummer)
    assert "5. Ooglid hangt voor de pupil" in uitkomst
    assert "geldig van 2 november 2026 tot en met" in uitkomst


def test_a_cosmetic_wish_is_refused_because_the_form_says_so(wereld: Wereld) -> None:
    mens = wereld.mens()
    medisch = MEDISCH | {"oorzaak": "uiterlijk", "functiestoornis": "nee"}
    uitkomst = tekst(mens.get(dien_in(wereld, mens, medisch=medisch, mrd="")))
    assert "De aanvraag is afgewezen" in uitkomst
    assert "alleen voor het uiterlijk" in uitkomst
    assert Aanvraag.objects.get().machtigingsnummer == ""


def test_repair_soon_after_an_operation_needs_no_machtiging(wereld: Wereld) -> None:
    mens = wereld.mens()
    medisch = MEDISCH | {"eerdere_correctie": "kort_geleden"}
    uitkomst = tekst(mens.get(dien_in(wereld, mens, medisch=medisch, mrd="")))
    assert "Er is geen machtiging nodig" in uitkomst


def test_a_doubtful_case_goes_to_a_person_who_approves_and_the_provider_and_package_see_it(wereld: Wereld) -> None:
    mens, beoordelaar = wereld.mens(), wereld.mens("beoordelaar-9901")
    aanvraag = dien_in(wereld, mens, mrd="3,5")
    assert "De aanvraag is verstuurd" in tekst(mens.get(aanvraag))
    id_ = Aanvraag.objects.get().id
    assert "Correctie van het bovenooglid" in tekst(beoordelaar.get("/beoordelen/"))
    dossier = tekst(beoordelaar.get(f"/beoordelen/{id_}/"))
    assert "niet zeker" in dossier
    assert "Uit het softwarepakket" in dossier
    assert "foto ogen.png" in dossier
    leeg = beoordelaar.post(f"/beoordelen/{id_}/", {"besluit": "goedkeuren", "toelichting": " "})
    assert fouten(leeg) == ["toelichting"]
    besluit = beoordelaar.post(f"/beoordelen/{id_}/", {"besluit": "goedkeuren", "toelichting": "Klopt."})
    assert besluit.status_code == 302
    assert "De aanvraag is goedgekeurd" in tekst(mens.get(aanvraag))
    instroom = wereld.software().push(bericht()).json()["id"]
    stand = wereld.software().get(f"/api/v1/instroom/{instroom}").json()
    assert stand["toestand"] == "ingediend"
    assert stand["aanvraag"]["status"] == "goedgekeurd"
    assert stand["aanvraag"]["besluit"]["reden"] == "Klopt."
    assert stand["aanvraag"]["machtigingsnummer"]


def test_a_decision_is_made_once(wereld: Wereld) -> None:
    mens, beoordelaar = wereld.mens(), wereld.mens("beoordelaar-9901")
    dien_in(wereld, mens, mrd="3,5")
    pad = f"/beoordelen/{Aanvraag.objects.get().id}/"
    beoordelaar.get(pad)
    beoordelaar.post(pad, {"besluit": "afwijzen", "toelichting": "Nee."})
    assert beoordelaar.post(pad, {"besluit": "goedkeuren", "toelichting": "Toch wel."}).status_code == 409


def test_another_insurer_and_another_instantie_see_nothing(wereld: Wereld) -> None:
    mens = wereld.mens()
    aanvraag = dien_in(wereld, mens, mrd="3,5")
    pad = f"/beoordelen/{Aanvraag.objects.get().id}/"
    assert wereld.mens("beoordelaar-9902").get(pad).status_code == 404
    assert wereld.mens("persoonlijk-andere-instantie").get(aanvraag).status_code == 404
    assert mens.get(pad).status_code == 403


def test_submitting_twice_gives_one_aanvraag_with_one_number(wereld: Wereld) -> None:
    mens = wereld.mens()
    aanvraag = dien_in(wereld, mens)
    nummer = Aanvraag.objects.get().aanvraagnummer
    assert mens.post(f"{aanvraag}indienen").status_code == 302
    assert Aanvraag.objects.get().aanvraagnummer == nummer


def test_after_submission_the_link_leads_to_the_outcome(wereld: Wereld) -> None:
    mens = wereld.mens()
    aanvraag = dien_in(wereld, mens)
    link = wereld.software().push(bericht()).json()["link"].removeprefix("https://localhost:8443")
    assert mens.get(link)["Location"] == aanvraag


def test_what_is_missing_is_said_at_submission_with_the_way_to_it(wereld: Wereld) -> None:
    mens = wereld.mens()
    aanvraag = open_link(wereld, mens)
    antwoord = mens.post(f"{aanvraag}indienen")
    assert antwoord.status_code == 422
    assert "vragen/medisch?wijzig=zijde" in antwoord.content.decode()
    assert Aanvraag.objects.get().aanvraagnummer is None


def test_a_changed_value_keeps_what_the_package_sent_beside_it(wereld: Wereld) -> None:
    mens = wereld.mens()
    aanvraag = open_link(wereld, mens)
    vul_in(mens, aanvraag, "behandeling", begindatum="3/11/26")
    pagina = tekst(mens.get(f"{aanvraag}controleren"))
    assert "03-11-2026 (pakket stuurde: 02-11-2026) Door u aangepast" in pagina
    vul_in(mens, aanvraag, "behandeling", begindatum="02-11-2026")
    assert "Door u aangepast" not in tekst(mens.get(f"{aanvraag}controleren"))


def test_a_typed_unknown_zorgverlener_is_kept_and_explained(wereld: Wereld) -> None:
    mens = wereld.mens()
    aanvraag = open_link(wereld, mens)
    antwoord = vul_in(mens, aanvraag, "behandeling", zorgverlener="03999999")
    assert fouten(antwoord) == ["zorgverlener"]
    assert 'value="03999999"' in antwoord.content.decode()
    assert 'value="03999999"' in mens.get(f"{aanvraag}vragen/behandeling").content.decode()


def test_the_institution_cannot_be_changed(wereld: Wereld) -> None:
    mens = wereld.mens()
    aanvraag = open_link(wereld, mens)
    vul_in(mens, aanvraag, "behandeling", instelling="06990002")
    assert Aanvraag.objects.get().antwoorden["instelling"]["waarde"] == "22990001"


def test_an_unknown_insured_person_is_corrected_in_the_form(wereld: Wereld) -> None:
    mens = wereld.mens()
    aanvraag = open_link(wereld, mens, wie=personas.ONBEKEND)
    pagina = mens.get(f"{aanvraag}vragen/verzekerde")
    assert fouten(pagina) == ["bsn"]
    goed = personas.GEVONDEN
    antwoord = vul_in(
        mens, aanvraag, "verzekerde",
        bsn=goed.bsn.onthul(), geboortedatum=goed.geboortedatum.strftime("%d-%m-%Y"), naam=goed.naam,
    )  # fmt: skip
    assert antwoord.status_code == 302, fouten(antwoord)
    assert Aanvraag.objects.get().uzovi == "9901"


def test_cov_away_at_submission_keeps_the_concept(wereld: Wereld) -> None:
    mens = wereld.mens()
    aanvraag = open_link(wereld, mens, wie=personas.STORING)
    vul_in(mens, aanvraag, "verzekerde", verzekeraar="9901", verzekerdenummer="1")
    vul_in(mens, aanvraag, "medisch", **MEDISCH)
    vul_in(mens, aanvraag, "medisch", **MEDISCH, mrd="1")
    foto(mens, aanvraag)
    antwoord = mens.post(f"{aanvraag}indienen")
    assert antwoord.status_code == 422
    assert foutcode("R301").melding in tekst(antwoord)
    assert Aanvraag.objects.get().status == "concept"


def test_several_forms_give_a_choice_and_then_the_filled_in_form(wereld: Wereld) -> None:
    mens = wereld.mens()
    aanvraag = open_link(wereld, mens, verstrekking={"diagnose": "251"})
    keuze = mens.get(mens.get(aanvraag)["Location"])
    assert "Welk formulier past" in tekst(keuze)
    assert mens.post(f"{aanvraag}formulier", {}).status_code == 422
    verder = mens.post(f"{aanvraag}formulier", {"formulier": "X10"})
    assert verder.status_code == 302
    assert "J. Jansen-Voorbeeld" in tekst(mens.get(verder["Location"]))


@pytest.mark.parametrize(
    ("naam", "inhoud", "over"),
    [("virus.png", b"MZ" + b"0" * 50, "pdf, jpg of png"), ("leeg.pdf", b"", "leeg")],
    ids=["another type under a good name", "an empty file"],
)
def test_a_file_that_cannot_be_taken_says_why(wereld: Wereld, naam: str, inhoud: bytes, over: str) -> None:
    mens = wereld.mens()
    aanvraag = open_link(wereld, mens)
    vul_in(mens, aanvraag, "medisch", **MEDISCH)
    antwoord = foto(mens, aanvraag, naam, inhoud)
    assert antwoord.status_code == 422
    assert over in tekst(antwoord)


def test_a_file_with_any_name_comes_back_as_it_was_and_can_be_removed(wereld: Wereld) -> None:
    mens = wereld.mens()
    aanvraag = open_link(wereld, mens)
    vul_in(mens, aanvraag, "medisch", **MEDISCH)
    foto(mens, aanvraag, "résultat, 'n° 1'. 眼.png")
    pagina = mens.get(f"{aanvraag}vragen/bijlagen").content.decode()
    pad = re.search(r'href="(/aanvragen/[^"]+/bijlagen/[^"]+)"', pagina)[1]
    antwoord = mens.get(pad)
    assert antwoord.content == PNG
    assert antwoord["Content-Disposition"].startswith("attachment;")
    assert wereld.mens("persoonlijk-andere-instantie").get(pad).status_code == 404
    vul_in(mens, aanvraag, "bijlagen", verwijder=pad.rsplit("/", 1)[1])
    assert mens.get(pad).status_code == 404


def test_free_text_keeps_every_printable_character(wereld: Wereld) -> None:
    mens = wereld.mens()
    aanvraag = open_link(wereld, mens)
    raar = "Punt. Komma, <script>alert(1)</script> & é ß 眼 👁 {{ 7*7 }}"
    vul_in(mens, aanvraag, "medisch", **MEDISCH, opmerking=raar)
    assert Aanvraag.objects.get().antwoorden["opmerking"]["waarde"] == raar
    pagina = mens.get(f"{aanvraag}controleren").content.decode()
    assert "<script>alert" not in pagina
    assert html.escape(raar, quote=False).replace("'", "&#x27;") in pagina


def test_the_audit_chain_holds_over_the_whole_journey(wereld: Wereld) -> None:
    mens = wereld.mens()
    dien_in(wereld, mens)
    ketens = dict(verify_all())
    assert set(ketens.values()) == {None}
    handelingen = set(Regel.objects.values_list("handeling", flat=True))
    assert handelingen >= {"instroom_ontvangen", "ingelogd", "aanvraag_geopend", "aanvraag_ingediend", "aanvraag_bekeken"}
