from dataclasses import replace

from machtigingen.beslisboom import Telling, count, falls_away, journey, load, problems
from machtigingen.beslisboom.formulier import Traject
from machtigingen.foundation import CATALOGUS


def asked(form, answers):
    return [vraag.link_id for page in journey(form, answers) for vraag in page.vragen]


def test_it_asks_only_what_is_on_the_path(proef):
    assert asked(proef, {}) == ["naam", "klacht"]
    assert asked(proef, {"klacht": True}) == ["naam", "klacht", "afstand"]
    assert asked(proef, {"klacht": True, "afstand": "1.5"}) == ["naam", "klacht", "afstand", "reden"]


def test_an_answer_off_the_path_opens_nothing(proef):
    assert asked(proef, {"klacht": False, "afstand": "5"}) == ["naam", "klacht"]


def test_an_answer_that_cannot_be_understood_opens_nothing(proef):
    assert asked(proef, {"klacht": "misschien", "afstand": "5"}) == ["naam", "klacht"]


def test_a_page_without_questions_is_left_out(proef_met):
    page = "  - linkId: waarom\n    titel: Waarom\n    vragen:\n"
    form = proef_met("formulier.yaml", "      - linkId: reden\n", page + "      - linkId: reden\n")
    assert [page.link_id for page in journey(form, {"klacht": True})] == ["wie", "wat"]
    assert [page.link_id for page in journey(form, {"klacht": True, "afstand": "2"})] == [
        "wie",
        "wat",
        "waarom",
    ]


DISPLAY = """\
      - linkId: uitleg
        text: Meet in millimeters.
        type: display
        enableWhen:
          - {question: klacht, operator: "=", answer: ja}
"""


def test_a_text_between_the_questions_is_shown_on_its_path_and_never_asked(proef_met):
    form = proef_met("formulier.yaml", "      - linkId: afstand\n", DISPLAY + "      - linkId: afstand\n")
    shown = [item.link_id for page in journey(form, {"klacht": True}) for item in page.items]
    assert shown == ["naam", "klacht", "uitleg", "afstand"]
    assert asked(form, {"klacht": True}) == ["naam", "klacht", "afstand"]
    assert [item.link_id for page in journey(form, {"klacht": False}) for item in page.items] == ["naam", "klacht"]
    assert count(form, {"klacht": True}).totaal == 3
    assert form.vraag("uitleg") is None


def test_a_condition_on_a_later_question_does_not_loop_and_is_never_met(proef_met):
    form = proef_met(
        "formulier.yaml",
        '{question: klacht, operator: "=", answer: ja}',
        '{question: afstand, operator: ">", answer: 1}',
    )
    assert "afstand" not in asked(form, {"klacht": True, "afstand": "5"})


def test_every_required_question_on_the_path_is_missed(proef):
    assert [(fout.code, fout.pad) for fout in problems(proef, {"klacht": True})] == [
        ("V101", "naam"),
        ("V101", "afstand"),
    ]


def test_nothing_is_missed_off_the_path(proef):
    assert problems(proef, {"naam": "E. Voorbeeld", "klacht": False, "afstand": "onzin"}) == ()


def test_what_is_wrong_is_said_at_its_question(proef):
    found = problems(proef, {"naam": "E. Voorbeeld", "klacht": True, "afstand": "11"})
    assert [(fout.code, fout.pad) for fout in found] == [("V104", "afstand")]


def test_it_counts_the_required_questions_on_the_path(proef):
    assert count(proef, {"naam": "E. Voorbeeld"}) == Telling(ingevuld=1, totaal=2)
    assert count(proef, {"naam": "E. Voorbeeld", "klacht": True}) == Telling(ingevuld=2, totaal=3)
    assert count(proef, {"klacht": True}).nog_nodig == 2


def gone(form, before, **changed):
    return [vraag.link_id for vraag in falls_away(form, before, before | changed)]


COMPLEET = {"naam": "E. Voorbeeld", "klacht": True, "afstand": "2", "reden": "wens"}


def test_a_change_says_which_later_answers_would_fall_away(proef):
    assert gone(proef, COMPLEET, klacht=False) == ["afstand", "reden"]
    assert gone(proef, COMPLEET, afstand="1") == ["reden"]


def test_answers_that_still_hold_stay(proef):
    assert gone(proef, COMPLEET, afstand="3") == []
    assert gone(proef, COMPLEET, naam="A. Ander") == []


def test_an_emptied_answer_leaves_unknown_what_depends_on_it(proef):
    assert gone(proef, COMPLEET, klacht="") == ["afstand", "reden"]


def test_what_did_not_count_cannot_fall_away(proef):
    assert gone(proef, COMPLEET | {"klacht": False}, naam="") == []
    assert gone(proef, COMPLEET | {"reden": "onzin"}, klacht=False) == ["afstand"]


def test_of_a_traject_as_much_is_compared_as_is_asked():
    form = load(CATALOGUS / "bovenooglid" / "2026-1")
    eerste, tweede = [traject.diagnose for traject in form.trajecten][:2]
    activiteit = form.trajecten[0].zorgactiviteiten[0]
    trajecten = (Traject("0301", eerste, (activiteit,)), Traject("0301", tweede, ()))
    pages = tuple(
        replace(page, items=tuple(item for item in page.items if item.link_id != "specialisme"))
        for page in form.onderwerpen
    )
    without = replace(form, trajecten=trajecten, onderwerpen=pages)
    assert faults(without, {"diagnose": eerste, "zorgactiviteit": activiteit}) == []
    assert faults(without, {"diagnose": tweede, "zorgactiviteit": activiteit}) == [("V108", "zorgactiviteit")]
    assert faults(without, {"zorgactiviteit": activiteit}) == []


def faults(form, answers):
    return [(fout.code, fout.pad) for fout in problems(form, answers) if fout.code == "V108"]
