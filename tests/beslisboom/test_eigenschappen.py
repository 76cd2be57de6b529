"""What must hold for every form and all answers, junk included."""

from dataclasses import replace
from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from voluit import keer

from machtigingen.beslisboom import (
    Afgeleid,
    Beslistabel,
    Deelregel,
    Deeltabel,
    Formulier,
    HitPolicy,
    Onderwerp,
    Operator,
    Optie,
    Regel,
    Toets,
    Uitkomst,
    Uitslag,
    Vergelijking,
    Voorwaarde,
    Vraag,
    Vraagtype,
    count,
    decide,
    evaluate,
    falls_away,
    journey,
    lint,
    load_catalogus,
    parse_antwoord,
    prefill,
    problems,
    to_questionnaire,
    toon,
    walk,
)
from machtigingen.beslisboom.evaluate import _step
from machtigingen.beslisboom.journey import settle
from machtigingen.beslisboom.klassen import deciding
from machtigingen.beslisboom.paden import BESLIST, explore
from machtigingen.beslisboom.vergelijken import fits
from machtigingen.foundation import CATALOGUS, DomainError, Fout

assert Fout("V101", "a").melding  # reads the codes once, outside the time of a property
NAMEN = ("a", "b", "c")
DEELTABEL = "t"
GROEP = "g"
WAARDEN = {
    Vraagtype.BOOLEAN: [True, False],
    Vraagtype.CHOICE: ["x", "y", "z"],
    Vraagtype.INTEGER: [0, 1, 2, 3],
    Vraagtype.DECIMAL: ["0", "0.5", "1", "1.5"],
    Vraagtype.QUANTITY: ["0", "0.5", "1.5"],
    Vraagtype.OPEN_CHOICE: ["x", "y", "iets anders"],
    Vraagtype.DATE: ["2025-12-31", "2026-01-01"],
}
KEUZES = (Vraagtype.CHOICE, Vraagtype.OPEN_CHOICE)
WHOLE_FORMS = settings(max_examples=keer(100, 2000), suppress_health_check=[HealthCheck.too_slow])
OPTIES = tuple(Optie(code, code.upper()) for code in ("x", "y", "z"))

junk = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda deeper: st.lists(deeper, max_size=3) | st.dictionaries(st.text(max_size=3), deeper, max_size=2),
    max_leaves=4,
)
answer = st.sampled_from([value for values in WAARDEN.values() for value in values]) | junk


@st.composite
def comparisons(draw, kind):
    ordered = [Operator.KLEINER, Operator.HOOGSTENS, Operator.GROTER, Operator.TEN_MINSTE] if kind.geordend else []
    operator = draw(st.sampled_from([Operator.IS, Operator.IS_NIET, *ordered]))
    return Vergelijking(operator, draw(st.sampled_from(WAARDEN[kind])))


@st.composite
def unary_tests(draw, kinds):
    name = draw(st.sampled_from(sorted(kinds)))
    alternative = st.lists(comparisons(kinds[name]), min_size=1, max_size=2).map(tuple)
    return Toets(name, tuple(draw(st.lists(alternative, min_size=1, max_size=2))), niet=draw(st.booleans()))


@st.composite
def conditions(draw, kinds):
    name = draw(st.sampled_from(sorted(kinds)))
    return Voorwaarde(name, draw(comparisons(kinds[name])))


@st.composite
def questions(draw, name, kinds):
    return Vraag(
        link_id=name,
        tekst=f"Vraag {name}",
        type=kinds[name],
        verplicht=draw(st.booleans()),
        opties=OPTIES if kinds[name] in KEUZES else (),
        eenheid="mm" if kinds[name] is Vraagtype.QUANTITY else "",
        enable_when=tuple(draw(st.lists(conditions(kinds), max_size=2))),
        enable_any=draw(st.booleans()),
    )


@st.composite
def rules(draw, kinds):
    rule = st.tuples(st.lists(unary_tests(kinds), max_size=2), st.sampled_from(Uitkomst))
    chosen = draw(st.lists(rule, max_size=4))
    return tuple(
        Regel(naam=str(number), toetsen=tuple(toetsen), uitkomst=uitkomst, tekst="Daarom.")
        for number, (toetsen, uitkomst) in enumerate(chosen)
    )


@st.composite
def tables(draw, kinds):
    """A table that the deciding one may build on, as an input of its own."""
    rule = st.tuples(st.lists(unary_tests(kinds), max_size=2), st.sampled_from(["x", "y", "z"]))
    regels = tuple(
        Deelregel(naam=str(number), toetsen=tuple(toetsen), waarde=waarde)
        for number, (toetsen, waarde) in enumerate(draw(st.lists(rule, max_size=3)))
    )
    vraag = Vraag(link_id=DEELTABEL, tekst="Een tabel.", type=Vraagtype.CHOICE, opties=OPTIES)
    return Afgeleid(vraag, Deeltabel(draw(st.sampled_from(HitPolicy)), regels))


