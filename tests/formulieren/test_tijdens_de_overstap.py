"""What is typed, or added, on a page while a colleague goes on with another form, is not lost."""

import re
from collections.abc import Collection
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from beelden import png
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from formulieren.ander_formulier import TRAJECT, eigen_formulier, ga_over, op, vul_medisch, waarden, with_eigen
from formulieren.eigen import ingelogd
from reis import MEDISCH, PNG, foto, open_link, tekst, toont, vul_in
from wereld import Beller, Wereld

from machtigingen.aanvragen import actions, bijlagen
from machtigingen.aanvragen.models import Aanvraag
from machtigingen.formulieren import catalogus, use_catalogus
from machtigingen.project import klok


@pytest.fixture
def eigen_zonder_pagina(wereld: Wereld) -> None:
    (medisch,) = [een for een in catalogus().formulier("X02", "2026-1").onderwerpen if een.link_id == "medisch"]
    with_eigen(lambda vraag: None if vraag in medisch.items else vraag)


def typ_tijdens_de_overstap(
    wereld: Wereld, straks: str, kop: dict[str, str] | None = None, **ook: Any
) -> tuple[Beller, str, HttpResponse]:
    """I have the page of the medical questions open, a colleague goes on with another form, and I post what I typed."""
    mens, collega = ingelogd(wereld, "persoonlijk-goed"), ingelogd(wereld, "contactpersoon-goed")
    aanvraag = open_link(wereld, mens, verstrekking={"formulier": "X02"})
    vul_in(mens, aanvraag, "behandeling", **TRAJECT)
    blad = toont(mens.get(f"{aanvraag}vragen/medisch"))
    ga_over(collega, aanvraag, straks)
    assert op()[:2] == tuple(straks.split(":"))
    getypt = {**MEDISCH, "opmerking": "Leest slecht.", "actie": "verder"} | ook
    return mens, aanvraag, mens.post(f"{aanvraag}vragen/medisch", blad | getypt, headers=kop)


@pytest.mark.parametrize("kop", [{}, {"X-Bewaar": "1"}], ids=["posted", "draft"])
def test_what_is_typed_while_a_colleague_goes_on_with_another_form_is_there_to_copy(
    wereld: Wereld, eigen_zonder_opmerking: None, kop: dict[str, str]
) -> None:
    mens, aanvraag, antwoord = typ_tijdens_de_overstap(wereld, "Z02:9901.1", kop)
    assert antwoord.status_code < 400 or antwoord.status_code == 422
    assert waarden()["zijde"] == MEDISCH["zijde"] and "opmerking" not in waarden()
    for adres in ("controleren", "vragen/behandeling"):
        assert "Leest slecht." in tekst(mens.get(f"{aanvraag}{adres}"))
    collega = ingelogd(wereld, "contactpersoon-goed")
    assert "Leest slecht." not in tekst(collega.get(f"{aanvraag}controleren"))


def test_the_same_where_the_whole_page_is_gone(wereld: Wereld, eigen_zonder_pagina: None) -> None:
    mens, aanvraag, antwoord = typ_tijdens_de_overstap(wereld, "Z02:9901.1")
    assert antwoord.status_code == 302 and "medisch" not in antwoord["Location"]
    assert "Leest slecht." in tekst(mens.get(antwoord["Location"]))


@pytest.mark.parametrize("kop", [{}, {"X-Bewaar": "1"}], ids=["posted", "draft"])
def test_a_question_of_the_other_form_that_was_put_into_the_page_meanwhile_is_kept_too(
    wereld: Wereld, kop: dict[str, str]
) -> None:
    with_eigen(lambda vraag: replace(vraag, link_id="bijzonderheden") if vraag.link_id == "opmerking" else vraag)
    mens, aanvraag, _ = typ_tijdens_de_overstap(wereld, "Z02:9901.1", kop, bijzonderheden="Past niet.")
    assert waarden()["bijzonderheden"] == "Past niet."
    assert "Leest slecht." in tekst(mens.get(f"{aanvraag}controleren"))


