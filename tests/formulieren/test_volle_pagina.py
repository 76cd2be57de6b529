"""The fullest page that a form may have can be shown and posted as a whole, also where a colleague was first."""

from dataclasses import replace

from reis import open_link, toont
from wereld import Wereld

from machtigingen.aanvragen.models import Aanvraag
from machtigingen.beslisboom import MEESTE_VELDEN, Formulier, Vraag, Vraagtype
from machtigingen.formulieren import catalogus, use_catalogus

NAMEN = tuple(f"veld_{nummer}" for nummer in range(MEESTE_VELDEN))


def vol() -> Formulier:
    landelijk = catalogus().formulier("X02", "2026-1")
    vragen = tuple(Vraag(link_id=naam, tekst="Wat?", type=Vraagtype.STRING, doel="Proef.") for naam in NAMEN)
    eigen = replace(landelijk.onderwerpen[0], link_id="vol", titel="Vol", items=vragen)
    return replace(landelijk, uzovi="9901", versie="9901.1", onderwerpen=(*landelijk.onderwerpen, eigen))


def test_a_page_with_as_many_fields_as_may_be_is_posted_twice_by_two_who_saw_it_empty(wereld: Wereld) -> None:
    use_catalogus(catalogus().plus([vol()]))
    mens = wereld.mens()
    pagina = f"{open_link(wereld, mens)}vragen/vol"
    een_tabblad, ander_tabblad = toont(mens.get(pagina)), toont(mens.get(pagina))
    eerst = mens.post(pagina, een_tabblad | dict.fromkeys(NAMEN, "een") | {"actie": "verder"})
    assert eerst.status_code == 302
    mens.post(pagina, ander_tabblad | dict.fromkeys(NAMEN, "twee") | {"actie": "verder"})
    gezien = toont(mens.get(pagina))
    assert any(naam.startswith("botst-") for naam in gezien) and len(gezien) > MEESTE_VELDEN
    gekozen = mens.post(pagina, gezien | dict.fromkeys(NAMEN, "twee") | {"actie": "verder"})
    assert gekozen.status_code == 302
    assert {Aanvraag.objects.get().antwoorden[naam]["waarde"] for naam in NAMEN} == {"twee"}
