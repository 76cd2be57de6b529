"""Help for who does not get in, or waits."""

import pytest
from wereld import Wereld

from machtigingen.aanvragen.lifecycle import TEKST, Status, hoofdstatus
from machtigingen.ui.merken import SPECIFICATIES

from .conftest import html, tekst


@pytest.mark.parametrize(
    "zin",
    [
        "Sluit alle vensters van de browser.",
        "Kies het certificaat met uw eigen naam",
        "U krijgt uw certificaat als bestand dat eindigt op .p12",
        "Uw contactpersoon is een collega die de certificaten van uw instantie regelt",
        "U hebt 24 uur om de link voor het eerst te openen.",
        "Stuur nooit gegevens van een patiënt mee.",
    ],
)
def test_it_says(wereld: Wereld, zin: str) -> None:
    assert zin in tekst(wereld.bezoeker().get("/hulp/"))


@pytest.mark.parametrize("status", Status)
def test_it_explains_every_status(wereld: Wereld, status: Status) -> None:
    deel = tekst(wereld.bezoeker().get("/hulp/")).partition("Wat betekent de status? Concept")[2]
    woord, meer = TEKST[hoofdstatus(status)], SPECIFICATIES.get(status.value, "")
    assert status is Status.CONCEPT or f"{woord} {meer}".strip() in deel


def test_every_subject_can_be_linked_to(wereld: Wereld) -> None:
    pagina = html(wereld.bezoeker().get("/hulp/"))
    for onderwerp in ("kiezen", "installeren", "wie", "link", "statussen"):
        assert f'href="#{onderwerp}"' in pagina
        assert f'id="{onderwerp}"' in pagina
