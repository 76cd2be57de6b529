"""Rules over the rows of a table: which may stand together, how many, and for how much."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from machtigingen.beslisboom import Catalogusfout, Uitkomst, Uitslag, evaluate, lint, parse_antwoord, to_questionnaire
from machtigingen.beslisboom.verband import Verband, Verbandsoort
from machtigingen.foundation import DomainError


def rij(code, *, kaak="onder", aantal=1, techniek="100"):
    return {"code": code, "kaak": kaak, "aantal": aantal, "techniek": techniek}


def verband(soort, **extra):
    return Verband(soort=Verbandsoort(soort), kolom="code", deze=frozenset({"A", "B"}), **extra)


APART = verband("niet_samen", met=frozenset({"C"}), per=("kaak",))
ALLEEN = verband("alleen_met", met=frozenset({"C"}), per=("kaak",))
HOOGSTENS = verband("aantal", telt="aantal", maximum=Decimal(4), per=("kaak",))
MINSTENS = verband("aantal", minimum=Decimal(2))
BEDRAG = verband("bedrag", telt="techniek", maximum=Decimal(450))


@pytest.mark.parametrize(
    ("rule", "rows", "kept"),
    [
        (APART, [rij("A"), rij("C", kaak="boven")], [True, True]),
        (APART, [rij("A"), rij("C")], [False, True]),
        (APART, [rij("C"), rij("C")], [True, True]),
        (ALLEEN, [rij("A"), rij("C", kaak="boven")], [False, True]),
        (ALLEEN, [rij("A"), rij("B"), rij("C")], [True, True, True]),
        (HOOGSTENS, [rij("A", aantal=2), rij("B", aantal=2), rij("A", kaak="boven", aantal=4)], [True] * 3),
        (HOOGSTENS, [rij("A", aantal=3), rij("B", aantal=2), rij("C", aantal=9)], [False, False, True]),
        (MINSTENS, [rij("A"), rij("C")], [False, True]),
        (MINSTENS, [rij("A"), rij("B")], [True, True]),
        (MINSTENS, [rij("C")], [True]),
        (
            BEDRAG,
            [rij("A", techniek="450"), rij("B", techniek="450.01"), rij("C", techniek="999")],
            [True, False, True],
        ),
    ],
)
def test_each_row_keeps_to_it_or_not(rule, rows, kept):
    assert rule.judge(rows) == kept


@pytest.mark.parametrize(
    ("rule", "elements", "kept"),
    [
        (replace(HOOGSTENS, maximum=Decimal(1), per=("element",)), ["11", "12", "11"], [False, True, False]),
        (replace(HOOGSTENS, maximum=Decimal(1), per=("kaak", "element")), ["11", "12", "13"], [True, True, True]),
    ],
)
def test_a_rule_can_be_of_each_element_by_itself(rule, elements, kept):
    assert rule.judge([rij("A") | {"element": element} for element in elements]) == kept


def test_a_code_that_may_not_stand_beside_itself_is_looked_for_in_other_rows():
    alone = replace(APART, met=APART.deze)
    assert alone.holds([rij("A")]) is True
    assert alone.holds([rij("A"), rij("A")]) is False


rules = st.sampled_from([APART, ALLEEN, HOOGSTENS, MINSTENS, BEDRAG, replace(APART, met=APART.deze)])
cells = st.fixed_dictionaries(
    {"code": st.sampled_from("ABCD")},
    optional={
        "kaak": st.sampled_from(["onder", "boven"]),
        "aantal": st.integers(1, 3),
        "techniek": st.sampled_from(["100", "450", "451"]),
    },
)
rows = st.lists(cells, max_size=5)


@given(rules, rows, st.randoms(use_true_random=False))
def test_the_order_of_rows_makes_no_difference(rule, found, random):
    shuffled = random.sample(found, len(found))
    assert rule.holds(found) is rule.holds(shuffled)


@given(rules, rows, st.data())
def test_knowing_less_of_a_row_never_turns_yes_into_no_or_no_into_yes(rule, found, data):
    fewer = [{name: cell for name, cell in row.items() if name == "code" or data.draw(st.booleans())} for row in found]
    assert rule.holds(fewer) in (None, rule.holds(found))


@given(st.sampled_from([APART, HOOGSTENS, BEDRAG]), rows)
def test_of_what_may_not_be_too_much_less_is_never_worse(rule, found):
    assert rule.holds(found) is not True or all(rule.holds(found[:n]) is not False for n in range(len(found)))


VERBANDEN = """\
        verbanden:
          - tekst: Een drukknop kan alleen bij een klikgebit
            alleen_met: {kolom: code, deze: [J070], met: [J080]}
          - tekst: Er zijn hoogstens 4 drukknoppen
            aantal: {kolom: code, deze: [J070], telt: aantal, maximum: 4}
        item:
