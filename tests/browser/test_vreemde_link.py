import re

import pytest
from playwright.sync_api import Page

from .kantoor import Kantoor

pytestmark = pytest.mark.browser


def test_a_link_of_another_instantie_looks_as_one_that_never_existed(kantoor: Kantoor) -> None:
    van_een_ander = kantoor.stuur()
    nooit_bestaan = f"{kantoor.portaal}/instroom/{'x' * len(van_een_ander.rpartition('/')[2])}"
    page = kantoor.computer("persoonlijk-andere-instantie")

    assert answer(page, van_een_ander) == answer(page, nooit_bestaan)


def answer(page: Page, link: str) -> tuple[int, str, list[str]]:
    """Status, body and headers, without what differs at every request or repeats the address itself."""
    response = page.goto(link)
    assert response is not None
    correlatie_id = response.header_value("correlatie-id") or ""
    tekst = response.text().replace(correlatie_id, "ID").replace(link.rpartition("/")[2], "TOKEN")
    tekst = re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", tekst)
    tekst = re.sub(r'data-sessie-(nu|einde)="\d+"', "", tekst)
    return response.status, tekst, sorted(response.headers)
