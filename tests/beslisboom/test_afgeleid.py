"""What a rule can work out from answers, and that not knowing it never decides."""

import pytest

from machtigingen.beslisboom import Uitkomst, Uitslag, count, evaluate, journey, lint, parse_antwoord
from machtigingen.beslisboom.afgeleid import JarenSinds, NaTermijn, value_of

KLIKGEBIT = {"code": "J080", "aantal": "1", "techniek": "500"}
DRUKKNOP = {"code": "J070", "aantal": "2", "techniek": "100"}
COMPLEET = {"naam": "E. Voorbeeld", "prestaties": [KLIKGEBIT], "geplaatst": "04-05-2021", "begin": "04-05-2026"}


def decided(form, answers):
    decision = evaluate(form, answers)
    return decision.uitkomst, decision.regel


def asked(form, answers):
    return [vraag.link_id for page in journey(form, answers) for vraag in page.vragen]


def test_the_form_of_these_tests_is_sound(tabelproef):
    assert lint(tabelproef) == ()


def test_a_question_is_asked_when_its_code_is_in_the_table(tabelproef):
    assert asked(tabelproef, {}) == ["naam", "prestaties", "begin"]
    assert asked(tabelproef, {"prestaties": [DRUKKNOP]}) == ["naam", "prestaties", "begin"]
    assert asked(tabelproef, {"prestaties": [DRUKKNOP, KLIKGEBIT]}) == ["naam", "prestaties", "geplaatst", "begin"]


def test_a_table_counts_as_one_fact(tabelproef):
    assert count(tabelproef, COMPLEET).totaal == 4
    assert count(tabelproef, COMPLEET | {"prestaties": [KLIKGEBIT | {"aantal": ""}]}).ingevuld == 2


@pytest.mark.parametrize(
    ("geplaatst", "regel"),
    [("04-05-2021", "in orde"), ("05-05-2021", "te jong"), ("03-05-2021", "in orde"), ("04-05-2026", "te jong")],
)
def test_years_are_whole_years(tabelproef, geplaatst, regel):
    assert decided(tabelproef, COMPLEET | {"geplaatst": geplaatst})[1] == regel


def test_29_february_is_five_years_old_on_1_march(tabelproef):
    born = COMPLEET | {"geplaatst": "29-02-2020"}
    assert decided(tabelproef, born | {"begin": "28-02-2025"})[1] == "te jong"
    assert decided(tabelproef, born | {"begin": "01-03-2025"})[1] == "in orde"


@pytest.mark.parametrize(("techniek", "regel"), [("500", "in orde"), ("500,01", "te duur")])
def test_an_amount_is_held_against_the_limit_of_its_own_code(tabelproef, techniek, regel):
    assert decided(tabelproef, COMPLEET | {"prestaties": [KLIKGEBIT | {"techniek": techniek}]})[1] == regel


def test_one_row_over_its_limit_is_enough(tabelproef):
    rows = [KLIKGEBIT, DRUKKNOP | {"techniek": "100,01"}]
    assert decided(tabelproef, COMPLEET | {"prestaties": rows})[1] == "te duur"


@pytest.mark.parametrize(("aantal", "regel"), [("2", "in orde"), ("3", "te veel")])
def test_the_total_counts_every_piece(tabelproef, aantal, regel):
    assert decided(tabelproef, COMPLEET | {"prestaties": [KLIKGEBIT | {"aantal": aantal}]})[1] == regel


def test_a_total_is_written_as_any_number_without_needless_zeros(tabelcatalogus):
    tabelcatalogus.change("proef/1/formulier.yaml", "decimalen: 2, eenheid: EUR", "decimalen: 3")
    form = tabelcatalogus.load()
    rows = [KLIKGEBIT | {"aantal": "1", "techniek": "0,875"}, DRUKKNOP | {"aantal": "1", "techniek": "0,525"}]
    begin = value_of(form.afgeleid["samen"].berekening, {"prestaties": parse_antwoord(form.vraag("prestaties"), rows)})
    assert begin == "1.4"


def test_a_term_is_not_known_where_a_row_does_not_say_what_it_is_about(tabelproef):
    sinds = JarenSinds("geplaatst", "begin", in_maanden=True)
    termijn = NaTermijn("prestaties", "code", frozenset({"J080"}), sinds, 60)
    assert value_of(termijn, {"prestaties": [{"techniek": "1.00"}]}) is None
    assert value_of(termijn, {"prestaties": [{"code": "J070"}]}) is True


def test_a_rule_may_look_whether_a_code_is_in_the_table(tabelproef):
    assert decided(tabelproef, COMPLEET | {"prestaties": [KLIKGEBIT, DRUKKNOP]})[1] == "een drukknop"


def test_dates_the_wrong_way_round_are_not_known_and_go_to_a_person(tabelproef):
    decision = evaluate(tabelproef, COMPLEET | {"geplaatst": "05-05-2026"})
    assert decision.uitkomst is Uitkomst.BEOORDELEN
    assert decision.spoor[-1].uitslag is Uitslag.ONBEKEND


@pytest.mark.parametrize("gone", ["prestaties", "geplaatst", "begin"])
def test_what_is_not_answered_makes_it_unknown(tabelproef, gone):
    answers = {name: value for name, value in COMPLEET.items() if name != gone}
    assert decided(tabelproef, answers)[0] is Uitkomst.BEOORDELEN


