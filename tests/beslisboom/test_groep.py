"""A group that does not repeat: a heading over questions, that are on the path only when it is."""

import pytest

from machtigingen.beslisboom import Catalogusfout, falls_away, journey, lint, problems, to_questionnaire
from machtigingen.beslisboom.vertaling import texts_of

GROEP = """\
      - linkId: linkeroog
        text: Het linkeroog
        type: group
        enableWhen:
          - {question: klacht, operator: "=", answer: ja}
        item:
          - linkId: links_ziet
            text: Ziet het oog?
            type: boolean
            doel: Het zicht telt.
          - linkId: links_graden
            text: Hoeveel graden ziet het?
            kort: Graden
            type: integer
            doel: De graden tellen.
            enableWhen:
              - {question: links_ziet, operator: "=", answer: ja}
"""
PLEK = "      - linkId: afstand\n"
LATER = """\
      - {linkId: pijn, text: Is er pijn?, type: boolean, doel: Pijn telt.}
      - {linkId: jeuk, text: Is er jeuk?, type: boolean, doel: Jeuk telt.}
      - linkId: samen
        text: Samen
        type: group
        enableWhen: [{question: pijn, operator: "=", answer: ja}]
        item:
          - linkId: erg
            text: Is het erg?
            type: boolean
            doel: De ernst telt.
            enableBehavior: any
            enableWhen:
              - {question: klacht, operator: "=", answer: ja}
              - {question: jeuk, operator: "=", answer: ja}
"""
REGELS = """\
hitPolicy: FIRST
regels:
  - {regel: geen pijn, als: {pijn: nee}, uitkomst: beoordelen, tekst: T, onderbouwing: De wet}
  - {regel: erg, als: {pijn: ja, erg: ja}, uitkomst: goedgekeurd, tekst: T, onderbouwing: De wet}
  - {regel: niet erg, als: {pijn: ja, erg: nee}, uitkomst: beoordelen, tekst: T, onderbouwing: De wet}
"""


@pytest.fixture
def groepcatalogus(proefcatalogus):
    proefcatalogus.change("proef/1/formulier.yaml", PLEK, GROEP + PLEK)
    return proefcatalogus


@pytest.fixture
def form(groepcatalogus):
    return groepcatalogus.load()


def shown(form, **answers):
    return [item.link_id for page in journey(form, answers) for item in page.items if page.link_id == "wat"]


def test_the_heading_stands_before_its_questions_and_asks_nothing(form):
    assert shown(form, klacht=True) == ["klacht", "linkeroog", "links_ziet", "afstand"]
    assert shown(form, klacht=True, links_ziet=True)[3] == "links_graden"
    assert "linkeroog" not in [vraag.link_id for vraag in form.vragen]
    assert "linkeroog" not in [fout.pad for fout in problems(form, {"klacht": True})]
    assert lint(form) == ()


def test_what_is_in_a_group_is_asked_only_with_the_group(form):
    assert shown(form, klacht=False, links_ziet=True) == ["klacht"]
    answered = {"klacht": True, "links_ziet": True, "links_graden": 20}
    gone = falls_away(form, answered, answered | {"klacht": False})
    assert [vraag.link_id for vraag in gone] == ["links_ziet", "links_graden"]
    assert [vraag.link_id for vraag in form.vragen if form.is_always_asked(vraag)] == ["naam", "klacht"]


def test_a_heading_with_nothing_below_it_is_left_out(groepcatalogus):
    groepcatalogus.change("proef/1/formulier.yaml", "            type: boolean\n            doel: Het zicht telt.\n", (
        '            type: boolean\n            doel: Het zicht telt.\n'
        '            enableWhen: [{question: naam2, operator: "=", answer: ja}]\n'
    ))  # fmt: skip
    nieuw = "      - {linkId: naam2, text: Nog iets?, type: boolean, doel: Het telt.}\n"
    groepcatalogus.change("proef/1/formulier.yaml", "      - linkId: klacht\n", nieuw + "      - linkId: klacht\n")
    form = groepcatalogus.load()
    assert "linkeroog" not in shown(form, klacht=True, naam2=False)
    assert "linkeroog" in shown(form, klacht=True, naam2=True)


