"""The clients that vendors use, over real mutual TLS: a push, its repeat, where it stands, and a refusal in words."""

import json
import socket
import ssl
import subprocess
from pathlib import Path
from typing import Any

import pytest
import requests
import zeep
from machtigingen_sandbox.omgeving import SYSTEEMCERTIFICAAT, Omgeving
from reis import PNG
from soap.aanroep import ADRES, bericht_xml
from soap.klanten.conftest import HIER, SOAP, berichten, voer_uit
from zeep.transports import Transport

from machtigingen.foundation import foutcode

VERSIES = pytest.mark.parametrize("versie", ["1.1", "1.2"])


def argumenten(omgeving: Omgeving) -> tuple[str, str, str, str]:
    """WSDL, address, certificate (without .pem or .key) and CA."""
    certificaat = str(omgeving.certificaat(SYSTEEMCERTIFICAAT)).removesuffix(".pem")
    return str(SOAP / "instroom.wsdl"), omgeving.adres("api") + ADRES, certificaat, str(omgeving.ca)


def check(verstaan: dict[str, Any], omgeving: Omgeving) -> None:
    assert verstaan["eerste"] == verstaan["tweede"]
    assert verstaan["link"].startswith(omgeving.adres("portaal") + "/instroom/")
    assert (verstaan["agb"], verstaan["toestand"]) == ("22990001", "ongeopend")
    assert (verstaan["code"], verstaan["pad"]) == ("R101", "zorgverlener.agb")
    assert verstaan["actie"] == foutcode("R101").actie


@VERSIES
def test_php(omgeving: Omgeving, bestand: Path, versie: str) -> None:
    check(json.loads(voer_uit("php", HIER / "klant.php", *argumenten(omgeving), bestand, versie)), omgeving)


@VERSIES
def test_node(omgeving: Omgeving, bestand: Path, node: Path, versie: str) -> None:
    uit = voer_uit("node", node / "klant.js", *argumenten(omgeving), bestand, versie, cwd=node)
    check(json.loads(uit), omgeving)


def test_csharp(omgeving: Omgeving, csharp: Path) -> None:
    _, adres, certificaat, ca = argumenten(omgeving)
    check(json.loads(voer_uit("mono", csharp, adres, f"{certificaat}.p12", ca, "soap-csharp")), omgeving)


def test_csharp_sends_nothing_to_a_portal_with_another_name(
    omgeving: Omgeving, csharp: Path, another_name: str
) -> None:
    _, _, certificaat, ca = argumenten(omgeving)
    opdracht = ["mono", csharp, another_name + ADRES, f"{certificaat}.p12", ca, "soap-andere-naam"]
    klaar = subprocess.run(opdracht, capture_output=True, text=True, timeout=60)
    assert (klaar.returncode, klaar.stdout) == (1, "")
    assert "TrustFailure" in klaar.stderr


def test_csharp_sends_the_same_data_as_everybody(omgeving: Omgeving, csharp: Path) -> None:
    """The empty and the typed of .NET read as what JSON would hold: so a repeat by another client is a repeat."""
    _, adres, certificaat, ca = argumenten(omgeving)
    id_ = json.loads(voer_uit("mono", csharp, adres, f"{certificaat}.p12", ca, "soap-twee-klanten"))["eerste"]
    goed, _ = berichten("soap-twee-klanten")
    anders = {"softwarepakket": {"naam": "C# van Mono", "versie": "1.0"}, "antwoorden": {"functiestoornis": True}}
    with sessie(omgeving) as via:
        antwoord = via.post(f"{omgeving.adres('api')}/api/v1/instroom", json=goed | anders)
    assert (antwoord.status_code, antwoord.json()["id"]) == (201, id_)


def sessie(omgeving: Omgeving) -> requests.Session:
    via = requests.Session()
    _, _, certificaat, ca = argumenten(omgeving)
    via.cert, via.verify, via.trust_env = (f"{certificaat}.pem", f"{certificaat}.key"), ca, False
    return via