"""
KLIKGEBIT = {"code": "J080", "aantal": "1", "techniek": "500"}
DRUKKNOP = {"code": "J070", "aantal": "2", "techniek": "100"}


@pytest.fixture
def streng(tabelcatalogus):
    tabelcatalogus.change("proef/1/formulier.yaml", "        item:\n", VERBANDEN)
    return tabelcatalogus


def test_a_row_that_may_not_stand_there_is_refused_in_the_words_of_its_author(streng):
    vraag = streng.load().vraag("prestaties")
    assert parse_antwoord(vraag, [KLIKGEBIT, DRUKKNOP])
    with pytest.raises(DomainError) as refused:
        parse_antwoord(vraag, [DRUKKNOP])
    (fout,) = refused.value.fouten
    assert (fout.code, fout.pad) == ("V107", "prestaties[0].code")
    assert fout.melding.endswith("Een drukknop kan alleen bij een klikgebit.")


def test_in_fhir_all_of_it_stands_that_a_reader_needs_to_judge_by_it(streng):
    tabel = next(item for page in to_questionnaire(streng.load())["item"] for item in page["item"] if "item" in item)
    relations = [
        {part["url"]: part["valueString"] for part in each["extension"]}
        for each in tabel["extension"]
        if each["url"].endswith(":verband")
    ]
    beside, number = relations
    assert beside == {
        "tekst": "Een drukknop kan alleen bij een klikgebit",
        "soort": "alleen_met",
        "kolom": "code",
        "deze": "J070",
        "met": "J080",
    }
    assert (number["telt"], number["maximum"]) == ("aantal", "4")


def test_what_is_wrong_in_a_cell_is_said_first(streng):
    with pytest.raises(DomainError) as refused:
        parse_antwoord(streng.load().vraag("prestaties"), [DRUKKNOP | {"aantal": "veel"}])
    assert [fout.pad for fout in refused.value.fouten] == ["prestaties[0].aantal"]


def test_a_table_that_is_refused_decides_nothing(streng):
    answers = {"naam": "E. Voorbeeld", "begin": "04-05-2026", "prestaties": [DRUKKNOP | {"aantal": "5"}, KLIKGEBIT]}
    assert evaluate(streng.load(), answers | {"geplaatst": "04-05-2020"}).uitkomst is Uitkomst.BEOORDELEN


SOEPEL = """\
  - naam: past_samen
    tekst: Staat elke drukknop bij een klikgebit?
    verband: {tabel: prestaties, alleen_met: {kolom: code, deze: [J070], met: [J080]}}
regels:
  - regel: los
    als: {past_samen: nee}
    uitkomst: beoordelen
    tekst: Een losse drukknop.
    onderbouwing: De wet.
