"""The letter to the insured: what stands in it, in which words, and that a screen reader can read it."""

import re
from dataclasses import replace
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from django.utils.translation import override
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader
from voluit import keer

from machtigingen.formulieren.afspraken import Regelbesluit, afspraken
from machtigingen.papier import Brief, Briefregel, Briefuitkomst, Briefvraag, brief

from .conftest import NU, zonder_wit
from .test_toegankelijk import structure

REGEL = Briefregel(
    gevraagd="Bovenooglidcorrectie, beide zijden",
    besluit=Regelbesluit.TOEGEKEND,
    reden="Uw zorgverlener heeft laten zien dat u deze behandeling nodig hebt.",
)
ANDERS = Briefregel(
    gevraagd="J071 Elke volgende drukknop, 2 keer",
    besluit=Regelbesluit.ANDERS,
    toegekend="1 keer",
    reden="Dat is volgens ons genoeg.",
    toelichting="De staaf zit al vast.",
)
AFGEWEZEN = Briefregel(gevraagd="J072 Staaf", besluit=Regelbesluit.AFGEWEZEN, reden="De staaf is nog geen 10 jaar oud.")


def gegevens(**anders: Any) -> Brief:
    """The letter about one thing that was granted; name what must differ."""
    gewoon: dict[str, Any] = {
        "verzekeraar": "Testzorg",
        "verzekerde": "E. van Voorbeeld",
        "behandeling": "Correctie van het bovenooglid",
        "aanvrager": "Oogkliniek Voorbeeldstad",
        "gevraagd_op": date(2026, 11, 20),
        "besloten_op": date(2026, 11, 24),
        "aanvraagnummer": "202611240017",
        "machtigingsnummer": "990220260000458",
        "uitkomst": Briefuitkomst.TOEGEKEND,
        "regels": (REGEL,),
        "gronden": ("Zorgverzekeringswet, artikel 11",),
        "bezwaar": afspraken().van("9902", "X02").bezwaar,
        "geldig_vanaf": date(2026, 11, 24),
        "geldig_tot": date(2027, 11, 23),
        "gemaakt_op": NU,
    }
    return Brief(**gewoon | anders)


def pdf(**anders: Any) -> PdfReader:
    return PdfReader(BytesIO(brief(gegevens(**anders))))


def gelezen(**anders: Any) -> str:
    return zonder_wit("".join(bladzijde.extract_text() for bladzijde in pdf(**anders).pages))


@pytest.mark.parametrize(
    "woorden",
    [
        "Testzorg",
        "E. van Voorbeeld",
        "Besluit over uw behandeling: Correctie van het bovenooglid",
        "Datum 24 november 2026",
        "Aanvraagnummer 202611240017",
        "Machtigingsnummer 990220260000458",
        "Oogkliniek Voorbeeldstad heeft ons op 20 november 2026 toestemming gevraagd",
        "Wij geven toestemming.",
        "De toestemming geldt vanaf 24 november 2026 tot en met 23 november 2027.",
        "Bovenooglidcorrectie, beide zijden",
        "Uw zorgverlener heeft laten zien dat u deze behandeling nodig hebt.",
        "Zorgverzekeringswet, artikel 11",
        "binnen 6 weken na de datum van dit besluit",
        "SKGZ",
        "Noem dan het aanvraagnummer: 202611240017.",
    ],
)
def test_it_says(woorden: str) -> None:
    assert zonder_wit(woorden) in gelezen()


def test_it_carries_no_name_of_the_portal() -> None:
    assert "portaal" not in gelezen().lower()


def test_of_each_line_it_says_what_was_asked_what_became_of_it_and_why() -> None:
    tekst = gelezen(uitkomst=Briefuitkomst.GEDEELTELIJK, regels=(REGEL, ANDERS, AFGEWEZEN))
    for woorden in (
        "Wij geven toestemming voor een deel van de aanvraag.",
        "J071 Elke volgende drukknop, 2 keer",
        "Toestemming, maar anders dan gevraagd",
        "U krijgt: 1 keer",
        "Aan uw zorgverlener schreven wij: “De staaf zit al vast.”",
        "Geen toestemming",
        "De staaf is nog geen 10 jaar oud.",
    ):
        assert zonder_wit(woorden) in tekst


def test_a_refusal_has_no_number_and_no_time_that_it_holds() -> None:
    tekst = gelezen(uitkomst=Briefuitkomst.AFGEWEZEN, regels=(AFGEWEZEN,), machtigingsnummer="")
    assert "Wijgevengeentoestemming." in tekst
    assert "Machtigingsnummer" not in tekst
    assert "geldt" not in tekst


def test_where_no_permission_is_needed_it_says_so() -> None:
    tekst = gelezen(uitkomst=Briefuitkomst.NIET_NODIG, regels=(), machtigingsnummer="", toelichting="Na de termijn.")
    assert zonder_wit("Voor deze behandeling is geen toestemming nodig.") in tekst
    assert "Nadetermijn." in tekst
    assert "peronderdeel" not in tekst


def test_a_decision_by_rule_says_that_one_may_ask_for_a_person() -> None:
    zin = zonder_wit("Wilt u dat een medewerker naar het besluit kijkt?")
    assert zin in gelezen(door_regel=True)
    assert zin not in gelezen()


def test_a_later_decision_says_which_one_it_takes_the_place_of() -> None:
    zin = "in de plaats van ons besluit van 1 oktober 2026"
    assert zonder_wit(zin) in gelezen(vervangt=date(2026, 10, 1))
    assert "indeplaats" not in gelezen()


