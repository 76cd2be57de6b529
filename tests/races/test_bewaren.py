"""Erasing beside the portal, and beside itself: each goes once, whole, and never from under who is working on it."""

from collections.abc import Callable

import pytest
from bewaring.voorraad import DAG, JAAR, NU, aantallen, aanvraag, bericht, concept, logregel, push, tel, wis
from races.tegelijk import actor, code_van, elke_keten_is_heel, tegelijk
from wereld import Wereld

from machtigingen.aanvragen import vervolg
from machtigingen.aanvragen.bewaarslot import Slotfout, set_hold
from machtigingen.aanvragen.models import Aanvraag
from machtigingen.audit.models import Regel
from machtigingen.bewaring import actions

AANTAL, KANSEN = 12, 6


def voorraad() -> None:
    for _ in range(AANTAL):
        push(oud=2 * DAG)
        concept(oud=40 * DAG)
        aanvraag(oud=3 * JAAR)
        aanvraag(oud=1.5 * JAAR)
        bericht(oud=2 * DAG)
        logregel(oud=6 * JAAR)


def gewist() -> list[str]:
    return list(Regel.objects.filter(handeling__endswith="_gewist").values_list("onderwerp", flat=True))


def test_several_jobs_at_once_erase_everything_once(wereld: Wereld, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actions, "PER_KEER", 3)
    monkeypatch.setattr(actions, "REGELS_PER_KEER", 3)
    voorraad()
    verwacht = aantallen(wis(proef=True))
    verslagen = [aantallen(verslag) for verslag in tegelijk([wis] * 3)]
    samen = {klasse: sum(verslag.get(klasse, 0) for verslag in verslagen) for klasse in verwacht}
    rest = aantallen(wis())  # what one left because another had it locked
    assert {klasse: samen[klasse] + rest.get(klasse, 0) for klasse in verwacht} == verwacht
    assert len(gewist()) == len(set(gewist())) == 5 * AANTAL
    assert tel()["Bijlage"] == tel()["bestanden"] == 0
    assert elke_keten_is_heel()


def set_hold_code(een: Aanvraag) -> str:
    try:
        set_hold(naam=str(een.pk), reden="rechtszaak", now=NU, beheerder="x")
    except Slotfout:
        return "weg"
    return "vast"


@pytest.mark.parametrize("kans", range(KANSEN))
def test_a_hold_at_the_last_moment_holds_or_comes_too_late(wereld: Wereld, kans: int) -> None:
    een = aanvraag(oud=3 * JAAR)
    uitkomst, _ = tegelijk([lambda: set_hold_code(een), wis])
    er_nog = Aanvraag.objects.filter(pk=een.pk).exists()
    assert (uitkomst, er_nog) in {("vast", True), ("weg", False)}
    assert tel()["Besluit"] == tel()["Bijlage"] == tel()["Instroom"] == int(er_nog)
    assert elke_keten_is_heel()


@pytest.mark.parametrize("kans", range(KANSEN))
def test_who_follows_on_it_at_the_last_moment_gets_a_copy_or_hears_that_it_is_gone(wereld: Wereld, kans: int) -> None:
    wie = actor(wereld, "persoonlijk-goed")
    een = aanvraag(
        oud=3 * JAAR, formulier_code="X02", formulier_versie=versie("X02"), antwoorden={}, status="afgewezen"
    )
    kopieer: Callable[[], object] = lambda: vervolg.copy_as_new(actor=wie, now=NU, aanvraag_id=een.pk)  # noqa: E731
    code, _ = tegelijk([lambda: code_van(kopieer), wis])
    kopieen = Aanvraag.objects.exclude(pk=een.pk)
    er_nog = Aanvraag.objects.filter(pk=een.pk).exists()
    assert (code, kopieen.count()) in {("", 1), ("A101", 0)}
    assert all((kopie.vervolg_op_id == een.pk) == er_nog for kopie in kopieen)
    assert elke_keten_is_heel()


def versie(code: str) -> str:
    from machtigingen.formulieren import catalogus

    return max(formulier.versie for formulier in catalogus().inhoud.formulieren if formulier.code == code)
