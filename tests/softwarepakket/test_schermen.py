"""The pages around the button: patients, earlier requests, the connection."""

from machtigingen_softwarepakket import create_app
from sdk.portal import example

RECEIVED = example("antwoord-201-formulier")
OPENED = example("stand-geopend")
GRANTED = example("stand-goedgekeurd")
NOTHING_NEW = {"aanvragen": [], "cursor": "7", "meer": False}


def post(browser, referentie):
    form = {"referentie": referentie}
    return browser.post("/patienten/1/machtiging", data=form, follow_redirects=True).text


def test_the_list_shows_each_patient_and_what_will_happen(browser):
    page = browser.get("/").text

    assert "E. van Voorbeeld" in page
    assert "Meer formulieren passen: u kiest in het portaal." in page


def test_a_bsn_stands_on_the_card_only(browser):
    assert "999990019" not in browser.get("/").text
    assert "999990019" in browser.get("/patienten/1").text


def test_the_list_shows_the_state_of_the_latest_request(browser, portal):
    portal.will_answer(201, RECEIVED)
    portal.will_answer(200, GRANTED)
    post(browser, "20260504-1-0a1b2c3d")

    assert "Goedgekeurd" in browser.get("/").text
    assert "Goedgekeurd" in browser.get("/patienten/1").text


def test_an_earlier_request_tells_decision_and_machtigingsnummer(browser, portal):
    portal.will_answer(201, RECEIVED)
    portal.will_answer(200, OPENED)
    portal.will_answer(200, GRANTED)
    post(browser, "20260504-1-0a1b2c3d")

    page = browser.get("/aanvragen/1").text

    assert "Het gezichtsveld is ernstig beperkt." in page
    assert "M9901A7K2P0Q5" in page
    assert "03-05-2027" in page


def test_all_states_are_fetched_with_one_press(browser, portal):
    portal.will_answer(201, RECEIVED)
    portal.will_answer(200, OPENED)
    post(browser, "20260504-1-0a1b2c3d")
    portal.answers.clear()
    portal.will_answer(200, GRANTED)
    portal.will_answer(200, NOTHING_NEW)

    page = browser.post("/aanvragen", follow_redirects=True).text

    assert "Goedgekeurd" in page and "M9901A7K2P0Q5" in page


def changes(*requests, cursor="7", meer=False):
    """A piece of the feed, about what was pressed under these names."""
    asked, decided = example("wijzigingen")["aanvragen"]
    kept = [dict(each) | {"referentie": referentie, "id": f"id-{referentie}"} for each, referentie in requests]
    assert {each["status"] for each in kept} <= {asked["status"], decided["status"]}
    return {"aanvragen": kept, "cursor": cursor, "meer": meer}


def test_what_the_insurer_asks_stands_on_the_list_with_the_last_day_and_where_to_answer(browser, portal):
    asked, _ = example("wijzigingen")["aanvragen"]
    portal.will_answer(201, RECEIVED)
    portal.will_answer(200, OPENED)
    post(browser, "20260504-1-0a1b2c3d")
    portal.answers.clear()
    portal.will_answer(200, OPENED)
    portal.will_answer(200, changes((asked, "20260504-1-0a1b2c3d")))

    page = browser.post("/aanvragen", follow_redirects=True).text

    assert "Informatie gevraagd" in page
    assert "Antwoord uiterlijk op 17-11-2026." in page
    assert "Hoe lang bestaan de klachten?" in page
    assert f'href="{asked["adres"]}"' in page


def test_a_decision_that_comes_by_the_feed_takes_its_place(browser, portal):
    asked, decided = example("wijzigingen")["aanvragen"]
    portal.will_answer(201, RECEIVED)
    portal.will_answer(200, OPENED)
    post(browser, "20260504-1-0a1b2c3d")
    portal.answers.clear()
    portal.will_answer(200, OPENED)
    portal.will_answer(200, changes((asked, "20260504-1-0a1b2c3d")))
    browser.post("/aanvragen")
    portal.answers.clear()
    portal.received.clear()
    portal.will_answer(200, changes((decided, "20260504-1-0a1b2c3d"), cursor="9"))

    page = browser.post("/aanvragen", follow_redirects=True).text

    assert [path for _, path, _, _ in portal.received] == ["/api/v1/aanvragen?na=7"]
    assert "Gedeeltelijk goedgekeurd" in page and "99012600000015" in page
    assert "Geldig tot en met 01-11-2027" in page
    assert "Aan één zijde is de klacht aangetoond." in page
    assert "anders toegekend. Minder dan gevraagd is genoeg" in page
    assert "De verzekeraar vraagt iets." not in page


