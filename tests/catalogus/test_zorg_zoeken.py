"""Care found by a word or a code, as people type them, and only what a push would find."""

from dataclasses import replace
from datetime import date
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from machtigingen.beslisboom import Machtigingsvrij, Uitkomst
from machtigingen.beslisboom.kiezen import in_force
from machtigingen.formulieren import catalogus
from machtigingen.formulieren.catalogus import Catalogus
from machtigingen.formulieren.mogelijkheden import Filter
from machtigingen.formulieren.zoeken import Zorg, find_other_days, find_zorg

NU = date(2026, 11, 24)
OOGKLINIEK, ZIEKENHUIS = "22990001", "06990002"


def zoek(tekst: str, *, uzovi: str = "", agb: str = OOGKLINIEK, on: date = NU, **anders) -> tuple[Zorg, ...]:
    return find_zorg(catalogus(), Filter(on=on, uzovi=uzovi), tekst, agb=agb, **anders)


def formulieren(tekst: str, **anders) -> set[str]:
    return {zorg.formulier.code for zorg in zoek(tekst, **anders)}


@pytest.mark.parametrize(
    ("tekst", "verwacht"),
    [
        ("X02", {"X02"}),
        *((een, {"M06"}) for een in ("C012", "M30", "vulling", "V92", "trekken tand", "wortelkanaal")),
        ("x02", {"X02"}),
        ("031545", {"X02"}),
        ("31545", {"X02"}),
        ("J081", {"M03"}),
        (" j 081 ", {"M03"}),
        ("blefaroplastiek", {"X02"}),
        ("BLÉFARO", {"X02"}),
        ("dermatochalasis", {"X02"}),
        ("ptosis", {"X02", "X10"}),
        ("uitwendig wenkbrauw", {"X10"}),
        ("klikgebit onderkaak", {"M03"}),
        ("tandprothetiek", {"M03"}),
        *((een, {"M09"}) for een in ("narcose", "angst", "gnathologie", "slijtage", "Peri-implantitis", "bijzondere")),
        ("klikgebit wenkbrauw", set()),
        ("bestaat niet", set()),
        ("", set()),
        ("  .,;  ", set()),
        ("'; DROP TABLE aanvraag; --", set()),
    ],
)
def test_it_finds_what_people_mean(tekst: str, verwacht: set[str]) -> None:
    assert formulieren(tekst) == verwacht


def test_what_is_named_by_its_very_code_comes_first() -> None:
    eerste = zoek("255")[0]
    assert (eerste.keuze.specialisme, eerste.keuze.diagnose) == ("0301", "255")


def test_care_is_named_by_what_is_done_and_then_by_what_for() -> None:
    (zorg,) = zoek("31545")
    assert [(naam.code, naam.naam) for naam in zorg.namen] == [
        ("031545", "Bovenooglidcorrectie (blefaroplastiek)"),
        ("255", "Dermatochalasis"),
    ]
    (zorg,) = zoek("G01")
    assert [naam.code for naam in zorg.namen] == ["G01"]


def test_a_prestatie_is_found_once_for_all_who_may_ask_for_it() -> None:
    (zorg,) = zoek("J081")
    assert set(zorg.specialismen) == {"1200", "1201", "9301"}
    (van_hier,) = zoek("J081", specialismen={"9301"})
    assert van_hier.keuze.specialisme == "9301"


def test_it_says_which_insurer_wants_no_machtiging_and_for_whom() -> None:
    assert zoek("31545", uzovi="9901")[0].vrij == ()
    assert [vrij.uzovi for vrij in zoek("31545", uzovi="9903")[0].vrij] == ["9903"]
    assert [vrij.uzovi for vrij in zoek("31545")[0].vrij] == ["9903"]
    assert zoek("39903", uzovi="9902", agb=OOGKLINIEK)[0].vrij == ()
    assert [vrij.agb for vrij in zoek("39903", uzovi="9902", agb=ZIEKENHUIS)[0].vrij] == [(ZIEKENHUIS,)]


