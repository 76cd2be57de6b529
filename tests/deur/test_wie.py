"""Who the client is, is the same behind every door: by its certificate and its address, and by nothing that it says."""

import base64
import json
import ssl

import pytest
from deur.deuren import DEUREN, Deuren
from machtigingen_sandbox.personas_certificaten import PERSONAS


def _verteld(deuren: Deuren, deur: str, naam: str, *koppen: str, certificaat: str | None = None) -> dict:
    antwoord = deuren.vraag(deur, naam, "/", *koppen, certificaat=certificaat)
    assert antwoord.status == 200, antwoord
    return json.loads(antwoord.inhoud)


def der_of(deuren: Deuren, naam: str, *, vorm: str = "hex") -> str:
    """The certificate of this name, in full."""
    der = ssl.PEM_cert_to_DER_cert((deuren.testpki / "certificaten" / f"{naam}.pem").read_text())
    return der.hex() if vorm == "hex" else base64.b64encode(der).decode()


@pytest.mark.parametrize("deur", DEUREN)
@pytest.mark.parametrize("listener", ["portaal", "api"])
def test_every_certificate_good_or_bad_reaches_the_portal_as_it_was_sent(verteller, deur, listener):
    for persona in PERSONAS:
        verteld = _verteld(verteller, deur, listener, certificaat=persona.bestand)
        assert (verteld["listener"], verteld["certificaat"]) == (listener, der_of(verteller, persona.bestand))


@pytest.mark.parametrize("deur", DEUREN)
@pytest.mark.parametrize("listener", ["info", "portaal", "api"])
def test_without_a_certificate_there_is_none(verteller, deur, listener):
    assert _verteld(verteller, deur, listener)["certificaat"] is None


@pytest.mark.parametrize("deur", DEUREN)
def test_the_info_listener_asks_for_no_certificate(verteller, deur):
    assert _verteld(verteller, deur, "info", certificaat="systeem-goed")["certificaat"] is None


@pytest.mark.parametrize("deur", DEUREN)
@pytest.mark.parametrize("kop", ["", "Client-Adres", "client-adres", "Client_Adres"])
def test_the_address_is_that_of_the_client_whatever_it_says(verteller, deur, kop):
    koppen = [f"{kop}: 203.0.113.7"] if kop else []
    assert _verteld(verteller, deur, "api", *koppen, "X-Forwarded-For: 203.0.113.7")["adres"] == "127.0.0.1"