def test_a_file_at_a_question_that_stands_on_another_page_of_that_form_is_added(wereld: Wereld) -> None:
    vorm, mens, collega = (
        eigen_formulier(),
        *(ingelogd(wereld, f"{wie}-goed") for wie in ("persoonlijk", "contactpersoon")),
    )
    foto_ = vorm.vraag("foto")
    elders = {
        "medisch": lambda items: (*items, foto_),
        "bijlagen": lambda items: tuple(een for een in items if een != foto_),
    }
    paginas = (replace(een, items=elders.get(een.link_id, tuple)(een.items)) for een in vorm.onderwerpen)
    use_catalogus(catalogus().plus([replace(vorm, onderwerpen=tuple(paginas))]))
    aanvraag = open_link(wereld, mens, verstrekking={"formulier": "X02"})
    vul_in(mens, aanvraag, "behandeling", **TRAJECT)
    vul_in(mens, aanvraag, "medisch", **MEDISCH)
    blad = toont(mens.get(f"{aanvraag}vragen/bijlagen"))
    ga_over(collega, aanvraag, "Z02:9901.1")
    mens.post(f"{aanvraag}vragen/bijlagen", blad | {"foto": SimpleUploadedFile("oog.png", PNG), "actie": "toevoegen"})
    assert op()[0] == "Z02" and "oog.png" in tekst(mens.get(f"{aanvraag}controleren"))


def met_bijlagen_open(wereld: Wereld, zonder: Collection[str]) -> tuple[Beller, str, dict[str, str]]:
    """I have the page of the files open as it was before a colleague went on with a form that lacks these questions."""
    altijd = {"gezichtsveldonderzoek": ()}
    with_eigen(
        lambda vraag: (
            None
            if vraag.link_id in zonder
            else replace(vraag, enable_when=altijd.get(vraag.link_id, vraag.enable_when))
        )
    )
    mens, collega = ingelogd(wereld, "persoonlijk-goed"), ingelogd(wereld, "contactpersoon-goed")
    aanvraag = open_link(wereld, mens, verstrekking={"formulier": "X02"})
    vul_in(mens, aanvraag, "behandeling", **TRAJECT)
    vul_medisch(mens, aanvraag)
    blad = toont(mens.get(f"{aanvraag}vragen/bijlagen"))
    ga_over(collega, aanvraag, "Z02:9901.1")
    assert op()[0] == "Z02"
    return mens, aanvraag, blad


ZONDER_FOTO = {"page stays": ("foto",), "page gone": ("foto", "gezichtsveldonderzoek")}
KWIJT = "“nog een oog.png”: Dit bestand is niet toegevoegd."


@pytest.mark.parametrize("actie", ["verder", "toevoegen", "vorige", "stoppen"])
@pytest.mark.parametrize("zonder", ZONDER_FOTO.values(), ids=ZONDER_FOTO)
def test_a_file_at_a_question_that_the_other_form_does_not_have_is_named_with_that_question(
    wereld: Wereld, zonder: tuple[str, ...], actie: str
) -> None:
    mens, aanvraag, blad = met_bijlagen_open(wereld, zonder)
    erbij = SimpleUploadedFile("nog een oog.png", png("nog een"))
    antwoord = mens.post(f"{aanvraag}vragen/bijlagen", blad | {"foto": erbij, "actie": actie})
    adres = antwoord["Location"] if antwoord.status_code == 302 else ""
    antwoord = mens.get(adres) if adres else antwoord
    while antwoord.status_code == 302:
        antwoord = mens.get(antwoord["Location"])
    for pagina in (tekst(antwoord), tekst(mens.get(f"{aanvraag}controleren"))):
        assert KWIJT in pagina and pagina.count("nog een oog.png") == 1
        assert "foto" in pagina.partition("Dit van u staat niet in de aanvraag")[2].partition(KWIJT)[0].lower()
    assert "nog een oog.png" not in tekst(ingelogd(wereld, "contactpersoon-goed").get(f"{aanvraag}controleren"))
    assert Aanvraag.objects.get().bijlagen.count() == 1


