"""The page behind the link in a mail: for anybody, and without anything of a patient."""

from datetime import datetime
from html import unescape
from re import sub
from typing import Any

import pytest
from notificaties.toneel import abonneer, abonneer_mail, enige, gebeurt
from wereld import Wereld

from machtigingen.doors.info.bericht import UITLEG
from machtigingen.notificaties.link import token_of
from machtigingen.notificaties.soorten import Soort


def pad(taal: str = "") -> str:
    return f"{taal}/bericht/{token_of(enige().id)}"


def tekst(antwoord: Any) -> str:
    return " ".join(unescape(sub(r"<[^>]+>", " ", antwoord.content.decode())).split())


@pytest.fixture
def aanvraag(wereld: Wereld, bevroren: datetime) -> Any:
    abonneer_mail("balie@praktijk.nl", now=bevroren)
    return gebeurt("informatie_gevraagd", now=bevroren)


def test_it_says_what_happened_and_for_whom(wereld: Wereld, aanvraag: Any) -> None:
    antwoord = wereld.bezoeker().get(pad())
    gelezen = tekst(antwoord)
    assert antwoord.status_code == 200
    for woorden in (
        "De verzekeraar heeft een vraag",
        "Aanvraag M260000012",
        "AGB-code 22990001",
        "Oogkliniek",
        "uw persoonlijke certificaat van deze instantie",
    ):
        assert woorden in gelezen


def test_it_leads_to_the_aanvraag_in_the_portal(wereld: Wereld, aanvraag: Any) -> None:
    pagina = wereld.bezoeker().get(pad()).content.decode()
    adres = f"https://localhost:8443/aanvragen/{aanvraag}/"
    assert f'href="{adres}"' in pagina
    assert f'id="adres">{adres}</p>' in pagina


def test_it_shows_nothing_else_of_the_aanvraag(wereld: Wereld, aanvraag: Any) -> None:
    gelezen = tekst(wereld.bezoeker().get(pad()))
    assert "balie@praktijk.nl" not in gelezen
    assert "goedgekeurd" not in gelezen


def test_it_is_there_in_english_too(wereld: Wereld, aanvraag: Any) -> None:
    antwoord = wereld.bezoeker().get(pad("/en"))
    assert "The insurer has a question" in tekst(antwoord)
    assert b'<html lang="en"' in antwoord.content
    assert f'href="https://localhost:8440{pad()}"'.encode() in antwoord.content


@pytest.mark.parametrize("soort", list(Soort), ids=lambda soort: soort.value)
def test_each_thing_that_can_happen_has_words_of_its_own(wereld: Wereld, bevroren: datetime, soort: Soort) -> None:
    abonneer_mail("balie@praktijk.nl", now=bevroren)
    gebeurt(soort.value, now=bevroren)
    assert f'<h1 class="utrecht-heading-1">{UITLEG[soort].titel}</h1>' in wereld.bezoeker().get(pad()).content.decode()


@pytest.mark.parametrize("token", ["x" * 43, "niets", "22990001"])
def test_a_link_that_nobody_was_sent_is_a_page_that_does_not_exist(wereld: Wereld, aanvraag: Any, token: str) -> None:
    antwoord, geen = wereld.bezoeker().get(f"/bericht/{token}"), wereld.bezoeker().get("/bestaat-niet")
    assert (antwoord.status_code, tekst(antwoord)) == (404, tekst(geen))


def test_neither_the_id_nor_the_hash_opens_it(wereld: Wereld, aanvraag: Any) -> None:
    for token in (enige().id, enige().link_hash):
        assert wereld.bezoeker().get(f"/bericht/{token}").status_code == 404


def test_a_webhook_has_no_page(wereld: Wereld, bevroren: datetime) -> None:
    abonneer("https://pakket.example/", now=bevroren)
    gebeurt(now=bevroren)
    assert wereld.bezoeker().get(pad()).status_code == 404
