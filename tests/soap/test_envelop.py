"""Around the message: which version, which operation, which kind of body; and the door."""

import json
from typing import Any

import pytest
from lxml import etree
from soap.aanroep import (
    ACTIE,
    ADDRESSING,
    ADRES,
    ONS,
    SOAP_11,
    SOAP_12,
    SOAP_XML,
    VOLG,
    WIE,
    bericht_xml,
    code,
    envelop,
    fout,
    inhoud,
    lampen,
    stuur,
    veld,
)
from wereld import Wereld, bericht

from machtigingen.foundation import foutcode


@pytest.mark.parametrize(("soap", "soort"), [(SOAP_11, "text/xml"), (SOAP_12, "application/soap+xml")])
def test_the_answer_is_in_the_version_of_the_call(wereld: Wereld, soap: str, soort: str) -> None:
    antwoord = stuur(wereld.software(), envelop(WIE, soap=soap), soort=soort)
    assert antwoord.status_code == 200
    assert antwoord["Content-Type"] == f"{soort}; charset=utf-8"
    assert etree.fromstring(antwoord.content).tag == f"{{{soap}}}Envelope"
    assert veld(antwoord, "agb") == "22990001"


def test_the_version_of_the_envelope_counts_more_than_the_header(wereld: Wereld) -> None:
    antwoord = stuur(wereld.software(), envelop(WIE, soap=SOAP_11), soort=SOAP_XML)
    assert (antwoord.status_code, antwoord["Content-Type"]) == (200, "text/xml; charset=utf-8")


def test_a_push_is_followed(wereld: Wereld) -> None:
    software = wereld.software()
    id_ = veld(stuur(software, bericht_xml(bericht())), "id")
    stand = stuur(software, envelop(VOLG % f"\n {id_} \n"))
    assert (inhoud(stand)[0].tag, veld(stand, "toestand")) == (f"{ONS}stand", "ongeopend")
    assert (veld(stand, "link"), veld(stand, "status")) == (
        software.get(f"/api/v1/instroom/{id_}").json()["link"],
        "concept",
    )


@pytest.mark.parametrize(
    ("binnen", "verwacht"),
    [
        (VOLG % "geen-id", [("A101", "")]),
        (VOLG % "", [("A101", "")]),
        (VOLG % "<x/>", [("B203", "id")]),
        (WIE.replace("WieBenIk", "VolgInstroom"), [("B201", "id")]),
        (WIE.replace("WieBenIk", "StuurInstroom"), [("B201", "bericht")]),
        (WIE.replace("WieBenIk", "ControleerInstroom"), [("B201", "bericht")]),
        (WIE.replace("/>", "><bericht/></WieBenIk>").replace("WieBenIk", "VolgInstroom"), [("B202", "bericht")]),
    ],
)
def test_an_operation_without_what_it_is_about(wereld: Wereld, binnen: str, verwacht: Any) -> None:
    assert fout(stuur(wereld.software(), envelop(binnen))) == verwacht


def test_a_dry_run_says_the_same_as_in_json(wereld: Wereld) -> None:
    verkeerd = bericht(zorgverlener={"agb": "03999999", "specialisme": "0301"})
    for data in (bericht(), verkeerd):
        software = wereld.software()
        in_json = software.client.post(
            "/api/v1/instroom/controle", json.dumps(data), "application/json", secure=True, **software._omgeving()
        ).json()
        in_xml = stuur(software, bericht_xml(data).replace("StuurInstroom", "ControleerInstroom"))
        assert veld(in_xml, "akkoord") == str(in_json["akkoord"]).lower()
        assert veld(in_xml, "uitkomst") == in_json["zou"]["uitkomst"]
        assert lampen(in_xml) == [(lamp["naam"], lamp["kleur"]) for lamp in in_json["keten"]]
        fouten = [een.findtext(f"{ONS}code") for een in inhoud(in_xml).findall(f"{ONS}proef/{ONS}fouten/{ONS}fout")]
        assert fouten == [een["code"] for een in in_json["fouten"]]