def test_it_is_named_when_one_is_back_after_the_session_ended(wereld: Wereld) -> None:
    mens, aanvraag, blad = met_bijlagen_open(wereld, ("foto",))
    mens.post("/uitloggen")
    erbij = SimpleUploadedFile("nog een oog.png", png("nog een"))
    assert mens.post(f"{aanvraag}vragen/bijlagen", blad | {"foto": erbij}).status_code == 401
    terug = mens.post("/inloggen", {"verder": f"{aanvraag}vragen/bijlagen"})
    assert KWIJT in tekst(mens.get(terug["Location"]))


OVER_BESTANDEN = "Hieronder staat welke bestanden niet zijn toegevoegd."
OVER_TEKST = "Er is intussen iets anders ingevuld, of de vraag is vervallen. U kunt uw tekst kopiëren."


@pytest.mark.parametrize("text_too", [False, True])
def test_it_is_named_at_the_aanvraag_when_the_colleague_sent_it_meanwhile(wereld: Wereld, text_too: bool) -> None:
    """A text that waits there is told with it, unless it was read before."""
    mens, aanvraag, blad = met_bijlagen_open(wereld, ("foto", "gezichtsveldonderzoek"))
    if not text_too:
        [gelezen] = re.findall(r'name="gelezen" value="([^"]+)"', mens.get(f"{aanvraag}controleren").content.decode())
        mens.post(f"{aanvraag}indienen", {"actie": "gelezen", "gelezen": gelezen})
    mens.post("/uitloggen")
    mens.post(f"{aanvraag}vragen/bijlagen", blad | {"foto": SimpleUploadedFile("nog een oog.png", png("nog een"))})
    assert ingelogd(wereld, "contactpersoon-goed").post(f"{aanvraag}indienen").status_code == 302
    mens.post("/inloggen", {"verder": aanvraag})
    pagina = tekst(mens.get(aanvraag))
    assert KWIJT in pagina and OVER_BESTANDEN in pagina
    assert (OVER_TEKST in pagina) is text_too


@pytest.mark.parametrize("stap", ["attach", "take_in"], ids=["just before it is added", "while it is scanned"])
def test_it_is_named_too_when_the_colleague_goes_on_in_that_very_moment(
    wereld: Wereld, monkeypatch: pytest.MonkeyPatch, stap: str
) -> None:
    with_eigen(lambda vraag: None if vraag.link_id == "foto" else vraag)
    mens, collega = ingelogd(wereld, "persoonlijk-goed"), ingelogd(wereld, "contactpersoon-goed")
    aanvraag = open_link(wereld, mens, verstrekking={"formulier": "X02"})
    vul_in(mens, aanvraag, "behandeling", **TRAJECT)
    vul_medisch(mens, aanvraag)
    echt = getattr(bijlagen, stap)

    def tussendoor(*args: Any, **alles: Any) -> Any:
        ga_over(collega, aanvraag, "Z02:9901.1")
        return echt(*args, **alles)

    monkeypatch.setattr(bijlagen, stap, tussendoor)
    foto(mens, aanvraag, "nog een oog.png", png("nog een"))
    assert KWIJT in tekst(mens.get(f"{aanvraag}controleren"))


