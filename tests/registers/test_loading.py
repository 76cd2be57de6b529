"""Taking in register files: all or nothing, and a second time changes nothing."""

import tempfile
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from voluit import keer

from machtigingen.registers.bestanden import OnbruikbaarBestand, bestanden_in
from machtigingen.registers.geladen import geladen_at
from machtigingen.registers.loading import PROBLEMEN_MAX, load, load_all
from machtigingen.registers.models import Koppeling, Zorgverlener
from machtigingen.registers.standen import Register

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
ZORGVERLENERS = Register.AGB_ZORGVERLENERS
KOP = "agb;naam;specialismen;begin;einde"

pytestmark = pytest.mark.django_db


def _file(folder: Path, *regels: str, encoding: str = "utf-8") -> Path:
    path = folder / "register.csv"
    path.write_bytes("\n".join(regels).encode(encoding))
    return path


def test_a_second_load_changes_nothing_and_says_so(registermap: Path) -> None:
    eerste = load_all(bestanden_in(registermap), now=NOW)
    tweede = load_all(bestanden_in(registermap), now=NOW + timedelta(days=1))
    assert [verslag.nieuw for verslag in eerste] == [verslag.ongewijzigd for verslag in tweede]
    assert {(verslag.nieuw, verslag.gewijzigd, verslag.niet_in_bestand) for verslag in tweede} == {(0, 0, 0)}


def test_it_remembers_when_a_register_was_last_taken_in(registermap: Path) -> None:
    assert geladen_at(ZORGVERLENERS) is None
    load_all(bestanden_in(registermap), now=NOW)
    assert geladen_at(ZORGVERLENERS) == NOW


def test_it_counts_what_is_new_changed_and_no_longer_in_the_file(tmp_path: Path) -> None:
    load(ZORGVERLENERS, _file(tmp_path, KOP, "03990001;A;;2020-01-01;", "03990002;B;;2020-01-01;"), now=NOW)
    path = _file(tmp_path, KOP, "03990001;A. Anders;0301;2020-01-01;2026-01-31", "03990003;C;;2020-01-01;")
    verslag = load(ZORGVERLENERS, path, now=NOW)
    assert (verslag.nieuw, verslag.gewijzigd, verslag.ongewijzigd, verslag.niet_in_bestand) == (1, 1, 0, 1)
    assert Zorgverlener.objects.get(pk="03990001").einde_on == date(2026, 1, 31)


def test_a_code_that_left_the_file_stays(tmp_path: Path) -> None:
    load(ZORGVERLENERS, _file(tmp_path, KOP, "03990001;A;;2020-01-01;"), now=NOW)
    load(ZORGVERLENERS, _file(tmp_path, KOP, "03990002;B;;2020-01-01;"), now=NOW)
    assert Zorgverlener.objects.filter(pk="03990001").exists()


def test_a_koppeling_may_begin_again_after_a_gap(registermap: Path) -> None:
    load_all(bestanden_in(registermap), now=NOW)
    assert Koppeling.objects.filter(zorgverlener="03990018", zorgaanbieder="06990002").count() == 2


def test_it_reads_what_a_spreadsheet_writes(tmp_path: Path) -> None:
    path = tmp_path / "register.csv"
    path.write_bytes(f'\ufeff{KOP}\r\n03990001;"Ö. ""Oog"" Arts; jr.";0301;2020-01-01;\r\n\r\n'.encode())
    load(ZORGVERLENERS, path, now=NOW)
    assert Zorgverlener.objects.get().naam == 'Ö. "Oog" Arts; jr.'


def test_progress_hears_every_byte(registermap: Path) -> None:
    read: list[int] = []
    path = bestanden_in(registermap)[ZORGVERLENERS]
    load(ZORGVERLENERS, path, now=NOW, progress=read.append)
    assert sum(read) == path.stat().st_size


GOED = "03990001;A;0301;2020-01-01;"


@pytest.mark.parametrize(
    ("regels", "regel", "tekst"),
    [
        ([], 1, "de eerste regel moet zijn"),
        (["agb,naam,specialismen,begin,einde", GOED], 1, "de eerste regel moet zijn"),
        ([KOP], 2, "geen regels"),
        ([KOP, GOED, "03990002;B"], 3, "2 kolommen, dat moeten er 5 zijn"),
        ([KOP, GOED, "0399002;B;;2020-01-01;"], 3, "agb: '0399002' is geen AGB-code"),
        ([KOP, GOED, "٠٣٩٩٠٠٠٢;B;;2020-01-01;"], 3, "is geen AGB-code"),
        ([KOP, GOED, "03990002; ;;2020-01-01;"], 3, "naam: leeg"),
        ([KOP, GOED, "03990002;B\x00;;2020-01-01;"], 3, "naam: "),
        ([KOP, GOED, f"03990002;{'B' * 201};;2020-01-01;"], 3, "naam: meer dan 200 tekens"),
        ([KOP, GOED, "03990002;B;301;2020-01-01;"], 3, "specialismen: '301'"),
        ([KOP, GOED, "03990002;B;;31-01-2020;"], 3, "begin: '31-01-2020' is geen datum"),
        ([KOP, GOED, "03990002;B;;2021-02-29;"], 3, "begin: '2021-02-29' is geen datum"),
        ([KOP, GOED, "03990002;B;;;"], 3, "begin: '' is geen datum"),
        ([KOP, GOED, "03990002;B;;2020-01-01;2019-12-31"], 3, "einde: ligt voor begin"),
        ([KOP, GOED, "", "03990001;A;0301;2020-01-01;"], 4, "03990001 staat ook al op regel 2"),
        ([KOP, GOED, '03990002;"B;;2020-01-01;'], 3, "aanhalingstekens"),
    ],
)
def test_a_broken_file_is_refused_with_its_line(tmp_path: Path, regels: list[str], regel: int, tekst: str) -> None:
    path = _file(tmp_path, *regels)
    with pytest.raises(OnbruikbaarBestand) as fout:
        load(ZORGVERLENERS, path, now=NOW)
    [probleem] = fout.value.problemen
    assert (probleem.bestand, probleem.regel) == (path, regel)
    assert tekst in probleem.tekst
    assert not Zorgverlener.objects.exists()
    assert geladen_at(ZORGVERLENERS) is None