@pytest.mark.parametrize(
    ("vraag", "zin"),
    [
        (Briefvraag.HERBEOORDELING, "opnieuw te kijken naar ons besluit over de aanvraag met nummer 202610010023"),
        (Briefvraag.VERLENGING, "gevraagd om de toestemming voor deze behandeling te verlengen"),
    ],
)
def test_it_says_what_the_provider_asked_when_that_was_no_first_permission(vraag: Briefvraag, zin: str) -> None:
    assert zonder_wit(zin) in gelezen(vraag=vraag, eerste="202610010023")
    assert zonder_wit(zin) not in gelezen()


def test_what_the_provider_reads_is_shown_as_written_to_the_provider() -> None:
    assert zonder_wit("Wat wij aan uw zorgverlener schreven U hebt een contract.") in gelezen(
        toelichting="U hebt een contract."
    )
    assert "schreven" not in gelezen()


def test_a_ground_of_two_lines_is_named_once() -> None:
    assert gelezen(gronden=("Artikel 11", "Artikel 14", "Artikel 11")).count("Artikel11") == 1


def test_an_example_says_so_and_shows_it_on_every_page() -> None:
    voorbeeld = pdf(voorbeeld=True, regels=(ANDERS,) * 30)
    assert len(voorbeeld.pages) > 1
    assert "is niet verstuurd" in voorbeeld.pages[0].extract_text()
    assert all("VOORBEELD" in bladzijde.extract_text() for bladzijde in voorbeeld.pages)
    assert not re.search("voorbeeld\\.|VOORBEELD", gelezen())


def test_who_has_no_name_here_is_still_greeted() -> None:
    assert "Geachteheerofmevrouw," in gelezen(verzekerde="")


def test_it_is_dutch_whatever_language_the_page_was_in() -> None:
    nederlands = brief(gegevens())
    with override("en"):
        assert brief(gegevens()) == nederlands


def test_the_same_data_give_the_same_letter() -> None:
    assert brief(gegevens()) == brief(gegevens())


def test_a_letter_about_one_thing_fits_on_one_page() -> None:
    assert len(pdf().pages) == 1


def test_each_page_has_its_number_and_after_the_first_that_of_the_aanvraag() -> None:
    lang = pdf(regels=(REGEL, ANDERS, AFGEWEZEN) * 4)
    assert len(lang.pages) > 1
    for nummer, bladzijde in enumerate(lang.pages, start=1):
        tekst = bladzijde.extract_text()
        assert f"Pagina {nummer} van {len(lang.pages)}" in tekst
        assert "202611240017" in tekst


def test_a_line_stays_whole_on_one_page() -> None:
    zin = "Een lange uitleg van een reden. " * 8
    lang = pdf(regels=tuple(replace(AFGEWEZEN, gevraagd=f"Deel {n}", reden=zin + f"Einde{n}.") for n in range(12)))
    for n in range(12):
        bladzijden = [
            plek for plek, bladzijde in enumerate(lang.pages) if re.search(rf"Deel {n}\b", bladzijde.extract_text())
        ]
        assert f"Einde{n}." in lang.pages[bladzijden[0]].extract_text()


@pytest.mark.parametrize("aantal", range(1, 9))
def test_the_greeting_never_stands_alone_on_a_page(aantal: int) -> None:
    laatste = pdf(regels=(ANDERS,) * aantal).pages[-1].extract_text()
    assert "Met vriendelijke groet," in laatste
    assert "Hebt u vragen?" in laatste


def test_an_explanation_longer_than_a_page_runs_on() -> None:
    assert gelezen(regels=(replace(AFGEWEZEN, reden="W " * 5000),)).count("W") >= 5000


def test_it_can_be_read_by_a_screen_reader() -> None:
    document = pdf(regels=(REGEL, ANDERS, AFGEWEZEN), toelichting="Een uitleg.")
    wortel = document.trailer["/Root"]
    assert wortel["/MarkInfo"]["/Marked"] == True  # noqa: E712 - a PDF boolean, not Python's
    assert b"<pdfuaid:part>1</pdfuaid:part>" in wortel["/Metadata"].get_data()
    assert wortel["/Lang"] == "nl"
    assert document.metadata is not None
    assert document.metadata.title == "Besluit over uw behandeling: Correctie van het bovenooglid"
    assert document.metadata.author == "Testzorg"
    soorten = [knoop["/S"] for knoop in structure(wortel["/StructTreeRoot"]["/K"])]
    assert [soorten.count(soort) for soort in ("/Title", "/H1", "/Table", "/TH", "/TR", "/L")] == [1, 5, 1, 2, 4, 1]


def test_the_watermark_is_not_read_out() -> None:
    document = pdf(voorbeeld=True)
    gelabeld = b"".join(bladzijde.get_contents().get_data() for bladzijde in document.pages)
    assert b"/Artifact" in gelabeld
    soorten = [
        [knoop["/S"] for knoop in structure(een.trailer["/Root"]["/StructTreeRoot"]["/K"])] for een in (document, pdf())
    ]
    assert len(soorten[0]) - len(soorten[1]) <= 2  # the notice, and nothing for the watermark


@settings(max_examples=keer(40, 400))
@given(st.text(max_size=120), st.text(max_size=120))
def test_any_text_at_all_stands_on_paper(een: str, ander: str) -> None:
    regel = replace(ANDERS, gevraagd=een, toegekend=ander, reden=een, toelichting=ander)
    tekst = gelezen(verzekeraar=een or "-", verzekerde=ander, regels=(regel,), toelichting=ander, gronden=(een,))
    assert "SKGZ" in tekst


@settings(max_examples=keer(40, 400))
@given(st.text(st.characters(min_codepoint=0x20, max_codepoint=0x7E), max_size=200))
def test_markup_is_read_back_as_it_was(tekst: str) -> None:
    assert zonder_wit(tekst) in gelezen(regels=(replace(AFGEWEZEN, toelichting=tekst),))