@VERSIES
def test_zeep(omgeving: Omgeving, versie: str) -> None:
    """With the contract as the portal itself gives it: its addresses are those of the portal."""
    with sessie(omgeving) as via:
        klant = zeep.Client(f"{omgeving.adres('api')}{ADRES}?wsdl", transport=Transport(session=via))
        dienst = klant.bind("Instroomservice", f"InstroomSoap{versie.replace('.', '')}")
        goed, verkeerd = berichten(f"soap-zeep-{versie}")
        eerste, tweede = (dienst.StuurInstroom(goed).ontvangst for _ in range(2))
        with pytest.raises(zeep.exceptions.Fault) as geweigerd:
            dienst.StuurInstroom(verkeerd)
        fout = klant.get_element("{urn:machtigingenportaal:instroom:v1}instroomFout").parse(
            geweigerd.value.detail[0], klant.wsdl.types
        )
        een = fout.fouten.fout[0]
        verstaan = {
            "eerste": eerste.id,
            "tweede": tweede.id,
            "link": eerste.link,
            "agb": dienst.WieBenIk().agb,
            "toestand": dienst.VolgInstroom(eerste.id).toestand,
            "code": een.code,
            "pad": een.pad,
            "actie": een.actie,
        }
        check(verstaan, omgeving)
        assert dienst.ControleerInstroom(goed | {"referentie": "soap-proef"}).akkoord is True
        after_the_push(dienst, eerste.id)


def after_the_push(dienst: Any, instroom: str) -> None:
    aanvraag = dienst.VolgInstroom(instroom).aanvraag.id
    voorstand = dienst.BewaarAntwoorden(aanvraag, {"antwoord": [{"vraag": "zijde", "tekst": "beide"}]})
    assert (voorstand.overgenomen, voorstand.niet_overgenomen) == (1, None)
    bijlage = dienst.VoegBijlageToe(aanvraag, "foto", "foto.png", PNG)
    assert (bijlage.naam, bijlage.type, bijlage.grootte) == ("foto.png", "image/png", len(PNG))
    assert dienst.HaalAanvraag(aanvraag).status == "concept"
    assert dienst.HaalAanvragen(dienst.HaalAanvragen().cursor).meer is False
    with pytest.raises(zeep.exceptions.Fault, match="A102"):
        dienst.HaalDocument(aanvraag, "samenvatting")


def test_the_contract_can_be_read_without_a_certificate(omgeving: Omgeving) -> None:
    for vraag in ("?wsdl", "?WSDL", "?xsd=instroom", ""):
        antwoord = requests.get(f"{omgeving.adres('api')}{ADRES}{vraag}", verify=omgeving.ca)
        assert antwoord.status_code == 200
        assert "8444" not in antwoord.text


def test_without_a_certificate_the_server_itself_answers_with_a_fault(omgeving: Omgeving) -> None:
    for soort, status in (("text/xml", 500), ("application/soap+xml", 400), ("application/json", 401)):
        kop = {"Content-Type": soort}
        antwoord = requests.post(f"{omgeving.adres('api')}{ADRES}", b"<x/>", headers=kop, verify=omgeving.ca)
        assert antwoord.status_code == status
        assert "Fault>" in antwoord.text and "<code xmlns" not in antwoord.text
        assert "<code>D101</code>" in antwoord.text


def test_a_message_in_pieces_is_a_message_as_dotnet_sends_it(omgeving: Omgeving) -> None:
    goed, _ = berichten("soap-in-stukken")
    data = bericht_xml(goed).encode()
    with sessie(omgeving) as via:
        stukken = (data[plek : plek + 100] for plek in range(0, len(data), 100))
        kop = {"Content-Type": "text/xml; charset=utf-8"}
        antwoord = via.post(f"{omgeving.adres('api')}{ADRES}", data=stukken, headers=kop)
    assert (antwoord.status_code, "<toestand>ongeopend" in antwoord.text) == (200, True)


@pytest.mark.parametrize(("soort", "status"), [(b"text/xml", 500), (b"application/soap+xml", 400)])
def test_pieces_that_do_not_fit_are_told_as_a_fault(omgeving: Omgeving, soort: bytes, status: int) -> None:
    _, _, certificaat, ca = argumenten(omgeving)
    context = ssl.create_default_context(cafile=ca)
    context.load_cert_chain(f"{certificaat}.pem", f"{certificaat}.key")
    kop = b"POST %s HTTP/1.1\r\nHost: localhost\r\nContent-Type: %s\r\nTransfer-Encoding: chunked\r\n\r\n"
    with socket.create_connection(("localhost", omgeving.poorten["api"]), timeout=10) as kaal:
        lijn = context.wrap_socket(kaal, server_hostname="localhost")
        lijn.sendall(kop % (ADRES.encode(), soort) + b"<half\r\n")
        antwoord = lijn.recv(65536)
    assert antwoord.startswith(b"HTTP/1.1 %d " % status)
    assert b"<code>B109</code>" in antwoord
