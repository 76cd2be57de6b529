import pytest

from machtigingen.beslisboom import prefill


def test_each_value_comes_with_its_source(proef):
    found = prefill(proef, {"cov": {"naam": "E. Voorbeeld"}, "softwarepakket": {"antwoorden": {"afstand": "1,5"}}})
    assert found == {"naam": ("E. Voorbeeld", "cov"), "afstand": ("1.5", "softwarepakket")}


def test_the_first_source_with_a_usable_value_wins(proef):
    package = {"verzekerde": {"naam": "Uit het pakket"}}
    assert prefill(proef, {"cov": {"naam": ""}, "softwarepakket": package})["naam"].bron == "softwarepakket"
    assert prefill(proef, {"cov": {"naam": "Uit COV"}, "softwarepakket": package})["naam"].waarde == "Uit COV"


def test_what_is_not_usable_is_asked_instead(proef):
    pushed = {"antwoorden": {"klacht": "misschien", "afstand": 11}, "verzekerde": "geen blok"}
    assert prefill(proef, {"softwarepakket": pushed}) == {}


def test_a_form_may_choose_another_source_for_a_shared_question(proef_met):
    form = proef_met("voorinvulling.yaml", "  klacht:", "  naam:\n    - agb_register: naam\n  klacht:")
    assert prefill(form, {"cov": {"naam": "Uit COV"}}) == {}


PRESTATIE = {"code": "J080", "aantal": 1, "techniek": "310.5"}


def pushed(*prestaties):
    return {"softwarepakket": {"verstrekking": {"prestaties": list(prestaties)}}}


def test_the_prestaties_of_a_package_fill_the_table(tabelproef):
    rows = [PRESTATIE | {"techniek": "310.50"}]
    assert prefill(tabelproef, pushed(PRESTATIE)) == {"prestaties": (rows, "softwarepakket")}


def test_of_a_row_that_is_not_whole_the_rest_is_kept(tabelproef):
    unknown = {"code": "J070", "aantal": 100, "honorarium": "12.00"}
    assert prefill(tabelproef, pushed(PRESTATIE, unknown))["prestaties"].waarde == [
        PRESTATIE | {"techniek": "310.50"},
        {"code": "J070"},
    ]


@pytest.mark.parametrize("raw", ["J080", [], ["J080"], [{"code": "X"}], [{}] * 51, {"code": "J080"}])
def test_of_what_is_no_table_nothing_is_kept(tabelproef, raw):
    assert prefill(tabelproef, {"softwarepakket": {"verstrekking": {"prestaties": raw}}}) == {}
