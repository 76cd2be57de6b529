"""What stands in the document with all questions and answers."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from voluit import keer

from .conftest import REGEL, VRAAG, gelezen, met_vraag, pdf, zonder_wit
from .test_toegankelijk import structure


@pytest.mark.parametrize(
    "woord",
    [
        "Aan welke zijde wilt u behandelen?",
        "De machtiging geldt alleen voor deze zijde.",
        "Beide",
        "Aangepast in het portaal",
        "Door S. de Vries, 24 november 2026, 10:00",
        "Het softwarepakket stuurde: Links",
        "1. Alleen uiterlijk",
        "past niet",
        "De reden is een andere.",
        "De pupil is voor een deel bedekt.",
    ],
)
def test_it_shows_the_question_as_it_was_asked_and_all_that_is_known_of_its_answer(woord: str) -> None:
    assert zonder_wit(woord) in gelezen(met_vraag())


def test_a_question_without_an_answer_says_so() -> None:
    leeg = replace(VRAAG, antwoord="", bron="", gestuurd="", door="", op=None)
    tekst = gelezen(met_vraag(leeg))
    assert "Geenantwoord" in tekst
    assert "stuurde" not in tekst


def test_what_was_not_sent_says_so_on_every_page() -> None:
    voorlopig = {"aanvraagnummer": "", "machtigingsnummer": "", "status": "Concept", "ingediend_op": None}
    document = pdf(met_vraag(**voorlopig, besluit=None, regels=(REGEL,) * 60, voorlopig="Dit is een voorbeeld."))
    assert len(document.pages) > 1
    assert all("Concept" in bladzijde.extract_text() for bladzijde in document.pages)
    assert "Dit is een voorbeeld." in document.pages[0].extract_text()
    assert "Ingediend" not in document.pages[0].extract_text()


def test_it_can_be_read_by_a_screen_reader() -> None:
    document = pdf(met_vraag())
    wortel = document.trailer["/Root"]
    assert b"<pdfuaid:part>1</pdfuaid:part>" in wortel["/Metadata"].get_data()
    assert document.metadata is not None
    assert document.metadata.title == "Vragen en antwoorden: Correctie van het bovenooglid MA-7K3Q-2041"
    soorten = [knoop["/S"] for knoop in structure(wortel["/StructTreeRoot"]["/K"])]
    assert [soorten.count(soort) for soort in ("/Title", "/H1", "/Table", "/TH")] == [1, 3, 1, 2]


def test_an_answer_longer_than_a_page_runs_on() -> None:
    assert gelezen(met_vraag(replace(VRAAG, antwoord="W " * 4000))).count("W") >= 4000


@settings(max_examples=keer(40, 400))
@given(st.text(max_size=120), st.text(max_size=120))
def test_any_text_at_all_stands_on_paper(een: str, ander: str) -> None:
    vraag = replace(VRAAG, antwoord=een, gestuurd=ander, door=ander)
    tekst = gelezen(met_vraag(vraag, regels=(replace(REGEL, redenen=(een, ander)),), voorlopig=ander))
    assert "zijdewiltubehandelen?" in tekst


@settings(max_examples=keer(40, 400))
@given(st.text(st.characters(min_codepoint=0x20, max_codepoint=0x7E), max_size=200))
def test_markup_is_read_back_as_it_was(tekst: str) -> None:
    assert zonder_wit(tekst) in gelezen(met_vraag(replace(VRAAG, antwoord=tekst)))
