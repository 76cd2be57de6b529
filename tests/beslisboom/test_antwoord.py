from datetime import date

import pytest

from machtigingen.beslisboom import Controle, Optie, Vraag, Vraagtype, parse_antwoord, toon
from machtigingen.foundation import DomainError

VANDAAG = date(2026, 11, 24)


def vraag(type, **extra):
    return Vraag(link_id="v", tekst="Vraag", type=Vraagtype(type), **extra)


ZIJDE = vraag("choice", opties=(Optie("links", "Links"), Optie("rechts", "Rechts")))
ZIJDEN = vraag("choice", meerdere=True, opties=ZIJDE.opties)
ACTIVITEIT = vraag("choice", controle=Controle.ZORGACTIVITEIT, opties=(Optie("031545", "031545 Ooglidcorrectie"),))
BSN = vraag("string", controle=Controle.BSN)
BEGINDATUM = vraag("date", controle=Controle.BEGINDATUM)
GEBOORTEDATUM = vraag("date", controle=Controle.GEBOORTEDATUM)
AFSTAND = vraag("decimal", minimum="-5", maximum="10", eenheid="mm")


ZIEKTE = vraag("open-choice", opties=(Optie("ziekte", "Een ziekte"), Optie("wens", "Een wens")))
DOSIS = vraag("quantity", eenheid="mg", minimum="0", maximum="500", decimalen=1)
JAREN = vraag("date", minimum="2020-01-01", maximum="2020-12-31")
POSTCODE = vraag("string", regex="[0-9]{4}[A-Z]{2}", vorm="4 cijfers en 2 letters")


@pytest.mark.parametrize("written", ["31-12-2025", "31/12/25", "31 12 2025", "31.12.2025", "2025-12-31", " 31-12-25 "])
def test_a_date_may_be_written_as_people_do(written):
    assert parse_antwoord(BEGINDATUM, written) == "2025-12-31"


@pytest.mark.parametrize(
    ("question", "raw", "value"),
    [
        (vraag("string"), "  E. van Voorbeeld ", "E. van Voorbeeld"),
        (vraag("text"), "regel 1\r\nregel 2\ttab", "regel 1\nregel 2\ttab"),
        (vraag("text"), "punt. komma, “aanhaling” é 漢字 🙂‍↔️", "punt. komma, “aanhaling” é 漢字 🙂‍↔️"),
        (vraag("boolean"), "Ja", True),
        (vraag("boolean"), False, False),
        (vraag("integer"), "20", 20),
        (vraag("integer"), 20.0, 20),
        (AFSTAND, "1,50", "1.5"),
        (AFSTAND, 1.5, "1.5"),
        (vraag("decimal", decimalen=3), "1.400", "1.400"),
        (AFSTAND, "-0", "0"),
        (AFSTAND, "10", "10"),
        (ZIJDE, "links", "links"),
        (ZIJDEN, ["rechts", "links", "links"], ["links", "rechts"]),
        (ZIJDEN, "links", ["links"]),
        (ACTIVITEIT, "31545", "031545"),
        (BSN, "999990019", "999990019"),
        (vraag("string", controle=Controle.AGB_ZORGVERLENER), "03-990011", "03990011"),
        (GEBOORTEDATUM, "01-02-1980", "1980-02-01"),
        (vraag("attachment", meerdere=True), ["a", "b"], ["a", "b"]),
        (ZIEKTE, "wens", "wens"),
        (ZIEKTE, "Een wens", "wens"),
        (ZIEKTE, "Iets anders", "Iets anders"),
        (DOSIS, "12,5 mg", "12.5"),
        (DOSIS, "12.5", "12.5"),
        (DOSIS, 500, "500.0"),
        (vraag("decimal", decimalen=3), "1,375", "1.375"),
        (vraag("decimal"), "0,375", "0.375"),
        (vraag("decimal"), 1.375, "1.375"),
        (vraag("decimal"), "1,2345", "1.2345"),
        (vraag("attachment", bestandstypen=("pdf",)), ["a", "b"], ["a", "b"]),
        (vraag("decimal"), "1,4", "1.4"),
        (vraag("decimal"), "0,400", "0.4"),
        (JAREN, "31-12-2020", "2020-12-31"),
        (POSTCODE, "1234AB", "1234AB"),
        (vraag("string", min_length=3), "drie", "drie"),
    ],
)
def test_an_answer_becomes_one_canonical_value(question, raw, value):
    assert parse_antwoord(question, raw) == value
    assert parse_antwoord(question, value) == value


@pytest.mark.parametrize(
    ("question", "raw"),
    [
        (vraag("text"), None),
        (vraag("text"), "  "),
        (AFSTAND, ""),
        (ZIJDEN, []),
        (ZIJDEN, ""),
        (BEGINDATUM, " "),
    ],
)
def test_nothing_filled_in_is_no_answer(question, raw):
    assert parse_antwoord(question, raw) is None


