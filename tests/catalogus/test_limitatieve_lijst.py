"""The limitatieve lijst of ZN is read as it comes, and what has no place is told with its line."""

from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from machtigingen.formulieren.limitatieve_lijst import GeenLijst, read_list
from machtigingen.project.cli import main

KOP = "AGB;Specialisme;Diagnose;Diagnosecode;Zorgactiviteit;Omschrijving;Formulier;Opmerking"
OOGLID = "301;Oogheelkunde;Dermatochalasis;255;31545;Blefaroplastiek;X02;"
WENKBRAUW = "0301;Oogheelkunde;Verworven ptosis;251;031548;Wenkbrauw, endoscopisch;x10 ;geel = nieuw"


def lees(*regels: str, kop: str = KOP) -> list[str]:
    """What has no place, as a person reads it."""
    lijst = read_list("\n".join([kop, *regels]).encode())
    return [f"{regel.nummer}: {regel.reden}" for regel in lijst.unplaced]


def importeer(tmp_path: Path, inhoud: str | bytes) -> Result:
    bestand = tmp_path / "lijst.csv"
    bestand.write_bytes(inhoud.encode() if isinstance(inhoud, str) else inhoud)
    return CliRunner().invoke(main, ["formulier", "importeer-zn", str(bestand), "--op", "2026-11-24"])


def test_codes_get_their_leading_zeros() -> None:
    eerste, tweede = read_list("\n".join([KOP, OOGLID, WENKBRAUW]).encode()).gelezen
    assert (*eerste.zorg, eerste.formulier) == ("0301", "255", "031545", "X02")
    assert (*tweede.zorg, tweede.formulier) == ("0301", "251", "031548", "X10")


@pytest.mark.parametrize("scheider", [";", ",", "\t"])
@pytest.mark.parametrize("einde", ["\n", "\r\n"])
@pytest.mark.parametrize("codering", ["utf-8", "utf-8-sig", "cp1252"])
def test_it_reads_what_a_spreadsheet_writes(scheider: str, einde: str, codering: str) -> None:
    regel = OOGLID.replace("Blefaroplastiek", "Plastiek één oog").replace(";", scheider)
    lijst = read_list(
        f"Limitatieve lijst 2017{einde}{einde}{KOP.replace(';', scheider)}{einde}{regel}".encode(codering)
    )
    assert [(een.nummer, een.namen[2]) for een in lijst.gelezen] == [(4, "Plastiek één oog")]
    assert (lijst.kop, lijst.unplaced) == (2, ())


@pytest.mark.parametrize(
    ("regel", "reden"),
    [
        ("301;Oog;Ptosis;251;31562;Levator;X02", "Er staan 7 kolommen, dat moeten er 8 zijn."),
        ("301;Oog;Ptosis;251;31562;Levator;X02;;", "Er staan 9 kolommen, dat moeten er 8 zijn."),
        ("30;Oog;Ptosis;251;31562;Levator;X02;", "'30' is geen specialisme: bijvoorbeeld 301 of 0301."),
        ("301;Oog;Ptosis;25;31562;Levator;X02;", "'25' is geen diagnose: 3 of 4 cijfers."),
        ("301;Oog;Ptosis;٢٥١;31562;Levator;X02;", "'٢٥١' is geen diagnose: 3 of 4 cijfers."),
        (
            "301;Oog;Ptosis;251;3,16E+04;Levator;X02;",
            "'3,16E+04' is geen zorgactiviteit: bijvoorbeeld 31545 of 031545.",
        ),
        ("301;Oog;Ptosis;251;;Levator;X02;", "'' is geen zorgactiviteit: bijvoorbeeld 31545 of 031545."),
        ("301;Oog;Ptosis;251;31562;Levator;Y02;", "'Y02' is geen formulier: bijvoorbeeld X02."),
        ("301;Oog;Ptosis;251;31562;Levator;n.v.t.;", "De lijst noemt geen formulier."),
        ("301;Oog;Ptosis;251;31562;Levator;;", "De lijst noemt geen formulier."),
        ("301;Oog;Pto\x1b[2Jsis;251;31562;Levator;X02;", "Er staat een teken in dat niemand ziet."),
        ("301;Oog;Pto\u202esis;251;31562;Levator;X02;", "Er staat een teken in dat niemand ziet."),
        (f"301;Oog;{'a' * 501};251;31562;Levator;X02;", "Een cel is langer dan 500 tekens."),
        (OOGLID.replace(";31545;", ";031545;"), "Dit staat al op regel 2."),
        (OOGLID.replace("X02", "X10"), "Op regel 2 staat voor deze zorg X02, hier X10."),
    ],
)
def test_a_line_without_a_place_is_told_with_why(regel: str, reden: str) -> None:
    assert lees(OOGLID, regel, WENKBRAUW) == [f"3: {reden}"]


