"""A table that another table builds on: its value decides, and not knowing it never does."""

import pytest

from machtigingen.beslisboom import Catalogusfout, Uitkomst, evaluate, lint

ERNST = """\
hitPolicy: FIRST
afgeleid:
  - naam: ernst
    tekst: Hoe ernstig is het?
    tabel:
      hitPolicy: UNIQUE
      waarden: {licht: Licht, zwaar: Zwaar}
      regels:
        - {regel: geen klacht, als: {klacht: nee}, waarde: licht}
        - {regel: klein, als: {afstand: "< 5"}, waarde: licht}
        - {regel: groot, als: {afstand: ">= 5"}, waarde: zwaar}
  - naam: spoed
    tekst: Is er haast bij?
    tabel:
      hitPolicy: FIRST
      waarden: {ja: Ja, nee: Nee}
      regels:
        - {regel: ziek, als: {ernst: zwaar, reden: ziekte}, waarde: ja}
        - {regel: anders, als: {}, waarde: nee}
regels:
  - regel: haast
    als: {spoed: ja}
    uitkomst: goedgekeurd
    tekst: Er is haast bij.
    onderbouwing: De wet.
  - regel: licht
    als: {ernst: licht}
    uitkomst: niet_nodig
    tekst: Het is licht.
    onderbouwing: De wet.
  - regel: de rest
    als: {}
    uitkomst: beoordelen
    tekst: Een beoordelaar kijkt.
    onderbouwing: De wet.
"""
COMPLEET = {"naam": "E. Voorbeeld", "klacht": True, "afstand": "5", "reden": "ziekte"}


@pytest.fixture
def catalogus(proefcatalogus):
    (proefcatalogus.folder / "proef/1/beslistabel.yaml").write_text(ERNST, encoding="utf-8")
    (proefcatalogus.folder / "proef/1/voorbeelden.yaml").write_text("voorbeelden: []\n", encoding="utf-8")
    return proefcatalogus


def findings(form):
    return [(finding.plek, finding.tekst, finding.waar.regel) for finding in lint(form)]


@pytest.mark.parametrize(
    ("changed", "uitkomst", "regel"),
    [
        ({}, Uitkomst.GOEDGEKEURD, "haast"),
        ({"reden": "wens"}, Uitkomst.BEOORDELEN, "de rest"),
        ({"afstand": "4.9"}, Uitkomst.NIET_NODIG, "licht"),
        ({"klacht": False}, Uitkomst.NIET_NODIG, "licht"),
    ],
)
def test_a_table_decides_on_the_value_of_another(catalogus, changed, uitkomst, regel):
    decision = evaluate(catalogus.load(), COMPLEET | changed)
    assert (decision.uitkomst, decision.regel) == (uitkomst, regel)


def test_what_a_table_cannot_know_is_not_known_to_what_builds_on_it(catalogus):
    form = catalogus.load()
    for gone in ("afstand", "reden"):
        answers = {name: value for name, value in COMPLEET.items() if name != gone}
        assert evaluate(form, answers).uitkomst is Uitkomst.BEOORDELEN


def test_the_trail_tells_the_tables_below_first(catalogus):
    trail = evaluate(catalogus.load(), COMPLEET).spoor
    assert [(stap.regel, str(stap.uitslag)) for stap in trail] == [
        ("ernst: geen klacht", "past niet"),
        ("ernst: klein", "past niet"),
        ("ernst: groot", "past"),
        ("spoed: ziek", "past"),
        ("haast", "past"),
    ]
    assert str(trail[-1]) == "Regel haast: past. Is er haast bij? Antwoord: Ja. Nodig: Ja."


def test_a_sound_chain_has_no_findings(catalogus):
    assert findings(catalogus.load()) == []


def test_a_gap_in_a_table_below_is_found_there(catalogus):
    catalogus.change("proef/1/beslistabel.yaml", '">= 5"', '"> 5"')
    gap = "Geen regel past bij klacht: Ja, afstand: 5 mm, reden: Een ziekte."
    assert ("ernst", gap, 3) in findings(catalogus.load())


def test_rules_of_a_table_below_that_overlap_are_found_there(catalogus):
    catalogus.change("proef/1/beslistabel.yaml", '"< 5"', '"<= 5"')
    both = "De regels klein en groot passen allebei bij klacht: Ja, afstand: 5 mm, reden: Een ziekte."
    assert ("ernst: groot", both, 11) in findings(catalogus.load())


def test_a_rule_and_a_value_that_never_come_out_are_found(catalogus):
    catalogus.change("proef/1/beslistabel.yaml", "{ernst: zwaar, reden: ziekte}", "{ernst: zwaar, klacht: nee}")
    never = "Deze regel beslist nooit: geen pad past, of eerdere regels gaan voor."
    assert findings(catalogus.load()) == [
        ("haast", never, 21),
        ("spoed: ziek", never, 18),
        ("spoed", "De waarde ja komt nooit uit deze tabel.", 12),
    ]


@pytest.mark.parametrize(
    ("old", "new", "text"),
    [
        ('{afstand: "< 5"}', "{spoed: ja}", "10: De vraag spoed bestaat niet in dit formulier, of komt pas later."),
        ('{afstand: "< 5"}', "{ernst: licht}", "De vraag ernst bestaat niet in dit formulier, of komt pas later."),
        ("waarde: zwaar}", "waarde: matig}", "matig kan hier niet. Mogelijk: licht, zwaar."),
        ("als: {spoed: ja}", "als: {spoed: soms}", "soms kan geen antwoord zijn op de vraag spoed."),
        ("regel: klein,", "regel: geen klacht,", "De regel geen klacht staat er twee keer."),
        ("hitPolicy: UNIQUE", "hitPolicy: COLLECT", "COLLECT kan hier niet."),
    ],
)
def test_a_chain_that_loops_or_does_not_fit_is_refused(catalogus, old, new, text):
    catalogus.change("proef/1/beslistabel.yaml", old, new)
    with pytest.raises(Catalogusfout) as refused:
        catalogus.load()
    assert text in str(refused.value)
