from dataclasses import replace
from datetime import date

import pytest

from machtigingen.beslisboom import Machtigingsvrij, Traject, find, machtigingsvrij

DATUM = date(2026, 6, 1)
CARE = {"specialisme": "301", "diagnose": "251", "zorgactiviteit": "31562"}


@pytest.fixture
def forms(proef):
    lid = replace(proef, code="X02", prestatiecodes=(), trajecten=(Traject("0301", "251", ("031562", "031563")),))
    brow = replace(proef, code="X10", prestatiecodes=(), trajecten=(Traject("0301", "251", ("031548",)),))
    return (brow, lid, proef)


def codes(forms, **wanted):
    found = find(forms, **{"grondslag": "zvw", "datum": DATUM} | wanted)
    return [form.code for form in found]


def test_codes_without_their_leading_zeros_are_understood(forms):
    assert codes(forms, **CARE) == ["X02"]


def test_without_zorgactiviteit_every_form_for_the_diagnosis_fits(forms):
    assert codes(forms, **CARE | {"zorgactiviteit": None}) == ["X02", "X10"]


@pytest.mark.parametrize(
    "other",
    [
        {"diagnose": "255"},
        {"specialisme": "0304"},
        {"zorgactiviteit": "031545"},
        {"grondslag": "wlz"},
        {"datum": date(2025, 12, 31)},
        {"formulier": "X10"},
    ],
)
def test_other_care_another_law_or_another_time_fits_nothing(forms, other):
    assert codes(forms, **CARE | other) == []


def test_prestatiecodes_fit_the_form_that_has_them_all(forms):
    assert codes(forms, prestatiecodelijst="010", prestatiecodes=["J080"]) == ["P01"]
    assert codes(forms, prestatiecodelijst="010", prestatiecodes=["J080", "J056"]) == []


def test_a_prestatiecode_of_another_list_is_another_code(forms):
    assert codes(forms, prestatiecodelijst="045", prestatiecodes=["J080"]) == []
    assert codes(forms, prestatiecodes=["J080"]) == []


def test_a_form_may_be_for_some_specialismen_only(proef):
    dental = [replace(proef, specialismen=("1200",))]
    wanted = {"prestatiecodelijst": "010", "prestatiecodes": ["J080"]}
    assert codes(dental, specialisme="1200", **wanted) == ["P01"]
    assert codes(dental, specialisme="301", **wanted) == []


def test_a_form_may_be_named_with_or_without_the_care(forms):
    assert codes(forms, formulier="X10") == ["X10"]
    assert codes(forms, formulier="X02", **CARE) == ["X02"]
    assert codes(forms) == []


def test_care_that_the_newest_version_leaves_out_is_not_asked_for_with_the_one_before_it(forms):
    newer = replace(forms[1], versie="2", geldig_van=date(2026, 5, 1), trajecten=(Traject("0301", "251", ("031563",)),))
    assert codes([*forms, newer], **CARE) == []
    assert codes([*forms, newer], **CARE, datum=date(2026, 4, 30)) == ["X02"]


def test_of_two_valid_versions_the_newest_is_taken(forms):
    newer = replace(forms[1], versie="2", geldig_van=date(2026, 5, 1))
    assert [form.versie for form in find((newer, *forms), grondslag="zvw", datum=DATUM, **CARE)] == ["2"]
    before = date(2026, 4, 30)
    assert [form.versie for form in find((newer, *forms), grondslag="zvw", datum=before, **CARE)] == ["1"]


VRIJ = Machtigingsvrij(
    uzovi="9903",
    specialisme="0301",
    diagnose="251",
    zorgactiviteit="031562",
    agb=("22990001",),
    geldig_van=date(2026, 1, 1),
    geldig_tot=date(2026, 12, 31),
    reden="Volgens het contract.",
)
ASKED = CARE | {"uzovi": "9903", "grondslag": "zvw", "agb": "22990001", "datum": DATUM}


# --- forms of one insurer


@pytest.fixture
def own(forms):
    """Insurer 9902 has a form of its own, under another code, for one of the two treatments of X02."""
    return replace(forms[1], code="Z01", uzovi="9902", trajecten=(Traject("0301", "251", ("031562",)),))


def test_for_its_care_the_form_of_an_insurer_takes_the_place_of_the_national_one(forms, own):
    assert codes((*forms, own), **CARE, uzovi="9902") == ["Z01"]
    assert codes((*forms, own), **CARE | {"zorgactiviteit": "031563"}, uzovi="9902") == ["X02"]


