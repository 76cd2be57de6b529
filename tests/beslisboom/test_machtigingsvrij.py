"""Care that needs no machtiging, line by line: what could never count is refused, with its file and line."""

from pathlib import Path

import pytest

from machtigingen.beslisboom import Catalogusfout
from machtigingen.beslisboom.laden import load
from machtigingen.beslisboom.lezen_gedeeld import read_codes
from machtigingen.beslisboom.lezen_machtigingsvrij import read_exempt
from machtigingen.foundation import CATALOGUS

CODES = read_codes(CATALOGUS / "gedeeld" / "codes.yaml")
KLIKGEBIT = load(CATALOGUS / "klikgebit" / "2026-2")
PRESTATIES = """\
machtigingsvrij:
  - uzovi: 9903
    prestatiecodelijst: 010
    prestatiecodes: [J056, J070]
    agb: [12990003]
    geldig_van: 2026-01-01
    geldig_tot: 2026-12-31
    reden: Hoeft niet.
"""
TRAJECT = """\
machtigingsvrij:
  - uzovi: 9903
    specialisme: 301
    diagnose: 255
    zorgactiviteit: 31545
    grondslagen: [zvw]
    geldig_van: 2026-01-01
    reden: Hoeft niet.
"""


def read(folder: Path, tekst: str):
    bestand = folder / "machtigingsvrij.yaml"
    bestand.write_text(tekst, encoding="utf-8")
    return read_exempt(bestand, CODES, [KLIKGEBIT])


def test_a_line_is_read_with_its_codes_at_their_full_length(tmp_path):
    (een,) = read(tmp_path, TRAJECT)
    assert (een.uzovi, een.specialisme, een.diagnose, een.zorgactiviteit) == ("9903", "0301", "255", "031545")
    (een,) = read(tmp_path, PRESTATIES.replace("12990003", "12-990003"))
    assert (een.agb, een.prestatiecodes, een.specialisme) == (("12990003",), ("J056", "J070"), "")


def test_of_a_list_without_names_the_codes_of_a_form_that_asks_by_it_will_do(tmp_path):
    (een,) = read(tmp_path, PRESTATIES.replace("lijst: 010", "lijst: 045"))
    assert een.prestatiecodelijst == "045"


@pytest.mark.parametrize(
    ("tekst", "goed", "fout", "regel", "melding"),
    [
        (PRESTATIES, "uzovi: 9903", "uzovi: 993", 2, "4 cijfers"),
        (PRESTATIES, "12990003", "1299000", 5, "8 cijfers"),
        (PRESTATIES, "[12990003]", "[]", 5, "ten minste één code"),
        (PRESTATIES, "J056", "J56", 4, "De code J56 heeft hier geen naam in gedeeld/codes.yaml."),
        (PRESTATIES, "lijst: 010", "lijst: 01O", 3, "01O kan hier niet. Mogelijk: 010, 045."),
        (PRESTATIES.replace("lijst: 010", "lijst: 045"), "J056", "C002", 4, "De code C002 heeft hier geen naam"),
        (PRESTATIES, "lijst: 010", "lijst: 045\n    specialisme: 1299", 4, "De code 1299 heeft hier geen naam"),
        (PRESTATIES, "[J056, J070]", "[]", 4, "ten minste één code"),
        (PRESTATIES, "geldig_tot: 2026-12-31", "geldig_tot: 2025-12-31", 7, "geldig_tot ligt vóór geldig_van."),
        (TRAJECT, "diagnose: 255", "diagnose: 903", 4, "De code 903 heeft hier geen naam"),
        (TRAJECT, "zorgactiviteit: 31545", "zorgactiviteit: 31544", 5, "De code 31544 heeft hier geen naam"),
        (TRAJECT, "[zvw]", "[]", 6, "ten minste één code"),
    ],
)
def test_what_could_never_count_is_refused_with_its_line(tmp_path, tekst, goed, fout, regel, melding):
    assert goed in tekst
    with pytest.raises(Catalogusfout) as geweigerd:
        read(tmp_path, tekst.replace(goed, fout))
    assert geweigerd.value.regel == regel
    assert melding in geweigerd.value.tekst
