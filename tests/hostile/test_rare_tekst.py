"""Any text in any text field: kept as it was sent, shown as it was typed, and never anything but text."""

import html
from typing import Any

import pytest
from django.utils.html import escape
from hostile.opslag import niets_bewaard
from hostile.teksten import BESTURING, IN_EEN_FORMULIER, REGELS, TEKSTEN
from machtigingen_sandbox import personas
from reis import MEDISCH, foto, vul_in
from wereld import Wereld, bericht, verzekerde

from machtigingen.aanvragen.models import Aanvraag

PORTAAL = "https://localhost:8443"
VAN_ELKE_PAGINA = ("<", "<!--", "</script>", "</title>")
KLAAR = MEDISCH | {"mrd": "3,5", "gezichtsveld_gemeten": "nee"}


def is_getoond(tekst: str, antwoord: Any) -> bool:
    """It stands on the page as text, and nowhere as it would run."""
    pagina = antwoord.content.decode()
    kan_kwaad = "<" in tekst and tekst not in VAN_ELKE_PAGINA
    return escape(tekst) in pagina and not (kan_kwaad and tekst in pagina)


@pytest.mark.parametrize("soort", TEKSTEN)
def test_in_a_form_and_a_decision_it_is_kept_and_shown_unchanged(wereld: Wereld, soort: str) -> None:
    """All of a kind in one text, from the page where it is typed to everybody who reads it."""
    software, mens, beoordelaar = wereld.software(), wereld.mens(), wereld.mens("beoordelaar-9901")
    tekst = " ¦ ".join(TEKSTEN[soort])
    gepusht = software.push(bericht()).json()
    pad = mens.get(gepusht["link"].removeprefix(PORTAAL))["Location"]
    for meer in ({}, {"mrd": "3,5"}, {"mrd": "3,5", "gezichtsveld_gemeten": "nee"}):
        vul_in(mens, pad, "medisch", **MEDISCH, **meer, opmerking=tekst)
    naam = "".join(teken for teken in tekst if teken.isprintable()).replace("/", "").replace("\\", "")[:90]
    foto(mens, pad, naam=f"{naam}.png")
    aanvraag = Aanvraag.objects.get()
    assert aanvraag.antwoorden["opmerking"]["waarde"] == tekst
    assert is_getoond(tekst, mens.get(f"{pad}vragen/medisch"))
    assert is_getoond(tekst, mens.get(f"{pad}controleren"))
    assert is_getoond(naam.strip(), mens.get(f"{pad}controleren"))
    assert mens.post(f"{pad}indienen").status_code == 302
    desk = f"/beoordelen/{aanvraag.id}/"
    assert is_getoond(tekst, beoordelaar.get(desk))
    besluit = {"besluit": "afwijzen", "reden": "niet_aangetoond", "toelichting": tekst}
    assert beoordelaar.post(desk, besluit).status_code == 302
    for pagina in (beoordelaar.get(desk), mens.get(pad)):
        assert html.unescape(pagina.content.decode()).count(tekst) >= 2
        assert is_getoond(tekst, pagina)
    assert software.get(f"/api/v1/instroom/{gepusht['id']}").json()["aanvraag"]["besluit"]["reden"] == tekst
    for document in ("samenvatting.pdf", "vragen-en-antwoorden.pdf"):
        assert mens.get(pad + document).content.startswith(b"%PDF-")


@pytest.mark.parametrize("soort", TEKSTEN)
def test_what_somebody_looks_for_is_only_looked_for(wereld: Wereld, soort: str) -> None:
    mens, bezoeker = wereld.mens(), wereld.bezoeker()
    for tekst in TEKSTEN[soort]:
        for antwoord in (
            mens.client.get("/aanvragen/", {"referentie": tekst[:60]}, secure=True, **mens._omgeving()),
            bezoeker.client.get("/foutcodes/", {"zoek": tekst[:100]}, secure=True, **bezoeker._omgeving()),
        ):
            assert antwoord.status_code in (200, 422), ascii(tekst)
            assert "<" not in tekst or tekst in VAN_ELKE_PAGINA or tekst not in antwoord.content.decode()


@pytest.mark.parametrize("tekst", BESTURING, ids=ascii)
def test_a_control_character_is_refused_at_its_field(wereld: Wereld, tekst: str) -> None:
    for pad, data in (
        ("referentie", bericht(referentie=tekst)),
        ("opmerking", bericht(opmerking=tekst)),
        ("verzekerde.naam", bericht(verzekerde=verzekerde(personas.GEVONDEN) | {"naam": tekst})),
        ("softwarepakket.naam", bericht(softwarepakket={"naam": tekst, "versie": "1"})),
    ):
        with niets_bewaard():
            antwoord = wereld.software().push(data)
        assert [(fout["pad"], fout["code"]) for fout in antwoord.json()["fouten"]] == [(pad, "B207")]


@pytest.mark.parametrize("tekst", REGELS, ids=ascii)
def test_a_line_end_is_welcome_in_long_text_only(wereld: Wereld, tekst: str) -> None:
    assert wereld.software().push(bericht(opmerking=tekst)).status_code == 201
    with niets_bewaard():
        antwoord = wereld.software().push(bericht(referentie=tekst))
    assert [(fout["pad"], fout["code"]) for fout in antwoord.json()["fouten"]] == [("referentie", "B207")]


@pytest.mark.parametrize("tekst", IN_EEN_FORMULIER, ids=ascii)
def test_a_control_character_in_a_form_is_refused_at_its_field(wereld: Wereld, tekst: str) -> None:
    mens = wereld.mens()
    pad = mens.get(wereld.software().push(bericht()).json()["link"].removeprefix(PORTAAL))["Location"]
    antwoord = vul_in(mens, pad, "medisch", **KLAAR, opmerking=tekst)
    assert antwoord.status_code == 422
    assert 'id="veld-opmerking-fout"' in antwoord.content.decode()
