"""Every code tells what is wrong, why, who solves it and how, in two languages."""

import re
from pathlib import Path

import pytest
import yaml

CONTRACTS = Path(__file__).parents[2] / "contracts"
FOUTCODES = yaml.safe_load((CONTRACTS / "foutcodes.yaml").read_text(encoding="utf-8"))
BY_CODE = pytest.mark.parametrize("fout", FOUTCODES, ids=lambda fout: fout["code"])

FASEN = [
    "deur",
    "bericht",
    "instantie",
    "register",
    "formulier",
    "vraag",
    "link",
    "aanvraag",
    "bijlage",
    "notificatie",
    "toegang",
    "systeem",
]
LETTERS = dict(zip(FASEN, "DBIRFVLAXNTS", strict=True))
TEXTS = ["titel", "melding", "oorzaak", "actie"]
FIELDS = {
    "code", "fase", "http", "titel", "melding", "gegevens", "oorzaak", "stappen", "wie", "actie",
    "herhalen", "waarschuwing", "voorbeeld_fout", "voorbeeld_goed", "en",
}  # fmt: skip
MAY_HAVE = {"ingetrokken", "lampje"}
EXAMPLES = ("voorbeeld_fout", "voorbeeld_goed")
# A piece of a message, a call or a number: the same in every language, so it is given once.
NOT_PROSE = re.compile(
    r"""["{<].*["}>]|(curl|GET|POST|PUT) \S+( --?\S+| \S+\.\S+| https?://\S+)*|[\w-]+: \S+|[0-9,.-]+( mm)?""", re.DOTALL
)
FIRST_WORDS_OF_ACTIE = {
    "gebruiker": ("U ",),
    "contactpersoon": ("Uw contactpersoon ",),
    "softwareleverancier": ("Uw softwareleverancier ",),
    "verzekeraar": ("De verzekeraar ",),
    "portaalbeheer": ("De beheerder van het portaal ",),
}


def test_codes_are_unique_and_stand_in_the_order_of_the_stages():
    order = [(FASEN.index(fout["fase"]), fout["code"]) for fout in FOUTCODES]

    assert order == sorted(set(order))


@BY_CODE
def test_it_has_every_field_and_no_other(fout):
    assert set(fout) - MAY_HAVE == FIELDS
    assert set(fout["en"]) - set(EXAMPLES) == {*TEXTS, "stappen"}


@BY_CODE
def test_its_examples_are_in_english_too_when_they_are_prose(fout):
    prose = {name for name in EXAMPLES if not NOT_PROSE.fullmatch(fout[name])}

    assert prose == set(fout["en"]) & set(EXAMPLES)


@BY_CODE
def test_english_has_as_many_steps(fout):
    assert len(fout["en"]["stappen"]) == len(fout["stappen"])


@BY_CODE
def test_its_letter_is_that_of_its_stage(fout):
    assert re.fullmatch(LETTERS[fout["fase"]] + "[0-9]{3}", fout["code"])


@BY_CODE
def test_all_its_texts_are_filled(fout):
    texts = [fout[name] for name in (*TEXTS, "voorbeeld_fout", "voorbeeld_goed")]
    texts += [text for name, text in fout["en"].items() if name != "stappen"]
    steps = fout["stappen"] + fout["en"]["stappen"]

    assert all(isinstance(text, str) and text == text.strip() != "" for text in texts)
    assert fout["stappen"] and all(isinstance(step, str) and step.endswith(".") for step in steps)


@BY_CODE
def test_it_names_who_solves_it_and_what_that_person_does(fout):
    assert fout["actie"].startswith(FIRST_WORDS_OF_ACTIE[fout["wie"]])
    assert fout["actie"].endswith(".")


@BY_CODE
def test_it_says_whether_trying_again_helps(fout):
    assert fout["herhalen"] in {"ja", "nee", "later"}
    assert isinstance(fout["waarschuwing"], bool)
    if fout["http"] in {429, 503, 507}:
        assert fout["herhalen"] == "later"


@BY_CODE
def test_its_status_fits_its_meaning(fout):
    if fout["http"] == 201:
        assert fout["waarschuwing"], "a code without an error status is a warning"
    else:
        assert fout["http"] in {200, 400, 401, 403, 404, 405, 408, 409, 410, 413, 415, 422, 429, 500, 503, 507}


@BY_CODE
@pytest.mark.parametrize("language", ["nl", "en"])
def test_its_text_names_exactly_the_listed_placeholders_and_never_the_bsn(fout, language):
    melding = fout["melding"] if language == "nl" else fout["en"]["melding"]

    assert re.findall(r"{(\w+)}", melding) == fout["gegevens"]
    assert "bsn" not in fout["gegevens"]


@BY_CODE
@pytest.mark.parametrize("language", ["nl", "en"])
def test_its_text_reads_well_without_the_placeholders(fout, language):
    melding = fout["melding"] if language == "nl" else fout["en"]["melding"]

    assert melding[0].isupper() and melding[-1] == "."
    assert re.search(r"(\b(op|van|in|tot|on|of|at|is)|[(:]) ?{\w+}[.,)]", melding) is None


@BY_CODE
def test_it_never_shows_a_bsn(fout):
    assert not re.search(r"\b[0-9]{9}\b", str(fout))


@BY_CODE
def test_its_sentences_are_short(fout):
    texts = [one[name] for one in (fout, fout["en"]) for name in TEXTS] + fout["stappen"] + fout["en"]["stappen"]
    sentences = [sentence for text in texts for sentence in re.split(r"[.?!] ", text)]

    assert max(len(sentence.split()) for sentence in sentences) <= 27
