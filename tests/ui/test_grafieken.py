"""Where everything in a picture of numbers goes."""

import re

import pytest
from django.template.loader import render_to_string
from hypothesis import given
from hypothesis import strategies as st

from machtigingen.ui.getallen import Cijfertabel, heel, procent, tiende
from machtigingen.ui.grafieken import Balk, Merklijn, Staaf, balken, staven, verdeling
from machtigingen.ui.tekening import Reeks, Tekening, Vulling

REEKSEN = (Reeks(naam="Goedgekeurd", vulling=Vulling.GOED), Reeks(naam="Afgewezen", vulling=Vulling.FOUT))
GETALLEN = st.integers(0, 10**6)
PAREN = st.tuples(GETALLEN, GETALLEN)


def staand(*waarden: tuple[int, int], **anders: str) -> Tekening:
    rijen = [Staaf(naam=f"m{plaats}", waarden=paar) for plaats, paar in enumerate(waarden)]
    return staven(id="t", titel="Aanvragen", uitleg="Zoveel.", reeksen=REEKSEN, staven=rijen, **anders)


def liggend(*waarden: tuple[int, int], naam: str = "Een formulier") -> Tekening:
    rijen = [Balk(naam=naam, waarden=paar, achter=heel(sum(paar))) for paar in waarden]
    return balken(id="t", titel="Aanvragen", uitleg="Zoveel.", reeksen=REEKSEN, balken=rijen)


def verdeeld(aantallen: dict[int, int], *lijnen: Merklijn) -> Tekening:
    return verdeling(id="t", titel="Dagen", uitleg="Zoveel.", aantallen=aantallen, lijnen=lijnen, as_="Aantal")


def getal(plaats: str) -> float:
    return float(plaats.removesuffix("%"))


def teksten(tekening: Tekening) -> list[str]:
    return [tekst.tekst for tekst in tekening.teksten]


@given(st.lists(PAREN, max_size=25))
def test_bars_that_stand_stay_within_the_picture(waarden: list[tuple[int, int]]) -> None:
    for vak in staand(*waarden).vakken:
        assert getal(vak.x) >= 0
        assert getal(vak.x) + getal(vak.breedte) <= 100
        assert getal(vak.y) >= 20
        assert getal(vak.y) + getal(vak.hoogte) <= 233
        assert getal(vak.hoogte) >= 1


@given(st.lists(PAREN, max_size=12))
def test_bars_that_lie_leave_room_for_their_words(waarden: list[tuple[int, int]]) -> None:
    tekening = liggend(*waarden)
    assert all(getal(vak.x) + getal(vak.breedte) <= 61 for vak in tekening.vakken)
    assert all(getal(vak.y) + 20 <= int(tekening.hoogte) for vak in tekening.vakken)


@given(st.dictionaries(st.integers(0, 400), st.integers(1, 1000), max_size=30), st.integers(0, 400))
def test_every_day_is_in_the_picture_and_so_is_the_line(aantallen: dict[int, int], dag: int) -> None:
    tekening = verdeeld(aantallen, Merklijn(waarde=dag, tekst="helft"))
    assert len(tekening.vakken) <= 22
    assert all(0 <= getal(vak.x) < 100 for vak in tekening.vakken)
    assert 0 < getal(tekening.merklijnen[0].x1) < 100
    assert bool(tekening.vakken) == bool(aantallen)
    assert ("meer" in teksten(tekening)) == any(dag > 20 for dag in aantallen)


def test_a_part_is_as_high_as_it_is_large() -> None:
    groot, klein = staand((75, 25)).vakken
    assert getal(groot.hoogte) + 1.5 == pytest.approx(3 * (getal(klein.hoogte) + 1.5), abs=0.2)
    assert getal(klein.y) < getal(groot.y)


@pytest.mark.parametrize(
    ("hoogste", "schaal"),
    [
        (0, ["0", "1"]),
        (1, ["0", "1"]),
        (3, ["0", "1", "2", "3"]),
        (7, ["0", "2", "4", "6", "8"]),
        (144, ["0", "50", "100", "150"]),
        (4100, ["0", "2.000", "4.000", "6.000"]),
    ],
)
def test_the_scale_goes_up_by_round_steps(hoogste: int, schaal: list[str]) -> None:
    woorden = staand((hoogste, 0)).teksten
    assert [tekst.tekst for tekst in woorden if tekst.dx == "-8"] == schaal