def test_a_file_that_is_not_utf_8_is_refused_with_its_line(tmp_path: Path) -> None:
    path = _file(tmp_path, KOP, GOED, "03990002;Ö;;2020-01-01;", encoding="cp1252")
    with pytest.raises(OnbruikbaarBestand, match="regel 3: dit is geen UTF-8"):
        load(ZORGVERLENERS, path, now=NOW)


@pytest.mark.parametrize(
    ("register", "kop", "rij", "tekst"),
    [
        (
            Register.AGB_ZORGAANBIEDERS,
            "agb;naam;type;begin;einde",
            "22990001;A;winkel;2020-01-01;",
            "type: 'winkel'",
        ),
        (Register.UZOVI, "uzovi;naam;begin;einde", "99011;A;2020-01-01;", "is geen UZOVI-nummer"),
        (Register.UZOVI, "uzovi;naam;begin;einde;soort", "9901;A;2020-01-01;;bank", "soort: 'bank'"),
    ],
)
def test_every_register_has_its_own_rules(tmp_path: Path, register: Register, kop: str, rij: str, tekst: str) -> None:
    with pytest.raises(OnbruikbaarBestand, match=f"regel 2: .*{tekst}"):
        load(register, _file(tmp_path, kop, rij), now=NOW)


@pytest.mark.usefixtures("geladen")
def test_a_koppeling_of_a_code_that_was_not_loaded_is_refused(tmp_path: Path) -> None:
    kop = "zorgverlener;zorgaanbieder;begin;einde"
    path = _file(tmp_path, kop, "03999999;22990001;2020-01-01;", "03990011;22999999;2020-01-01;")
    with pytest.raises(OnbruikbaarBestand) as fout:
        load(Register.AGB_KOPPELINGEN, path, now=NOW)
    assert [(probleem.regel, probleem.tekst) for probleem in fout.value.problemen] == [
        (2, "zorgverlener: 03999999 is niet geladen"),
        (3, "zorgaanbieder: 22999999 is niet geladen"),
    ]


def test_it_names_at_most_twenty_problems_in_the_order_of_the_file(tmp_path: Path) -> None:
    regels = [GOED, *("stuk" for _ in range(2000))]
    with pytest.raises(OnbruikbaarBestand) as fout:
        load(ZORGVERLENERS, _file(tmp_path, KOP, *regels), now=NOW)
    assert [probleem.regel for probleem in fout.value.problemen] == list(range(3, 3 + PROBLEMEN_MAX))


def test_a_problem_late_in_a_large_file_undoes_the_whole_load(tmp_path: Path) -> None:
    regels = [f"03{nummer:06d};Naam;;2020-01-01;" for nummer in range(1500)]
    with pytest.raises(OnbruikbaarBestand, match="regel 1502"):
        load(ZORGVERLENERS, _file(tmp_path, KOP, *regels, "stuk"), now=NOW)
    assert not Zorgverlener.objects.exists()


def test_one_broken_file_refuses_the_whole_folder(registermap: Path) -> None:
    with bestanden_in(registermap)[Register.UZOVI].open("a") as bestand:
        bestand.write("stuk\n")
    with pytest.raises(OnbruikbaarBestand, match="uzovi.csv, regel 7"):
        load_all(bestanden_in(registermap), now=NOW)
    assert not Zorgverlener.objects.exists()


_DAGEN = st.dates(date(1950, 1, 1), date(2100, 12, 31))
_NAMEN = st.text(st.characters(codec="utf-8"), min_size=1, max_size=30).filter(
    lambda naam: naam.isprintable() and naam.strip()
)
_RIJEN = st.dictionaries(
    st.integers(0, 999_999),
    st.tuples(_NAMEN, st.sampled_from(["", "0301", "0303,0304"]), _DAGEN),
    min_size=1,
    max_size=8,
)


@settings(max_examples=keer(50, 500))
@given(_RIJEN)
def test_whatever_was_loaded_a_second_load_changes_nothing(rijen: dict[int, tuple[str, str, date]]) -> None:
    regels = [
        f'03{nummer:06d};"{naam.replace(chr(34), chr(34) * 2)}";{specialismen};{begin.isoformat()};'
        for nummer, (naam, specialismen, begin) in rijen.items()
    ]
    with tempfile.TemporaryDirectory() as folder:
        path = _file(Path(folder), KOP, *regels)
        eerste = load(ZORGVERLENERS, path, now=NOW)
        inhoud = list(Zorgverlener.objects.order_by("pk").values_list())
        tweede = load(ZORGVERLENERS, path, now=NOW)
    assert eerste.nieuw + eerste.gewijzigd + eerste.ongewijzigd == tweede.ongewijzigd == len(rijen)
    assert list(Zorgverlener.objects.order_by("pk").values_list()) == inhoud
