"""A call of the SOAP address as the server hands it over, and its answer as the JSON would have it."""

import importlib.util
from pathlib import Path
from types import ModuleType
from typing import Any

from lxml import etree
from wereld import Beller

from machtigingen.foundation import CONTRACTS

ADRES = "/soap/instroom/v1"
ONS = "{urn:machtigingenportaal:instroom:v1}"
SOAP_11 = "http://schemas.xmlsoap.org/soap/envelope/"
SOAP_12 = "http://www.w3.org/2003/05/soap-envelope"
XSD = etree.XMLSchema(etree.parse(CONTRACTS / "soap" / "instroom.xsd"))
WIE = f'<WieBenIk xmlns="{ONS[1:-1]}"/>'
VOLG = f'<VolgInstroom xmlns="{ONS[1:-1]}"><id>%s</id></VolgInstroom>'
SOAP_XML = "application/soap+xml; charset=utf-8"
ACTIE = ONS[1:-1] + ":"
ADDRESSING = '<a:Action xmlns:a="http://www.w3.org/2005/08/addressing" s:mustUnderstand="%s">urn:x</a:Action>'
XSI = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'


def tool(name: str) -> ModuleType:
    """A module of tools/, which is no package."""
    spec = importlib.util.spec_from_file_location(name, Path(__file__).parents[2] / "tools" / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


tweelingen = tool("xml_tweelingen")


def envelop(binnen: str, *, soap: str = SOAP_11, kop: str = "") -> str:
    header = f"<s:Header>{kop}</s:Header>" if kop else ""
    return f'<s:Envelope xmlns:s="{soap}">{header}<s:Body>{binnen}</s:Body></s:Envelope>'


def bericht_xml(bericht: Any, *, soap: str = SOAP_11) -> str:
    return tweelingen.twin(bericht, soap=soap)


def stuur(beller: Beller, xml: str | bytes, *, soort: str = "text/xml; charset=utf-8", **extra: Any) -> Any:
    """The answer; whatever it is, it is SOAP in which our own part is as the schema says."""
    data = xml.encode() if isinstance(xml, str) else xml
    antwoord = beller.client.generic("POST", ADRES, data, soort, secure=True, **beller._omgeving(), **extra)
    assert XSD.validate(inhoud(antwoord)), XSD.error_log
    return antwoord


def inhoud(antwoord: Any) -> etree._Element:
    """Our own element in the body, or in the detail of the fault."""
    return next(etree.fromstring(antwoord.content).iter(f"{ONS}*"))


def fout(antwoord: Any) -> list[tuple[str, str]]:
    """Every code with its path, of a fault."""
    assert inhoud(antwoord).tag == f"{ONS}instroomFout", antwoord.content.decode()
    return [(een.findtext(f"{ONS}code"), een.findtext(f"{ONS}pad")) for een in inhoud(antwoord).iter(f"{ONS}fout")]


def code(antwoord: Any) -> str:
    return fout(antwoord)[0][0]


def lampen(antwoord: Any) -> list[tuple[str, str]]:
    """The name and the colour of every light."""
    return [(lamp.findtext(f"{ONS}naam"), lamp.findtext(f"{ONS}kleur")) for lamp in inhoud(antwoord).iter(f"{ONS}lamp")]


def veld(antwoord: Any, naam: str) -> str | None:
    """The text of the first element of that name."""
    return inhoud(antwoord).findtext(f".//{ONS}{naam}")
