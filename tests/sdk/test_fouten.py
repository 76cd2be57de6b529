"""When the portal says no, the exception says what, who and how; only what may be repeated is."""

import re

import pytest
from machtigingen_client import InstroomFout, Instroomservice
from machtigingen_client.verbinding import CODE_STILL_BEING_PROCESSED, STATUSES_TO_TRY_AGAIN
from sdk.portal import EXAMPLES, example

ROOT = EXAMPLES.parents[1]
MESSAGE = example("bericht-oogheelkunde")
RECEIVED = example("antwoord-201-formulier")
STILL_BEING_PROCESSED = example("antwoord-503-register") | {"code": "B302", "status": 409}


def refusal(dienst):
    with pytest.raises(InstroomFout) as caught:
        dienst.stuur(MESSAGE)
    return caught.value


def test_a_refusal_carries_every_fault_with_its_place(portal, dienst):
    portal.will_answer(422, example("antwoord-422-twee-fouten"))

    fout = refusal(dienst)

    assert (fout.code, fout.status, fout.herhalen) == ("B212", 422, False)
    assert [one.pad for one in fout.fouten] == ["verzekerde.bsn", "begindatum"]
    assert fout.correlatie_id == "c-5f1e1c0a9b7d4f0e"
    assert fout.verkeer.status == 422


def test_each_fault_names_its_light_in_the_chain(portal, dienst):
    problem = example("antwoord-422-twee-fouten")
    problem["fouten"][0] |= {"lampje": "verzekerde"}
    portal.will_answer(422, problem)

    assert [one.lampje for one in refusal(dienst).fouten] == ["verzekerde", ""]


def test_a_refusal_reads_as_help(portal, dienst):
    portal.will_answer(403, example("antwoord-403-andere-instantie"))

    assert str(refusal(dienst)).splitlines() == [
        "I101: De gevraagde AGB-code 06990002 is niet die van de instantie Oogkliniek Voorbeeldstad "
        "van uw certificaat. "
        "Aanvragen kan alleen voor de instantie van het certificaat. (instantie.agb)",
        "  Wie lost dit op (contactpersoon): Uw contactpersoon zorgt dat het certificaat en de AGB-code "
        "in het softwarepakket bij dezelfde instantie horen.",
        "  Meer uitleg: https://localhost:8440/foutcodes/I101",
        "Correlatie-id: c-5f1e1c0a9b7d4f0e",
    ]


@pytest.mark.parametrize("name", ["antwoord-401-certificaat-verlopen", "antwoord-422-twee-fouten"])
def test_a_refusal_is_never_repeated(portal, dienst, waits, name):
    portal.will_answer(example(name)["status"], example(name))

    refusal(dienst)

    assert len(portal.received) == 1
    assert waits == []


def test_a_busy_portal_is_asked_again_after_the_time_it_names(portal, dienst, waits):
    portal.will_answer(503, example("antwoord-503-register"), Retry_After="7")
    portal.will_answer(201, RECEIVED)

    ontvangst = dienst.stuur(MESSAGE)

    assert waits == [7.0]
    assert ontvangst.verkeer.pogingen == 2
    assert portal.received[0][3] == portal.received[1][3]


@pytest.mark.parametrize(
    ("status", "problem"),
    [
        (408, example("antwoord-503-register")),
        (429, example("antwoord-503-register")),
        (507, example("antwoord-503-register")),
        (409, STILL_BEING_PROCESSED),
    ],
    ids=["too-slow", "too-many-calls", "no-room", "still-being-processed"],
)
def test_these_are_also_asked_again(portal, dienst, waits, status, problem):
    portal.will_answer(status, problem, Retry_After="1")
    portal.will_answer(201, RECEIVED)

    assert dienst.stuur(MESSAGE).id == RECEIVED["id"]
    assert waits == [1.0]


def test_waits_grow_when_the_portal_names_no_time(portal, dienst, waits):
    portal.will_answer(503, example("antwoord-503-register"))

    fout = refusal(dienst)

    assert fout.herhalen
    assert len(portal.received) == 4
    assert waits == sorted(waits) and waits[-1] > 2 * waits[0]


def test_a_long_wait_is_left_to_the_caller(portal, dienst, waits):
    portal.will_answer(503, example("antwoord-503-register"), Retry_After="3600")

    assert refusal(dienst).herhalen
    assert waits == []


def test_a_caller_with_patience_waits_as_long_as_it_takes(portal, papers, systeem, waits):
    certificaat, sleutel = systeem
    portal.will_answer(507, example("antwoord-503-register"), Retry_After="60")
    portal.will_answer(201, RECEIVED)
    dienst = Instroomservice(
        portal.url, certificaat=certificaat, sleutel=sleutel, ca=papers.ca, geduld=60, sleep=waits.append
    )

    assert dienst.stuur(MESSAGE).id == RECEIVED["id"]
    assert waits == [60.0]


@pytest.mark.parametrize(
    ("page", "words"),
    [
        ("contracts/README.md", r"Retry only on (.*?) and a"),
        ("docs/koppelen.md", r"Herhaal alleen bij (.*?) en een"),
    ],
)
def test_it_repeats_exactly_what_vendors_are_told_may_be_repeated(page, words):
    promise = re.search(words, (ROOT / page).read_text(encoding="utf-8"), re.DOTALL)[1]
    assert {int(status) for status in re.findall(r"\b\d{3}\b", promise)} == STATUSES_TO_TRY_AGAIN
    assert re.findall(r"[A-Z]\d{3}", promise) == [CODE_STILL_BEING_PROCESSED]


def test_a_broken_connection_is_tried_again(portal, dienst, waits):
    portal.will_hang_up()
    portal.will_answer(201, RECEIVED)

    assert dienst.stuur(MESSAGE).id == RECEIVED["id"]
    assert len(waits) == 1


def test_a_portal_that_is_not_there_is_said_so(papers, systeem, waits):
    certificaat, sleutel = systeem
    dienst = Instroomservice(
        "https://localhost:1", certificaat=certificaat, sleutel=sleutel, ca=papers.ca, sleep=waits.append
    )

    fout = refusal(dienst)

    assert "niet bereikbaar" in str(fout)
    assert (fout.status, fout.code, fout.herhalen) == (None, "", True)
    assert len(waits) == 3


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (200, "<h1>Proxy</h1>"),
        (502, "<h1>Bad gateway</h1>"),
        (502, {"detail": "no route"}),
        (422, {"code": "B212", "fouten": ["tekst"]}),
        (201, {"titel": "zonder id"}),
        (201, "[]"),
    ],
)
def test_an_answer_of_something_else_is_recognised(portal, dienst, status, body):
    portal.will_answer(status, body)

    fout = refusal(dienst)

    assert "komt niet van de Instroomservice" in str(fout)
    assert fout.status == status
