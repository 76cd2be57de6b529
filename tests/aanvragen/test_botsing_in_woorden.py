"""Both values of a collision read as they do on the page: what was typed, and what a colleague had put there."""

from dataclasses import replace
from datetime import date
from functools import cache

import pytest

from machtigingen.aanvragen.dossier import GEBRUIKER, Antwoord, read_or_keep
from machtigingen.aanvragen.wachtend import botsing
from machtigingen.beslisboom import Formulier, Vraag
from machtigingen.formulieren.catalogus import Catalogus

RIJ = {"code": "J080", "aantal": "1", "kaak": "boven", "honorarium": "100", "techniek": "50"}
X02 = [
    ("begindatum", "31-12-2026", "2027-01-02", "31-12-2026", "02-01-2027"),
    ("begindatum", "2026-12-31", "gisteren", "31-12-2026", "gisteren"),
    ("functiestoornis", "nee", "ja", "Nee", "Ja"),
    ("functiestoornis", True, "?", "Ja", "?"),
    ("mrd", "3.50", "1", "3,5 mm", "1 mm"),
    ("mrd", "klein", "", "klein", ""),
    ("oorzaak", "uiterlijk", "verslapping", "Alleen het uiterlijk", "Het bovenooglid is verlamd of verslapt"),
    ("opmerking", "  Van mij. ", "Van een ander.", "Van mij.", "Van een ander."),
]


@cache
def formulieren() -> dict[str, Formulier]:
    return {een.code: een for een in Catalogus.load().inhoud.formulieren}


def vraag_in(code: str, link_id: str) -> Vraag:
    gevonden = formulieren()[code].vraag(link_id)
    assert gevonden is not None
    return gevonden


@pytest.mark.parametrize(("link_id", "invoer", "ander", "uw_waarde", "waarde"), X02)
def test_one_answer(link_id: str, invoer, ander, uw_waarde: str, waarde: str) -> None:
    vraag = vraag_in("X02", link_id)
    staat = Antwoord(waarde=read_or_keep(vraag, ander, date(2026, 11, 2)), bron=GEBRUIKER, door="C. Collega")
    gegevens = botsing(vraag, invoer, staat).gegevens
    assert gegevens["uw_waarde"] == uw_waarde
    assert gegevens["waarde"] == waarde


def test_several_choices_are_read_as_people_chose_them() -> None:
    vraag = replace(vraag_in("X02", "oorzaak"), meerdere=True)
    een, twee, *_ = vraag.opties
    ander = Antwoord(waarde=[een.code], bron=GEBRUIKER)
    assert botsing(vraag, [twee.code, een.code], ander).gegevens["uw_waarde"] == f"{een.tekst}, {twee.tekst}"
    assert botsing(vraag, [twee.code, "?"], ander).gegevens["uw_waarde"] == f"{twee.tekst}, ?"
    assert botsing(vraag, [], ander).gegevens == {"uw_waarde": "", "waarde": een.tekst, "door": ""}


def test_rows_are_read_as_rows() -> None:
    gegevens = botsing(vraag_in("M03", "prestaties"), [RIJ], Antwoord(waarde=None, bron=GEBRUIKER)).gegevens
    assert "€" in gegevens["uw_waarde"] and "{" not in gegevens["uw_waarde"]
