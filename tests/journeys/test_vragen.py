"""Filling in: what is known, what is asked, what is kept."""

import html

from machtigingen_sandbox import personas
from reis import MEDISCH, fouten, open_link, tekst, vul_in, wijzig
from wereld import Wereld

from machtigingen.aanvragen.models import Aanvraag


def test_all_pages_of_the_form_can_be_opened(wereld: Wereld) -> None:
    mens = wereld.mens()
    aanvraag = open_link(wereld, mens)
    for onderwerp in ("verzekerde", "behandeling", "medisch", "bijlagen"):
        assert mens.get(f"{aanvraag}vragen/{onderwerp}").status_code in (200, 302)
    assert mens.get(f"{aanvraag}controleren").status_code == 200
    assert mens.get("/aanvragen/").status_code == 200
    assert mens.get("/wie-ben-ik").status_code == 200
    assert Aanvraag.objects.get().opened_at is not None


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


def test_a_changed_value_keeps_what_the_package_sent_beside_it(wereld: Wereld) -> None:
    mens = wereld.mens()
    aanvraag = open_link(wereld, mens)
    vul_in(mens, aanvraag, "behandeling", begindatum="3/11/26")
    pagina = tekst(mens.get(f"{aanvraag}controleren"))
    assert "03-11-2026 (pakket stuurde: 02-11-2026) Door u aangepast" in pagina
    wijzig(mens, aanvraag, "behandeling", begindatum="02-11-2026")
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


def test_free_text_keeps_every_printable_character(wereld: Wereld) -> None:
    mens = wereld.mens()
    aanvraag = open_link(wereld, mens)
    raar = "Punt. Komma, <script>alert(1)</script> & é ß 眼 👁 {{ 7*7 }}"
    vul_in(mens, aanvraag, "medisch", **MEDISCH, opmerking=raar)
    assert Aanvraag.objects.get().antwoorden["opmerking"]["waarde"] == raar
    pagina = mens.get(f"{aanvraag}controleren").content.decode()
    assert "<script>alert" not in pagina
    assert html.escape(raar, quote=False).replace("'", "&#x27;") in pagina
