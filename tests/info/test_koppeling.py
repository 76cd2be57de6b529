"""Why does my link not work? Anybody may paste a certificate; nobody learns from it what does not stand in it."""

import logging
import re
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from django.apps import apps
from machtigingen_sandbox.personas_certificaten import PERSONAS, Persona, Toestand
from wereld import Wereld

from machtigingen.toegang.models import Certificaat, Organisatie

from .conftest import hoofd, html, tekst


def plak(wereld: Wereld, wat: str, soort: str = "weet_niet", **anders: Any) -> Any:
    beller = wereld.bezoeker()
    body = urlencode({"certificaat": wat, "soort": soort})
    anders.setdefault("content_type", "application/x-www-form-urlencoded")
    return beller.client.post("/koppeling", body, secure=True, **beller._omgeving(), **anders)


def pem(wereld: Wereld, naam: str) -> str:
    return (wereld.testpki / "certificaten" / f"{naam}.pem").read_text()


def lampjes(antwoord: Any) -> list[str]:
    return re.findall(r"mp-lampje mp-lampje--(\w+)", html(antwoord))


def test_the_page_asks_for_the_public_part_only(wereld: Wereld) -> None:
    antwoord = wereld.bezoeker().get("/koppeling")
    assert "zonder de geheime sleutel" in tekst(antwoord)
    assert 'name="certificaat"' in html(antwoord)
    assert lampjes(antwoord) == []


@pytest.mark.parametrize("naam", ["systeem-goed", "persoonlijk-goed", "persoonlijk-raadplegen", "beoordelaar-9901"])
def test_a_good_certificate_is_green_as_far_as_can_be_seen_here(wereld: Wereld, naam: str) -> None:
    antwoord = plak(wereld, pem(wereld, naam))
    assert antwoord.status_code == 200
    assert lampjes(antwoord) == ["grijs", *["groen"] * 6]
    assert "alles in orde" in tekst(antwoord)


@pytest.mark.parametrize(
    ("naam", "code", "plek"),
    [
        ("systeem-vreemde-ca", "D103", 1),
        ("systeem-verlopen", "D104", 2),
        ("persoonlijk-nog-niet-geldig", "D105", 2),
        ("systeem-ingetrokken", "D106", 3),
        ("systeem-niet-aangemeld", "D108", 5),
        ("systeem-gestopt", "D205", 5),
        ("systeem-zonder-autorisatie", "D203", 6),
        ("systeem-raadplegen", "D204", 6),
        ("persoonlijk-zonder-autorisatie", "D203", 6),
    ],
)
def test_the_first_thing_wrong_is_opened_with_why_who_and_where_to_read_on(
    wereld: Wereld, naam: str, code: str, plek: int
) -> None:
    antwoord = plak(wereld, pem(wereld, naam))
    assert lampjes(antwoord) == ["grijs", *["groen"] * (plek - 1), "rood", *["grijs"] * (6 - plek)]
    gelezen = tekst(antwoord)
    for woord in ("Waarom?", "Wie lost het op?", f"Alles over foutcode {code}", "niet in orde"):
        assert woord in gelezen
    assert f'href="/foutcodes/{code}"' in html(antwoord)


@pytest.mark.parametrize(
    ("naam", "soort", "code"),
    [("persoonlijk-goed", "systeem", "D201"), ("systeem-goed", "persoonlijk", "D202")],
)
def test_who_says_what_it_is_for_is_told_when_it_is_the_other_kind(
    wereld: Wereld, naam: str, soort: str, code: str
) -> None:
    assert f"foutcode {code}" in tekst(plak(wereld, pem(wereld, naam), soort))


def test_what_stands_in_the_certificate_is_shown(wereld: Wereld) -> None:
    gelezen = tekst(plak(wereld, pem(wereld, "persoonlijk-goed")))
    for woord in ("Persoonlijk certificaat", "Oogkliniek Voorbeeldstad", "22990001", "S. de Vries"):
        assert woord in gelezen


