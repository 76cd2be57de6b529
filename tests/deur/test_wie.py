"""Who the client is, is the same behind every door: by its certificate and its address, and by nothing that it says."""

import json
import ssl

import pytest
from deur.deuren import DEUREN, Deuren
from machtigingen_sandbox.personas_certificaten import PERSONAS


def _vraag(naam: str, *koppen: str, pad: str = "/") -> bytes:
    regels = [f"GET {pad} HTTP/1.1", "Host: localhost", *koppen, "Connection: close", "", ""]
    return "\r\n".join(regels).encode("latin-1")


def _verteld(deuren: Deuren, deur: str, naam: str, *koppen: str, certificaat: str | None = None) -> dict:
    gehoord = deuren.zeg(deur, naam, _vraag(naam, *koppen), certificaat)
    kop, _, inhoud = gehoord.partition(b"\r\n\r\n")
    assert kop.startswith(b"HTTP/1.1 200 "), gehoord
    return json.loads(inhoud)


def _der(deuren: Deuren, naam: str) -> str:
    return ssl.PEM_cert_to_DER_cert((deuren.map / "certificaten" / f"{naam}.pem").read_text()).hex()


@pytest.mark.parametrize("deur", DEUREN)
@pytest.mark.parametrize("listener", ["portaal", "api"])
def test_every_certificate_good_or_bad_reaches_the_portal_as_it_was_sent(verteller, deur, listener):
    for persona in PERSONAS:
        verteld = _verteld(verteller, deur, listener, certificaat=persona.bestand)
        assert (verteld["listener"], verteld["certificaat"]) == (listener, _der(verteller, persona.bestand))


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