@pytest.mark.parametrize(
    ("inhoud", "reden"),
    [
        (b"", "Geen enkele regel"),
        (KOP.encode(), "Geen enkele regel"),
        (b'301;"Oog;x\n' * 3, "Regel 1 is geen CSV"),
        (b"301;" + b"a" * 200_000, "Regel 1 is geen CSV"),
        (b"\0" * 20_000_001, "groter dan 20 MB"),
    ],
)
def test_what_is_no_list_is_refused_as_a_whole(inhoud: bytes, reden: str) -> None:
    with pytest.raises(GeenLijst, match=reden):
        read_list(inhoud)


@given(
    st.one_of(st.binary(max_size=300), st.lists(st.sampled_from([*';,\t"\n\r\0X3é\u2028', OOGLID, "\n"])).map("".join))
)
def test_whatever_is_in_it_no_line_gets_lost(inhoud: bytes | str) -> None:
    try:
        lijst = read_list(inhoud if isinstance(inhoud, bytes) else inhoud.encode())
    except GeenLijst:
        return
    nummers = [een.nummer for een in lijst.gelezen] + [een.nummer for een in lijst.unplaced]
    assert nummers
    assert len(set(nummers)) == len(nummers)


def test_the_command_writes_what_a_form_says_and_tells_what_the_catalogue_has_not(tmp_path: Path) -> None:
    nieuw = '301;Oogheelkunde;Refractieafwijking;155;31049;PRK: "laser" # nee;X01;'.replace('"', '""')
    nieuw = nieuw.replace('PRK: ""laser"" # nee', '"PRK: ""laser"" # nee"')
    ander = "301;Oogheelkunde;Verworven ptosis;251;31547;Uitwendig;X02;"
    result = importeer(tmp_path, "\n".join([KOP, OOGLID, WENKBRAUW, nieuw, ander]))
    assert result.exit_code == 1
    gezegd = yaml.load(result.stdout, Loader=yaml.BaseLoader)  # noqa: S506, reads everything as text
    assert gezegd["X02"]["trajecten"] == [
        {"specialisme": "0301", "diagnose": "251", "zorgactiviteiten": ["031547"]},
        {"specialisme": "0301", "diagnose": "255", "zorgactiviteiten": ["031545"]},
    ]
    assert gezegd["zorgactiviteit"]["031049"] == 'PRK: "laser" # nee'
    assert gezegd["diagnose"]["0301"]["155"] == "Refractieafwijking"
    assert result.stderr.splitlines() == [
        "lijst.csv:4: Formulier X01 is er niet.",
        "lijst.csv:5: Formulier X02 is niet voor deze zorg. Daarvoor is nu X10.",
        "geplaatst 2, niet geplaatst 2, kop 1",
    ]


def test_a_list_that_the_catalogue_has_whole_ends_well(tmp_path: Path) -> None:
    result = importeer(tmp_path, "\n".join([KOP, OOGLID, WENKBRAUW]))
    assert (result.exit_code, result.stderr) == (0, "geplaatst 2, niet geplaatst 0, kop 1\n")


def test_what_is_no_list_ends_with_two(tmp_path: Path) -> None:
    result = importeer(tmp_path, b"PK\x03\x04 a spreadsheet")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == "lijst.csv: Geen enkele regel begint met de code van een specialisme.\n"
