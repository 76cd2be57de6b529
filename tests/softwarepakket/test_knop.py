"""One press of the button: what is sent, and what the user sees of the answer."""

import json
import re

import pytest
from sdk.portal import example

RECEIVED = example("antwoord-201-formulier")
OPENED = example("stand-geopend")


def press_the_button(browser, patient=1):
    """Open the card of the patient and press; returns the page that follows, as text."""
    card = browser.get(f"/patienten/{patient}").text
    referentie = re.search('name="referentie" value="([^"]+)"', card)[1]
    return post(browser, referentie, patient)


def post(browser, referentie, patient=1):
    answer = browser.post(f"/patienten/{patient}/machtiging", data={"referentie": referentie}, follow_redirects=True)
    assert answer.status_code == 200
    return answer.text


def sent(portal, index=0):
    return json.loads(portal.received[index][3])


def test_it_sends_what_the_package_knows(browser, portal):
    portal.will_answer(201, RECEIVED)
    portal.will_answer(200, OPENED)

    press_the_button(browser)

    message = sent(portal)
    assert message.pop("referentie").startswith("20260504-1-")
    assert message == {
        "softwarepakket": {"naam": "DemoOog", "versie": "5.2"},
        "grondslag": "zvw",
        "begindatum": "2026-05-04",
        "verzekerde": {
            "bsn": "999990019",
            "geboortedatum": "1961-04-12",
            "naam": "E. van Voorbeeld",
            "geslacht": "vrouw",
        },
        "instantie": {"agb": "22990001"},
        "zorgverlener": {"agb": "03990011", "specialisme": "0301"},
        "verstrekking": {"diagnose": "255", "zorgactiviteit": "031545"},
    }


def test_the_begindatum_is_today_in_the_netherlands(browser, portal, clock):
    portal.will_answer(201, RECEIVED)
    clock.now = clock.now.replace(hour=22, minute=30)

    press_the_button(browser)

    assert sent(portal)["begindatum"] == "2026-05-05"


def test_the_link_to_the_portal_is_the_next_step(browser, portal):
    portal.will_answer(201, RECEIVED)
    portal.will_answer(200, OPENED)

    page = press_the_button(browser)

    assert f'href="{OPENED["link"]}" target="_blank" rel="noopener noreferrer"' in page
    assert "Verder in het Machtigingenportaal" in page
    assert "Nog <strong>2</strong> gegevens nodig" in page
    assert "Is het gezichtsveld ernstig beperkt?" in page


def test_several_forms_are_named_and_left_to_the_portal(browser, portal):
    portal.will_answer(201, example("antwoord-201-keuze"))
    portal.will_answer(200, OPENED)

    page = press_the_button(browser, patient=2)

    assert sent(portal)["verstrekking"] == {"diagnose": "251"}
    assert "X10: Correctie van de wenkbrauw" in page
    assert "Nog <strong>1</strong> gegeven nodig" in page


def test_a_warning_is_shown_beside_the_link(browser, portal):
    portal.will_answer(201, example("antwoord-201-keuze"))
    portal.will_answer(200, OPENED)

    page = press_the_button(browser)

    assert "Wij kunnen nu niet controleren hoe de patiënt verzekerd is." in page
    assert 'href="https://localhost:8440/foutcodes/R301"' in page


def test_no_machtiging_needed_is_good_news_with_a_reason(browser, portal):
    portal.will_answer(200, example("antwoord-200-niet-nodig"))

    page = press_the_button(browser)

    assert "Er is geen machtiging nodig" in page
    assert "Demoverzekering vraagt voor deze behandeling geen machtiging." in page
    assert "Verder in het Machtigingenportaal" not in page


def test_a_refusal_says_what_is_wrong_who_solves_it_and_where_to_read_more(browser, portal):
    portal.will_answer(403, example("antwoord-403-andere-instantie"))

    page = press_the_button(browser)

    assert "De gevraagde AGB-code 06990002 is niet die van de instantie Oogkliniek Voorbeeldstad" in page
    assert "Uw contactpersoon zorgt dat het certificaat" in page
    assert 'href="https://localhost:8440/foutcodes/I101"' in page
    assert "c-5f1e1c0a9b7d4f0e" in page
    assert "Probeer het opnieuw" not in page


def test_a_portal_that_is_away_can_be_tried_again_with_the_same_referentie(browser, portal):
    portal.will_answer(503, example("antwoord-503-register"), Retry_After="3600")

    page = press_the_button(browser)

    assert "Wij kunnen het register agb-zorgverleners nu niet raadplegen." in page
    assert "Probeer het opnieuw" in page
    assert f'value="{sent(portal)["referentie"]}"' in page


def test_a_double_click_sends_one_message_twice_and_keeps_one_aanvraag(browser, portal):
    portal.will_answer(201, RECEIVED)
    referentie = "20260504-1-0a1b2c3d"

    post(browser, referentie)
    post(browser, referentie)

    pushes = [request for request in portal.received if request[0] == "POST"]
    assert len(pushes) == 2 and pushes[0][3] == pushes[1][3]
    assert browser.get("/aanvragen").text.count('href="/aanvragen/') == 1


def test_request_and_answer_are_shown_as_they_went_over_the_wire(browser, portal):
    portal.will_answer(422, example("antwoord-422-twee-fouten"))

    page = press_the_button(browser)

    shown = re.findall("<pre[^>]*>(.*?)</pre>", page, re.DOTALL)
    assert [json.loads(text.replace("&#34;", '"')) for text in shown] == [
        sent(portal),
        example("antwoord-422-twee-fouten"),
    ]


@pytest.mark.parametrize("link", ["javascript:alert(1)", "http://elders.example/", None])
def test_a_link_that_is_not_https_is_never_offered(browser, portal, link):
    portal.will_answer(201, RECEIVED | {"link": link})
    portal.will_answer(200, OPENED | {"link": link})

    page = press_the_button(browser)

    assert f'href="{link}"' not in page


@pytest.mark.parametrize("referentie", ["", "20260504-2-0a1b2c3d", "<script>", "20260504-1-0a1b2c3d9"])
def test_a_referentie_that_this_package_did_not_make_is_refused(browser, portal, referentie):
    answer = browser.post("/patienten/1/machtiging", data={"referentie": referentie})

    assert answer.status_code == 400
    assert portal.received == []