def test_a_dry_run_that_cannot_be_read_shows_how_far_it_came(wereld: Wereld) -> None:
    dubbel = bericht_xml(bericht()).replace("StuurInstroom", "ControleerInstroom")
    antwoord = stuur(wereld.software(), dubbel.replace("<grondslag>", "<grondslag>zvw</grondslag><grondslag>"))
    assert code(antwoord) == "B102"
    assert [naam for naam, kleur in lampen(antwoord) if kleur == "rood"] == ["bericht"]


@pytest.mark.parametrize("soap", [SOAP_11, SOAP_12])
def test_headers_that_need_not_be_understood_are_left_alone(wereld: Wereld, soap: str) -> None:
    ander = '<x:Y xmlns:x="urn:x" s:mustUnderstand="1" s:actor="urn:iemand" s:role="urn:iemand"/>'
    assert stuur(wereld.software(), envelop(WIE, soap=soap, kop=ADDRESSING % "0" + ander)).status_code == 200


@pytest.mark.parametrize(
    "action", [None, "", '""', f'"{ACTIE}WieBenIk"', "WieBenIk", "urn:iets-anders", f'"{ONS[1:-1]}/WieBenIk"', "#é"]
)
def test_a_soapaction_that_names_nothing_else_is_fine(wereld: Wereld, action: str | None) -> None:
    kop = {} if action is None else {"HTTP_SOAPACTION": action}
    assert stuur(wereld.software(), envelop(WIE), **kop).status_code == 200


@pytest.mark.parametrize("action", [f'"{ACTIE}StuurInstroom"', "VolgInstroom", f"{ONS[1:-1]}#VolgInstroom"])
def test_a_soapaction_that_names_another_operation_is_refused(wereld: Wereld, action: str) -> None:
    software = wereld.software()
    assert code(stuur(software, envelop(WIE), HTTP_SOAPACTION=action)) == "B126"
    assert code(stuur(software, envelop(WIE, soap=SOAP_12), soort=f'{SOAP_XML}; action="{action.strip(chr(34))}"')) == (
        "B126"
    )


@pytest.mark.parametrize(
    "soort",
    [
        "application/json",
        "text/plain",
        "application/xml",
        "application/x-www-form-urlencoded",
        'multipart/related; type="application/xop+xml"; boundary=x',
        "multipart/form-data; boundary=x",
        "onzin",
    ],
)
def test_another_kind_of_body_is_refused_with_its_own_status(wereld: Wereld, soort: str) -> None:
    antwoord = stuur(wereld.software(), envelop(WIE), soort=soort)
    assert (antwoord.status_code, code(antwoord)) == (415, "B127")


def test_a_compressed_body_is_refused(wereld: Wereld) -> None:
    assert code(stuur(wereld.software(), envelop(WIE), HTTP_CONTENT_ENCODING="gzip")) == "B127"


@pytest.mark.parametrize("compressie", ["identity", "Identity"])
def test_a_body_that_says_that_it_is_not_compressed_is_read_in_both_protocols(wereld: Wereld, compressie: str) -> None:
    software = wereld.software()
    assert stuur(software, envelop(WIE), HTTP_CONTENT_ENCODING=compressie).status_code == 200
    assert software.push(bericht(), HTTP_CONTENT_ENCODING=compressie).status_code == 201


def test_json_at_this_address_and_xml_at_that_of_json_are_both_told(wereld: Wereld) -> None:
    software = wereld.software()
    assert code(stuur(software, json.dumps(bericht()), soort="application/json")) == "B127"
    assert code(stuur(software, json.dumps(bericht()))) == "B121"
    xml = bericht_xml(bericht()).encode()
    assert software.push(xml, content_type="text/xml").json()["code"] == "B105"
    assert software.push(xml).json()["code"] == "B101"


def test_too_large_is_refused(wereld: Wereld) -> None:
    antwoord = stuur(wereld.software(), envelop(WIE + "<!--" + "x" * 1024 * 1024 + "-->"))
    assert (code(antwoord), veld(antwoord, "status")) == ("B104", "413")


