"""Codes whose text names a limit, a place or a code: what a person reads is filled in."""

from datetime import date

import pytest
from beelden import bewaard
from PIL import Image

from machtigingen.aanvragen.inname import soort_van, take_in
from machtigingen.beslisboom import Vraag, Vraagtype, parse_antwoord
from machtigingen.formulieren import Keuze, catalogus
from machtigingen.foundation import AgbCode, DomainError, Fout
from machtigingen.instroom.bericht import parse_bericht
from machtigingen.registers import regels
from machtigingen.registers.standen import Uitkomst, Zorgaanbiederstand

BLAD = Image.new("L", (9, 9))
DAG = date(2026, 3, 1)
GETAL = Vraag(link_id="mm", tekst="Hoeveel mm?", type=Vraagtype.INTEGER, minimum="0", maximum="20")
ZIN = Vraag(link_id="zin", tekst="Waarom?", type=Vraagtype.STRING, max_length=10)


def refused(call: object, *args: object, **kwargs: object) -> Fout:
    with pytest.raises(DomainError) as geweigerd:
        call(*args, **kwargs)  # type: ignore[operator]
    return geweigerd.value.fouten[0]


def test_a_number_outside_its_limits_is_told_both() -> None:
    fout = refused(parse_antwoord, GETAL, "150")
    assert fout.code == "V104"
    assert fout.melding.endswith("Let op het minimum 0 en het maximum 20.")


def test_a_limit_that_is_not_there_is_left_out() -> None:
    fout = refused(parse_antwoord, Vraag(link_id="mm", tekst="?", type=Vraagtype.INTEGER, maximum="20"), "150")
    assert fout.melding.endswith("Let op het minimum en het maximum 20.")


def test_a_text_that_is_too_long_is_told_how_long_it_may_be() -> None:
    fout = refused(parse_antwoord, ZIN, "x" * 11)
    assert fout.code == "V106"
    assert fout.melding == "Dit antwoord is langer dan het maximum 10. Maak het korter."


def test_a_field_of_a_message_that_is_too_long_is_told_how_long_it_may_be() -> None:
    with pytest.raises(DomainError) as geweigerd:
        parse_bericht({"referentie": "x" * 61})
    fout = next(fout for fout in geweigerd.value.fouten if fout.pad == "referentie")
    assert (fout.code, fout.gegevens["maximum"]) == ("B204", "60")


@pytest.mark.parametrize(("uitkomst", "code"), [(Uitkomst.ANDER_SOORT, "I103"), (Uitkomst.NIET_ACTIEF, "I104")])
def test_an_instantie_that_cannot_ask_is_named(uitkomst: Uitkomst, code: str) -> None:
    stand = Zorgaanbiederstand(agb=AgbCode("22990001"), uitkomst=uitkomst)
    fout = regels.instantie(stand, pad="instantie.agb", on=DAG)
    assert fout is not None and fout.code == code
    assert "22990001" in fout.melding
    assert ("01-03-2026" in fout.melding) == (code == "I104")


def test_a_form_that_does_not_fit_is_named() -> None:
    keuze = Keuze(grondslag="wlz", on=DAG, specialisme="0301", formulier="X02")
    fout = refused(catalogus().passend, keuze)
    assert (fout.code, fout.gegevens) == ("F103", {"formulier": "X02"})


@pytest.mark.parametrize(("data", "code"), [(b"", "X103"), (b"PK\x03\x04", "X101"), (b"%PDF-1.7", "X101")])
def test_a_file_is_refused_by_what_is_in_it(data: bytes, code: str) -> None:
    assert refused(soort_van, data, toegestaan=("jpg",)).code == code


@pytest.mark.parametrize(
    ("data", "toegestaan", "wel"),
    [
        (b"PK\x03\x04", ("pdf", "jpg", "png"), "pdf, jpg, png, tiff, heic"),
        (b"PK\x03\x04", ("pdf",), "pdf, tiff"),
        (bewaard(BLAD, "TIFF"), ("pdf",), "pdf"),
        (bewaard(BLAD, "TIFF", save_all=True, append_images=[BLAD]), ("jpg", "png"), "jpg, png, heic"),
    ],
    ids=["a zip", "a zip where only a pdf may", "one page where only a pdf may", "two pages where only photos may"],
)
def test_who_sends_what_may_not_be_is_told_what_may(data: bytes, toegestaan: tuple[str, ...], wel: str) -> None:
    fout = refused(take_in, data, toegestaan=toegestaan)
    assert fout.code == "X101"
    assert f" soorten {wel} nemen wij wel aan." in fout.melding