@pytest.mark.parametrize(
    ("question", "raw", "code"),
    [
        (BEGINDATUM, "31-02-2026", "V102"),
        (BEGINDATUM, "morgen", "V102"),
        (BEGINDATUM, "٣١-١٢-٢٠٢٥", "V102"),
        (BEGINDATUM, "25-11-2026", "B214"),
        (BEGINDATUM, "23-11-2024", "B215"),
        (GEBOORTEDATUM, "25-11-2026", "B216"),
        (GEBOORTEDATUM, "01-01-1850", "B216"),
        (vraag("integer"), "1,5", "V103"),
        (vraag("integer"), "2.000", "V103"),
        (vraag("decimal", decimalen=2), "1.400", "V103"),
        (vraag("decimal", decimalen=2), "12,000", "V103"),
        (vraag("decimal", decimalen=2), "01.400", "V103"),
        (vraag("decimal", decimalen=2), "1.4000", "V103"),
        (vraag("decimal"), "1.400", "V103"),
        (vraag("decimal"), "-12,350", "V103"),
        (DOSIS, "1.400 mg", "V103"),
        (vraag("integer"), True, "V103"),
        pytest.param(vraag("integer"), 10**5000, "V103", id="a huge number"),
        (AFSTAND, "1e3", "V103"),
        (AFSTAND, float("nan"), "V103"),
        (AFSTAND, float("inf"), "V103"),
        (AFSTAND, "１", "V103"),
        (AFSTAND, "10,1", "V104"),
        (AFSTAND, "-5,1", "V104"),
        (ZIJDE, "midden", "V105"),
        (ZIJDE, ["links"], "B203"),
        (ZIJDEN, ["links", "midden"], "V105"),
        (ZIJDEN, [["links"]], "B203"),
        (ZIJDEN, ["links"] * 51, "V106"),
        (vraag("boolean"), "misschien", "V105"),
        (vraag("string", max_length=3), "vier", "V106"),
        (vraag("text"), "x" * 4001, "V106"),
        (vraag("string"), "regel 1\nregel 2", "B207"),
        (vraag("text"), "nul\x00byte", "B207"),
        (vraag("text"), "\ud800", "B207"),
        (vraag("text"), 12, "B203"),
        (BSN, "99999001", "B211"),
        (BSN, "999990018", "B212"),
        (vraag("string", controle=Controle.AGB_ZORGVERLENER), "3990011", "B217"),
        (vraag("string", controle=Controle.UZOVI), "99", "B218"),
        (ZIEKTE, "x" * 251, "V106"),
        (ZIEKTE, ["wens"], "B203"),
        (DOSIS, "12,5 ml", "V103"),
        (DOSIS, "501 mg", "V104"),
        (DOSIS, "12,55", "V103"),
        (JAREN, "31-12-2019", "V104"),
        (JAREN, "01-01-2021", "V104"),
        (POSTCODE, "1234", "V112"),
        (POSTCODE, "1234AB ook", "V112"),
        (vraag("string", min_length=3), "ab", "V112"),
    ],
)
def test_what_cannot_be_an_answer_is_refused_with_a_code(question, raw, code):
    with pytest.raises(DomainError) as refused:
        parse_antwoord(question, raw, vandaag=VANDAAG)
    assert (refused.value.code, refused.value.fouten[0].pad) == (code, "v")


def test_what_has_the_wrong_form_is_told_the_right_one():
    with pytest.raises(DomainError) as refused:
        parse_antwoord(POSTCODE, "12345")
    assert refused.value.fouten[0].melding.endswith("Schrijf het zo, 4 cijfers en 2 letters.")


def test_a_text_between_the_questions_takes_no_answer():
    assert parse_antwoord(vraag("display"), "toch iets") is None


def test_exactly_two_years_back_is_allowed():
    assert parse_antwoord(BEGINDATUM, "24-11-2024", vandaag=VANDAAG) == "2024-11-24"
    assert parse_antwoord(BEGINDATUM, "28-02-2026", vandaag=date(2028, 2, 29)) == "2026-02-28"


def test_a_birth_in_a_year_of_two_digits_lies_in_the_past():
    assert parse_antwoord(GEBOORTEDATUM, "12-04-61", vandaag=VANDAAG) == "1961-04-12"
    assert parse_antwoord(GEBOORTEDATUM, "12-04-26", vandaag=VANDAAG) == "2026-04-12"


@pytest.mark.parametrize(
    ("question", "value", "text"),
    [
        (BEGINDATUM, "2026-12-31", "31-12-2026"),
        (vraag("boolean"), True, "Ja"),
        (vraag("boolean"), False, "Nee"),
        (AFSTAND, "1.5", "1,5 mm"),
        (AFSTAND, "ca. 2", "ca. 2"),
        (ZIJDE, "links", "Links"),
        (ZIJDEN, ["links", "rechts"], "Links, Rechts"),
        (vraag("text"), "punt.", "punt."),
        (ZIEKTE, "wens", "Een wens"),
        (ZIEKTE, "Iets anders", "Iets anders"),
        (DOSIS, "12.5", "12,5 mg"),
        (vraag("text"), None, ""),
    ],
)
def test_a_value_is_shown_as_people_read_it(question, value, text):
    assert toon(question, value) == text