def test_an_answer_is_called_after_its_group_where_it_stands_in_a_list(form):
    assert form.vraag("links_graden").naam == "Het linkeroog: Graden"
    assert form.vraag("links_ziet").tekst == "Ziet het oog?"
    assert "Het linkeroog" in texts_of(form) and "Het linkeroog: Graden" not in texts_of(form)


def test_in_fhir_the_questions_are_items_of_the_group(form):
    (groep,) = [item for page in to_questionnaire(form)["item"] for item in page["item"] if item["type"] == "group"]
    assert groep.keys() == {"linkId", "text", "type", "enableWhen", "enableBehavior", "item"}
    assert [item["linkId"] for item in groep["item"]] == ["links_ziet", "links_graden"]
    assert groep["item"][1]["enableWhen"][0]["question"] == "links_ziet"


def test_what_is_wrong_in_a_group_is_found_in_its_file_and_on_its_line(groepcatalogus):
    groepcatalogus.change("proef/1/formulier.yaml", "            doel: De graden tellen.\n", "")
    (finding,) = lint(groepcatalogus.load())
    assert (finding.plek, finding.waar.bestand.name, finding.waar.regel) == ("links_graden", "formulier.yaml", 30)


TYPE, BOOLEAN, ITEM = "        type: group\n", "            type: boolean\n", "        item:\n"


@pytest.mark.parametrize(
    ("old", "new", "text"),
    [
        (TYPE, TYPE + "        doel: Het telt.\n", "doel hoort niet bij een groep."),
        (TYPE, TYPE + "        uniek: [links_ziet]\n", "uniek hoort niet bij een groep."),
        (TYPE, TYPE + "        repeats: true\n", "Een kolom kan niet van het type boolean zijn."),
        (BOOLEAN, "            type: group\n", "doel hoort niet bij een groep."),
        (ITEM, "        item: []\n      - linkId: x\n" + ITEM, "Deze groep heeft geen item met"),
        ("linkId: links_ziet", "linkId: afstand", "De vraag afstand staat er twee keer."),
        ("{question: links_ziet", "{question: linkeroog", "Op de vraag linkeroog kan niets beslissen"),
    ],
)  # fmt: skip
def test_a_wrong_group_is_refused(groepcatalogus, old, new, text):
    groepcatalogus.change("proef/1/formulier.yaml", old, new)
    with pytest.raises(Catalogusfout, match=text):
        groepcatalogus.load()


def test_a_group_in_a_group_is_refused(groepcatalogus):
    inner = "          - {linkId: in, text: In, type: group, item: [{linkId: x, text: X, type: boolean, doel: X.}]}\n"
    groepcatalogus.change("proef/1/formulier.yaml", "        item:\n", "        item:\n" + inner)
    with pytest.raises(Catalogusfout, match=r"formulier.yaml:2\d: Een groep kan niet in een groep staan."):
        groepcatalogus.load()


def test_a_table_may_stand_in_a_group(groepcatalogus):
    table = (
        "          - {linkId: metingen, text: Metingen, type: group, repeats: true, doel: Zij tellen.,\n"
        "             item: [{linkId: mm, text: Afstand, type: integer}]}\n"
    )
    groepcatalogus.change("proef/1/formulier.yaml", "        item:\n", "        item:\n" + table)
    form = groepcatalogus.load()
    assert form.vraag("metingen").groep == "linkeroog" and form.vraag("metingen").kolommen
    assert "metingen" in shown(form, klacht=True)


def test_a_gap_behind_a_group_that_is_not_known_yet_is_found(proefcatalogus):
    """Of a member of it the own condition may have failed already."""
    proefcatalogus.change("proef/1/formulier.yaml", PLEK, LATER + PLEK)
    folder = proefcatalogus.folder / "proef/1"
    (folder / "beslistabel.yaml").write_text(REGELS, encoding="utf-8")
    (folder / "voorbeelden.yaml").write_text("voorbeelden: []\n", encoding="utf-8")
    (finding,) = lint(proefcatalogus.load())
    assert finding.tekst == "Geen regel past bij klacht: Nee, pijn: Ja, jeuk: Nee."