def test_a_herbeoordeling_takes_the_place_of_what_it_follows_on(browser, portal):
    asked, decided = example("wijzigingen")["aanvragen"]
    portal.will_answer(201, RECEIVED)
    portal.will_answer(200, OPENED)
    post(browser, "20260504-1-0a1b2c3d")
    portal.answers.clear()
    portal.will_answer(200, OPENED)
    later = changes((decided, "20260504-1-0a1b2c3d"), (asked, "20260504-1-0a1b2c3d"))
    later["aanvragen"][1] |= {"id": "id-vervolg", "vervolg_op": later["aanvragen"][0]["id"]}
    portal.will_answer(200, later)

    page = browser.post("/aanvragen", follow_redirects=True).text

    assert page.count("E. van Voorbeeld") == 1
    assert "Informatie gevraagd" in page and "Gedeeltelijk goedgekeurd" not in page


def test_the_feed_is_read_to_its_end_and_goes_on_there_after_a_restart(config, portal):
    browser = create_app(config).test_client()
    portal.will_answer(200, changes(cursor="5", meer=True))
    portal.will_answer(200, changes(cursor="8"))
    browser.post("/aanvragen")

    create_app(config).test_client().post("/aanvragen")

    assert [path for _, path, _, _ in portal.received] == [
        "/api/v1/aanvragen",
        "/api/v1/aanvragen?na=5",
        "/api/v1/aanvragen?na=8",
    ]


def test_what_another_package_asked_is_not_shown(browser, portal):
    asked, _ = example("wijzigingen")["aanvragen"]
    portal.will_answer(200, changes((asked, "van-een-ander")))

    assert "Hoe lang bestaan de klachten?" not in browser.post("/aanvragen", follow_redirects=True).text


def test_a_link_that_nobody_opened_is_not_called_busy(browser, portal):
    concept = GRANTED["aanvraag"] | {"status": "concept", "status_tekst": "Concept", "besluit": None}
    portal.will_answer(201, RECEIVED)
    portal.will_answer(200, OPENED | {"toestand": "ongeopend", "aanvraag": concept})

    page = post(browser, "20260504-1-0a1b2c3d")

    assert "Klaar om af te maken" in page
    assert "Verder in het Machtigingenportaal" in page


def test_a_lapsed_link_says_to_ask_again(browser, portal):
    portal.will_answer(201, RECEIVED)
    portal.will_answer(200, example("stand-vervallen"))

    page = post(browser, "20260504-1-0a1b2c3d")

    assert "De link is vervallen" in page
    assert "Verder in het Machtigingenportaal" not in page


def test_the_last_known_state_stays_when_the_portal_is_away(browser, portal):
    portal.will_answer(201, RECEIVED)
    portal.will_answer(200, GRANTED)
    post(browser, "20260504-1-0a1b2c3d")
    portal.answers.clear()
    portal.will_answer(503, example("antwoord-503-register"), Retry_After="3600")

    for page in (browser.get("/aanvragen/1").text, browser.post("/aanvragen").text):
        assert "De laatste stand kon niet worden opgehaald" in page
        assert "M9901A7K2P0Q5" in page


def test_requests_survive_a_restart(browser, portal, config):
    portal.will_answer(201, RECEIVED)
    portal.will_answer(200, OPENED)
    post(browser, "20260504-1-0a1b2c3d")

    restarted = create_app(config).test_client()

    assert "Correctie van het bovenooglid" in restarted.get("/aanvragen/1").text


def test_the_connection_page_shows_the_certificate(browser, portal):
    portal.will_answer(200, example("wie-ben-ik"))

    page = browser.get("/verbinding").text

    assert "De verbinding werkt" in page
    assert "Oogkliniek Voorbeeldstad" in page


def test_the_connection_page_warns_for_the_certificate_of_another_instantie(browser, portal):
    portal.will_answer(200, example("wie-ben-ik") | {"agb": "06990002"})

    assert "maar het certificaat is van AGB 06990002" in browser.get("/verbinding").text


def test_the_connection_page_says_what_is_wrong(browser, portal):
    portal.will_answer(401, example("antwoord-401-certificaat-verlopen"))

    page = browser.get("/verbinding").text

    assert "De verbinding werkt niet" in page
    assert "De einddatum 31-12-2025 van dit certificaat is voorbij." in page


def test_what_does_not_exist_has_a_page(browser):
    for address in ("/patienten/99", "/aanvragen/99", "/elders"):
        answer = browser.get(address)
        assert answer.status_code == 404
        assert "Deze pagina bestaat niet." in answer.text
