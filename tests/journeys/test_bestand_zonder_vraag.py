"""A file at a question that is not asked any more: a colleague, or its own page, gave another answer."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from beelden import png
from django.core.files.uploadedfile import SimpleUploadedFile
from reis import MEDISCH, foto, open_link, tekst, toont, vul_in
from wereld import Wereld

from machtigingen.aanvragen import bijlagen
from machtigingen.aanvragen.models import Aanvraag, Bijlage
from machtigingen.formulieren import Catalogus, catalogus, use_catalogus

NIET_MEE = "Deze bestanden gaan niet naar de zorgverzekeraar"
KWIJT = "“nog een oog.png”: Dit bestand is niet toegevoegd."


def oog() -> SimpleUploadedFile:
    return SimpleUploadedFile("nog een oog.png", png("nog een"))


@pytest.fixture
def aanvraag(wereld: Wereld, mens: Any) -> str:
    """One of which the page with files is there."""
    geopend = open_link(wereld, mens)
    for straks in ({}, {"mrd": "1"}):
        vul_in(mens, geopend, "medisch", **MEDISCH, **straks)
    return geopend


def verander(wie: Any, aanvraag: str, oorzaak: str) -> None:
    """The cause by which one is asked for a photo, or not; with a yes to what falls away by it."""
    adres = f"{aanvraag}vragen/medisch"
    vul_in(wie, aanvraag, "medisch", **(MEDISCH | {"oorzaak": oorzaak}))
    pagina = wie.get(adres)
    if door := re.search(r'name="doorgaan" value="([^"]*)"', pagina.content.decode()):
        wie.post(adres, toont(pagina) | {"doorgaan": door[1]})
    assert Aanvraag.objects.get().antwoorden["oorzaak"]["waarde"] == oorzaak


def waar_men_komt(mens: Any, antwoord: Any) -> str:
    while antwoord.status_code == 302:
        antwoord = mens.get(antwoord["Location"].partition("#")[0])
    return tekst(antwoord)


def is_named(pagina: str) -> bool:
    """Once, with its question; what is kept and does not go along has a place of its own."""
    pagina = pagina.partition(NIET_MEE)[0]
    ervoor = pagina.partition("Dit van u staat niet in de aanvraag")[2].partition(KWIJT)[0]
    return KWIJT in pagina and pagina.count("nog een oog.png") == 1 and "foto" in ervoor.lower()


@pytest.mark.parametrize("actie", ["verder", "toevoegen", "vorige", "stoppen"])
def test_it_is_refused_and_named_with_that_question(mens: Any, collega: Any, aanvraag: str, actie: str) -> None:
    blad = toont(mens.get(f"{aanvraag}vragen/bijlagen"))
    verander(collega, aanvraag, "uiterlijk")
    antwoord = mens.post(f"{aanvraag}vragen/bijlagen", blad | {"foto": oog(), "actie": actie})
    if actie != "stoppen":
        assert is_named(waar_men_komt(mens, antwoord))
    assert is_named(tekst(mens.get(f"{aanvraag}controleren")))
    assert "nog een oog.png" not in tekst(collega.get(f"{aanvraag}controleren"))
    assert not Bijlage.objects.exists() and "foto" not in Aanvraag.objects.get().antwoorden


def test_it_is_named_when_one_is_back_after_the_session_ended(mens: Any, collega: Any, aanvraag: str) -> None:
    blad = toont(mens.get(f"{aanvraag}vragen/bijlagen"))
    verander(collega, aanvraag, "uiterlijk")
    mens.post("/uitloggen")
    assert mens.post(f"{aanvraag}vragen/bijlagen", blad | {"foto": oog(), "actie": "verder"}).status_code == 401
    assert is_named(waar_men_komt(mens, mens.post("/inloggen", {"verder": f"{aanvraag}vragen/bijlagen"})))


def test_the_same_when_it_was_scanned_meanwhile(
    mens: Any, collega: Any, aanvraag: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    take_in = bijlagen.take_in

    def intussen(*args: Any, **kwargs: Any) -> Any:
        verander(collega, aanvraag, "uiterlijk")
        return take_in(*args, **kwargs)

    monkeypatch.setattr(bijlagen, "take_in", intussen)
    assert is_named(waar_men_komt(mens, foto(mens, aanvraag, "nog een oog.png", png("nog een"))))
    assert not Bijlage.objects.exists()


def test_one_that_is_there_already_is_not_shown_either_so_it_is_named_too(
    mens: Any, collega: Any, aanvraag: str
) -> None:
    foto(mens, aanvraag, "nog een oog.png", png("nog een"))
    blad = toont(mens.get(f"{aanvraag}vragen/bijlagen"))
    verander(collega, aanvraag, "uiterlijk")
    antwoord = mens.post(f"{aanvraag}vragen/bijlagen", blad | {"foto": oog(), "actie": "verder"})
    pagina = waar_men_komt(mens, antwoord)
    assert is_named(pagina) and "nog een oog.png" in pagina.partition(NIET_MEE)[2]


def test_once_the_question_is_asked_again_it_can_be_added(mens: Any, collega: Any, aanvraag: str) -> None:
    blad = toont(mens.get(f"{aanvraag}vragen/bijlagen"))
    verander(collega, aanvraag, "uiterlijk")
    mens.post(f"{aanvraag}vragen/bijlagen", blad | {"foto": oog(), "actie": "toevoegen"})
    verander(collega, aanvraag, MEDISCH["oorzaak"])
    assert KWIJT in tekst(mens.get(f"{aanvraag}vragen/bijlagen"))
    assert foto(mens, aanvraag, "nog een oog.png", png("nog een")).status_code == 302
    pagina = tekst(mens.get(f"{aanvraag}vragen/bijlagen"))
    assert KWIJT not in pagina and "nog een oog.png" in pagina


@pytest.fixture
def foto_bij_medisch() -> Iterator[None]:
    """The form with the question for a photo on the page of the answers that it depends on."""
    inhoud, vorm = catalogus().inhoud, catalogus().formulier("X02", "2026-1")
    *eerst, medisch, bestanden = vorm.onderwerpen
    vraag, *rest = bestanden.items
    assert vraag.link_id == "foto"
    paginas = (*eerst, replace(medisch, items=(*medisch.items, vraag)), replace(bestanden, items=tuple(rest)))
    anders = tuple(replace(een, onderwerpen=paginas) if een == vorm else een for een in inhoud.formulieren)
    use_catalogus(Catalogus(replace(inhoud, formulieren=anders)))
    yield
    use_catalogus(None)


def test_at_a_question_that_comes_up_by_this_very_post_it_is_added(
    wereld: Wereld, mens: Any, foto_bij_medisch: None
) -> None:
    aanvraag = open_link(wereld, mens)
    assert "foto" not in toont(mens.get(f"{aanvraag}vragen/medisch"))["gezien"].split()
    vul_in(mens, aanvraag, "medisch", **MEDISCH, foto=oog())
    assert [een.vraag for een in Bijlage.objects.all()] == ["foto"]


def test_at_one_that_falls_off_by_this_very_post_it_is_named(wereld: Wereld, mens: Any, foto_bij_medisch: None) -> None:
    aanvraag = open_link(wereld, mens)
    vul_in(mens, aanvraag, "medisch", **MEDISCH)
    antwoord = vul_in(mens, aanvraag, "medisch", **(MEDISCH | {"oorzaak": "uiterlijk"}), foto=oog())
    assert is_named(waar_men_komt(mens, antwoord))
    assert not Bijlage.objects.exists()
