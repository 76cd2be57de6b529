"""A refusal on this listener is a page like any other."""

from wereld import Wereld

from .conftest import html, tekst


def test_a_certificate_in_a_header_is_refused_with_a_page(wereld: Wereld) -> None:
    antwoord = wereld.bezoeker().get("/", HTTP_CLIENT_CERT=":AAAA:")
    assert antwoord.status_code == 401
    gelezen = tekst(antwoord)
    assert "Certificaat is niet bruikbaar" in gelezen
    assert "Uw contactpersoon" in gelezen
    assert 'href="/foutcodes/D102"' in html(antwoord)


def test_a_refusal_names_its_code_and_correlation_id_for_the_supplier(wereld: Wereld) -> None:
    antwoord = wereld.bezoeker().get("/", HTTP_CLIENT_CERT=":AAAA:")
    assert "Foutcode: D102" in tekst(antwoord)
    assert f"Correlatie-id: {antwoord['Correlatie-Id']}" in tekst(antwoord)


def test_nothing_can_be_posted_here(wereld: Wereld) -> None:
    assert wereld.bezoeker().post("/foutcodes/").status_code == 405
    assert wereld.bezoeker().post("/").status_code == 405