@pytest.mark.parametrize("uzovi", ["", "9901"])
def test_for_who_is_insured_elsewhere_or_nobody_knows_where_it_is_not_there(forms, own, uzovi):
    assert codes((*forms, own), **CARE, uzovi=uzovi) == ["X02"]
    assert codes((own,), **CARE, uzovi=uzovi) == []
    assert codes((own,), formulier="Z01", uzovi=uzovi) == []


def test_while_the_treatment_is_not_known_a_national_form_stays_for_what_is_left(forms, own):
    open_ = CARE | {"zorgactiviteit": None}
    assert codes((*forms, own), **open_, uzovi="9902") == ["X02", "X10", "Z01"]
    whole = replace(own, trajecten=forms[1].trajecten)
    assert codes((*forms, whole), **open_, uzovi="9902") == ["X10", "Z01"]


def test_an_own_form_goes_before_a_newer_national_one_of_the_same_code(forms):
    mine = replace(forms[1], uzovi="9902", geldig_van=date(2020, 1, 1), versie="9902.1")
    (found,) = find((*forms, mine), **{"grondslag": "zvw", "datum": DATUM, "uzovi": "9902"} | CARE)
    assert found.versie == "9902.1"


def test_so_does_one_for_prestaties_and_one_that_is_named(forms):
    proef = forms[2]
    mine = replace(proef, code="Z02", uzovi="9902")
    prestaties = {"prestatiecodelijst": proef.prestatiecodelijsten[0], "prestatiecodes": proef.prestatiecodes[:1]}
    assert codes((proef, mine), **prestaties, uzovi="9902") == ["Z02"]
    named = replace(proef, uzovi="9902", versie="9902.1")
    assert [
        form.versie for form in find((proef, named), grondslag="zvw", datum=DATUM, formulier=proef.code, uzovi="9902")
    ] == ["9902.1"]


def test_care_in_the_contract_of_the_instantie_needs_no_machtiging():
    assert machtigingsvrij([VRIJ], **ASKED) is VRIJ


@pytest.mark.parametrize(
    "other",
    [
        {"uzovi": "9901"},
        {"agb": "06990002"},
        {"datum": date(2027, 1, 1)},
        {"datum": date(2025, 12, 31)},
        {"zorgactiviteit": None},
        {"zorgactiviteit": "031563"},
        {"grondslag": "wlz"},
        {"diagnose": "", "zorgactiviteit": None},
        {"prestatiecodelijst": "010", "prestatiecodes": ("J080",)},
    ],
)
def test_everything_else_does(other):
    assert machtigingsvrij([VRIJ], **ASKED | other) is None


def test_without_instanties_it_holds_for_all():
    assert machtigingsvrij([replace(VRIJ, agb=())], **ASKED | {"agb": "06990002"}) is not None


HERSTEL = replace(
    VRIJ, specialisme="", diagnose="", zorgactiviteit="", prestatiecodelijst="010", prestatiecodes=("J056", "J070")
)


def free(*codes, vrij=HERSTEL, **other):
    care = {"specialisme": "1200", "prestatiecodelijst": "010", "prestatiecodes": codes}
    return machtigingsvrij([vrij], **ASKED | {"diagnose": "", "zorgactiviteit": None} | care | other)


def test_prestaties_in_the_contract_of_the_instantie_need_no_machtiging():
    assert free("J056") is free("J070", "J056") is HERSTEL


def test_one_prestatie_that_is_not_named_makes_all_of_them_need_one():
    assert free("J056", "J080") is None


@pytest.mark.parametrize("other", [{"prestatiecodelijst": "045"}, {"agb": "12990009"}, {"grondslag": "wlz"}])
def test_a_code_of_another_list_contract_or_law_is_another_care(other):
    assert free("J056", **other) is None


def test_prestaties_may_be_free_for_one_specialisme_or_under_both_laws():
    tandarts = replace(HERSTEL, specialisme="1200", grondslagen=("zvw", "wlz"))
    assert free("J056", vrij=tandarts, grondslag="wlz") is free("J056", vrij=tandarts, specialisme="1200") is tandarts
    assert free("J056", vrij=tandarts, specialisme="9301") is None


def test_a_line_about_a_treatment_says_nothing_of_a_request_without_one():
    assert free(vrij=HERSTEL) is None
