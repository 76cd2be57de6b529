"""Why it went to a person stands in a column: a list can say it without opening what is sealed."""

from pathlib import Path

import pytest
from reis import dien_in
from wereld import Wereld

from machtigingen import beslisboom
from machtigingen.aanvragen import vervolg
from machtigingen.aanvragen.aanleiding import CODES, LANGST, aanleiding_of
from machtigingen.aanvragen.models import Aanvraag
from machtigingen.beslisboom import Beslissing, Uitkomst
from machtigingen.foundation import CATALOGUS


def test_the_rule_that_asked_for_a_person_is_named(wereld: Wereld) -> None:
    dien_in(wereld, wereld.mens(), mrd="3,5")
    assert Aanvraag.objects.get().niet_automatisch == "7. Beperking niet zeker"


def test_what_decided_itself_has_no_reason(wereld: Wereld) -> None:
    dien_in(wereld, wereld.mens())
    assert Aanvraag.objects.get().niet_automatisch == ""


def test_what_follows_on_another_says_what_it_is(wereld: Wereld, loket) -> None:
    dien_in(wereld, wereld.mens())
    eerste = Aanvraag.objects.get()
    actor = loket.als("persoonlijk-goed")
    nieuw = vervolg.ask_again(
        actor=actor, now=loket.now, aanvraag_id=eerste.id, soort="verlenging", motivering="Nog niet gedaan."
    )
    assert nieuw.niet_automatisch == "verlenging"


@pytest.mark.parametrize("tekst", CODES)
def test_a_form_that_cannot_decide_gives_a_code_whatever_rule_was_looked_at(tekst: str) -> None:
    beslissing = Beslissing(uitkomst=Uitkomst.BEOORDELEN, regel="7. Een regel", tekst=tekst, spoor=())
    assert aanleiding_of(beslissing) == CODES[tekst]


def test_every_published_rule_fits_in_the_column() -> None:
    formulieren = beslisboom.load_catalogus(Path(CATALOGUS)).formulieren
    namen = [regel.naam for formulier in formulieren for regel in formulier.beslistabel.regels]
    assert namen
    assert max(map(len, namen)) <= LANGST
