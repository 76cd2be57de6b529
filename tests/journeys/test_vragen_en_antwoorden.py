"""All questions and answers on paper: of a concept, of what was sent, and for the beoordelaar."""

import io
from typing import Any

from pypdf import PdfReader
from reis import dien_in, open_link, vul_in
from wereld import Wereld

from machtigingen.aanvragen.models import Aanvraag
from machtigingen.audit.models import Regel

PDF = "vragen-en-antwoorden.pdf"


def gelezen(antwoord: Any) -> str:
    assert antwoord["Content-Type"] == "application/pdf"
    return "\n".join(blad.extract_text() for blad in PdfReader(io.BytesIO(antwoord.content)).pages)


def test_a_concept_has_a_preview_that_says_it_was_not_sent(wereld: Wereld) -> None:
    mens = wereld.mens()
    aanvraag = open_link(wereld, mens)
    antwoord = mens.get(f"{aanvraag}{PDF}")
    assert antwoord["Content-Disposition"] == 'attachment; filename="vragen-en-antwoorden-concept.pdf"'
    tekst = gelezen(antwoord)
    assert "De aanvraag is niet verstuurd." in tekst
    assert "Aan welke zijde wilt u behandelen?\n" in tekst
    assert "Geen antwoord" in tekst
    assert f"{aanvraag}{PDF}" in mens.get(f"{aanvraag}controleren").content.decode()


def test_a_changed_answer_tells_what_the_package_sent_and_who_changed_it(wereld: Wereld) -> None:
    mens = wereld.mens()
    aanvraag = open_link(wereld, mens)
    vul_in(mens, aanvraag, "behandeling", begindatum="01-11-2026")
    tekst = gelezen(mens.get(f"{aanvraag}{PDF}"))
    assert "01-11-2026\nAangepast in het portaal\nDoor S. de Vries, 24 november 2026" in tekst
    assert "Het softwarepakket stuurde: 02-11-2026" in tekst


def test_what_was_sent_tells_the_decision_and_every_rule_that_was_tried(wereld: Wereld) -> None:
    mens = wereld.mens()
    aanvraag = dien_in(wereld, mens)
    antwoord = mens.get(f"{aanvraag}{PDF}")
    nummer = Aanvraag.objects.get().aanvraagnummer
    assert antwoord["Content-Disposition"] == f'attachment; filename="vragen-en-antwoorden-{nummer}.pdf"'
    tekst = gelezen(antwoord)
    for woord in ("Goedgekeurd", "1. Alleen uiterlijk", "5. Ooglid hangt voor de pupil", "De regel vraagt:"):
        assert woord in tekst
    assert "Besluit zorgverzekering, artikel 2.4" in tekst
    assert "niet verstuurd" not in tekst
    assert f"{aanvraag}{PDF}" in mens.get(aanvraag).content.decode()


def test_the_beoordelaar_of_this_verzekeraar_has_it_too_and_no_other(wereld: Wereld) -> None:
    dien_in(wereld, wereld.mens(), mrd="3,5")
    pad = f"/beoordelen/{Aanvraag.objects.get().id}/"
    beoordelaar = wereld.mens("beoordelaar-9901")
    assert f"{pad}{PDF}" in beoordelaar.get(pad).content.decode()
    assert "Oogkliniek Voorbeeldstad, AGB 22990001" in gelezen(beoordelaar.get(f"{pad}{PDF}"))
    assert wereld.mens("beoordelaar-9902").get(f"{pad}{PDF}").status_code == 404
    assert wereld.mens().get(f"{pad}{PDF}").status_code == 403


def test_another_instantie_has_nothing_and_a_look_is_recorded(wereld: Wereld) -> None:
    aanvraag = open_link(wereld, wereld.mens())
    assert wereld.mens("persoonlijk-andere-instantie").get(f"{aanvraag}{PDF}").status_code == 404
    gezien = Regel.objects.filter(handeling="aanvraag_bekeken").count()
    wereld.mens().get(f"{aanvraag}{PDF}")
    assert Regel.objects.filter(handeling="aanvraag_bekeken").count() == gezien + 1


def test_without_a_form_there_are_no_questions_yet(wereld: Wereld) -> None:
    mens = wereld.mens()
    aanvraag = open_link(wereld, mens, verstrekking={"diagnose": "251"}).removesuffix("formulier")
    antwoord = mens.get(f"{aanvraag}{PDF}")
    assert (antwoord.status_code, antwoord["Location"]) == (302, aanvraag)


def test_the_ground_of_a_rule_is_not_put_in_the_mouth_of_a_person(wereld: Wereld) -> None:
    dien_in(wereld, wereld.mens(), mrd="3,5")
    pad = f"/beoordelen/{Aanvraag.objects.get().id}/"
    beoordelaar = wereld.mens("beoordelaar-9901")
    beoordelaar.get(pad)
    toelichting = "De foto laat te weinig zien."
    beoordelaar.post(pad, {"besluit": "afwijzen", "reden": "niet_aangetoond", "toelichting": toelichting})
    tekst = gelezen(beoordelaar.get(f"{pad}{PDF}"))
    assert "De foto laat te weinig zien." in tekst
    assert "Besluit zorgverzekering" not in tekst
