"""What the server itself answers, before any page or call is reached: each in the words of who called."""

import json
from html import unescape

import pytest

from machtigingen.foundation import foutcode
from machtigingen.project.server.refusals import Software, code_for, message

JSON = Software(path="/api/v1/instroom", content_type="application/json")


@pytest.mark.parametrize(
    ("status", "code"),
    [
        ("400 Bad Request", "B109"),
        ("405 Method Not Allowed", "B107"),
        ("408 Request Timeout", "B111"),
        ("413 Request Entity Too Large", "B104"),
        ("500 Internal Server Error", "S100"),
        ("503 Service Unavailable", "S102"),  # no room for another connection
    ],
)
def test_software_gets_the_code_as_a_problem(status: str, code: str) -> None:
    assert code_for(status, for_software=True) == code
    answer = message(code, software=JSON, info="https://info", correlatie_id="c-1")
    head, _, body = answer.partition(b"\r\n\r\n")
    assert head.startswith(f"HTTP/1.1 {foutcode(code).http} ".encode())
    assert json.loads(body)["code"] == code
    assert (b"Retry-After: 30" in head) == (code == "S102")


@pytest.mark.parametrize(
    ("status", "code"), [("413 Request Entity Too Large", "X102"), ("503 Service Unavailable", "S102")]
)
def test_a_person_gets_a_page_that_says_what_to_do(status: str, code: str) -> None:
    assert code_for(status, for_software=False) == code
    page = unescape(message(code, software=None, info="https://info", correlatie_id="c-1").decode())
    assert foutcode(code).titel in page
    assert all(stap in page for stap in foutcode(code).stappen)
    assert f"Foutcode: {code}. Correlatie-id: c-1." in page