def test_of_a_stranger_nothing_is_repeated(wereld: Wereld) -> None:
    gelezen = tekst(plak(wereld, pem(wereld, "persoonlijk-vreemde-ca")))
    assert "X. Dekker" not in gelezen
    assert "Dit staat in het certificaat" not in gelezen


@pytest.mark.parametrize("persona", PERSONAS, ids=lambda persona: persona.bestand)
def test_nothing_of_the_registration_is_shown(wereld: Wereld, persona: Persona) -> None:
    """Names, contactpersonen, end dates and rights as they stand with us, and not in the certificate."""
    Certificaat.objects.update(naam="GEREGISTREERDE NAAM")
    Organisatie.objects.update(naam="GEREGISTREERDE ORGANISATIE")
    gelezen = tekst(plak(wereld, pem(wereld, persona.bestand)))
    assert "GEREGISTREERDE" not in gelezen
    assert "31-12-2025" not in gelezen or persona.toestand is Toestand.VERLOPEN
    assert "@" not in gelezen
    assert not re.search(r"\b(indienen|raadplegen|beoordelen)\b", hoofd_zonder_uitleg(gelezen))


def hoofd_zonder_uitleg(gelezen: str) -> str:
    """What is shown of the certificate, without what the catalogue says of a code."""
    return gelezen.partition("Dit staat in het certificaat")[2].partition("Nog een certificaat controleren")[0]


@pytest.mark.parametrize("met_certificaat", [True, False])
def test_a_private_key_is_refused_at_once_and_nowhere_repeated(
    wereld: Wereld, met_certificaat: bool, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    sleutel = (wereld.testpki / "server.key").read_text()
    antwoord = plak(wereld, (pem(wereld, "systeem-goed") if met_certificaat else "") + sleutel)
    assert antwoord.status_code == 422
    assert "Dit is een geheime sleutel" in tekst(antwoord)
    assert lampjes(antwoord) == []
    for regel in sleutel.splitlines()[1:-1]:
        assert regel not in html(antwoord)
        assert regel not in caplog.text


@pytest.mark.parametrize("wat", ["", "tekst", "<script>alert(1)</script>", "-----BEGIN CERTIFICATE-----"])
def test_what_is_no_certificate_is_asked_again_and_not_repeated(wereld: Wereld, wat: str) -> None:
    antwoord = plak(wereld, wat)
    assert (antwoord.status_code, "Wij zien geen certificaat" in tekst(antwoord)) == (422, True)
    assert "<textarea" in html(antwoord)
    assert re.search(r"<textarea[^>]*>\s*</textarea>", hoofd(antwoord))


def test_a_certificate_that_cannot_be_read_stops_at_the_issuer(wereld: Wereld) -> None:
    onzin = "-----BEGIN CERTIFICATE-----\nMAMCAQU=\n-----END CERTIFICATE-----"
    antwoord = plak(wereld, onzin)
    assert lampjes(antwoord)[1] == "rood"
    assert "niet te lezen" in tekst(antwoord)


def test_more_than_a_certificate_can_be_is_not_read(wereld: Wereld) -> None:
    assert plak(wereld, "x" * 70_000).status_code == 413


@pytest.mark.parametrize("soort", ["application/json", "text/plain", "multipart/form-data; boundary=x"])
def test_only_a_form_is_read(wereld: Wereld, soort: str) -> None:
    assert plak(wereld, "x", content_type=soort).status_code == 400


def _alles() -> dict[str, list[Any]]:
    return {model._meta.label: list(model.objects.order_by("pk").values()) for model in apps.get_models()}


def test_nothing_is_kept_and_no_cookie_is_set(wereld: Wereld) -> None:
    voor = _alles()
    antwoord = plak(wereld, pem(wereld, "systeem-goed"))
    assert _alles() == voor
    assert not antwoord.cookies
    assert antwoord["Cache-Control"] == "no-store"


def test_the_chain_is_told_in_words_too(wereld: Wereld, testpki: Path) -> None:
    gelezen = tekst(plak(wereld, pem(wereld, "systeem-verlopen")))
    for woord in ("in orde", "niet in orde", "niet gecontroleerd"):
        assert woord in gelezen
