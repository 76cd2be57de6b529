"""No other website, name or network reaches DemoOog."""

import pytest
from machtigingen_softwarepakket import make_server

FORM = {"referentie": "20260504-1-0a1b2c3d"}


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://elders.example"},
        {"Origin": "http://localhost:9999"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site", "Origin": "http://localhost"},
    ],
)
def test_a_form_of_another_website_is_refused(browser, portal, headers):
    answer = browser.post("/patienten/1/machtiging", data=FORM, headers=headers)

    assert answer.status_code == 403
    assert "kwam van een andere website" in answer.text
    assert portal.received == []


def test_its_own_form_is_accepted(browser, portal):
    portal.will_answer(503, {}, Retry_After="3600")

    answer = browser.post(
        "/patienten/1/machtiging",
        data=FORM,
        headers={"Origin": "http://localhost", "Sec-Fetch-Site": "same-origin"},
    )

    assert answer.status_code == 303


def test_another_name_for_this_machine_is_refused(browser):
    assert browser.get("/", headers={"Host": "elders.example"}).status_code == 400


def test_pages_allow_no_script_no_frame_and_no_cache(browser):
    headers = browser.get("/").headers

    assert headers["Content-Security-Policy"].startswith("default-src 'none'; style-src 'self';")
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.1"])
def test_it_listens_on_this_machine_only(app, host):
    with pytest.raises(ValueError, match="127.0.0.1"):
        make_server(app, host=host, port=0)


def test_what_the_portal_answers_is_never_run_as_html(browser, portal):
    nasty = {"id": "x", "link": "https://p/", "toestand": "ongeopend", "geldig_tot": "2026-05-05T09:30:00Z"}
    nasty["formulier"] = {"code": "X02", "versie": "1", "titel": "<script>alert(1)</script>"}
    portal.will_answer(201, nasty)

    page = browser.post("/patienten/1/machtiging", data=FORM, follow_redirects=True).text

    assert "<script" not in page