def test_the_total_stands_on_a_bar_where_there_is_room_for_all() -> None:
    assert "1.234" in teksten(staand((1200, 34)))
    assert "1.234" not in teksten(staand(*[(1200, 34)] * 25))


def test_half_of_the_names_are_left_out_on_a_narrow_screen() -> None:
    namen = {tekst.tekst: tekst.klassen for tekst in staand(*[(1, 1)] * 12).teksten if tekst.tekst.startswith("m")}
    assert len(namen) == 12
    assert [naam for naam, klassen in namen.items() if "breed" not in klassen] == ["m0", "m2", "m4", "m6", "m8", "m10"]


def test_a_long_name_goes_on_below_itself() -> None:
    regels = [tekst.tekst for tekst in liggend((1, 0), naam="Een heel lange naam " * 4).teksten]
    assert max(map(len, regels)) <= 36
    assert len(regels) == 4


def test_a_picture_says_in_words_what_it_shows() -> None:
    html = render_to_string("ui/components/grafiek.html", {"tekening": staand((3, 1))})
    assert 'role="img" aria-labelledby="t-titel" aria-describedby="t-uitleg"' in html
    assert '<title id="t-titel">Aanvragen</title>' in html
    assert '<desc id="t-uitleg">Zoveel.</desc>' in html
    assert "Goedgekeurd</li>" in html


def test_no_picture_holds_a_style_or_a_number_in_dutch_notation() -> None:
    """The policy of the portal blocks the first, and a browser does not understand the second."""
    for tekening in (staand((3, 1), (1, 2), (5, 5)), liggend((2, 1)), verdeeld({3: 4}, Merklijn(waarde=3, tekst="3"))):
        html = render_to_string("ui/components/grafiek.html", {"tekening": tekening})
        assert "style=" not in html
        assert "<script" not in html
        maten = re.findall(r' (?:x|y|dx|x1|x2|y1|y2|width|height)="([^"]*)"', html)
        assert maten
        assert all(re.fullmatch(r"-?[0-9]+(\.[0-9]+)?%?", maat) for maat in maten)


def test_each_pattern_that_is_used_is_there() -> None:
    html = render_to_string("ui/components/grafiek.html", {"tekening": staand((3, 1))})
    assert set(re.findall(r"url\(#([^)]*)\)", html)) == set(re.findall(r'<pattern id="([^"]*)"', html)) != set()


def test_hostile_names_are_only_text() -> None:
    html = render_to_string("ui/components/grafiek.html", {"tekening": liggend((1, 1), naam="<script>")})
    assert "<script>" not in html
    assert "&lt;script&gt;" in html


def test_a_table_of_numbers_names_its_rows_and_columns() -> None:
    tabel = Cijfertabel(titel="Per maand", kolommen=("Maand", "Open"), rijen=(("mei", "3"),))
    html = render_to_string("ui/components/cijfertabel.html", {"tabel": tabel})
    assert '<th role="rowheader" scope="row" class="utrecht-table__cell">mei</th>' in html
    assert 'data-kolom="Open">3</td>' in html


@pytest.mark.parametrize(
    ("gelezen", "geschreven"),
    [
        (heel(1234567), "1.234.567"),
        (heel(0), "0"),
        (tiende(4.0), "4"),
        (tiende(4.25), "4,3"),
        (tiende(0.25), "0,3"),
        (tiende(1234.5), "1.234,5"),
        (tiende(None), "–"),
        (procent(0.625), "63%"),
        (procent(0.125), "13%"),
        (procent(0), "0%"),
        (procent(1), "100%"),
        (procent(0.0004), "< 1%"),
        (procent(0.9996), "> 99%"),
        (procent(None), "–"),
    ],
)
def test_numbers_read_as_in_the_netherlands(gelezen: str, geschreven: str) -> None:
    assert gelezen == geschreven