def test_while_it_is_scanned_the_colleague_goes_on_with_a_form_that_takes_no_such_file(
    wereld: Wereld, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_eigen(lambda vraag: replace(vraag, bestandstypen=("pdf",)) if vraag.link_id == "foto" else vraag)
    mens, collega = ingelogd(wereld, "persoonlijk-goed"), ingelogd(wereld, "contactpersoon-goed")
    aanvraag = open_link(wereld, mens, verstrekking={"formulier": "X02"})
    vul_in(mens, aanvraag, "behandeling", **TRAJECT)
    vul_medisch(mens, aanvraag)
    take_in = bijlagen.take_in

    def tussendoor(*args: Any, **alles: Any) -> Any:
        ga_over(collega, aanvraag, "Z02:9901.1")
        return take_in(*args, **alles)

    monkeypatch.setattr(bijlagen, "take_in", tussendoor)
    foto(mens, aanvraag, "nog een oog.png", png("nog een"))
    pagina = tekst(mens.get(f"{aanvraag}vragen/bijlagen"))
    assert "“nog een oog.png”: Dit soort bestand kunnen wij hier niet aannemen." in pagina
    assert Aanvraag.objects.get().bijlagen.count() == 1


def test_what_is_typed_is_there_to_copy_also_when_the_colleague_goes_on_just_before_it_is_written(
    wereld: Wereld, eigen_zonder_opmerking: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    mens, collega = ingelogd(wereld, "persoonlijk-goed"), ingelogd(wereld, "contactpersoon-goed")
    aanvraag = open_link(wereld, mens, verstrekking={"formulier": "X02"})
    vul_in(mens, aanvraag, "behandeling", **TRAJECT)
    write = actions.answer

    def tussendoor(**alles: Any) -> Any:
        ga_over(collega, aanvraag, "Z02:9901.1")
        return write(**alles)

    monkeypatch.setattr(actions, "answer", tussendoor)
    vul_in(mens, aanvraag, "medisch", **MEDISCH, opmerking="Leest slecht.")
    assert op()[0] == "Z02" and waarden()["zijde"] == MEDISCH["zijde"]
    assert "Leest slecht." in tekst(mens.get(f"{aanvraag}controleren"))


@pytest.mark.parametrize("later", [0, 20], ids=["at once", "after the session ended"])
def test_when_the_colleague_also_sent_it_all_that_was_typed_is_there_to_copy(
    wereld: Wereld, bevroren: datetime, later: int
) -> None:
    with_eigen(lambda vraag: replace(vraag, link_id="bijzonderheden") if vraag.link_id == "opmerking" else vraag)
    mens, collega = ingelogd(wereld, "persoonlijk-goed"), ingelogd(wereld, "contactpersoon-goed")
    aanvraag = open_link(wereld, mens, verstrekking={"formulier": "X02"})
    vul_in(mens, aanvraag, "behandeling", **TRAJECT)
    vul_medisch(mens, aanvraag)
    medisch = f"{aanvraag}vragen/medisch"
    blad = toont(mens.get(medisch))
    ga_over(collega, aanvraag, "Z02:9901.1")
    assert collega.post(f"{aanvraag}indienen").status_code == 302
    klok.zet(lambda: bevroren + timedelta(minutes=later))
    antwoord = mens.post(medisch, blad | {"opmerking": "Leest slecht.", "bijzonderheden": "Past niet."})
    if later:
        assert antwoord.status_code == 401
        antwoord = mens.get(mens.post("/inloggen", {"verder": medisch})["Location"])
    assert antwoord.status_code == 409
    assert "Leest slecht." in tekst(antwoord) and "Past niet." in tekst(antwoord)


def test_a_page_that_names_a_form_that_does_not_exist_is_one_of_the_form_that_is_there(
    wereld: Wereld, eigen_code: None
) -> None:
    mens = ingelogd(wereld, "persoonlijk-goed")
    aanvraag = open_link(wereld, mens, verstrekking={"formulier": "X02"})
    for van in ("X99:1", "Z02:9901.1:1", "geen", ":"):
        assert vul_in(mens, aanvraag, "behandeling", **TRAJECT, van_formulier=van).status_code == 302
    assert waarden()["diagnose"] == "255"
