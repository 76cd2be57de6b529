"""The aansluitbewijs: one tagged page with all that was asked, whatever it is called."""

from dataclasses import replace
from io import BytesIO

import pytest
from pypdf import PdfReader

from machtigingen.papier import Aansluitbewijs, aansluitbewijs_pdf

from .conftest import NU
from .test_toegankelijk import structure

BEWIJS = Aansluitbewijs(
    instantie="Oogkliniek Voorbeeldstad",
    agb="22990001",
    contactpersonen=("C. Contact", "S. de Vries"),
    stappen=("De overeenkomst loopt", "Uw software heeft gebeld"),
    certificaat="22990001000001",
    serienummer="406cf5fa1e43785e1203a4efd74f6b52fdb98a18",
    geldig_tot="26 november 2027",
    rechten="Indienen, Raadplegen",
    adressen=("192.0.2.7", "2001:db8:1::/48"),
    laatste_aanroep="24 november 2026, 10:00, vanaf 192.0.2.7",
    gemaakt_door="C. Contact",
    gemaakt_op=NU,
)


def _read(bewijs: Aansluitbewijs) -> PdfReader:
    return PdfReader(BytesIO(aansluitbewijs_pdf(bewijs)))


def test_it_says_who_with_what_from_where_and_when_it_last_worked() -> None:
    document = _read(BEWIJS)
    tekst = document.pages[0].extract_text()
    for stuk in (
        BEWIJS.instantie, BEWIJS.agb, BEWIJS.serienummer, BEWIJS.laatste_aanroep, "26 november 2027", *BEWIJS.adressen,
        *BEWIJS.contactpersonen, *BEWIJS.stappen, "Gemaakt op 24 november 2026, 10:00",
    ):  # fmt: skip
        assert stuk in tekst.replace("\n", " "), stuk


def test_it_can_be_read_by_a_screen_reader() -> None:
    wortel = _read(BEWIJS).trailer["/Root"]
    assert b"<pdfuaid:part>1</pdfuaid:part>" in wortel["/Metadata"].get_data()
    assert wortel["/Lang"] == "nl"
    soorten = [knoop["/S"] for knoop in structure(wortel["/StructTreeRoot"]["/K"])]
    assert (soorten.count("/Title"), soorten.count("/H1"), soorten.count("/L")) == (1, 3, 1)


@pytest.mark.parametrize(
    "anders",
    [
        {"adressen": tuple(f"2001:db8:{nr:x}::/48" for nr in range(50))},
        {"instantie": "Kliniek " + "zeer lang " * 11},
        {"instantie": '#eval("1") <script> 漢字 🙂'},
    ],
    ids=["many addresses", "a long name", "hostile"],
)
def test_it_is_one_page_whatever_there_is_to_say(anders: dict[str, object]) -> None:
    document = _read(replace(BEWIJS, **anders))
    assert len(document.pages) == 1
    assert document.metadata is not None
    assert document.metadata.title == "Aansluitbewijs AGB-code 22990001"
