"""The verdict on a certificate, and on every header that looks like one, is the same behind every door."""

import re

import pytest
from deur.deuren import DEUREN, Deuren
from machtigingen_sandbox.personas_certificaten import PERSONAS
from voluit import VOLUIT, keer

from machtigingen.project.lookalikes import KNOWN

GOED = {"portaal": "persoonlijk-goed", "api": "systeem-goed"}
WIE = {"portaal": "/wie-ben-ik", "api": "/wie-ben-ik"}
SPELLINGEN = sorted(
    {
        spelling
        for naam in KNOWN
        for spelling in (naam, naam.lower(), naam.upper(), naam.replace("-", "_"), naam.replace("-", "_", 1))
    }
    | {"X-Ssl_Client_Cert", "client.cert", "cLIENT-cERT", "X-My-Own-Cert", "Client-Cert-2", "Ssl-Client-Onbekend"}
)


def _oordeel(deuren: Deuren, deur: str, listener: str, *koppen: str, certificaat: str | None = None) -> tuple[int, str]:
    antwoord = deuren.vraag(deur, listener, WIE[listener], *koppen, certificaat=certificaat)
    code = re.search(rb'"code": ?"([A-Z]\d{3})"|([A-Z]\d{3})</', antwoord.inhoud)
    return antwoord.status, (code[1] or code[2]).decode() if code else ""


@pytest.mark.parametrize("listener", ["portaal", "api"])
def test_every_certificate_gets_one_verdict_from_all_three(portaal, listener):
    oordelen = {
        (naam, deur): _oordeel(portaal, deur, listener, certificaat=naam)
        for naam in (None, *(persona.bestand for persona in PERSONAS))
        for deur in DEUREN
    }
    for (naam, _), oordeel in oordelen.items():
        assert {oordelen[naam, deur] for deur in DEUREN} == {oordeel}, naam
    assert oordelen[GOED[listener], "zelf"] == (200, "")
    assert {code for _, code in oordelen.values()} >= {"", "D101", "D103", "D104", "D105", "D106"}


@pytest.mark.zwaar
@pytest.mark.parametrize("deur", DEUREN)
@pytest.mark.parametrize("listener", ["portaal", "api"])
def test_however_it_is_spelled_a_header_with_a_certificate_is_refused(portaal, deur, listener):
    der = (portaal.testpki / "certificaten" / f"{GOED[listener]}.pem").read_text().split("-----")[2].replace("\n", "")
    spellingen = SPELLINGEN[:: keer(4, 1)]
    assert len(spellingen) > 60
    oordelen = {
        (spelling, certificaat): _oordeel(portaal, deur, listener, f"{spelling}: :{der}:", certificaat=certificaat)
        for nummer, spelling in enumerate(spellingen)
        for certificaat in ((None, GOED[listener]) if VOLUIT else (None, GOED[listener])[nummer % 2 :][:1])
    }
    assert {wat: oordeel for wat, oordeel in oordelen.items() if oordeel != (401, "D102")} == {}


@pytest.mark.parametrize("deur", DEUREN)
@pytest.mark.parametrize("eerste", ["Client-Cert", "X-SSL-Client-Cert", "Client_Cert"])
def test_twice_is_no_better(portaal, deur, eerste):
    der = (portaal.testpki / "certificaten" / "systeem-goed.pem").read_text().split("-----")[2].replace("\n", "")
    for tweede in ("Client-Cert", "client-cert", "Client_Cert"):
        oordeel = _oordeel(portaal, deur, "api", f"{eerste}: :{der}:", f"{tweede}: :{der}:", certificaat="systeem-goed")
        assert oordeel == (401, "D102"), tweede
