"""Each type of question on a page of a form: how it is asked, what is kept of it, and what it says when it is wrong."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from reis import fouten, open_link, tekst, toont, vul_in
from wereld import Wereld

from machtigingen.aanvragen.models import Aanvraag
from machtigingen.formulieren import Catalogus, use_catalogus
from machtigingen.foundation import CATALOGUS

VRAGEN = """\
      - linkId: let_op
        text: Meet bij daglicht.
        type: display
      - linkId: klachten
        text: Welke klachten zijn er?
        type: choice
        repeats: true
        required: false
        answerOption: {pijn: Pijn, jeuk: Jeuk, tranen: Tranen}
        doel: De klachten bepalen de ernst.
      - linkId: aanleiding
        text: Hoe kwamen de klachten?
        type: open-choice
        answerOption: {ongeval: Door een ongeval, ziekte: Door een ziekte}
        doel: De aanleiding telt mee.
      - linkId: dosis
        text: Hoeveel krijgt de patiënt?
        type: quantity
        eenheid: mg
        doel: De dosis telt mee.
      - linkId: kenmerk
        text: Wat is het kenmerk?
        type: string
        regex: "[0-9]{4}[A-Z]{2}"
        entryFormat: 4 cijfers en 2 letters
        doel: Hiermee vinden wij het onderzoek terug.
      - linkId: plaats
        text: Waar zit het?
        type: choice
        answerOption: {a: A, b: B, c: C, d: D, e: E, f: F, g: G}
        doel: De plaats telt mee.
        enableWhen: [{question: dosis, operator: ">", answer: 100}]
"""
GOED = {"aanleiding": "Door een ziekte", "dosis": "12,5 mg", "kenmerk": "1234AB"}


@pytest.fixture(autouse=True)
def formulier(tmp_path: Path) -> Iterator[None]:
    """The published form of the upper eyelid, with these questions as well."""
    map_ = tmp_path / "catalogus"
    shutil.copytree(CATALOGUS, map_)
    bestand = map_ / "bovenooglid" / "2026-1" / "formulier.yaml"
    inhoud = bestand.read_text(encoding="utf-8")
    plek = "      - linkId: zijde\n"
    bestand.write_text(inhoud.replace(plek, VRAGEN + plek), encoding="utf-8")
    use_catalogus(Catalogus.load(map_))
    yield
    use_catalogus(None)


def kept() -> dict[str, object]:
    antwoorden = Aanvraag.objects.get().antwoorden
    return {naam: antwoorden[naam].get("waarde") for naam in ("klachten", *GOED) if naam in antwoorden}


def test_every_type_is_asked_and_kept_as_one_value(wereld: Wereld) -> None:
    mens = wereld.mens()
    aanvraag = open_link(wereld, mens)
    vul_in(mens, aanvraag, "medisch", klachten=["jeuk", "pijn"], **GOED)
    assert kept() == {"klachten": ["pijn", "jeuk"], "aanleiding": "ziekte", "dosis": "12.5", "kenmerk": "1234AB"}
    pagina = tekst(mens.get(f"{aanvraag}controleren"))
    assert "Pijn, Jeuk" in pagina and "Door een ziekte" in pagina and "12,5 mg" in pagina


def test_a_new_question_with_many_choices_is_where_the_page_goes_on(wereld: Wereld) -> None:
    mens = wereld.mens()
    aanvraag = open_link(wereld, mens)
    rest = {"zijde": "links", "oorzaak": "uiterlijk", "functiestoornis": "nee", "eerdere_correctie": "nee"}
    antwoord = vul_in(mens, aanvraag, "medisch", **GOED | {"dosis": "200"} | rest)
    assert antwoord["Location"].endswith("vragen/medisch#veld-plaats")
    assert '<select class="utrecht-select mp-invoer mp-invoer--middel" autocomplete="off" id="veld-plaats"' in (
        mens.get(f"{aanvraag}vragen/medisch").content.decode()
    )


def test_a_text_between_the_questions_stands_there_and_asks_nothing(wereld: Wereld) -> None:
    mens = wereld.mens()
    aanvraag = open_link(wereld, mens)
    assert "Meet bij daglicht." in tekst(mens.get(f"{aanvraag}vragen/medisch"))
    vul_in(mens, aanvraag, "medisch", let_op="toch iets")
    assert "let_op" not in Aanvraag.objects.get().antwoorden
    assert "Meet bij daglicht." not in tekst(mens.get(f"{aanvraag}controleren"))


def test_more_choices_are_ticked_and_all_of_them_can_be_unticked(wereld: Wereld) -> None:
    mens = wereld.mens()
    aanvraag = open_link(wereld, mens)
    vul_in(mens, aanvraag, "medisch", klachten=["jeuk", "pijn"])
    pagina = mens.get(f"{aanvraag}vragen/medisch").content.decode()
    assert pagina.count('name="klachten" value="') == 3
    assert pagina.count('type="checkbox"') == 3
    vul_in(mens, aanvraag, "medisch")
    assert kept()["klachten"] is None


def test_a_last_tick_that_is_taken_off_is_kept_as_a_draft(wereld: Wereld) -> None:
    mens = wereld.mens()
    aanvraag = open_link(wereld, mens)
    vul_in(mens, aanvraag, "medisch", klachten=["jeuk"])
    pagina = f"{aanvraag}vragen/medisch"
    blad = toont(mens.get(pagina))
    assert mens.post(pagina, blad | {"klachten": ""}, headers={"X-Bewaar": "1"}).json()["getoond"] == {"klachten": ""}
    assert kept()["klachten"] is None


def test_own_words_at_an_open_choice_are_an_answer(wereld: Wereld) -> None:
    mens = wereld.mens()
    aanvraag = open_link(wereld, mens)
    assert "Keuzes: Door een ongeval, Door een ziekte." in tekst(mens.get(f"{aanvraag}vragen/medisch"))
    vul_in(mens, aanvraag, "medisch", **GOED | {"aanleiding": "Door een val"})
    assert kept()["aanleiding"] == "Door een val"
    assert 'value="Door een val"' in mens.get(f"{aanvraag}vragen/medisch").content.decode()


def test_what_has_the_wrong_form_or_unit_is_named(wereld: Wereld) -> None:
    mens = wereld.mens()
    antwoord = vul_in(mens, open_link(wereld, mens), "medisch", **GOED | {"kenmerk": "1234", "dosis": "12 ml"})
    assert {"kenmerk", "dosis"} <= set(fouten(antwoord))
    assert "Schrijf het zo, 4 cijfers en 2 letters." in tekst(antwoord)