"""


def test_a_rule_of_the_form_may_decide_on_it_instead(tabelcatalogus):
    tabelcatalogus.change("proef/1/beslistabel.yaml", "regels:\n", SOEPEL)
    form = tabelcatalogus.load()
    answers = {"naam": "E. Voorbeeld", "begin": "04-05-2026", "prestaties": [DRUKKNOP]}
    assert evaluate(form, answers).regel == "los"
    assert evaluate(form, answers | {"prestaties": [DRUKKNOP | {"aantal": ""}]}).uitkomst is Uitkomst.BEOORDELEN
    assert lint(form) == ()


@pytest.mark.parametrize(
    ("old", "new", "text"),
    [
        ("deze: [J070], met", "deze: [J099], met", "J099 kan hier niet. Mogelijk: J070, J080."),
        ("alleen_met:", "nooit_met:", "De sleutel nooit_met bestaat niet."),
        ("            alleen_met: {kolom: code, deze: [J070], met: [J080]}\n", "", "Hier hoort één verband te staan"),
        ("met: [J080]", "met: []", "Hier hoort ten minste één code te staan."),
        ("met: [J080]", "met: [J080], per: [kaak]", "kaak kan hier niet. Mogelijk: code, aantal, techniek."),
        (", maximum: 4", "", "Hier hoort een minimum of een maximum te staan."),
        ("maximum: 4", "maximum: 4, minimum: 5", "maximum is kleiner dan minimum."),
        (
            "kolom: code, deze: [J070], telt",
            "kolom: aantal, deze: [J070], telt",
            "aantal kan hier niet. Mogelijk: code.",
        ),
        ("telt: aantal", "telt: code", "code kan hier niet. Mogelijk: aantal, techniek."),
        ("          - tekst: Er zijn", "          - reden: Er zijn", "De sleutel reden bestaat niet."),
    ],
)
def test_a_rule_that_says_nothing_is_refused(streng, old, new, text):
    streng.change("proef/1/formulier.yaml", old, new)
    with pytest.raises(Catalogusfout) as refused:
        streng.load()
    assert refused.value.bestand.name == "formulier.yaml"
    assert text in refused.value.tekst


AANTAL, TECHNIEK = "linkId: aantal, text: Aantal, ", "linkId: techniek, text: Techniek, "


@pytest.mark.parametrize(
    ("column", "old", "new", "text"),
    [
        (AANTAL, "", "", "aantal kan hier niet. Mogelijk: techniek."),
        (TECHNIEK, "met: [J080]", "met: [J080], per: [techniek]", "techniek kan hier niet. Mogelijk: code, aantal."),
        ("linkId: code, text: Code, ", "", "", "code kan hier niet. Mogelijk: ."),
    ],
)
def test_a_row_is_never_judged_on_a_cell_that_may_stay_empty(streng, column, old, new, text):
    """A rule that cannot be known would refuse nothing, and the form would go on to approve."""
    streng.change("proef/1/formulier.yaml", column, f"{column}required: false, ")
    if old:
        streng.change("proef/1/formulier.yaml", old, new)
    with pytest.raises(Catalogusfout, match=r"formulier.yaml:[0-9]+: ") as refused:
        streng.load()
    assert text in refused.value.tekst


def test_what_depends_on_such_a_cell_goes_to_a_person_instead(tabelcatalogus):
    soepel = SOEPEL.replace("met: [J080]", "met: [J080], per: [aantal]")
    tabelcatalogus.change("proef/1/beslistabel.yaml", "regels:\n", soepel)
    tabelcatalogus.change("proef/1/formulier.yaml", AANTAL, f"{AANTAL}required: false, ")
    tabelcatalogus.change("proef/1/formulier.yaml", "keer: aantal", "")
    rows = [{"code": "J080", "techniek": "500"}, DRUKKNOP]
    answers = {"naam": "E. Voorbeeld", "begin": "04-05-2026", "geplaatst": "04-05-2020", "prestaties": rows}
    decision = evaluate(tabelcatalogus.load(), answers)
    assert (decision.uitkomst, decision.spoor[0].uitslag) == (Uitkomst.BEOORDELEN, Uitslag.ONBEKEND)
