"""What happened after the aanvraag was sent stands in both documents: the conversation, decisions by line, an end."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from voluit import keer

from machtigingen.papier import Besluitregel, Mededeling, Samenvatting, Verzoektekst, VragenEnAntwoorden

from .conftest import BESLUIT, NU, gegevens, gelezen, met_vraag, pdf, zonder_wit
from .test_toegankelijk import structure

REGELS = (
    Besluitregel(gevraagd="J080 Klikgebit, onderkaak, 1 keer", besluit="Toegekend"),
    Besluitregel(
        gevraagd="J071 Drukknop, 4 keer",
        besluit="Anders toegekend",
        toegekend="2 keer",
        reden="Een kleiner aantal is voldoende.",
        toelichting="De staaf zit vast.",
    ),
)
VERZOEK = Verzoektekst(
    vragen=(("Wilt u een röntgenfoto toevoegen?", "Die zit erbij."), ("Hoe oud is de prothese?", "Zes jaar.")),
    gesteld_op=NU,
    reageren_voor=date(2026, 12, 8),
    beantwoord_op=NU + timedelta(days=2),
    beantwoord_door="S. de Vries",
)
OPEN = replace(VERZOEK, vragen=(("Wilt u een foto toevoegen?", ""),), beantwoord_op=None, beantwoord_door="")
EINDE = Mededeling(titel="De machtiging is geëindigd op 3 december 2026", tekst="De polis is gestopt.", ernstig=True)

both = pytest.mark.parametrize("maak", [gegevens, met_vraag], ids=["summary", "questions and answers"])


@both
def test_the_status_stands_there_with_its_specification(maak) -> None:
    tekst = gelezen(maak(status="In behandeling", specificatie="wacht op antwoord van de zorgverlener"))
    assert zonder_wit("In behandeling wacht op antwoord van de zorgverlener") in tekst


@both
def test_an_end_is_told_in_words_before_the_decision(maak) -> None:
    tekst = gelezen(maak(mededelingen=(EINDE,)))
    plek = [tekst.index(zonder_wit(woorden)) for woorden in (EINDE.titel, EINDE.tekst, "Besluit van de verzekeraar")]
    assert plek == sorted(plek)


@both
def test_of_each_line_it_says_what_was_decided_and_why(maak) -> None:
    tekst = gelezen(maak(besluit=replace(BESLUIT, regels=REGELS)))
    for woorden in (
        "J080 Klikgebit, onderkaak, 1 keer",
        "Anders toegekend Toegekend: 2 keer Een kleiner aantal is voldoende. De staaf zit vast.",
    ):
        assert zonder_wit(woorden) in tekst


@both
def test_a_decision_that_was_taken_back_stays_to_be_read(maak) -> None:
    eerder = replace(BESLUIT, uitkomst="Afgewezen", reden="Niet aangetoond.", geldig_vanaf=None, geldig_tot=None)
    tekst = gelezen(maak(eerdere=(eerder,)))
    plek = [
        tekst.index(zonder_wit(kop)) for kop in ("Besluit van de verzekeraar", "Eerder besluit van 24 november 2026")
    ]
    assert plek == sorted(plek)
    assert "Nietaangetoond." in tekst


@both
def test_the_conversation_stands_there_before_the_answers_of_the_form(maak) -> None:
    tekst = gelezen(maak(gesprek=(VERZOEK,)))
    for woorden in (
        "Vragen van de verzekeraar",
        "Gesteld op 24 november 2026, 10:00",
        "Wilt u een röntgenfoto toevoegen? Die zit erbij.",
        "Hoe oud is de prothese? Zes jaar.",
        "Beantwoord door S. de Vries, 26 november 2026, 10:00",
    ):
        assert zonder_wit(woorden) in tekst
    assert tekst.index("Hoeoudisdeprothese?") < tekst.index("Medischevragen")


@both
def test_a_question_that_waits_says_until_when(maak) -> None:
    tekst = gelezen(maak(gesprek=(VERZOEK, OPEN)))
    assert zonder_wit("Wilt u een foto toevoegen? Nog geen antwoord") in tekst
    assert zonder_wit("Antwoorden kan tot en met 8 december 2026.") in tekst


@both
def test_a_question_that_needs_no_answer_any_more_says_why(maak) -> None:
    tekst = gelezen(maak(gesprek=(replace(OPEN, gesloten="De aanvraag is ingetrokken."),)))
    assert zonder_wit("Geen antwoord De aanvraag is ingetrokken.") in tekst
    assert "Nog" not in tekst


@both
def test_without_any_of_it_nothing_of_it_stands_there(maak) -> None:
    tekst = gelezen(maak())
    for woorden in ("Vragen van de verzekeraar", "Eerder besluit", "Toegekend:"):
        assert zonder_wit(woorden) not in tekst


@both
def test_a_screen_reader_finds_headings_and_tables(maak) -> None:
    kaal, vol = maak(), maak(besluit=replace(BESLUIT, regels=REGELS), gesprek=(VERZOEK, OPEN), mededelingen=(EINDE,))
    tellingen = [_soorten(een) for een in (kaal, vol)]
    erbij = {soort: tellingen[1].count(soort) - tellingen[0].count(soort) for soort in ("/H1", "/H2", "/Table", "/TH")}
    assert erbij == {"/H1": 1, "/H2": 2, "/Table": 3, "/TH": 6}


def _soorten(document: Samenvatting | VragenEnAntwoorden) -> list[str]:
    return [knoop["/S"] for knoop in structure(pdf(document).trailer["/Root"]["/StructTreeRoot"]["/K"])]


@settings(max_examples=keer(20, 200))
@given(st.text(max_size=120), st.text(max_size=120))
def test_any_text_at_all_stands_on_paper(een: str, ander: str) -> None:
    regel = Besluitregel(gevraagd=een, besluit=ander, toegekend=een, reden=ander, toelichting=een)
    verzoek = replace(VERZOEK, vragen=((een, ander), (ander, een)), beantwoord_door=een)
    mededeling = Mededeling(titel=een, tekst=ander, ernstig=True)
    vol = {"besluit": replace(BESLUIT, regels=(regel,)), "gesprek": (verzoek,), "mededelingen": (mededeling,)}
    assert "Machtigingsaanvraag-ID" in gelezen(gegevens(**vol, specificatie=een))


@settings(max_examples=keer(20, 200))
@given(st.text(st.characters(min_codepoint=0x20, max_codepoint=0x7E), max_size=200))
def test_markup_is_read_back_as_it_was(tekst: str) -> None:
    gelezen_ = gelezen(gegevens(gesprek=(replace(VERZOEK, vragen=((tekst, tekst),)),)))
    assert gelezen_.count(zonder_wit(tekst)) >= 2
