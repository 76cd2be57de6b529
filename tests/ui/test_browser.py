from __future__ import annotations

import re
import time
from datetime import timedelta
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from .conftest import PAGINAS, Stijlgids

pytestmark = pytest.mark.browser

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.mark.parametrize("width", [1200, 320])
@pytest.mark.parametrize("pad", PAGINAS)
def test_a_page_is_accessible_and_never_scrolls_sideways(
    stijlgids: Stijlgids, page: Page, pad: str, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(stijlgids.adres + pad)
    result = Axe().run(page, options={"runOnly": {"type": "tag", "values": WCAG}})
    assert result.response["violations"] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_error_summary_has_the_focus_and_leads_to_the_field(stijlgids: Stijlgids, page: Page) -> None:
    page.goto(stijlgids.adres + "/stap/fouten/")
    expect(page.locator("[data-foutoverzicht]")).to_be_focused()
    page.get_by_role("link", name="Vul de gewenste startdatum in").click()
    expect(page.get_by_label("Gewenste startdatum")).to_be_focused()


def test_a_draft_is_kept_while_typing(stijlgids: Stijlgids, page: Page) -> None:
    page.goto(stijlgids.adres + "/stap/")
    page.get_by_label("Gewenste startdatum").fill("31-12-2026")
    expect(page.locator("[data-bewaard]")).to_contain_text("Bewaard om 14:03")
    assert stijlgids.posts[0]["begindatum"] == ["31-12-2026"]
    assert stijlgids.posts[0]["getoond-begindatum"] == ["eerst"]
    assert page.locator("[name=getoond-begindatum]").input_value() == "daarna"


def test_a_last_tick_that_is_taken_off_is_kept_too(stijlgids: Stijlgids, page: Page) -> None:
    page.goto(stijlgids.adres + "/stap/")
    page.get_by_label("Het zicht is beperkt").uncheck()
    expect(page.locator("[data-bewaard]")).to_contain_text("Bewaard om 14:03")
    assert stijlgids.posts[0]["klachten"] == [""]
    assert "opmerking" not in stijlgids.posts[0]


def test_what_was_typed_last_is_kept_when_the_page_is_left(stijlgids: Stijlgids, page: Page) -> None:
    page.goto(stijlgids.adres + "/stap/")
    page.get_by_label("Opmerking").fill("laatste woord")
    page.goto(stijlgids.adres + "/deur/")
    einde = time.monotonic() + 15
    while not stijlgids.posts and time.monotonic() < einde:
        page.wait_for_timeout(100)
    page.wait_for_timeout(300)  # and no second one after it
    assert [post["opmerking"] for post in stijlgids.posts] == [["laatste woord"]]


def test_a_failed_saving_is_told_calmly(stijlgids: Stijlgids, page: Page) -> None:
    stijlgids.antwoord = ("503 Service Unavailable", {})
    page.goto(stijlgids.adres + "/stap/")
    page.get_by_label("Opmerking").fill("tekst")
    expect(page.locator("[data-bewaard]")).to_contain_text("Bewaren lukt nu niet")


def test_a_form_is_sent_once(stijlgids: Stijlgids, page: Page) -> None:
    page.goto(stijlgids.adres + "/stap/")
    with page.expect_navigation():
        page.get_by_role("button", name="Opslaan en verder").evaluate("knop => { knop.click(); knop.click() }")
    assert len(stijlgids.posts) == 1


def test_files_that_are_too_large_together_are_refused_at_once(
    stijlgids: Stijlgids, page: Page, tmp_path: Path
) -> None:
    (tmp_path / "groot.pdf").write_bytes(b"0" * 21_000_000)
    page.goto(stijlgids.adres + "/")
    page.get_by_label("Foto of meetrapport").set_input_files(tmp_path / "groot.pdf")
    expect(page.locator("[data-upload-tekst]")).to_contain_text("samen groter dan")
    page.get_by_role("button", name="Opslaan en verder").click()
    assert stijlgids.posts == []


def test_a_file_is_sent_once_and_the_next_page_follows(stijlgids: Stijlgids, page: Page, tmp_path: Path) -> None:
    (tmp_path / "foto.png").write_bytes(b"foto")
    page.goto(stijlgids.adres + "/")
    page.get_by_label("Foto of meetrapport").set_input_files(tmp_path / "foto.png")
    with page.expect_navigation():
        page.get_by_role("button", name="Opslaan en verder").click()
    assert len(stijlgids.posts) == 1


def test_a_page_with_errors_is_shown_after_a_refused_file(stijlgids: Stijlgids, page: Page, tmp_path: Path) -> None:
    stijlgids.antwoord = ("422 Unprocessable Content", {"fout": "dit is geen foto"})
    (tmp_path / "foto.png").write_bytes(b"foto")
    page.goto(stijlgids.adres + "/")
    page.get_by_label("Foto of meetrapport").set_input_files(tmp_path / "foto.png")
    with page.expect_navigation():
        page.get_by_role("button", name="Opslaan en verder").click()
    expect(page.get_by_text("dit is geen foto")).to_be_visible()


def test_the_session_warning_waits_until_two_minutes_before_the_end(stijlgids: Stijlgids, page: Page) -> None:
    page.clock.install()
    page.goto(stijlgids.adres + "/sessie/")
    page.clock.fast_forward(timedelta(minutes=12, seconds=50).seconds * 1000)
    expect(page.get_by_role("dialog")).to_be_hidden()
    page.clock.fast_forward(20_000)
    expect(page.get_by_role("dialog")).to_be_visible()


def test_the_session_is_extended_on_request(stijlgids: Stijlgids, page: Page) -> None:
    stijlgids.sessie = timedelta(minutes=1)
    stijlgids.antwoord = ("200 OK", {"nu": 0, "einde": 900_000})
    page.clock.install()
    page.goto(stijlgids.adres + "/sessie/")
    page.clock.fast_forward(6_000)
    page.get_by_role("button", name="Ik ga verder").click()
    expect(page.get_by_role("dialog")).to_be_hidden()
    assert stijlgids.posts[0]["pad"] == ["/verleng/"]
    assert stijlgids.posts[0]["csrfmiddlewaretoken"]


def test_a_number_is_copied_with_one_press(stijlgids: Stijlgids, page: Page) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(stijlgids.adres + "/")
    page.get_by_role("button", name="Kopieer machtigingsnummer").click()
    expect(page.get_by_text("Gekopieerd", exact=True)).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == "9901 2026 0045 8812"


def test_without_javascript_everything_needed_is_there(stijlgids: Stijlgids, page: Page) -> None:
    context = page.context.browser.new_context(java_script_enabled=False)
    plain = context.new_page()
    plain.goto(stijlgids.adres + "/stap/fouten/")
    expect(plain.locator("[data-foutoverzicht]")).to_be_focused()
    expect(plain.get_by_role("button", name="Opslaan en verder")).to_be_visible()
    expect(plain.get_by_role("button", name=re.compile("Kopieer"))).to_have_count(0)
    context.close()
