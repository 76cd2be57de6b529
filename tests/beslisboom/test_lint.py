import pytest

from machtigingen.beslisboom import lint, load_catalogus
from machtigingen.beslisboom.klassen import deciding
from machtigingen.foundation import CATALOGUS


def findings(form):
    return [(finding.plek, finding.tekst) for finding in lint(form)]


def lines(form):
    return [(finding.plek, finding.waar.bestand.name, finding.waar.regel) for finding in lint(form)]


def test_a_sound_form_has_no_findings(proef):
    assert findings(proef) == []


def test_a_question_without_a_purpose_is_found(proef_met):
    form = proef_met("formulier.yaml", "        doel: De afstand bepaalt de ernst.\n", "")
    assert findings(form) == [("afstand", "Er staat niet waarom deze vraag nodig is (doel).")]


def test_an_amount_that_says_nothing_of_its_decimals_is_found(proef_met, tabelcatalogus):
    tabelcatalogus.change("proef/1/formulier.yaml", "decimalen: 2, ", "")
    assert findings(tabelcatalogus.load()) == [
        ("prestaties", "Zet bij techniek `decimalen: 2`: het is een bedrag in EUR.")
    ]


@pytest.mark.parametrize("soort", ["maximum: 1000", "kort: Afstand", "maximum: 2500\n        decimalen: 3"])
def test_a_number_that_may_be_a_thousand_says_how_many_decimals_it_has(proef_met, soort):
    wat = "Zet bij afstand `decimalen`, of een `maximum` onder 1000: 1.375 kan ook 1375 zijn."
    form = proef_met("formulier.yaml", "maximum: 10", soort)
    assert findings(form) == ([] if "decimalen" in soort else [("afstand", wat)])


def test_an_amount_that_may_be_less_than_nothing_is_found(tabelcatalogus):
    tabelcatalogus.change("proef/1/formulier.yaml", "minimum: 0, decimalen: 2", "decimalen: 2")
    assert findings(tabelcatalogus.load()) == [
        ("prestaties", "Zet bij techniek `minimum: 0`: een bedrag is nooit minder.")
    ]


@pytest.mark.parametrize("dag", ["<= 9999-12-31", ">= 0001-01-01"])
def test_the_first_and_the_last_day_that_there_are_can_stand_in_a_rule(tabelcatalogus, dag):
    tabelcatalogus.change("proef/1/beslistabel.yaml", "{binnen: ja}", f'{{binnen: ja, begin: "{dag}"}}')
    assert findings(tabelcatalogus.load()) == []


def test_between_two_amounts_that_are_a_cent_apart_there_is_no_gap(tabelcatalogus):
    tabelcatalogus.change("proef/1/beslistabel.yaml", "{samen: '> 1000'}", "{samen: '>= 1000.01'}")
    tabelcatalogus.change("proef/1/beslistabel.yaml", "{binnen: ja}", "{samen: '<= 1000'}")
    assert findings(tabelcatalogus.load()) == []


def test_a_question_that_nobody_can_answer_is_found(proef_met):
    assert findings(proef_met("formulier.yaml", "type: boolean", "type: boolean\n        readOnly: true")) == []
    form = proef_met("voorinvulling.yaml", "  klacht:\n    - softwarepakket: antwoorden.klacht\n", "")
    ((vraag, tekst),) = findings(form)
    assert (vraag, tekst[:30]) == ("klacht", "Niemand kan dit invullen: er s")


def test_the_purpose_of_a_table_is_that_of_its_columns(tabelcatalogus):
    tabelcatalogus.change("proef/1/formulier.yaml", "        doel: De machtiging geldt alleen hiervoor.\n", "")
    assert findings(tabelcatalogus.load()) == [("prestaties", "Er staat niet waarom deze vraag nodig is (doel).")]


def test_a_condition_on_a_later_question_is_found(proef_met):
    form = proef_met(
        "formulier.yaml",
        '{question: klacht, operator: "=", answer: ja}',
        '{question: reden, operator: "=", answer: wens}',
    )
    assert ("afstand", "enableWhen kijkt naar reden, maar die komt niet eerder.") in findings(form)
    assert ("afstand", "Deze vraag wordt op geen enkel pad gesteld.") in findings(form)