def test_a_form_of_another_day_is_named_apart() -> None:
    eerder = date(2025, 3, 1)
    assert "M05" not in formulieren("slaapapneu", on=eerder)
    andere = find_other_days(catalogus(), Filter(on=eerder), "slaapapneu")
    assert [een.code for een in andere] == ["M05"]
    assert find_other_days(catalogus(), Filter(on=NU), "slaapapneu") == ()
    assert find_other_days(catalogus(), Filter(on=eerder), "") == ()


def test_whatever_is_found_is_what_a_push_would_get() -> None:
    for tekst, uzovi in product(("a", "e", "0"), ("", "9902")):
        for zorg in zoek(tekst, uzovi=uzovi):
            assert zorg.formulier in catalogus().passend(zorg.keuze)


@given(st.text(max_size=60))
def test_whatever_is_typed_gives_an_answer(tekst: str) -> None:
    assert zoek(tekst) == zoek(tekst.upper().lower()) or not tekst.isascii()


TANDARTS = "12990003"


def vrij_voor(**regel) -> Catalogus:
    """The catalogue with one line more, of 9901."""
    erbij = Machtigingsvrij(
        uzovi="9901", prestatiecodes=("J081",), geldig_van=date(2026, 1, 1), reden="Hoeft niet.", **regel
    )
    inhoud = catalogus().inhoud
    return replace(catalogus(), inhoud=replace(inhoud, machtigingsvrij=(*inhoud.machtigingsvrij, erbij)))


def test_it_is_free_only_when_it_is_for_each_specialisme_that_works_here() -> None:
    een_soort = vrij_voor(specialisme="1200", prestatiecodelijst="010")
    filter = Filter(on=NU, uzovi="9901", prestatiecodelijst="010")
    for werken, altijd, soms in (({"1200"}, 1, 0), ({"1200", "9301"}, 0, 1), ({"9301"}, 0, 0), (set(), 0, 1)):
        (zorg,) = find_zorg(een_soort, filter, "J081", agb=TANDARTS, specialismen=werken)
        assert (len(zorg.vrij), len(zorg.soms)) == (altijd, soms)


def test_a_code_of_two_lists_is_two_lines_where_the_list_decides() -> None:
    per_lijst = vrij_voor(prestatiecodelijst="010")
    tien, vijfenveertig = find_zorg(per_lijst, Filter(on=NU, uzovi="9901"), "J081", agb=TANDARTS)
    assert (tien.lijst, len(tien.vrij)) == ("010", 1)
    assert (vijfenveertig.lijst, vijfenveertig.keuze.prestatiecodelijst, vijfenveertig.vrij) == ("045", "045", ())
    overal = find_zorg(per_lijst, Filter(on=NU), "J081", agb=TANDARTS)
    assert [een.lijst for een in overal] == ["010", "045"]
    (een,) = find_zorg(catalogus(), Filter(on=NU), "J081", agb=TANDARTS)
    assert een.lijst == ""


def test_each_rule_that_may_say_that_none_is_needed_is_told_of_the_care_of_its_examples() -> None:
    gezien = set()
    for formulier in in_force(catalogus().inhoud.formulieren, NU):
        for voorbeeld in formulier.voorbeelden:
            if voorbeeld.uitkomst is Uitkomst.NIET_NODIG:
                rijen = voorbeeld.antwoorden.get("prestaties") or [{}]
                wat = rijen[0].get("code") or voorbeeld.antwoorden.get("zorgactiviteit") or formulier.code
                tekst = next(een.tekst for een in formulier.beslistabel.regels if een.naam == voorbeeld.regel)
                assert tekst in [een for zorg in zoek(str(wat)) for een in zorg.soms_niet]
                gezien.add(formulier.code)
    assert gezien == {"M03", "M06", "X02", "X93"}


def test_a_rule_on_the_very_code_that_comes_first_leaves_nothing_to_hang_on() -> None:
    assert [zorg.soms_niet for zorg in zoek("V30")] == [()]
    (fluoride,), (vulling,) = zoek("M40"), zoek("V92")
    assert ("fluoride" in fluoride.soms_niet[0], len(fluoride.soms_niet)) == (True, 2)
    assert ("fluoride" in " ".join(vulling.soms_niet), len(vulling.soms_niet)) == (False, 1)
