"""Asking anew while the insurer opens the former answer again: one of them waits for an answer, the other is told."""

import pytest
from oordelen import heel
from races.tegelijk import actor, code_van, elke_keten_is_heel, tegelijk
from reis import dien_in
from wereld import Wereld

from machtigingen.aanvragen import afsluiting, besluiten, vervolg
from machtigingen.aanvragen.lifecycle import HERBEOORDELING
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