def test_a_condition_on_a_question_that_may_stay_empty_is_found(proef_met):
    form = proef_met("formulier.yaml", "type: boolean", "type: boolean\n        required: false")
    assert findings(form) == [
        ("afstand", "enableWhen kijkt naar klacht, maar die mag leeg blijven."),
        ("geen klacht", "De regel kijkt naar klacht, maar die mag leeg blijven."),
    ]


def test_a_question_that_is_never_asked_is_found(proef_met):
    form = proef_met("formulier.yaml", 'operator: ">", answer: 1}', 'operator: ">", answer: 10}')
    assert ("reden", "Deze vraag wordt op geen enkel pad gesteld.") in findings(form)


def test_a_rule_that_never_decides_is_found(proef_met):
    form = proef_met("beslistabel.yaml", "als: {klacht: nee}", "als: {}")
    assert [plek for plek, _ in findings(form)] == ["kleine afstand", "een wens", "de rest"]


def test_a_gap_between_the_rules_is_found_with_an_example(proef_met):
    form = proef_met("beslistabel.yaml", "als: {}", "als: {afstand: '>= 5'}")
    assert findings(form) == [("P01", "Geen regel past bij klacht: Ja, afstand: 1,000001 mm, reden: Een ziekte.")]


def test_rules_that_overlap_are_found_under_unique(proef_met):
    form = proef_met("beslistabel.yaml", "hitPolicy: FIRST", "hitPolicy: UNIQUE")
    overlaps = [tekst for _, tekst in findings(form) if "passen allebei" in tekst]
    assert any(tekst.startswith("De regels geen klacht en de rest passen allebei") for tekst in overlaps)


def test_an_outcome_without_a_text_is_found(proef_met):
    form = proef_met("beslistabel.yaml", "    tekst: De afstand is klein.\n", "")
    assert findings(form) == [("kleine afstand", "Er staat geen tekst bij de uitkomst.")]


def test_a_rule_without_a_ground_is_found_for_a_letter_says_what_it_rests_on(proef_met):
    tekst = "    tekst: Een wens is geen verzekerde zorg.\n"
    form = proef_met("beslistabel.yaml", tekst + "    onderbouwing: De wet.\n", tekst)
    ((regel, tekst),) = findings(form)
    assert regel == "een wens"
    assert tekst.endswith("Zet de wet, de richtlijn of uw afspraak in `onderbouwing`.")


def test_a_finding_says_in_which_file_and_on_which_line(proef_met):
    proef_met("formulier.yaml", "        doel: De afstand bepaalt de ernst.\n", "")
    proef_met("voorinvulling.yaml", "antwoorden.afstand", "antwoorden.afmeting")
    form = proef_met("beslistabel.yaml", "als: {}", "als: {afstand: '>= 5'}")
    assert lines(form) == [
        ("afstand", "formulier.yaml", 20),
        ("afstand", "voorinvulling.yaml", 4),
        ("P01", "beslistabel.yaml", 3),
    ]
    assert str(lint(form)[0]).endswith("formulier.yaml:20: afstand: Er staat niet waarom deze vraag nodig is (doel).")


@pytest.mark.parametrize(
    ("file", "old", "new", "where"),
    [
        ("beslistabel.yaml", "    tekst: De afstand is klein.\n", "", ("kleine afstand", "beslistabel.yaml", 9)),
        ("beslistabel.yaml", "automatisch_afwijzen: true\n", "", ("een wens", "beslistabel.yaml", 13)),
        ("formulier.yaml", 'answer: 1}', 'answer: 10}', ("reden", "formulier.yaml", 29)),
        ("beslistabel.yaml", "als: {klacht: nee}", "als: {}", ("kleine afstand", "beslistabel.yaml", 9)),
        ("beslistabel.yaml", "FIRST", "UNIQUE", ("de rest", "beslistabel.yaml", 19)),
        ("formulier.yaml", ": boolean", ": boolean\n        required: false", ("afstand", "formulier.yaml", 21)),
    ],
)  # fmt: skip
def test_each_kind_of_finding_says_where(proef_met, file, old, new, where):
    assert where in lines(proef_met(file, old, new))


def test_a_finding_about_a_derived_value_says_where(tabelcatalogus):
    tabelcatalogus.change("proef/1/formulier.yaml", "Wanneer begint u?", "Wanneer?\n        required: false")
    assert lines(tabelcatalogus.load()) == [("leeftijd", "beslistabel.yaml", 3)]


