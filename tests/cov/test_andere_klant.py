"""The sandbox's COV as a client of somebody else meets it: zeep, that knows only the WSDL."""

from datetime import date
from typing import Any

import pytest
import requests
import zeep
from cov.berichten import BSN, GEBOREN, PEIL
from cov.conftest import Proef
from zeep.transports import Transport

from machtigingen.registers.vz801802.lijn import Toegang


@pytest.fixture
def klant(toegang: Toegang, proef: Proef) -> Any:
    sessie = requests.Session()
    sessie.cert, sessie.verify = (str(toegang.certificaat), str(toegang.sleutel)), str(toegang.vertrouwt)
    sessie.trust_env = False
    client = zeep.Client(f"{proef.adres}?wsdl", transport=Transport(session=sessie))
    return client.create_service("{http://schemas.vecozo.nl/VZ801802/v1}vz801802Soap11", proef.adres)


def controleer(klant: Any, *opdrachten: dict[str, Any]) -> Any:
    return klant.Controleer(request={"Zoekopdrachten": {"Zoekopdracht": list(opdrachten)}})


def test_it_reads_the_contract_and_asks(klant: Any) -> None:
    antwoord = controleer(
        klant,
        {"Volgnummer": 1, "Geboortedatum": GEBOREN, "Peildatum": PEIL, "Bsn": BSN},
        {"Volgnummer": 2, "Geboortedatum": date(1980, 5, 5), "Peildatum": PEIL, "Bsn": "999920005"},
    )
    een, twee = antwoord.Zoekresultaten.Zoekresultaat
    assert (antwoord.Resultaat, een.Resultaat, twee.Resultaat) == ("VerzoekAkkoord", "Gevonden", "BsnOnbekend")
    assert (een.Verzekerde.Bsn, een.Verzekerde.CodeGeslacht) == (int(BSN), 2)
    assert [polis.UZOVI for polis in een.Verzekerde.Verzekeringen.Verzekering] == [9901, 9901]


def test_more_than_twenty_is_told(klant: Any) -> None:
    vraag = {"Geboortedatum": GEBOREN, "Peildatum": PEIL, "Bsn": BSN}
    antwoord = controleer(klant, *({"Volgnummer": nummer, **vraag} for nummer in range(21)))
    assert antwoord.Resultaat == "MeerDan20Zoekopdrachten"
