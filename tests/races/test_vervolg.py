"""Asking anew while the insurer opens the former answer again: one of them waits for an answer, the other is told. And
while a colleague does something else: both are done."""

from contextlib import suppress
from threading import Barrier, BrokenBarrierError
from typing import Any

import pytest
from oordelen import heel
from races.tegelijk import actor, code_van, elke_keten_is_heel, tegelijk
from reis import dien_in
from wereld import Wereld

from machtigingen.aanvragen import afsluiting, besluiten, sporen, vervolg
from machtigingen.aanvragen.lifecycle import HERBEOORDELING, VERLENGING
from machtigingen.aanvragen.models import Aanvraag
from machtigingen.aanvragen.queries import open_siblings
from machtigingen.project import klok

KANSEN = 4


@pytest.mark.parametrize("kans", range(KANSEN))
def test_who_asks_anew_and_who_reopens_at_once(wereld: Wereld, kans: int) -> None:
    dien_in(wereld, wereld.mens(), mrd="3,5")
    balie, bureau = actor(wereld, "persoonlijk-goed"), actor(wereld, "beoordelaar-9901")
    eerste = Aanvraag.objects.get().pk
    besluiten.decide(actor=bureau, now=klok.nu(), aanvraag_id=eerste, oordeel=heel(False))
    vraag = {"actor": balie, "now": klok.nu(), "aanvraag_id": eerste, "soort": HERBEOORDELING}
    tweede = vervolg.ask_again(**vraag, motivering="Kijk nog eens.").pk
    besluiten.decide(actor=bureau, now=klok.nu(), aanvraag_id=tweede, oordeel=heel(False))
    codes = tegelijk(
        [
            lambda: code_van(lambda: vervolg.ask_again(**vraag, motivering="En nog eens.")),
            lambda: code_van(
                lambda: afsluiting.reopen(actor=bureau, now=klok.nu(), aanvraag_id=tweede, reden="Nieuwe foto.")
            ),
        ]
    )
    assert codes in (["", ""], ["", "A111"])
    heropend = Aanvraag.objects.get(pk=tweede)
    assert open_siblings(heropend).count() + (heropend.status == "in_behandeling") == 1
    assert elke_keten_is_heel()


def test_a_verlenging_and_a_colleague_who_withdraws_do_not_wait_for_each_other(
    wereld: Wereld, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each stops after the first thing that it holds, until the other has one too or waits for this one."""
    dien_in(wereld, wereld.mens(), mrd="3,5", referentie="eerste")
    dien_in(wereld, wereld.mens(), mrd="3,5", referentie="tweede")
    eerste, tweede = Aanvraag.objects.order_by("referentie").values_list("pk", flat=True)
    balie, bureau = actor(wereld, "persoonlijk-goed"), actor(wereld, "beoordelaar-9901")
    besluiten.decide(actor=bureau, now=klok.nu(), aanvraag_id=eerste, oordeel=heel(True))
    samen = Barrier(2)

    def en_wacht(functie: Any) -> Any:
        def doe(*woorden: Any, **namen: Any) -> Any:
            uitkomst = functie(*woorden, **namen)
            with suppress(BrokenBarrierError):
                samen.wait(0.5)
            return uitkomst

        return doe

    monkeypatch.setattr(vervolg, "record", en_wacht(vervolg.record))
    monkeypatch.setattr(sporen, "next_mutatie", en_wacht(sporen.next_mutatie))
    wie = {"actor": balie, "now": klok.nu()}
    codes = tegelijk(
        [
            lambda: code_van(
                lambda: vervolg.ask_again(**wie, aanvraag_id=eerste, soort=VERLENGING, motivering="Nog niet klaar.")
            ),
            lambda: code_van(lambda: afsluiting.withdraw(**wie, aanvraag_id=tweede, reden="Vergissing.")),
        ]
    )
    assert codes == ["", ""]
    assert elke_keten_is_heel()