def test_a_text_between_the_questions_that_is_never_shown_is_found(proef_met):
    when = '[{question: afstand, operator: "<", answer: 0}]'
    never = f"      - {{linkId: let_op, text: Let op., type: display, enableWhen: {when}}}\n"
    form = proef_met("formulier.yaml", "      - linkId: reden\n", never + "      - linkId: reden\n")
    assert findings(form) == [("let_op", "Deze vraag wordt op geen enkel pad gesteld.")]


def test_a_file_is_never_prefilled(proefcatalogus):
    proefcatalogus.change(
        "gedeeld/vragen.yaml", "type: string", "type: attachment\n    repeats: true\n    bestandstypen: [pdf]"
    )
    assert findings(proefcatalogus.load()) == [("naam", "Een bijlage komt nooit uit een bericht.")]


def test_a_shared_question_is_found_in_the_file_that_is_shared(proefcatalogus):
    proefcatalogus.change("gedeeld/vragen.yaml", "    doel: Om te weten wie het is.\n", "")
    assert lines(proefcatalogus.load()) == [("naam", "vragen.yaml", 2)]


@pytest.mark.parametrize(
    "path", ["softwarepakket: antwoorden.klachten", "softwarepakket: verzekerde.klacht", "cov: klacht"]
)
def test_a_prefill_path_that_no_message_has_is_found(proef_met, path):
    form = proef_met("voorinvulling.yaml", "softwarepakket: antwoorden.klacht", path)
    assert findings(form) == [("klacht", f"Geen bericht heeft een waarde op {path}.")]


def test_an_outcome_that_nobody_gets_is_found(proef_met):
    form = proef_met("beslistabel.yaml", "automatisch_afwijzen: true\n", "")
    assert findings(form) == [
        ("een wens", "Niemand krijgt de uitkomst afgewezen: in de tabel staat geen automatisch_afwijzen: true.")
    ]


def test_more_choices_than_can_be_looked_through_is_said_at_once(proef_met):
    codes = ", ".join(["wens: Een wens", *(f"k{number}: Keuze {number}" for number in range(60))])
    proef_met("formulier.yaml", "          ziekte: Een ziekte\n          wens: Een wens\n", f"          {{{codes}}}\n")
    form = proef_met("formulier.yaml", "text: Wat is de reden?", "text: Wat is de reden?\n        repeats: true")
    assert findings(form) == [("reden", "Er zijn te veel mogelijkheden om ze allemaal na te lopen.")]


def test_a_derived_value_that_no_rule_looks_at_is_found(tabelcatalogus):
    tabelcatalogus.change("proef/1/beslistabel.yaml", "als: {samen: '> 1000'}", "als: {binnen: nee, leeftijd: '> 99'}")
    assert ("samen", "Geen regel kijkt naar deze afgeleide waarde.") in findings(tabelcatalogus.load())


def test_a_derived_value_of_a_question_that_may_stay_empty_is_found(tabelcatalogus):
    tabelcatalogus.change("proef/1/formulier.yaml", "Wanneer begint u?", "Wanneer?\n        required: false")
    assert findings(tabelcatalogus.load()) == [("leeftijd", "De waarde komt van begin, maar die mag leeg blijven.")]


def test_a_gap_in_rules_about_a_table_is_found_with_the_codes_in_it(tabelcatalogus):
    tabelcatalogus.change("proef/1/beslistabel.yaml", "als: {binnen: ja}", "als: {leeftijd: '>= 6'}")
    tabelcatalogus.change("proef/1/beslistabel.yaml", "    als: {prestaties.code: J070}", "    als: {binnen: nee}")
    texts = [tekst for plek, tekst in findings(tabelcatalogus.load()) if plek == "P01"]
    assert len(texts) == 1 and texts[0].startswith("Geen regel past bij prestaties.code: J0")


def test_codes_that_nothing_tells_apart_are_tried_as_one():
    form = next(form for form in load_catalogus(CATALOGUS).formulieren if form.code == "M03")
    (table,) = [invoer for invoer in deciding(form) if "prestaties" in invoer.klassen[0]]
    assert len(table.klassen) == 2**4 - 1
