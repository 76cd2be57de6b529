"""From sending to the answer, by a rule or by a person."""

import io

from machtigingen_sandbox import personas
from pypdf import PdfReader
from reis import MEDISCH, dien_in, foto, fouten, open_link, tekst, vul_in
from wereld import Wereld, bericht

from machtigingen.aanvragen.models import Aanvraag
from machtigingen.aanvragen.nummers import is_aanvraagnummer
from machtigingen.audit.actions import verify_all
from machtigingen.audit.models import Regel
from machtigingen.foundation import foutcode


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
    gevolgd = wereld.software().get(f"/api/v1/instroom/{instroom}").json()
    assert gevolgd["toestand"] == "ingediend"
    assert gevolgd["aanvraag"]["status"] == "goedgekeurd"
    assert gevolgd["aanvraag"]["besluit"]["reden"] == "Klopt."
    assert gevolgd["aanvraag"]["machtigingsnummer"]


def test_a_decision_is_made_once(wereld: Wereld) -> None:
    mens, beoordelaar = wereld.mens(), wereld.mens("beoordelaar-9901")
    dien_in(wereld, mens, mrd="3,5")
    pad = f"/beoordelen/{Aanvraag.objects.get().id}/"
    beoordelaar.get(pad)
    beoordelaar.post(pad, {"besluit": "afwijzen", "reden": "niet_aangetoond", "toelichting": "Nee."})
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


def test_what_is_missing_is_said_at_submission_with_the_way_to_it(wereld: Wereld) -> None:
    mens = wereld.mens()
    aanvraag = open_link(wereld, mens)
    antwoord = mens.post(f"{aanvraag}indienen")
    assert antwoord.status_code == 422
    assert "vragen/medisch?wijzig=zijde" in antwoord.content.decode()
    assert Aanvraag.objects.get().aanvraagnummer is None


def test_cov_away_at_submission_keeps_the_concept(wereld: Wereld) -> None:
    mens = wereld.mens()
    aanvraag = open_link(wereld, mens, wie=personas.STORING)
    vul_in(mens, aanvraag, "verzekerde", verzekeraar="9901", verzekerdenummer="1")
    vul_in(mens, aanvraag, "medisch", **MEDISCH)
    vul_in(mens, aanvraag, "medisch", **MEDISCH, mrd="1")
    foto(mens, aanvraag)
    antwoord = mens.post(f"{aanvraag}indienen")
    assert antwoord.status_code == 503
    assert foutcode("R301").melding in tekst(antwoord)
    assert Aanvraag.objects.get().status == "concept"


def test_the_audit_chain_holds_over_the_whole_journey(wereld: Wereld) -> None:
    mens = wereld.mens()
    dien_in(wereld, mens)
    ketens = dict(verify_all())
    assert set(ketens.values()) == {None}
    handelingen = set(Regel.objects.values_list("handeling", flat=True))
    assert handelingen >= {
        "instroom_ontvangen",
        "ingelogd",
        "aanvraag_geopend",
        "aanvraag_ingediend",
        "aanvraag_bekeken",
    }


def test_the_summary_is_a_tagged_pdf_with_the_answers_and_the_decision(wereld: Wereld) -> None:
    mens = wereld.mens()
    aanvraag = dien_in(wereld, mens)
    antwoord = mens.get(f"{aanvraag}samenvatting.pdf")
    assert antwoord["Content-Type"] == "application/pdf"
    rij = Aanvraag.objects.get()
    assert rij.aanvraagnummer in antwoord["Content-Disposition"]
    blad = PdfReader(io.BytesIO(antwoord.content))
    woorden = " ".join(pagina.extract_text() for pagina in blad.pages)
    assert rij.machtigingsnummer in woorden
    assert "J. Jansen-Voorbeeld" in woorden
    assert blad.trailer["/Root"]["/MarkInfo"]["/Marked"]


def test_a_concept_has_no_summary_yet(wereld: Wereld) -> None:
    mens = wereld.mens()
    aanvraag = open_link(wereld, mens)
    assert mens.get(f"{aanvraag}samenvatting.pdf").status_code == 409
