"""A dry run tells everything at once; what stops it at the door says where."""

import pytest
from machtigingen_client import Formulier, InstroomFout
from sdk.portal import example

MESSAGE = example("bericht-oogheelkunde")
FAULTS = example("antwoord-422-twee-fouten")["fouten"]
GREEN = {"naam": "tls", "titel": "Beveiligde verbinding", "kleur": "groen", "uitleg": "TLS 1.3"}
RED = {
    "naam": "autorisatie",
    "titel": "Autorisatie",
    "kleur": "rood",
    "uitleg": "Dit mag u niet.",
    "code": "D203",
    "wie": "contactpersoon",
    "actie": "Vraag een autorisatie.",
    "doc": "https://localhost:8440/foutcodes/D203",
}
WOULD = {
    "uitkomst": "formulier",
    "status": 201,
    "formulier": {"code": "X02", "versie": "2026-1", "titel": "Correctie van het bovenooglid"},
    "mogelijke_formulieren": [],
    "ingevuld": 11,
    "nog_nodig": 2,
    "ontbrekend": [{"vraag": "oorzaak", "tekst": "Wat is de oorzaak van de klacht?"}],
    "reden": None,
}
GOOD = {"akkoord": True, "keten": [GREEN], "fouten": [], "waarschuwingen": [], "zou": WOULD}
NOTHING = {"formulier": None, "ingevuld": 0, "nog_nodig": 0, "ontbrekend": []}
REFUSED = {"uitkomst": "geweigerd", "status": 422, **NOTHING}
WRONG = GOOD | {"akkoord": False, "keten": [GREEN, RED], "fouten": FAULTS, "zou": REFUSED}


def test_it_goes_to_its_own_address(portal, dienst):
    portal.will_answer(200, GOOD)

    dienst.controleer(MESSAGE)

    assert portal.received[0][:2] == ("POST", "/api/v1/instroom/controle")


def test_it_tells_what_would_have_happened(portal, dienst):
    portal.will_answer(200, GOOD)

    proef = dienst.controleer(MESSAGE)

    assert proef.akkoord
    assert proef.zou.formulier == Formulier(code="X02", versie="2026-1", titel="Correctie van het bovenooglid")
    assert [one.vraag for one in proef.zou.ontbrekend] == ["oorzaak"]


def test_it_tells_every_fault_and_lights_the_chain(portal, dienst):
    portal.will_answer(200, WRONG)

    proef = dienst.controleer(MESSAGE)

    assert not proef.akkoord
    assert [fout.code for fout in proef.fouten] == ["B212", "B214"]
    assert [(lamp.kleur, lamp.code) for lamp in proef.keten] == [("groen", ""), ("rood", "D203")]


def test_a_certificate_that_is_refused_raises_with_the_chain(portal, dienst):
    portal.will_answer(401, example("antwoord-401-certificaat-verlopen") | {"keten": [GREEN, RED]})

    with pytest.raises(InstroomFout) as caught:
        dienst.controleer(MESSAGE)

    assert [lamp.naam for lamp in caught.value.keten] == ["tls", "autorisatie"]


@pytest.mark.parametrize("answer", [{"akkoord": True}, GOOD | {"keten": ["rood"]}, GOOD | {"zou": "201"}])
def test_an_answer_of_another_shape_is_not_taken_for_one(portal, dienst, answer):
    portal.will_answer(200, answer)

    with pytest.raises(InstroomFout, match="komt niet van de Instroomservice"):
        dienst.controleer(MESSAGE)


def test_on_the_command_line_it_prints_lights_and_outcome(run, portal, message_file):
    portal.will_answer(200, GOOD)

    code, printed = run("controleer", message_file)

    assert code == 0
    assert printed.out.splitlines() == [
        "groen  Beveiligde verbinding",
        "Antwoord zou zijn: 201, formulier, formulier X02",
    ]


def test_on_the_command_line_what_is_wrong_is_exit_code_1(run, portal, message_file):
    portal.will_answer(200, WRONG)

    code, printed = run("controleer", message_file)

    assert code == 1
    assert "rood   Autorisatie (D203)" in printed.out
    assert "B212: " in printed.out and "(begindatum)" in printed.out
    assert "Antwoord zou zijn: 422, geweigerd" in printed.out
