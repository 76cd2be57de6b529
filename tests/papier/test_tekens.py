"""Whatever people type stands on paper as text: never as markup, never as an error."""

import re
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
import typst
from hypothesis import given, settings
from hypothesis import strategies as st
from voluit import keer

import machtigingen.papier
from machtigingen.papier.tekens import EIGEN, in_own_typeface, printable

from .conftest import gegevens, gelezen, met_antwoord, zonder_wit

LETTERTYPEN = Path(machtigingen.papier.__file__).parent / "lettertypen"

MARKUP = st.sampled_from(["#", "[", "]", "(", ")", '"', "\\", "$", "*", "_", "`", "@", "<", ">", "{", "}", "/*", "//"])


@pytest.mark.parametrize(
    "tekst",
    [
        '#eval("1 + 1")',
        '#read("/etc/passwd")',
        '"); #panic("x") //',
        "] #pagebreak() [",
        "\\ $ * _ ` @ < > { } ~ -- ---",
        "= Kop\n- lijst\n+ lijst\n/ term: uitleg",
        "'enkel' \"dubbel\" \\n \\u{41}",
        "{nummer} van {totaal} %(moment)s",
    ],
)
def test_markup_is_text(tekst: str) -> None:
    assert zonder_wit(tekst) in gelezen(met_antwoord(tekst))


@pytest.mark.parametrize("tekst", ["Zoë Łukasiewicz", "Şükrü Žižek", "Ωμέγα", "Привет", "½ mm ≤ 2 °C €"])
def test_names_and_signs_of_europe_are_shown(tekst: str) -> None:
    assert zonder_wit(tekst) in gelezen(met_antwoord(tekst))


@pytest.mark.parametrize("tekst", ["مرحبا", "שלום"])
def test_arabic_and_hebrew_are_shown_in_a_fallback_typeface(tekst: str) -> None:
    assert "[U+" not in gelezen(met_antwoord(tekst))


def test_a_character_without_a_glyph_shows_its_code_and_says_so() -> None:
    tekst = gelezen(met_antwoord("blij 😀"))
    assert "blij[U+1F600]" in tekst
    assert zonder_wit("In het portaal ziet u het wel.") in tekst
    assert zonder_wit("In het portaal ziet u het wel.") not in gelezen(gegevens())


def test_one_strange_answer_leaves_another_as_it_is() -> None:
    tekst = gelezen(gegevens(instantie="Ωμέγα שלום", titel="中文"))
    assert "[U+4E2D]" in tekst
    assert "[U+05" not in tekst


@pytest.mark.parametrize("teken", ["\x00", "\x07", "\x1b", "\x7f", "\u202e", "\ud800", "\ue000", "\uffff"])
def test_a_character_that_cannot_be_seen_shows_its_code(teken: str) -> None:
    assert f"een[U+{ord(teken):04X}]twee" in gelezen(met_antwoord(f"een{teken}twee"))


@pytest.mark.parametrize("einde", ["\n", "\r\n", "\r", "\u2028"])
def test_a_line_break_is_a_line_break(einde: str) -> None:
    assert printable(f"een{einde}twee") == "een\ntwee"


def test_a_word_without_end_is_broken_and_stays_on_the_page() -> None:
    woord = "W" * 4000
    assert gelezen(met_antwoord(woord)).count("W") == 4000
    assert max(len(deel) for deel in printable(woord).split("\u200b")) == 10


def test_our_typeface_has_every_character_it_is_said_to_have() -> None:
    """So that the last reading of a text can always be set."""
    eigen = re.compile(f"[{EIGEN}]")
    tekens = [chr(nummer) for nummer in range(sys.maxunicode) if eigen.fullmatch(chr(nummer))]
    tekst = " ".join(teken for teken in tekens if printable(teken) == teken)
    typst.compile(
        b'#set text(font: "Noto Sans", fallback: false)\n'
        b'#set document(title: "-")\n#sys.inputs.t #strong(sys.inputs.t)',
        font_paths=typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[LETTERTYPEN]),
        sys_inputs={"t": tekst},
        pdf_standards=["ua-1"],
        timestamp=datetime.fromtimestamp(0, UTC),
    )


@settings(max_examples=keer(60, 600))
@given(st.text(max_size=200) | st.lists(MARKUP | st.text(max_size=5), max_size=60).map("".join))
def test_any_text_at_all_stands_on_paper(tekst: str) -> None:
    assert "Toelichting" in gelezen(met_antwoord(tekst))


@settings(max_examples=keer(60, 600))
@given(st.text(st.characters(min_codepoint=0x20, max_codepoint=0x7E), max_size=300))
def test_any_plain_text_is_read_back_as_it_was(tekst: str) -> None:
    assert zonder_wit(tekst) in gelezen(met_antwoord(tekst))


@given(st.text())
def test_only_our_own_typeface_is_left_in_the_last_reading(tekst: str) -> None:
    assert re.fullmatch(f"[{EIGEN}]*", in_own_typeface(printable(tekst)))