@st.composite
def pages(draw, names, kinds):
    """The questions, the last of them perhaps in a group with conditions of its own."""
    items = tuple(draw(questions(name, kinds)) for name in names)
    first = draw(st.integers(0, len(items)))
    when = tuple(draw(st.lists(conditions(kinds), max_size=1)))
    kop = Vraag(link_id=GROEP, tekst="Groep", type=Vraagtype.GROUP, verplicht=False, enable_when=when)
    below = tuple(replace(item, groep=GROEP) for item in items[first:])
    return items[:first] + ((kop, *below) if below else ())


@st.composite
def forms(draw):
    """Any form, also one with conditions that look ahead, at themselves or at each other."""
    names = NAMEN[: draw(st.integers(1, len(NAMEN)))]
    kinds = {name: draw(st.sampled_from(list(WAARDEN))) for name in names}
    below = draw(st.lists(tables(kinds), max_size=1))
    return Formulier(
        code="H01",
        versie="1",
        titel="Een formulier",
        geldig_van=date(2026, 1, 1),
        grondslagen=("zvw",),
        onderwerpen=(Onderwerp(link_id="p", titel="P", items=draw(pages(names, kinds))),),
        beslistabel=Beslistabel(
            hit_policy=draw(st.sampled_from(HitPolicy)),
            automatisch_afwijzen=draw(st.booleans()),
            regels=draw(rules(kinds | ({DEELTABEL: Vraagtype.CHOICE} if below else {}))),
            afgeleid=tuple(below),
        ),
        voorinvulling={},
    )


published = st.sampled_from(load_catalogus(CATALOGUS).formulieren)


def answers_to(form):
    """Mostly answers of the right kind, to most questions, so that forms decide."""
    fitting = {vraag.link_id: st.sampled_from(WAARDEN[vraag.type]) for vraag in form.vragen}
    return st.fixed_dictionaries({}, optional=fitting) | st.fixed_dictionaries(fitting) | noise


noise = st.dictionaries(st.sampled_from(NAMEN), answer, max_size=3)


@st.composite
def rows(draw):
    """Rows as packages and pages send them: mostly right, with a cell or a row that is not."""
    cell = {
        "code": st.sampled_from(["J056", "J070", "J072", "J081"]),
        "aantal": st.sampled_from(["1", "2", 3]),
        "kaak": st.sampled_from(["onder", "boven"]),
        "honorarium": st.sampled_from(["500", "0,50", "99999.99"]),
        "techniek": st.sampled_from(["0", "150", "550,01"]),
    }
    row = st.fixed_dictionaries(cell) | st.dictionaries(st.sampled_from(sorted(cell)), junk, max_size=3)
    return draw(st.lists(row, max_size=3)) if draw(st.integers(0, 9)) else draw(junk)


@st.composite
def filled_in(draw):
    """A form and answers to it: a generated form, or a published one with a changed example."""
    if draw(st.booleans()):
        form = draw(forms())
        return form, draw(answers_to(form))
    form = draw(published)
    example = dict(draw(st.sampled_from(form.voorbeelden)).antwoorden)
    names = [vraag.link_id for vraag in form.vragen]
    changed = draw(st.dictionaries(st.sampled_from(names), answer, max_size=3))
    tables = {vraag.link_id: draw(rows()) for vraag in form.vragen if vraag.kolommen and draw(st.booleans())}
    return form, example | changed | tables


@WHOLE_FORMS
@given(filled_in())
def test_any_answers_give_a_path_and_an_outcome_and_the_same_ones_again(filled):
    form, given_answers = filled
    assert journey(form, given_answers) == journey(form, given_answers)
    assert evaluate(form, given_answers) == evaluate(form, given_answers)
    assert all(str(step) for step in evaluate(form, given_answers).spoor)
    problems(form, given_answers, vandaag=date(2026, 11, 24))
    assert 0 <= count(form, given_answers).nog_nodig <= len(list(form.vragen))


@WHOLE_FORMS
@given(filled_in())
def test_whatever_was_answered_can_be_shown_and_read_again(filled):
    form, given_answers = filled
    for vraag in form.vragen:
        assert isinstance(toon(vraag, given_answers.get(vraag.link_id)), str)
        try:
            canonical = parse_antwoord(vraag, given_answers.get(vraag.link_id))
        except DomainError as refused:
            assert all(fout.melding and fout.pad.startswith(vraag.link_id) for fout in refused.fouten)
        else:
            assert canonical is None or parse_antwoord(vraag, canonical) == canonical


@WHOLE_FORMS
@given(filled_in())
def test_looking_rules_up_says_the_same_as_weighing_each_by_itself(filled):
    form, given_answers = filled
    pad = walk(form, given_answers)
    found = form.regelindex.treffers(pad.look)
    for number, regel in enumerate(form.beslistabel.regels):
        uitslag = _step(regel, pad).uitslag
        assert (found.open >> number & 1 == 1) is (uitslag is not Uitslag.PAST_NIET)
        assert (found.onbekend >> number & 1 == 1) is (uitslag is Uitslag.ONBEKEND)