@pytest.mark.parametrize(
    ("soap", "soort", "status", "faultcode"),
    [(SOAP_11, "text/xml", 500, "Client"), (SOAP_12, "application/soap+xml", 400, "Sender")],
)
def test_a_fault_is_as_its_version_wants_it(wereld: Wereld, soap: str, soort: str, status: int, faultcode: str) -> None:
    antwoord = stuur(wereld.software(), bericht_xml(bericht(opmerking="x" * 2001), soap=soap), soort=soort)
    assert antwoord.status_code == status
    (geval,) = etree.fromstring(antwoord.content)[0]
    qname = geval.findtext("faultcode") or geval.findtext(f"{{{soap}}}Code/{{{soap}}}Value")
    reden = geval.find("faultstring")
    if reden is None:
        reden = geval.find(f"{{{soap}}}Reason/{{{soap}}}Text")
    assert qname == f"soap:{faultcode}"
    assert geval.nsmap["soap"] == soap
    assert reden.get("{http://www.w3.org/XML/1998/namespace}lang") == "nl"
    assert reden.text == f"B204: {veld(antwoord, 'detail')}"
    assert fout(antwoord) == [("B204", "opmerking")]
    assert veld(antwoord, "correlatie_id") == antwoord["Correlatie-Id"]
    assert veld(antwoord, "doc").endswith("/foutcodes/B204")


def test_what_must_be_understood_and_another_version_have_a_faultcode_of_their_own(wereld: Wereld) -> None:
    antwoord = stuur(wereld.software(), envelop(WIE, kop=ADDRESSING % "1"))
    assert b"<faultcode>soap:MustUnderstand<" in antwoord.content
    antwoord = stuur(wereld.software(), envelop(WIE, soap="urn:soap-9"))
    assert b"<faultcode>soap:VersionMismatch<" in antwoord.content


DEUR = [
    (None, "D101"),
    ("systeem-verlopen", "D104"),
    ("systeem-ingetrokken", "D106"),
    ("systeem-vreemde-ca", "D103"),
    ("persoonlijk-goed", "D201"),
    ("systeem-zonder-autorisatie", "D203"),
    ("systeem-andere-instantie", "I101"),
]


@pytest.mark.parametrize(("certificaat", "verwacht"), DEUR)
def test_who_may_not_send_hears_it_as_a_fault(wereld: Wereld, certificaat: str | None, verwacht: str) -> None:
    beller = wereld.software(certificaat)
    antwoord = stuur(beller, bericht_xml(bericht(), soap=SOAP_12), soort=SOAP_XML)
    assert (antwoord.status_code, code(antwoord)) == (400, verwacht)
    assert veld(antwoord, "status") == str(beller.push(bericht()).status_code) == str(foutcode(verwacht).http)


def test_of_another_instantie_nothing_can_be_followed(wereld: Wereld) -> None:
    id_ = veld(stuur(wereld.software(), bericht_xml(bericht())), "id")
    assert code(stuur(wereld.software("systeem-tandarts"), envelop(VOLG % id_))) == "A101"


def test_a_browser_is_refused(wereld: Wereld) -> None:
    assert code(stuur(wereld.software(), envelop(WIE), HTTP_ORIGIN="https://kwaad.example")) == "D301"


@pytest.mark.parametrize("methode", ["PUT", "DELETE", "PATCH", "OPTIONS", "QUERY"])
def test_another_method_is_refused_as_itself(wereld: Wereld, methode: str) -> None:
    software = wereld.software()
    antwoord = software.client.generic(methode, ADRES, secure=True, **software._omgeving())
    assert (antwoord.status_code, code(antwoord), antwoord["Allow"]) == (405, "B107", "GET, HEAD, POST")


def test_an_address_that_is_not_there_is_a_fault_too(wereld: Wereld) -> None:
    antwoord = wereld.software().get("/soap/instroom/v2")
    assert (antwoord.status_code, code(antwoord)) == (404, "B108")


def test_a_fault_that_passes_keeps_its_retry_after(wereld: Wereld, monkeypatch: pytest.MonkeyPatch) -> None:
    from machtigingen.doors.software import aanroepen
    from machtigingen.foundation import DomainError

    def weg(**_alles: Any) -> None:
        raise DomainError.one("R201")

    monkeypatch.setattr(aanroepen, "receive", weg)
    antwoord = stuur(wereld.software(), bericht_xml(bericht()))
    assert (antwoord.status_code, code(antwoord), antwoord["Retry-After"]) == (500, "R201", "60")
    assert b"<faultcode>soap:Server<" in antwoord.content
