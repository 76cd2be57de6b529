"""On the page of an aanvraag: what belongs with it, who of the own instantie asked it, and nothing of another one."""

from typing import Any

import pytest
from levensloop.conftest import OOGKLINIEK, ZIEKENHUIS, Balie, balie
from oordelen import heel
from reis import tekst

from machtigingen.aanvragen import besluiten, vervolg
from machtigingen.aanvragen.models import Aanvraag

__all__ = ["balie"]


@pytest.fixture
def eerste(balie: Balie, settings: Any) -> Aanvraag:
    settings.ROOT_URLCONF = "machtigingen.project.urls_portaal"
    aanvraag = balie.verstuurd()
    return besluiten.decide(actor=balie.beoordelaar, now=balie.now, aanvraag_id=aanvraag.id, oordeel=heel(False))


def herbeoordeling(balie: Balie, eerste: Aanvraag) -> Aanvraag:
    """Asked by a colleague of who sent the first one."""
    wie = {"actor": balie.collega_van(balie.indiener), "now": balie.now, "aanvraag_id": eerste.id}
    return vervolg.ask_again(**wie, soort="herbeoordeling", motivering="Er is een foto.")


def verwant(balie: Balie, aanvraag: Aanvraag) -> str:
    mens = balie.wereld.mens()
    mens.get("/aanvragen/")
    return tekst(mens.get(f"/aanvragen/{aanvraag.id}/")).partition("Hoort bij elkaar")[2]


def test_each_says_which_colleague_asked_the_other_and_for_whom(balie: Balie, eerste: Aanvraag) -> None:
    tweede = herbeoordeling(balie, eerste)
    assert f"Herbeoordeling {tweede.aanvraagnummer}" in verwant(balie, eerste)
    assert "Verstuurd door C. Ollega. Zorgverlener: O. Oogarts (03990011)." in verwant(balie, eerste)
    assert f"Herbeoordeling van {eerste.aanvraagnummer}" in verwant(balie, tweede)
    assert "Verstuurd door S. de Vries. Zorgverlener: O. Oogarts (03990011)." in verwant(balie, tweede)


def test_of_a_copy_that_was_sent_it_says_the_same(balie: Balie, eerste: Aanvraag) -> None:
    kopie = vervolg.copy_as_new(actor=balie.indiener, now=balie.now, aanvraag_id=eerste.id)
    assert verwant(balie, eerste) == ""
    verstuurd = {"status": "ingediend", "ingediend_at": balie.now, "ingediend_door": "C. Ollega"}
    Aanvraag.objects.filter(pk=kopie.pk).update(aanvraagnummer="261124999990", **verstuurd)
    assert "Kopie 261124999990" in verwant(balie, eerste)
    assert "Verstuurd door C. Ollega." in verwant(balie, eerste)


def test_without_a_name_in_the_register_the_code_stands_there(balie: Balie, eerste: Aanvraag) -> None:
    tweede = herbeoordeling(balie, eerste)
    Aanvraag.objects.filter(pk=tweede.pk).update(zorgverlener="03999999")
    assert "Zorgverlener: 03999999." in verwant(balie, eerste)


def test_of_another_instantie_nothing_stands_there(balie: Balie, eerste: Aanvraag) -> None:
    tweede = herbeoordeling(balie, eerste)
    for vreemd, blijft in (tweede, eerste), (eerste, tweede):
        Aanvraag.objects.filter(pk=vreemd.pk).update(agb=ZIEKENHUIS)
        assert verwant(balie, blijft) == ""
        Aanvraag.objects.filter(pk=vreemd.pk).update(agb=OOGKLINIEK)
