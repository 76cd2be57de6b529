"""A button pressed twice makes one concept, and of two who look up at one moment nobody gets more than the limit."""

from datetime import date

import pytest
from machtigingen_sandbox.personas import GEVONDEN, OOK_GEVONDEN
from races.tegelijk import actor, code_van, elke_keten_is_heel, tegelijk
from wereld import BEGIN, Wereld

from machtigingen.aanvragen.models import Aanvraag
from machtigingen.aanvragen.nieuw import begin
from machtigingen.aanvragen.opzoeken import look_up
from machtigingen.audit.models import Regel
from machtigingen.formulieren import Keuze
from machtigingen.project import klok
from machtigingen.registers.cov import CovVraag

KEUZE = Keuze(grondslag="zvw", on=BEGIN, specialisme="0301", diagnose="255", zorgactiviteit="031545")
KANSEN = 2


def vraag(wie=GEVONDEN, on: date = BEGIN) -> CovVraag:
    return CovVraag(bsn=wie.bsn, geboortedatum=wie.geboortedatum, peildatum=on, grondslag="zvw")


@pytest.mark.parametrize("kans", range(KANSEN))
def test_a_button_pressed_twice_makes_one_concept(wereld: Wereld, kans: int) -> None:
    mens = actor(wereld, "persoonlijk-goed")
    (wie,) = look_up(actor=mens, now=klok.nu(), vragen=[vraag()])

    def druk() -> str:
        return str(begin(actor=mens, now=klok.nu(), keuze=KEUZE, formulier="X02", wie=wie).id)

    (een,) = set(tegelijk([druk, druk, druk]))
    assert [str(aanvraag.id) for aanvraag in Aanvraag.objects.all()] == [een]
    assert Regel.objects.filter(handeling="aanvraag_begonnen").count() == 1
    assert elke_keten_is_heel()


@pytest.mark.parametrize("kans", range(KANSEN))
def test_two_at_one_moment_together_get_no_more_than_the_limit(wereld: Wereld, settings, kans: int) -> None:
    settings.MACHTIGINGEN_OPZOEKEN_PER_UUR = 3
    mens = actor(wereld, "persoonlijk-goed")

    def zoek() -> str:
        vragen = [vraag(), vraag(OOK_GEVONDEN)]
        return code_van(lambda: look_up(actor=mens, now=klok.nu(), vragen=vragen))

    assert sorted(tegelijk([zoek, zoek])) == ["", "A126"]
    assert Regel.objects.filter(handeling="verzekerde_opgezocht", code="").count() == 2
    assert elke_keten_is_heel()