@WHOLE_FORMS
@given(filled_in())
def test_deciding_without_the_whole_trail_is_the_same_decision(filled):
    form, given_answers = filled
    short, whole = decide(form, given_answers), evaluate(form, given_answers)
    assert replace(short, spoor=()) == replace(whole, spoor=())
    assert short.spoor == tuple(stap for stap in whole.spoor if stap in short.spoor)


@WHOLE_FORMS
@given(filled_in(), st.data())
def test_answers_off_the_path_never_change_the_outcome(filled, data):
    form, given_answers = filled
    asked = {vraag.link_id for page in journey(form, given_answers) for vraag in page.vragen}
    off = [vraag.link_id for vraag in form.vragen if vraag.link_id not in asked]
    added = data.draw(st.dictionaries(st.sampled_from(off), answer)) if off else {}
    assert evaluate(form, given_answers | added) == evaluate(form, given_answers)
    assert journey(form, given_answers | added) == journey(form, given_answers)


@WHOLE_FORMS
@given(filled_in(), st.data())
def test_taking_an_answer_away_never_makes_the_form_decide_otherwise(filled, data):
    form, given_answers = filled
    gone = data.draw(st.sets(st.sampled_from(sorted(given_answers)), min_size=1)) if given_answers else set()
    fewer = {name: value for name, value in given_answers.items() if name not in gone}
    outcome = evaluate(form, fewer).uitkomst
    assert outcome in (Uitkomst.BEOORDELEN, evaluate(form, given_answers).uitkomst)


@WHOLE_FORMS
@given(filled_in(), st.data())
def test_what_falls_away_by_a_change_counted_before_and_all_the_rest_still_does(filled, data):
    form, before = filled
    names = [vraag.link_id for vraag in form.vragen]
    after = before | data.draw(st.dictionaries(st.sampled_from(names), answer, max_size=2))
    fallen = {vraag.link_id for vraag in falls_away(form, before, after)}
    old, new = walk(form, before), walk(form, after)
    kept = {name: value for name, value in old.antwoorden.items() if before[name] is after.get(name)}
    assert fallen <= old.antwoorden.keys() and not fallen & new.antwoorden.keys()
    assert {name: value for name, value in kept.items() if name not in fallen}.items() <= new.antwoorden.items()
    assert falls_away(form, before, before) == ()


@WHOLE_FORMS
@given(filled_in())
def test_the_form_decides_only_on_complete_answers(filled):
    form, given_answers = filled
    missing = [fout.pad for fout in problems(form, given_answers) if fout.code == "V101"]
    assert not missing or evaluate(form, given_answers).uitkomst is Uitkomst.BEOORDELEN


@WHOLE_FORMS
@given(forms())
def test_every_form_can_be_linted_and_exported(form):
    lint(form)
    items = to_questionnaire(form)["item"][0]["item"]
    assert [each["linkId"] for item in items for each in (item, *item.get("item", ()))] == [
        item.link_id for item in form.items
    ]


def every_way(form):
    """All answers that could make a difference, each with only what is on its path: without taking ways together."""
    ways = [{}]
    for invoer in deciding(form):
        ways = [after for answers in ways for after in past(form, invoer, answers)]
    return ways


def past(form, invoer, answers):
    if invoer.tabel:
        tabel = form.deeltabellen[invoer.tabel]
        fitting = fitting_rules(form, tabel, answers)
        known = fitting and (tabel.hit_policy is HitPolicy.FIRST or len(fitting) == 1)
        return [answers | {invoer.tabel: tabel.regels[fitting[0]].waarde} if known else answers]
    asked = settle(form, answers).gevraagd
    return [answers | dict(values) for values in invoer.klassen] if asked[invoer.bronnen[0]] else [answers]


def fitting_rules(form, tabel, answers):
    return [
        number
        for number, regel in enumerate(tabel.regels)
        if all(t.vraag in answers and fits(form.invoer[t.vraag], answers[t.vraag], t) for t in regel.toetsen)
    ]


@WHOLE_FORMS
@given(forms())
def test_taking_ways_together_finds_what_walking_each_of_them_finds(form):
    ways = every_way(form)
    fitting = [fitting_rules(form, form.beslistabel, way) for way in ways]
    first = form.beslistabel.hit_policy is HitPolicy.FIRST
    found = explore(form)
    assert found.beslist[BESLIST] == {number for one in fitting for number in (one[:1] if first else one)}
    assert (BESLIST in found.gaten) is ([] in fitting)
    assert any(name == BESLIST for name, *_ in found.dubbel) is (not first and max(map(len, fitting)) > 1)
    asked = [settle(form, way).gevraagd for way in ways]
    assert found.gevraagd == {link_id for one in asked for link_id, on_path in one.items() if on_path}


@given(
    published,
    st.dictionaries(st.sampled_from(["certificaat", "softwarepakket", "cov", "agb_register"]), junk),
)
def test_any_source_can_be_prefilled_from(form, sources):
    assert prefill(form, sources).keys() <= {vraag.link_id for vraag in form.vragen}
