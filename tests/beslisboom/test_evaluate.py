import pytest

from machtigingen.beslisboom import Uitkomst, Uitslag, evaluate

COMPLEET = {"naam": "E. Voorbeeld", "klacht": True, "afstand": "1"}


def test_the_first_rule_that_fits_decides(proef):
    decision = evaluate(proef, COMPLEET)
    assert (decision.uitkomst, decision.regel) == (Uitkomst.GOEDGEKEURD, "kleine afstand")
    assert decision.tekst == "De afstand is klein."


def test_the_trail_says_of_each_rule_tried_what_fitted_and_what_did_not(proef):
    trail = evaluate(proef, COMPLEET).spoor
    assert [(step.regel, step.uitslag) for step in trail] == [
        ("geen klacht", Uitslag.PAST_NIET),
        ("kleine afstand", Uitslag.PAST),
    ]
    assert str(trail[0]) == "Regel geen klacht: past niet. Is er een klacht? Antwoord: Ja. Nodig: Nee."
    assert str(trail[1]) == (
        "Regel kleine afstand: past. Hoe groot is de afstand? Antwoord: 1 mm. Nodig: hoogstens 1 mm."
    )


def test_a_refusal_is_automatic_only_when_the_form_says_so(proef, proef_met):
    answers = COMPLEET | {"afstand": "2", "reden": "wens"}
    assert evaluate(proef, answers).uitkomst is Uitkomst.AFGEWEZEN
    careful = proef_met("beslistabel.yaml", "automatisch_afwijzen: true\n", "")
    decision = evaluate(careful, answers)
    assert (decision.uitkomst, decision.regel) == (Uitkomst.BEOORDELEN, "een wens")


@pytest.mark.parametrize(
    ("answers", "regel", "besliste"),
    [
        (COMPLEET, "kleine afstand", True),
        (COMPLEET | {"afstand": "2", "reden": "ziekte"}, "de rest", True),  # which asks for a person
        ({"klacht": True, "afstand": "1"}, "kleine afstand", False),  # not all is answered
        ({"naam": "E. Voorbeeld", "klacht": True}, "kleine afstand", False),  # it might fit
        (COMPLEET | {"afstand": "2", "reden": "wens"}, "een wens", False),
    ],
)
def test_a_rule_that_fits_or_might_is_named_and_did_not_always_decide(proef_met, answers, regel, besliste):
    decision = evaluate(proef_met("beslistabel.yaml", "automatisch_afwijzen: true\n", ""), answers)
    assert (decision.regel, decision.besliste) == (regel, besliste)


def test_a_rule_that_cannot_be_weighed_goes_to_a_person(proef):
    decision = evaluate(proef, {"naam": "E. Voorbeeld", "klacht": True})
    assert decision.uitkomst is Uitkomst.BEOORDELEN
    assert decision.spoor[-1].uitslag is Uitslag.ONBEKEND
    assert "Antwoord: geen antwoord." in str(decision.spoor[-1])


@pytest.mark.parametrize(
    ("reden", "uitkomst"), [("ziekte", "goedgekeurd"), ("WENS", "beoordelen"), ("Een wens, denk ik", "beoordelen")]
)
def test_own_words_that_a_rule_would_look_at_go_to_a_person(proefcatalogus, reden, uitkomst):
    proefcatalogus.change("proef/1/formulier.yaml", "type: choice", "type: open-choice")
    proefcatalogus.change("proef/1/beslistabel.yaml", "uitkomst: beoordelen", "uitkomst: goedgekeurd")
    decision = evaluate(proefcatalogus.load(), COMPLEET | {"afstand": "2", "reden": reden})
    assert (decision.uitkomst, decision.besliste) == (uitkomst, uitkomst == "goedgekeurd")


def test_junk_counts_as_unknown(proef):
    assert evaluate(proef, COMPLEET | {"afstand": "heel klein"}).uitkomst is Uitkomst.BEOORDELEN


def test_a_rule_that_fits_does_not_approve_while_another_question_is_open(proef):
    assert evaluate(proef, {"klacht": True, "afstand": "1"}).uitkomst is Uitkomst.BEOORDELEN


def test_a_later_rule_does_not_overtake_one_that_is_unknown(proef_met):
    form = proef_met("beslistabel.yaml", "als: {}\n    uitkomst: beoordelen", "als: {}\n    uitkomst: goedgekeurd")
    assert evaluate(form, {"naam": "E. Voorbeeld", "klacht": True}).uitkomst is Uitkomst.BEOORDELEN


