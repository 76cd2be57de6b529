"""Every page of the info listener: for anybody, in Dutch, strict about what may run in it."""

import re

import pytest
from django.db import connection
from wereld import Wereld

from .conftest import PAGINAS, html, tekst


@pytest.mark.parametrize("pad", PAGINAS)
def test_a_page_is_in_dutch_with_one_heading_of_the_first_level_and_a_title(wereld: Wereld, pad: str) -> None:
    pagina = html(wereld.bezoeker().get(pad))
    assert '<html lang="nl"' in pagina
    assert pagina.count("<h1") == 1
    assert re.search(r"<title>\S.+ - Machtigingenportaal</title>", pagina)


@pytest.mark.parametrize("pad", PAGINAS)
def test_a_page_lets_nothing_run_that_is_not_ours(wereld: Wereld, pad: str) -> None:
    antwoord = wereld.bezoeker().get(pad)
    beleid = antwoord["Content-Security-Policy"]
    assert "default-src 'none'" in beleid
    assert "unsafe" not in beleid
    pagina = html(antwoord)
    assert " style=" not in pagina
    assert "<style" not in pagina
    assert not re.search(r"\son[a-z]+=", pagina)
    assert all(" src=" in script for script in re.findall(r"<script[^>]*>", pagina))


@pytest.mark.parametrize("pad", PAGINAS)
def test_a_page_asks_for_no_login_and_keeps_nothing(wereld: Wereld, pad: str) -> None:
    antwoord = wereld.bezoeker().get(pad)
    assert not antwoord.cookies
    assert "Ingelogd" not in tekst(antwoord)


@pytest.mark.parametrize("pad", PAGINAS)
def test_a_page_needs_no_database(wereld: Wereld, django_assert_num_queries: object, pad: str) -> None:
    with django_assert_num_queries(0, connection=connection):  # type: ignore[operator]
        wereld.bezoeker().get(pad)


@pytest.mark.parametrize("pad", PAGINAS)
def test_a_page_leads_to_the_catalogue_the_help_and_the_portal(wereld: Wereld, pad: str) -> None:
    pagina = html(wereld.bezoeker().get(pad))
    for doel in ("/foutcodes/", "/hulp/", "https://localhost:8443"):
        assert f'href="{doel}"' in pagina


def test_the_first_page_says_how_it_works(wereld: Wereld) -> None:
    gelezen = tekst(wereld.bezoeker().get("/"))
    for woord in ("systeemcertificaat", "persoonlijke certificaat", "één AGB-code", "antwoord van de verzekeraar"):
        assert woord in gelezen


def test_the_picture_on_the_first_page_has_words_for_who_cannot_see_it(wereld: Wereld) -> None:
    beeld = re.search(r"<svg[^>]*role=\"img\".*?</svg>", html(wereld.bezoeker().get("/")), re.DOTALL)
    assert beeld is not None
    assert 'aria-labelledby="vertrouwen-titel"' in beeld[0]
    assert '<title id="vertrouwen-titel">Het systeemcertificaat' in beeld[0]


@pytest.mark.parametrize("pad", ["/foutcodes", "/hulp"])
def test_a_forgotten_slash_is_added(wereld: Wereld, pad: str) -> None:
    antwoord = wereld.bezoeker().get(pad)
    assert (antwoord.status_code, antwoord["Location"]) == (301, f"{pad}/")


def test_an_address_that_does_not_exist_gets_a_page_with_the_way_on(wereld: Wereld) -> None:
    antwoord = wereld.bezoeker().get("/bestaat-niet")
    assert antwoord.status_code == 404
    assert 'name="zoek"' in html(antwoord)
