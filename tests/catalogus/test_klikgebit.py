"""What an implant prosthesis cannot be never gets through by itself: it is refused in the table, or a person looks."""

from datetime import date

import pytest

from machtigingen.beslisboom import Uitkomst, evaluate, load_catalogus, problems
from machtigingen.beslisboom.kiezen import in_force
from machtigingen.foundation import CATALOGUS

FORMULIER = next(
    form for form in in_force(load_catalogus(CATALOGUS).formulieren, date(2026, 5, 4)) if form.code == "M03"
)
OUD_GENOEG = FORMULIER.voorbeelden[0].antwoorden | {
    "vorige_prothese": "ja",
    "datum_prothese": "04-05-2010",
    "vorige_drukknoppen": "ja",
    "datum_drukknoppen": "04-05-2010",
    "vorige_staven": "ja",
    "datum_staven": "04-05-2010",
}
VANZELF = {Uitkomst.GOEDGEKEURD, Uitkomst.NIET_NODIG}


def antwoorden(*rijen, contract):
    velden = ("code", "aantal", "kaak")
    prestaties = [dict(zip(velden, rij, strict=True)) | {"honorarium": "10", "techniek": "0"} for rij in rijen]
    return {**OUD_GENOEG, "prestaties": prestaties, "contract": contract}


@pytest.mark.parametrize("contract", ["ja", "nee"])
@pytest.mark.parametrize(
    "rijen",
    [
        [("J081", 7, "onder")],
        [("J080", 1, "onder"), ("J081", 1, "onder")],
        [("J081", 1, "onder"), ("J083", 1, "onder")],
        [("J070", 2, "onder")],
        [("J072", 2, "onder")],
        [("J082", 1, "boven"), ("J087", 1, "boven"), ("J088", 1, "boven")],
        [("J082", 1, "boven"), ("J072", 1, "boven"), ("J087", 1, "boven")],
    ],
)
def test_what_can_never_be_is_refused_in_the_table(rijen, contract):
    fouten = problems(FORMULIER, antwoorden(*rijen, contract=contract))
    assert fouten and all(fout.pad.startswith("prestaties[") for fout in fouten)


@pytest.mark.parametrize("contract", ["ja", "nee"])
@pytest.mark.parametrize(
    "rijen",
    [
        [("J081", 1, "boven")],
        [("J082", 1, "onder")],
        [("J071", 20, "onder")],
        [("J071", 1, "onder")],
        [("J070", 1, "onder"), ("J071", 4, "onder")],
        [("J073", 1, "onder")],
        [("J072", 1, "onder"), ("J073", 3, "onder")],
        [("J056", 5, "onder")],
        [("J087", 1, "onder")],
        [("J081", 1, "onder"), ("J082", 1, "boven")],
        [("J081", 1, "onder"), ("J056", 1, "boven")],
    ],
)
def test_what_is_odd_goes_to_a_person(rijen, contract):
    gegeven = antwoorden(*rijen, contract=contract)
    assert problems(FORMULIER, gegeven) == ()
    assert evaluate(FORMULIER, gegeven).uitkomst is Uitkomst.BEOORDELEN


@pytest.mark.parametrize(
    "rijen",
    [
        [("J081", 1, "onder")],
        [("J080", 1, "boven"), ("J070", 1, "boven"), ("J071", 3, "boven"), ("J056", 4, "boven")],
        [("J082", 1, "boven"), ("J072", 1, "boven"), ("J073", 2, "boven")],
        [("J081", 1, "onder"), ("J089", 1, "onder")],
        [("J083", 1, "onder")],
    ],
)
def test_what_replaces_old_parts_in_one_jaw_gets_through(rijen):
    assert evaluate(FORMULIER, antwoorden(*rijen, contract="nee")).uitkomst is Uitkomst.GOEDGEKEURD
    assert evaluate(FORMULIER, antwoorden(*rijen, contract="ja")).uitkomst is Uitkomst.NIET_NODIG