def test_a_question_that_might_still_be_asked_is_not_one_off_the_path(proef_met):
    proef_met("formulier.yaml", "type: boolean", "type: boolean\n        required: false")
    proef_met("beslistabel.yaml", "als: {klacht: nee}", "als: {afstand: '> 5'}")
    form = proef_met("beslistabel.yaml", "als: {afstand: <= 1}", "als: {}")
    assert evaluate(form, {"naam": "E. Voorbeeld", "klacht": False}).uitkomst is Uitkomst.GOEDGEKEURD
    assert evaluate(form, {"naam": "E. Voorbeeld"}).uitkomst is Uitkomst.BEOORDELEN


def test_without_a_fitting_rule_a_person_decides(proef_met):
    form = proef_met(
        "beslistabel.yaml",
        "  - regel: de rest\n    als: {}\n    uitkomst: beoordelen\n"
        "    tekst: Een beoordelaar kijkt.\n    onderbouwing: De wet.\n",
        "",
    )
    decision = evaluate(form, COMPLEET | {"afstand": "2", "reden": "ziekte"})
    assert (decision.uitkomst, decision.regel) == (Uitkomst.BEOORDELEN, "")


def test_two_rules_that_both_fit_under_unique_go_to_a_person(proef_met):
    form = proef_met("beslistabel.yaml", "hitPolicy: FIRST", "hitPolicy: UNIQUE")
    decision = evaluate(form, COMPLEET)
    assert (decision.uitkomst, decision.regel) == (Uitkomst.BEOORDELEN, "")
    assert len(decision.spoor) == 4


def test_a_question_off_the_path_fits_no_test_not_even_a_denied_one(proef_met):
    form = proef_met("beslistabel.yaml", "als: {afstand: <= 1}", "als: {reden: not(wens)}")
    decision = evaluate(form, COMPLEET)
    assert decision.spoor[1].uitslag is Uitslag.PAST_NIET


@pytest.mark.parametrize(
    ("test", "fitting"),
    [
        ("1", {"1"}),
        ("!= 1", {"0", "1.5", "2", "3"}),
        ("< 1", {"0"}),
        (">= 2", {"2", "3"}),
        ("[1..2]", {"1", "1.5", "2"}),
        ("(1..2)", {"1.5"}),
        ("(1..2]", {"1.5", "2"}),
        ("not(1)", {"0", "1.5", "2", "3"}),
        ("not([1..2])", {"0", "3"}),
        ("0, [2..3]", {"0", "2", "3"}),
        ("-", {"0", "1", "1.5", "2", "3"}),
    ],
)
def test_a_unary_test_fits_exactly_these_numbers(proef_met, test, fitting):
    form = proef_met("beslistabel.yaml", "{afstand: <= 1}", f'{{afstand: "{test}"}}')
    answers = COMPLEET | {"reden": "ziekte"}
    deciding = {number: evaluate(form, answers | {"afstand": number}).regel for number in ("0", "1", "1.5", "2", "3")}
    assert {number for number, regel in deciding.items() if regel == "kleine afstand"} == fitting


EERST, MIDDEN, LAATST = "28-02-2026", "01-03-2026", "02-03-2026"


@pytest.mark.parametrize(
    ("test", "fitting"),
    [
        ("2026-03-01", {MIDDEN}),
        ("!= 2026-03-01", {EERST, LAATST}),
        ("< 2026-03-01", {EERST}),
        ("<= 2026-03-01", {EERST, MIDDEN}),
        ("> 2026-03-01", {LAATST}),
        ("[2026-02-28..2026-03-01]", {EERST, MIDDEN}),
        ("(2026-02-28..2026-03-02)", {MIDDEN}),
        ("not([2026-02-28..2026-03-01])", {LAATST}),
        ("2026-02-28, 2026-03-02", {EERST, LAATST}),
    ],
)
def test_a_unary_test_fits_exactly_these_days(tabelcatalogus, test, fitting):
    tabelcatalogus.change("proef/1/beslistabel.yaml", "{leeftijd: < 5}", f'{{begin: "{test}"}}')
    form = tabelcatalogus.load()
    deciding = {day: evaluate(form, {"naam": "E. Voorbeeld", "begin": day}).regel for day in (EERST, MIDDEN, LAATST)}
    assert {day for day, regel in deciding.items() if regel == "te jong"} == fitting
