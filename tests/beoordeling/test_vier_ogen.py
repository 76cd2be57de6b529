"""Two people where that was agreed: each forms an opinion first, and a difference is seen by both before it counts."""

import re
from collections.abc import Callable

import pytest
from levensloop.conftest import TANDARTS, Balie
from machtigingen_sandbox import personas
from reis import PNG, tekst
from wereld import Beller

from machtigingen.aanvragen import bijlagen
from machtigingen.aanvragen.models import Aanvraag, Besluit

Desk = Callable[..., Beller]
GOED = {"besluit": "goedkeuren", "toelichting": "Het eerste geheim."}
ANDERS = {"besluit": "afwijzen", "reden": "niet_aangetoond", "toelichting": "Te weinig bewijs."}


@pytest.fixture
def pad(balie: Balie) -> str:
    return f"/beoordelen/{balie.verstuurd(TANDARTS, personas.BIJ_DEMOVERZEKERING).id}/"


@pytest.fixture
def eerste(desk: Desk, pad: str) -> Beller:
    """Gave the first opinion."""
    mens = desk("beoordelaar-9903")
    assert "Over deze aanvraag beslissen twee mensen." in tekst(mens.get(pad))
    assert mens.post(pad, GOED).status_code == 302
    return mens


@pytest.fixture
def tweede(desk: Desk, eerste: Beller) -> Beller:
    return desk("beoordelaar-9903-collega")


def test_the_first_opinion_decides_nothing(eerste: Beller, pad: str) -> None:
    assert not Besluit.objects.exists()
    assert Aanvraag.objects.get().machtigingsnummer == ""
    assert "U gaf het eerste oordeel." in tekst(eerste.get(pad))


def test_the_first_cannot_be_the_second(eerste: Beller, pad: str) -> None:
    assert 'id="oordeel"' not in eerste.get(pad).content.decode()
    geweigerd = eerste.post(pad, GOED)
    assert geweigerd.status_code == 409
    assert "De tweede die beslist, is een ander mens." in tekst(geweigerd)
    assert not Besluit.objects.exists()


def test_the_second_does_not_see_the_first_opinion_before_giving_one(tweede: Beller, pad: str) -> None:
    for adres in (pad, "/beoordelen/?lijst=tweede"):
        pagina = tekst(tweede.get(adres))
        assert "Het eerste geheim." not in pagina
        assert "goedgekeurd" not in pagina.lower()
    onvolledig = tekst(tweede.post(pad, ANDERS | {"toelichting": ""}))
    assert "Het eerste geheim." not in onvolledig


def test_two_who_agree_decide(tweede: Beller, pad: str) -> None:
    assert tweede.post(pad, GOED | {"toelichting": "Ook goed."}).status_code == 302
    besluit = Besluit.objects.get()
    assert (besluit.beoordelaar, besluit.tweede_beoordelaar) == ("E. Erste", "T. Tweede")
    assert "E. Erste en T. Tweede" in tekst(tweede.get(pad))


def test_when_they_differ_both_stand_side_by_side_and_the_second_confirms(tweede: Beller, pad: str) -> None:
    verschil = tweede.post(pad, ANDERS)
    assert verschil.status_code == 409
    mijn, _kop, ander = tekst(verschil).partition("Het eerste oordeel")
    assert "Te weinig bewijs." in mijn
    assert "Het eerste geheim." in ander
    assert 'name="bevestigd"' in verschil.content.decode()
    assert not Besluit.objects.exists()
    assert tweede.post(pad, ANDERS | {"bevestigd": "ja"}).status_code == 302
    assert Besluit.objects.get().status == "afgewezen"


def test_the_first_opinion_says_that_it_waits_for_a_second(desk: Desk, balie: Balie, pad: str) -> None:
    ander = balie.verstuurd(TANDARTS, personas.BIJ_DEMOVERZEKERING)
    mens = desk("beoordelaar-9903")
    volgende = mens.post(pad, GOED | {"actie": "volgende"})["Location"]
    assert volgende.startswith(f"/beoordelen/{ander.id}/")
    assert "wacht op een tweede beoordelaar" in tekst(mens.get(volgende))


def test_a_document_that_comes_after_the_first_opinion_asks_for_a_first_opinion_again(
    balie: Balie, eerste: Beller, tweede: Beller, pad: str
) -> None:
    gezien = re.findall(r'name="gezien" value="(\d+)"', tweede.get(pad).content.decode())[0]
    bijlagen.attach_later(
        actor=balie.als("persoonlijk-tandarts"),
        now=balie.now,
        aanvraag_id=Aanvraag.objects.get().id,
        naam="foto2.png",
        data=PNG + b"2",
    )
    te_laat = tweede.post(pad, ANDERS | {"gezien": gezien})
    assert te_laat.status_code == 409
    assert "Document toegevoegd" in tekst(te_laat) and "foto2.png" in tekst(te_laat)
    assert "Uw eerste oordeel" in tekst(eerste.get(pad))
    assert eerste.post(pad, ANDERS).status_code == 302
    assert not Besluit.objects.exists()
    assert tweede.post(pad, ANDERS).status_code == 302
    assert Besluit.objects.get().status == "afgewezen"