def test_a_cell_that_cannot_be_read_makes_the_whole_table_unknown(tabelproef):
    decision = evaluate(tabelproef, COMPLEET | {"prestaties": [KLIKGEBIT, DRUKKNOP | {"techniek": "veel"}]})
    assert (decision.uitkomst, decision.spoor[-1].uitslag) == (Uitkomst.BEOORDELEN, Uitslag.ONBEKEND)


def test_a_value_whose_question_is_off_the_path_fits_no_test(tabelproef):
    trail = evaluate(tabelproef, COMPLEET | {"prestaties": [DRUKKNOP]}).spoor
    assert trail[0].uitslag is Uitslag.PAST_NIET
    assert trail[-1].regel == "een drukknop"


@pytest.fixture
def termijnproef(tabelcatalogus):
    """The same, with a term of 60 months since the last one of code J080, and without the rule on its age."""
    name = "proef/1/beslistabel.yaml"
    new = "termijn: {kolom: prestaties.code, deze: [J080], van: geplaatst, tot: begin, maanden: 60}"
    tabelcatalogus.change(name, "jaren_sinds: {van: geplaatst, tot: begin}", new)
    tabelcatalogus.change(name, "als: {leeftijd: < 5}", "als: {leeftijd: nee}")
    return tabelcatalogus.load()


@pytest.mark.parametrize(
    ("changed", "regel"),
    [
        ({"geplaatst": "04-05-2021"}, "in orde"),
        ({"geplaatst": "05-05-2021"}, "te jong"),
        ({"prestaties": [DRUKKNOP], "geplaatst": ""}, "een drukknop"),
    ],
)
def test_a_term_counts_only_for_what_is_asked_again(termijnproef, changed, regel):
    assert lint(termijnproef) == ()
    assert decided(termijnproef, COMPLEET | changed)[1] == regel


@pytest.mark.parametrize("changed", [{"geplaatst": ""}, {"geplaatst": "05-05-2026"}])
def test_a_term_since_a_day_that_is_not_known_is_not_known(termijnproef, changed):
    decision = evaluate(termijnproef, COMPLEET | changed)
    assert (decision.uitkomst, decision.spoor[-1].uitslag) == (Uitkomst.BEOORDELEN, Uitslag.ONBEKEND)


EERDER = 'question: vorige, operator: "=", answer: ja'
VORIGE = """\
      - {linkId: vorige, text: Was er al een?, type: boolean, doel: Dan telt de leeftijd.}
      - linkId: geplaatst
"""


@pytest.mark.parametrize(
    ("changed", "regel", "uitslag"),
    [
        ({"vorige": "nee", "geplaatst": ""}, "", Uitslag.PAST_NIET),
        ({"vorige": "nee", "geplaatst": "05-05-2021"}, "", Uitslag.PAST_NIET),
        ({"vorige": "nee", "geplaatst": "", "prestaties": [DRUKKNOP]}, "een drukknop", Uitslag.PAST),
        ({"vorige": "ja", "geplaatst": "05-05-2021"}, "te jong", Uitslag.PAST),
        ({"vorige": "ja", "geplaatst": ""}, "te jong", Uitslag.ONBEKEND),
        ({"geplaatst": ""}, "te jong", Uitslag.ONBEKEND),
    ],
)
def test_where_no_last_time_is_asked_for_a_term_fits_no_test_and_nothing_is_missing(
    tabelcatalogus, termijnproef, changed, regel, uitslag
):
    tabelcatalogus.change("proef/1/formulier.yaml", "      - linkId: geplaatst\n", VORIGE)
    tabelcatalogus.change("proef/1/formulier.yaml", 'question: prestaties.code, operator: "=", answer: J080', EERDER)
    tabelcatalogus.change("proef/1/beslistabel.yaml", "als: {binnen: ja}", "als: {binnen: ja, leeftijd: ja}")
    form = tabelcatalogus.load()
    assert lint(form) == ()
    decision = evaluate(form, COMPLEET | changed)
    assert (decision.regel, decision.spoor[-1].uitslag) == (regel, uitslag)


@pytest.mark.parametrize("dag", ["Wanneer is de vorige geplaatst?", "Wanneer begint u?"])
def test_a_day_of_a_term_that_may_stay_empty_is_found(tabelcatalogus, termijnproef, dag):
    tabelcatalogus.change("proef/1/formulier.yaml", dag, dag + "\n        required: false")
    ((naam, tekst),) = [(een.plek, een.tekst) for een in lint(tabelcatalogus.load())]
    assert naam == "leeftijd" and tekst.endswith("maar die mag leeg blijven.")


def test_the_trail_says_it_in_words(tabelproef):
    trail = evaluate(tabelproef, COMPLEET | {"prestaties": [KLIKGEBIT | {"aantal": "3"}]}).spoor
    assert [str(step).replace("\u00a0", " ") for step in trail] == [
        "Regel te jong: past niet. Leeftijd van de vorige. Antwoord: 5 jaar. Nodig: minder dan 5 jaar.",
        "Regel te duur: past niet. Zijn de techniekkosten gewoon? Antwoord: Ja. Nodig: Nee.",
        "Regel te veel: past. Totaal van de tabel. Antwoord: € 1.500,00. Nodig: meer dan € 1.000,00.",
    ]
