"""A form in another language: all of its words, and nothing else."""

import pytest
import yaml

from machtigingen.beslisboom import (
    Catalogusfout,
    evaluate,
    in_language,
    journey,
    lint,
    load_catalogus,
    to_questionnaire,
)
from machtigingen.beslisboom.vertaling import texts_of
from machtigingen.foundation import CATALOGUS

COMPLEET = {"naam": "E. Voorbeeld", "klacht": True, "afstand": "2", "reden": "wens"}


@pytest.fixture
def vertaald(proefcatalogus):
    """Every text becomes itself in capitals; `change` leaves some out or adds some."""

    def make(change=lambda words: words):
        words = change({text: text.upper() for text in texts_of(proefcatalogus.load())})
        lines = [{"nl": text, "en": english} for text, english in words.items()]
        bestand = proefcatalogus.folder / "proef" / "1" / "vertaling.yaml"
        bestand.write_text(yaml.safe_dump({"vertaling": lines}, allow_unicode=True), encoding="utf-8")
        return proefcatalogus.load()

    return make


def test_every_word_that_people_read_is_in_that_language(vertaald):
    form = in_language(vertaald(), "en")
    assert form.titel == "PROEF"
    assert [page.titel for page in form.onderwerpen] == ["WIE", "WAT"]
    vraag = form.vraag("reden")
    assert (vraag.tekst, vraag.doel) == ("WAT IS DE REDEN?", "EEN WENS ALLEEN IS GEEN VERZEKERDE ZORG.")
    assert [optie.tekst for optie in vraag.opties] == ["EEN ZIEKTE", "EEN WENS"]
    assert evaluate(form, COMPLEET).tekst == "EEN WENS IS GEEN VERZEKERDE ZORG."


def test_it_asks_and_decides_the_same(vertaald):
    form = vertaald()
    english = in_language(form, "en")
    assert [page.link_id for page in journey(english, COMPLEET)] == [page.link_id for page in journey(form, COMPLEET)]
    assert evaluate(english, COMPLEET).regel == evaluate(form, COMPLEET).regel
    assert lint(form) == ()


def test_it_goes_along_as_a_questionnaire_in_that_language(vertaald):
    resource = to_questionnaire(vertaald(), taal="en")
    assert (resource["language"], resource["title"]) == ("en", "PROEF")
    assert to_questionnaire(vertaald())["title"] == "Proef"


def test_a_text_that_is_not_translated_is_found(vertaald):
    form = vertaald(lambda words: {text: english for text, english in words.items() if text != "Een ziekte"})
    (finding,) = lint(form)
    assert (finding.plek, finding.tekst) == ("P01", "In vertaling.yaml ontbreekt (en): Een ziekte")
    assert str(finding.waar).endswith("vertaling.yaml:1")
    assert in_language(form, "en").vraag("reden").opties[0].tekst == "Een ziekte"


def test_a_translation_of_what_is_not_there_is_found(vertaald):
    form = vertaald(lambda words: words | {"Oude tekst": "OLD"})
    (finding,) = lint(form)
    assert (finding.plek, finding.tekst) == ("Oude tekst", "Deze tekst staat niet in het formulier.")
    assert finding.waar is not None and finding.waar.regel == 2 * len(form.vertalingen["en"])  # the last of them


@pytest.mark.parametrize(
    ("content", "line", "text"),
    [
        ("vertaling:\n  - {nl: Proef, en: A}\n  - {nl: Proef, en: B}\n", 3, "Deze tekst staat er twee keer."),
        ("vertaling:\n  - {nl: Proef, fr: Essai}\n", 2, "De sleutel fr bestaat niet."),
        ("vertaling:\n  - {en: Trial}\n", 2, "Hier ontbreekt nl."),
    ],
)
def test_a_wrong_translation_is_refused_with_its_line(proefcatalogus, content, line, text):
    (proefcatalogus.folder / "proef/1/vertaling.yaml").write_text(content, encoding="utf-8")
    with pytest.raises(Catalogusfout, match=f"vertaling.yaml:{line}: {text}"):
        proefcatalogus.load()


@pytest.mark.parametrize("form", load_catalogus(CATALOGUS).formulieren, ids=lambda form: form.code)
def test_a_form_without_a_translation_stays_as_it_is(form):
    assert in_language(form, "en") == form
    assert form.titel in texts_of(form)
