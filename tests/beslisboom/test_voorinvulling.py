from machtigingen.beslisboom import prefill


def test_each_value_comes_with_its_source(proef):
    found = prefill(
        proef, {"cov": {"naam": "E. Voorbeeld"}, "softwarepakket": {"antwoorden": {"afstand": "1,5"}}}
    )
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
