"""What is refused before it is a call: at the door, or at the envelope. Which operation would it have been?"""

import json
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from soap.aanroep import (
    ACTIE,
    ADDRESSING,
    ONS,
    SOAP_11,
    SOAP_12,
    SOAP_XML,
    WIE,
    bericht_xml,
    code,
    envelop,
    lampen,
    stuur,
)
from wereld import Wereld, bericht

from machtigingen.audit.models import Regel

CONTROLE = f"{ACTIE}ControleerInstroom"


@pytest.mark.parametrize("certificaat", ["systeem-verlopen", "systeem-ingetrokken", "systeem-vreemde-ca", None])
@pytest.mark.parametrize(
    ("soap", "soort", "kop"),
    [
        (SOAP_11, "text/xml; charset=utf-8", {"HTTP_SOAPACTION": f'"{CONTROLE}"'}),
        (SOAP_12, f'{SOAP_XML}; action="{CONTROLE}"', {}),
    ],
)
def test_a_dry_run_that_is_refused_at_the_door_shows_the_lights_of_json(
    wereld: Wereld, certificaat: str | None, soap: str, soort: str, kop: dict[str, str]
) -> None:
    software = wereld.software(certificaat)
    in_json = software.client.post(
        "/api/v1/instroom/controle", json.dumps(bericht()), "application/json", secure=True, **software._omgeving()
    ).json()
    xml = bericht_xml(bericht(), soap=soap).replace("StuurInstroom", "ControleerInstroom")
    antwoord = stuur(software, xml, soort=soort, **kop)
    assert code(antwoord) == in_json["code"]
    assert lampen(antwoord) == [(lamp["naam"], lamp["kleur"]) for lamp in in_json["keten"]]
    assert "rood" in dict(lampen(antwoord)).values()


def test_another_operation_shows_no_lights(wereld: Wereld) -> None:
    for kop in ({}, {"HTTP_SOAPACTION": f"{ACTIE}StuurInstroom"}):
        assert lampen(stuur(wereld.software("systeem-verlopen"), bericht_xml(bericht()), **kop)) == []


BEPROEF = f'<ControleerInstroom xmlns="{ONS[1:-1]}"/>'


@pytest.mark.parametrize(
    ("xml", "action", "verwacht"),
    [
        ("<", CONTROLE, "B121"),
        ("<!DOCTYPE x><x/>", CONTROLE, "B122"),
        (envelop(""), CONTROLE, "B123"),
        (envelop("<x/>"), CONTROLE, "B124"),
        (envelop(BEPROEF, kop=ADDRESSING % "1"), "", "B125"),
        (envelop(BEPROEF), "StuurInstroom", "B126"),
        ("é".encode("cp1252"), CONTROLE, "B128"),
    ],
)
def test_a_dry_run_that_is_no_call_shows_a_red_light(
    wereld: Wereld, xml: str | bytes, action: str, verwacht: str
) -> None:
    antwoord = stuur(wereld.software(), xml, HTTP_SOAPACTION=action)
    assert code(antwoord) == verwacht
    assert [naam for naam, kleur in lampen(antwoord) if kleur == "rood"] == ["bericht"]
    assert (Regel.objects.latest("pk").handeling, Regel.objects.latest("pk").code) == ("instroom_beproefd", verwacht)


@contextmanager
def zonder_regel() -> Iterator[None]:
    """Nothing is written in the audit trail."""
    before = Regel.objects.count()
    yield
    assert Regel.objects.count() == before


GEEN_AANROEP = [
    (envelop(""), "B123"),
    (envelop(WIE + WIE), "B123"),
    (envelop(WIE, soap="http://example.nl/soap"), "B123"),
    (WIE, "B123"),
    (f'<s:Envelope xmlns:s="{SOAP_11}"/>', "B123"),
    (f'<s:Envelope xmlns:s="{SOAP_11}"><s:Body>{WIE}</s:Body><s:Header/></s:Envelope>', "B123"),
    (f'<s:Envelope xmlns:s="{SOAP_11}"><s:Body>{WIE}</s:Body><s:Body>{WIE}</s:Body></s:Envelope>', "B123"),
    (envelop("<WieBenIk/>"), "B124"),
    (envelop('<WieBenIk xmlns="urn:anders"/>'), "B124"),
    (envelop(WIE.replace("WieBenIk", "wiebenik")), "B124"),
    (" ", "B121"),
    ("{}", "B121"),
    (bericht_xml(bericht())[:500], "B121"),
]
LEEST_ALLEEN = "systeem-raadplegen"


@pytest.mark.parametrize(("xml", "verwacht"), GEEN_AANROEP)
def test_what_is_no_call_may_have_been_a_push_and_is_recorded_as_one(wereld: Wereld, xml: str, verwacht: str) -> None:
    assert code(stuur(wereld.software(), xml)) == verwacht
    assert (Regel.objects.latest("pk").handeling, Regel.objects.latest("pk").code) == ("instroom_geweigerd", verwacht)


@pytest.mark.parametrize(("xml", "verwacht"), GEEN_AANROEP)
def test_who_may_not_send_hears_what_is_wrong_with_what_is_no_call(wereld: Wereld, xml: str, verwacht: str) -> None:
    with zonder_regel():
        assert code(stuur(wereld.software(LEEST_ALLEEN), xml)) == verwacht


@pytest.mark.parametrize("action", ["WieBenIk", "VolgInstroom"])
@pytest.mark.parametrize("certificaat", ["systeem-goed", LEEST_ALLEEN])
@pytest.mark.parametrize(
    ("xml", "verwacht"),
    [("<", "B121"), ("<!DOCTYPE x><x/>", "B122"), (envelop(""), "B123"), (envelop("<x/>"), "B124")],
)
def test_a_question_that_cannot_be_read_is_no_push(
    wereld: Wereld, xml: str, verwacht: str, action: str, certificaat: str
) -> None:
    with zonder_regel():
        assert code(stuur(wereld.software(certificaat), xml, HTTP_SOAPACTION=action)) == verwacht


@pytest.mark.parametrize("soap", [SOAP_11, SOAP_12])
def test_a_question_with_what_we_would_have_to_understand_is_no_push(wereld: Wereld, soap: str) -> None:
    vraag = envelop(WIE, soap=soap, kop=ADDRESSING % "true")
    with zonder_regel():
        assert code(stuur(wereld.software(LEEST_ALLEEN), vraag)) == "B125"
        assert code(stuur(wereld.software(LEEST_ALLEEN), envelop(WIE), HTTP_SOAPACTION="VolgInstroom")) == "B126"


@pytest.mark.parametrize(
    "xml", ["<", envelop(""), envelop(f'<StuurInstroom xmlns="{ONS[1:-1]}"/>', kop=ADDRESSING % 1)]
)
def test_of_a_push_that_cannot_be_read_the_right_to_send_counts_first(wereld: Wereld, xml: str) -> None:
    assert code(stuur(wereld.software(LEEST_ALLEEN), xml, HTTP_SOAPACTION="StuurInstroom")) == "D204"
    assert Regel.objects.latest("pk").handeling == "instroom_geweigerd"
