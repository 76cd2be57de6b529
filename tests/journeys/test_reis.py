"""From the link to the answer, as the browser of a medewerker would go."""

import re

import pytest
from machtigingen.aanvragen.models import Aanvraag

from wereld import Wereld, bericht


def open_link(wereld: Wereld, mens, **anders) -> str:
    link = wereld.software().push(bericht(**anders)).json()["link"]
    antwoord = mens.get(link.removeprefix("https://localhost:8443"))
    assert antwoord.status_code == 302, antwoord.content.decode()
    return antwoord["Location"]


def test_the_link_leads_to_the_first_page_with_something_to_do(wereld: Wereld) -> None:
    mens = wereld.mens()
    aanvraag = open_link(wereld, mens)
    antwoord = mens.get(aanvraag)
    assert antwoord.status_code == 302
    pagina = mens.get(antwoord["Location"])
    assert pagina.status_code == 200
    tekst = pagina.content.decode()
    assert "Medische vragen" in tekst
    assert re.search(r"\d+ van \d+ gegevens zijn al ingevuld", tekst)
    assert "J. Jansen-Voorbeeld" in tekst


def test_all_pages_of_the_form_can_be_opened(wereld: Wereld) -> None:
    mens = wereld.mens()
    aanvraag = open_link(wereld, mens)
    for onderwerp in ("verzekerde", "behandeling", "medisch", "bijlagen"):
        assert mens.get(f"{aanvraag}vragen/{onderwerp}").status_code in (200, 302)
    assert mens.get(f"{aanvraag}controleren").status_code == 200
    assert mens.get("/aanvragen/").status_code == 200
    assert mens.get("/wie-ben-ik").status_code == 200
    assert Aanvraag.objects.get().opened_at is not None
