"""The document can be read by a screen reader: tagged, titled, in Dutch, PDF/UA-1."""

from collections.abc import Iterator
from typing import Any

from .conftest import gegevens, pdf


def structure(knoop: Any) -> Iterator[Any]:
    """All elements of the structure tree, in reading order."""
    knoop = knoop.get_object() if hasattr(knoop, "get_object") else knoop
    if isinstance(knoop, list):
        for kind in knoop:
            yield from structure(kind)
    elif isinstance(knoop, dict) and "/S" in knoop:
        yield knoop
        yield from structure(knoop.get("/K", []))


def test_it_is_tagged_and_says_to_be_pdf_ua() -> None:
    wortel = pdf(gegevens()).trailer["/Root"]
    assert wortel["/MarkInfo"]["/Marked"] == True  # noqa: E712 - a PDF boolean, not Python's
    assert b"<pdfuaid:part>1</pdfuaid:part>" in wortel["/Metadata"].get_data()


def test_it_says_its_language() -> None:
    assert pdf(gegevens()).trailer["/Root"]["/Lang"] == "nl"


def test_it_has_a_title_and_the_reader_shows_it() -> None:
    document = pdf(gegevens())
    assert document.metadata is not None
    assert document.metadata.title == "Correctie van het bovenooglid MA-7K3Q-2041"
    assert document.trailer["/Root"]["/ViewerPreferences"]["/DisplayDocTitle"]


def test_every_subject_is_a_heading_and_every_column_of_answers_has_its_head() -> None:
    soorten = [knoop["/S"] for knoop in structure(pdf(gegevens()).trailer["/Root"]["/StructTreeRoot"]["/K"])]
    assert soorten.count("/Title") == 1
    assert soorten.count("/H1") == 4  # the decision, two subjects, the attachments
    assert soorten.count("/Table") == 2
    assert soorten.count("/TH") == 6
    assert soorten.count("/L") == 1
