"""The two files of the contract for SOAP say the same as the OpenAPI, and can be used as they lie there."""

import re
from typing import Any

import pytest
import yaml
import zeep
from lxml import etree
from soap.aanroep import ADRES
from wereld import Wereld

from machtigingen.doors.software.soap.envelope import OPERATIONS
from machtigingen.doors.software.soap.reading import read
from machtigingen.doors.software.soap.schema import FOLDER, Shape, shapes
from machtigingen.foundation import CONTRACTS
from machtigingen.xml import parse

OPENAPI = yaml.safe_load((CONTRACTS / "openapi.yaml").read_text(encoding="utf-8"))["components"]["schemas"]
XS = "{http://www.w3.org/2001/XMLSchema}"
WSDL = "{http://schemas.xmlsoap.org/wsdl/}"

# Where an element of the XSD is, in the OpenAPI.
ZELFDE = [
    ("StuurInstroom", "bericht", "Instroombericht"),
    ("StuurInstroomResponse", "ontvangst", "Ontvangst"),
    ("StuurInstroomResponse", "geen_machtiging_nodig", "GeenMachtigingNodig"),
    ("ControleerInstroomResponse", "proef", "Proef"),
    ("VolgInstroomResponse", "stand", "Stand"),
    ("HaalAanvragenResponse", "wijzigingen", "Wijzigingen"),
    ("HaalAanvraagResponse", "aanvraag", "Aanvraagstand"),
    ("BewaarAntwoordenResponse", "voorstand", "Voorstand"),
    ("VoegBijlageToeResponse", "bijlage", "Bijlage"),
    ("WieBenIkResponse", "wie", "WieBenIk"),
]


def velden(vorm: Shape) -> dict[str, Any]:
    return {veld.name: veld for veld in vorm.fields}


def schema(deel: Any) -> dict[str, Any]:
    """Without references; of what may be null, what it is otherwise. Of several objects all their properties."""
    while "$ref" in deel or "oneOf" in deel:
        if "$ref" in deel:
            deel = OPENAPI[deel["$ref"].rsplit("/", 1)[1]]
            continue
        keuzes = [schema(een) for een in deel["oneOf"] if een.get("type") != "null"]
        eigen = {naam: een for keuze in keuzes for naam, een in keuze.get("properties", {}).items()}
        return {"type": "object", "properties": eigen} if eigen else keuzes[0]
    return deel


def verschillen(vorm: str | Shape, deel: Any, pad: str) -> list[str]:
    deel = schema(deel)
    if isinstance(vorm, str) or vorm.name == "Antwoorden":
        return [] if isinstance(vorm, Shape) or deel.get("type") not in ("object", "array") else [f"{pad}: no text"]
    if vorm.item is not None:
        return verschillen(vorm.item.kind, deel["items"], f"{pad}[]")
    eigen, hun = velden(vorm), deel["properties"]
    anders = [f"{pad}.{naam}" for naam in eigen.keys() ^ hun.keys()]
    for naam in eigen.keys() & hun.keys():
        anders += verschillen(eigen[naam].kind, hun[naam], f"{pad}.{naam}")
    return anders


@pytest.mark.parametrize(("element", "veld", "naam"), ZELFDE)
def test_it_has_the_fields_of_the_openapi_and_no_other(element: str, veld: str, naam: str) -> None:
    assert verschillen(velden(shapes()[element])[veld].kind, OPENAPI[naam], naam) == []


def test_a_fault_holds_the_fields_of_a_problem() -> None:
    fout = velden(shapes()["instroomFout"])
    assert set(OPENAPI["Probleem"]["properties"]) <= fout.keys()
    assert set(OPENAPI["Fout"]["properties"]) <= velden(fout["fouten"].kind.item.kind).keys()


def test_what_a_message_needs_is_the_same() -> None:
    def nodig(vorm: Shape, deel: Any, pad: str = "") -> list[str]:
        deel = schema(deel)
        eigen = {naam for naam, veld in velden(vorm).items() if veld.is_required}
        anders = [f"{pad}{naam}" for naam in eigen ^ set(deel.get("required", ()))]
        for naam, veld in velden(vorm).items():
            if isinstance(veld.kind, Shape) and not veld.kind.item:
                anders += nodig(veld.kind, deel["properties"][naam], f"{pad}{naam}.")
        return anders

    assert nodig(velden(shapes()["StuurInstroom"])["bericht"].kind, OPENAPI["Instroombericht"]) == []


def test_its_patterns_are_those_of_the_openapi() -> None:
    root = etree.parse(FOLDER / "instroom.xsd").getroot()
    eigen = {een.get("value").replace("\\-", "-") for een in root.iter(f"{XS}pattern")}
    hun = set(re.findall(r"pattern: '\^([^']+)\$'", (CONTRACTS / "openapi.yaml").read_text(encoding="utf-8")))
    assert eigen <= hun


def test_the_wsdl_has_every_operation_in_both_versions() -> None:
    dienst = zeep.Client(str(FOLDER / "instroom.wsdl")).wsdl.services["Instroomservice"]
    for poort in ("InstroomSoap11", "InstroomSoap12"):
        assert set(dienst.ports[poort].binding.all()) == set(OPERATIONS)


def test_the_portal_gives_it_with_its_own_address(wereld: Wereld) -> None:
    wsdl = wereld.software(None).get(f"{ADRES}?wsdl")
    xsd = wereld.software(None).get(f"{ADRES}?xsd=instroom")
    assert xsd.content == (FOLDER / "instroom.xsd").read_bytes()
    assert (wsdl["Content-Type"], xsd["Content-Type"]) == ("text/xml; charset=utf-8",) * 2
    verwijst = etree.fromstring(wsdl.content).find(f".//{XS}import").get("schemaLocation")
    assert verwijst == f"https://localhost:8444{ADRES}?xsd=instroom"


def test_another_schema_does_not_exist(wereld: Wereld) -> None:
    assert wereld.software(None).get(f"{ADRES}?xsd=../../foutcodes").status_code == 404


def test_the_answers_in_the_guide_read_as_answers() -> None:
    gids = (CONTRACTS.parent / "docs" / "koppelen.md").read_text(encoding="utf-8")
    voorbeeld = re.search(r"```xml\n(<antwoorden>.*?)```", gids, re.DOTALL)
    assert voorbeeld
    vorm = velden(velden(shapes()["StuurInstroom"])["bericht"].kind)["antwoorden"].kind
    assert read(parse(voorbeeld[1].encode()), vorm) == {"functiestoornis": True}


def test_the_operations_in_the_guide_are_those_of_the_contract() -> None:
    gids = (CONTRACTS.parent / "docs" / "koppelen.md").read_text(encoding="utf-8")
    assert re.findall(r"^\| `(\w+)` \| `(?:POST|GET|PUT) /", gids, re.MULTILINE) == list(OPERATIONS)
