import pytest
from playwright.sync_api import expect

from .kantoor import Kantoor
from .stappen import bewaard, groep, kies, log_opnieuw_in, log_uit, op_pagina

pytestmark = pytest.mark.browser


def test_the_link_opens_the_same_work_again_until_it_is_sent(kantoor: Kantoor) -> None:
    link = kantoor.stuur()
    page = kantoor.computer()
    page.goto(link)
    kies(page, "Aan welke zijde", "Links")
    bewaard(page)
    adres = page.url

    page.reload()
    expect(groep(page, "Aan welke zijde").get_by_label("Links")).to_be_checked()

    tweede_tabblad = page.context.new_page()
    tweede_tabblad.goto(link)
    assert tweede_tabblad.url == adres
    expect(groep(tweede_tabblad, "Aan welke zijde").get_by_label("Links")).to_be_checked()

    log_uit(tweede_tabblad)
    tweede_tabblad.goto(link)
    op_pagina(tweede_tabblad, "U bent uitgelogd")
    log_opnieuw_in(tweede_tabblad)
    assert tweede_tabblad.url == adres
    expect(groep(tweede_tabblad, "Aan welke zijde").get_by_label("Links")).to_be_checked()
