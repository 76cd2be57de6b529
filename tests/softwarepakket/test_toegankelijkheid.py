"""Every page passes axe and fits, wide and narrow, in a real browser that presses the real button."""

import json
import os
import threading
from pathlib import Path

import pytest
from machtigingen_softwarepakket import make_server
from sdk.portal import example

CHROMIUM = Path(os.environ.get("CHROMIUM", "/usr/bin/chromium"))
pytestmark = pytest.mark.browser


@pytest.fixture
def address(app):
    server = make_server(app, port=0)
    server.prepare()
    thread = threading.Thread(target=server.serve, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.bind_addr[1]}"
    server.stop()
    thread.join()


@pytest.fixture
def page():
    playwright = pytest.importorskip("playwright.sync_api", reason="needs playwright")
    if not CHROMIUM.exists():
        pytest.skip("needs Chromium (apt-get install chromium)")
    with playwright.sync_playwright() as driver:
        chromium = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield chromium.new_page()
        chromium.close()


def check(page):
    from axe_playwright_python.sync_playwright import Axe

    for width in (1200, 320):
        page.set_viewport_size({"width": width, "height": 900})
        assert Axe().run(page).response["violations"] == []
        assert page.evaluate("document.documentElement.scrollWidth") == width


def press_the_button(page, address):
    page.goto(f"{address}/patienten/1")
    check(page)
    page.get_by_role("button", name="Machtiging aanvragen").click()


def test_the_pages_before_the_button(page, address, portal):
    portal.will_answer(200, example("wie-ben-ik"))

    for path in ("/", "/aanvragen", "/verbinding", "/bestaat-niet"):
        page.goto(address + path)
        check(page)


@pytest.mark.parametrize(
    ("push", "state", "heading"),
    [
        ("antwoord-201-formulier", "stand-geopend", "Correctie van het bovenooglid"),
        ("antwoord-201-keuze", "stand-geopend", "Er passen meer formulieren"),
        ("antwoord-201-formulier", "stand-goedgekeurd", "Goedgekeurd"),
        ("antwoord-201-formulier", "stand-vervallen", "De link is vervallen"),
        ("antwoord-200-niet-nodig", "stand-geopend", "Er is geen machtiging nodig"),
        ("antwoord-422-twee-fouten", "stand-geopend", "Het portaal kan deze aanvraag nog niet aannemen"),
        ("antwoord-503-register", "antwoord-503-register", "Het portaal kan deze aanvraag nog niet aannemen"),
    ],
)
def test_the_pages_after_the_button(page, address, portal, push, state, heading):
    status = example(push).get("status", int(push.split("-")[1]))
    portal.will_answer(status, example(push), Retry_After="3600")
    if push != state:
        portal.will_answer(200, example(state))

    press_the_button(page, address)

    assert page.get_by_role("heading", name=heading).is_visible()
    check(page)
    page.goto(f"{address}/aanvragen")
    check(page)


@pytest.mark.parametrize(("which", "said"), [(0, "De verzekeraar vraagt iets."), (1, "anders toegekend")])
def test_what_the_feed_tells(page, address, portal, which, said):
    portal.will_answer(201, example("antwoord-201-formulier"))
    portal.will_answer(200, example("stand-geopend"))
    press_the_button(page, address)
    changed = example("wijzigingen")["aanvragen"][which]
    changed["referentie"] = json.loads(portal.received[0][3])["referentie"]
    portal.answers.clear()
    portal.will_answer(200, example("stand-geopend"))
    portal.will_answer(200, {"aanvragen": [changed], "cursor": "7", "meer": False})
    page.goto(f"{address}/aanvragen")
    page.get_by_role("button", name="Haal de laatste stand op").click()

    assert page.get_by_text(said).is_visible()
    check(page)

    page.get_by_role("link", name="E. van Voorbeeld").click()
    check(page)
