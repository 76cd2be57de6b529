"""Who may come in, and what happens to what was typed when the session ends."""

from datetime import timedelta

import pytest
from conftest import NU
from reis import MEDISCH, dien_in, dien_in_klaar, open_link, tekst
from wereld import Wereld, bericht

from machtigingen.aanvragen.models import Aanvraag
from machtigingen.project import klok


def test_what_is_posted_after_the_session_ended_is_kept_and_shown_after_logging_in(wereld: Wereld) -> None:
    mens = wereld.mens()
    aanvraag = open_link(wereld, mens)
    mens.get(f"{aanvraag}vragen/medisch")
    klok.zet(lambda: NU + timedelta(minutes=16))
    antwoord = mens.post(f"{aanvraag}vragen/medisch", MEDISCH | {"opmerking": "Niet kwijt."})
    assert antwoord.status_code == 401
    assert "Opnieuw inloggen" in tekst(antwoord)
    assert mens.get("/aanvragen/").status_code == 200
    assert "Opnieuw inloggen" in tekst(mens.get("/aanvragen/"))
    verder = mens.post("/inloggen", {"verder": f"{aanvraag}vragen/medisch"})
    assert "Niet kwijt." in mens.get(verder["Location"]).content.decode()


def test_nothing_but_keeping_happens_after_the_session_ended(wereld: Wereld) -> None:
    mens = wereld.mens()
    aanvraag = dien_in_klaar(wereld, mens)
    klok.zet(lambda: NU + timedelta(minutes=16))
    assert mens.post(f"{aanvraag}indienen").status_code == 401
    assert Aanvraag.objects.get().status == "concept"


@pytest.mark.parametrize("verder", ["https://kwaad.example/", "//kwaad.example", "javascript:alert(1)", ""])
def test_logging_in_never_leads_to_another_site(wereld: Wereld, verder: str) -> None:
    mens = wereld.mens()
    mens.get("/aanvragen/")
    mens.post("/uitloggen")
    assert mens.post("/inloggen", {"verder": verder})["Location"] == "/"


@pytest.mark.parametrize(
    ("naam", "code", "status"),
    [
        (None, "D101", 401),
        ("persoonlijk-vreemde-ca", "D103", 401),
        ("persoonlijk-verlopen", "D104", 401),
        ("persoonlijk-nog-niet-geldig", "D105", 401),
        ("persoonlijk-ingetrokken", "D106", 401),
        ("systeem-goed", "D202", 403),
        ("persoonlijk-zonder-autorisatie", "D203", 403),
        ("persoonlijk-raadplegen", "D204", 403),
    ],
)
def test_every_trouble_at_the_door_has_its_own_page(wereld: Wereld, naam: str | None, code: str, status: int) -> None:
    link = wereld.software().push(bericht()).json()["link"].removeprefix("https://localhost:8443")
    antwoord = wereld.mens(naam).get(link)
    assert antwoord.status_code == status
    assert f"Foutcode: {code}" in tekst(antwoord)
    assert "Kopieer voor uw softwareleverancier" in tekst(antwoord)
    assert "J. Jansen-Voorbeeld" not in tekst(antwoord)


@pytest.mark.parametrize(
    ("naam", "code", "status"),
    [
        (None, "D101", 401),
        ("systeem-vreemde-ca", "D103", 401),
        ("systeem-verlopen", "D104", 401),
        ("systeem-nog-niet-geldig", "D105", 401),
        ("systeem-ingetrokken", "D106", 401),
        ("persoonlijk-goed", "D201", 403),
        ("systeem-zonder-autorisatie", "D203", 403),
        ("systeem-andere-instantie", "I101", 403),
    ],
)
def test_every_trouble_at_the_api_has_its_own_code(wereld: Wereld, naam: str | None, code: str, status: int) -> None:
    antwoord = wereld.software(naam).push(bericht())
    assert antwoord.status_code == status
    assert antwoord.json()["code"] == code
    assert antwoord["Content-Type"] == "application/problem+json"


def test_who_may_only_look_can_look_but_not_work(wereld: Wereld) -> None:
    aanvraag = dien_in(wereld, wereld.mens())
    lezer = wereld.mens("persoonlijk-raadplegen")
    assert "De aanvraag is goedgekeurd" in tekst(lezer.get(aanvraag))
    assert "Correctie van het bovenooglid" in tekst(lezer.get("/aanvragen/"))
    assert "Machtigingen aanvragen en indienen : nee" in tekst(lezer.get("/wie-ben-ik"))
    assert "C. Contact" in tekst(lezer.get("/wie-ben-ik"))


@pytest.mark.parametrize("body", [b"{", b"\xff", b""], ids=["broken", "no text", "empty"])
def test_software_that_may_not_send_is_told_so_whatever_it_sent(wereld: Wereld, body: bytes) -> None:
    antwoord = wereld.software("systeem-zonder-autorisatie").push(body)
    assert (antwoord.status_code, antwoord.json()["code"]) == (403, "D203")
