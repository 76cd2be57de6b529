"""A portal that asks COV over its webservice: away at the push, going on without, asked again before it is sent."""

from typing import Any

import pytest
from cov.conftest import Proef
from journeys.test_nieuw_patient import zoek
from machtigingen_sandbox import personas
from machtigingen_sandbox.cov_stand import Covstand
from reis import MEDISCH, open_link, tekst, vul_in
from wereld import Wereld, bericht, verzekerde

from machtigingen.aanvragen.models import Aanvraag
from machtigingen.foundation import foutcode
from machtigingen.registers import cov
from machtigingen.registers.vz801802.lijn import Toegang


@pytest.fixture
def wereld(wereld: Wereld, settings: Any, toegang: Toegang) -> Wereld:
    settings.MACHTIGINGEN_COV = cov.DIENST
    settings.MACHTIGINGEN_COV_ADRES = toegang.adres
    settings.MACHTIGINGEN_COV_CERTIFICAAT = toegang.certificaat
    settings.MACHTIGINGEN_COV_SLEUTEL = toegang.sleutel
    settings.MACHTIGINGEN_COV_VERTROUWT = toegang.vertrouwt
    cov._adapter.cache_clear()
    return wereld


def antwoord(link_id: str) -> dict[str, Any]:
    return Aanvraag.objects.get().antwoorden.get(link_id, {})


def waarschuwingen(wereld: Wereld, **verschil: Any) -> list[str]:
    return [een["code"] for een in wereld.software().push(bericht(**verschil)).json()["waarschuwingen"]]


def test_what_cov_says_fills_in_who_and_where(wereld: Wereld) -> None:
    assert waarschuwingen(wereld) == []
    gevuld = {link_id: (antwoord(link_id)["waarde"], antwoord(link_id)["bron"]) for link_id in ("naam", "verzekeraar")}
    assert gevuld == {"naam": (personas.GEVONDEN.naam, "cov"), "verzekeraar": ("9901", "cov")}


def test_where_package_and_cov_disagree_both_are_kept(wereld: Wereld) -> None:
    assert waarschuwingen(wereld, verzekerde=verzekerde(personas.GEVONDEN) | {"uzovi": "9902"}) == ["R307"]
    verzekeraar = antwoord("verzekeraar")
    assert (verzekeraar["waarde"], verzekeraar["bron"]) == ("9901", "cov")
    assert Aanvraag.objects.get().bronnen["softwarepakket"]["verzekerde"]["uzovi"] == "9902"


@pytest.mark.parametrize("stand", [Covstand.WEG, Covstand.KAPOT, Covstand.GEWEIGERD, Covstand.TRAAG])
def test_without_cov_one_goes_on_and_is_asked_again_before_it_is_sent(
    wereld: Wereld, proef: Proef, stand: Covstand, settings: Any
) -> None:
    gewoon = settings.MACHTIGINGEN_COV_TIJDSLIMIET
    settings.MACHTIGINGEN_COV_TIJDSLIMIET = 0.2 if stand is Covstand.TRAAG else gewoon
    proef.toestand = stand
    mens = wereld.mens()
    aanvraag = open_link(wereld, mens)
    vul_in(mens, aanvraag, "verzekerde", verzekeraar="9902", verzekerdenummer="12345")
    vul_in(mens, aanvraag, "medisch", **MEDISCH | {"oorzaak": "uiterlijk", "functiestoornis": "nee"})
    dicht = mens.post(f"{aanvraag}indienen")
    assert dicht.status_code == 503
    assert foutcode("R301").melding.partition(".")[0] in tekst(dicht)
    proef.toestand, settings.MACHTIGINGEN_COV_TIJDSLIMIET = Covstand.GEWOON, gewoon
    anders = mens.post(f"{aanvraag}indienen")
    assert anders.status_code == 409
    assert foutcode("R308").melding[1:] in tekst(anders)
    assert mens.post(f"{aanvraag}indienen").status_code == 302
    assert Aanvraag.objects.get().uzovi == "9901"


def test_a_slow_cov_holds_nobody_longer_than_agreed(wereld: Wereld, proef: Proef, settings: Any) -> None:
    settings.MACHTIGINGEN_COV_TIJDSLIMIET = 0.2
    proef.toestand = Covstand.TRAAG
    assert waarschuwingen(wereld) == ["R301"]


def opgezocht(wereld: Wereld, *wie: personas.Persona) -> str:
    """What a page says of people who are looked up for a new request."""
    return tekst(zoek(wereld.mens(), *wie))


def test_for_a_new_request_all_people_go_in_one_message(wereld: Wereld, proef: Proef) -> None:
    gezegd = opgezocht(wereld, *[personas.GEVONDEN, personas.ONBEKEND, personas.OOK_GEVONDEN, personas.OVERLEDEN] * 5)
    assert gezegd.count("J. Jansen-Voorbeeld geboren op") == gezegd.count("T. de Keuze geboren op") == 5
    assert gezegd.count("Verzekerde is niet gevonden") == gezegd.count("als overleden geregistreerd.") == 5


@pytest.mark.parametrize("stand", [Covstand.WEG, Covstand.KAPOT, Covstand.GEWEIGERD, Covstand.TRAAG])
def test_a_new_request_begins_without_cov_too(wereld: Wereld, proef: Proef, stand: Covstand, settings: Any) -> None:
    settings.MACHTIGINGEN_COV_TIJDSLIMIET = 0.2 if stand is Covstand.TRAAG else 5.0
    proef.toestand = stand
    gezegd = opgezocht(wereld, personas.GEVONDEN, personas.OOK_GEVONDEN)
    assert gezegd.count("Verzekering kan nu niet worden gecontroleerd") == 2
    assert gezegd.count("Verder zonder COV") == 2
