"""Every example exists twice, and both say the same to the portal."""

import json
from pathlib import Path
from typing import Any

import pytest
from hostile.opslag import niets_bewaard
from lxml import etree
from soap.aanroep import ONS, XSD, bericht_xml, code, fout, inhoud, stuur, tweelingen, veld
from wereld import Wereld, bericht

from machtigingen.doors.software.soap.reading import read
from machtigingen.doors.software.soap.schema import shapes
from machtigingen.foundation import CONTRACTS
from machtigingen.xml import parse

VOORBEELDEN = CONTRACTS / "examples"
# What the schema cannot see: an eleven-test, a register, today, and which ways of asking go together.
NIET_IN_SCHEMA = {"B207", "B212", "B214", "B215", "B216", "B219"}


def genaamd(*begin: str) -> Any:
    paden = sorted(pad for pad in VOORBEELDEN.glob("*.json") if pad.name.startswith(begin))
    return pytest.mark.parametrize("pad", paden, ids=lambda pad: pad.stem)


def gelezen(data: bytes) -> Any:
    """What the portal makes of the message in a SOAP call."""
    (aanroep,) = parse(data).children[-1].children
    return read(aanroep, shapes()[aanroep.name])["bericht"]


def test_there_is_a_twin_of_every_message() -> None:
    """When this fails: python tools/xml_tweelingen.py"""
    assert tweelingen.main(["--check"]) == 0


# What no operation asks for or answers, so that it is in JSON only.
ALLEEN_JSON = {"abonnement-nieuw", "bezorgingen", "correcties", "dossier", "logboek", "toegestuurd", "webhook"}


def test_every_example_has_a_twin_or_no_operation() -> None:
    zonder = {pad.stem for pad in VOORBEELDEN.glob("*.json") if not pad.with_suffix(".xml").exists()}
    assert zonder == ALLEEN_JSON


@genaamd("bericht", "fout")
def test_a_message_reads_as_the_very_same_data(pad: Path) -> None:
    assert gelezen(pad.with_suffix(".xml").read_bytes()) == json.loads(pad.read_bytes())


ANTWOORDEN = genaamd("antwoord", "proef", "stand", "wie", "wijzigingen", "voorstand")


@ANTWOORDEN
def test_an_answer_is_as_the_schema_says(pad: Path) -> None:
    (binnen,) = etree.parse(pad.with_suffix(".xml")).getroot()[0]
    is_fout = etree.QName(binnen).localname == "Fault"
    assert is_fout == ("status" in json.loads(pad.read_bytes()))
    assert XSD.validate(binnen.find("detail")[0] if is_fout else binnen), XSD.error_log


@ANTWOORDEN
def test_an_answer_holds_the_very_same_data(pad: Path) -> None:
    (binnen,) = parse(pad.with_suffix(".xml").read_bytes()).children[-1].children
    if binnen.name == "Fault":
        (binnen,) = binnen.children[-1].children
        in_xml = read(binnen, shapes()[binnen.name])
    else:
        (in_xml,) = read(binnen, shapes()[binnen.name]).values()
    assert in_xml == zonder_null(json.loads(pad.read_bytes()))


def zonder_null(data: Any) -> Any:
    """As XML has it: null is left out, and true is a word."""
    if isinstance(data, dict):
        return {naam: zonder_null(waarde) for naam, waarde in data.items() if waarde is not None}
    if isinstance(data, list):
        return [zonder_null(een) for een in data]
    return json.dumps(data) if isinstance(data, bool) else data


@genaamd("bericht")
def test_a_good_message_gets_the_same_answer_and_is_a_repeat_of_its_twin(wereld: Wereld, pad: Path) -> None:
    eigen = json.loads(pad.read_bytes())["instantie"]["agb"] == "22990001"
    software = wereld.software("systeem-goed" if eigen else "systeem-tandarts")
    in_json = software.push(pad.read_bytes())
    in_xml = stuur(software, pad.with_suffix(".xml").read_bytes())
    assert (in_json.status_code, in_xml.status_code) == (201, 200)
    assert veld(in_xml, "id") == in_json.json()["id"]
    assert veld(in_xml, "link") == in_json.json()["link"]


@genaamd("bericht")
def test_a_good_message_is_as_the_schema_says(pad: Path) -> None:
    assert XSD.validate(inhoud_van(pad)), XSD.error_log


@genaamd("fout")
def test_a_wrong_message_gets_the_same_codes_and_paths(wereld: Wereld, pad: Path) -> None:
    with niets_bewaard():
        in_json = wereld.software().push(pad.read_bytes()).json()
        in_xml = stuur(wereld.software(), pad.with_suffix(".xml").read_bytes())
    assert code(in_xml) == pad.stem.split("-")[1]
    assert fout(in_xml) == [(een["code"], een["pad"]) for een in in_json["fouten"]]
    assert veld(in_xml, "status") == str(in_json["status"])
    assert (veld(in_xml, "title"), veld(in_xml, "detail")) == (in_json["title"], in_json["detail"])


@genaamd("fout-B2")
def test_the_schema_refuses_what_a_schema_can_see(pad: Path) -> None:
    assert XSD.validate(inhoud_van(pad)) is (pad.stem.split("-")[1] in NIET_IN_SCHEMA)


def inhoud_van(pad: Path) -> etree._Element:
    return etree.parse(pad.with_suffix(".xml")).find(f".//{ONS}StuurInstroom")


def test_no_machtiging_needed_is_an_answer_of_its_own(wereld: Wereld) -> None:
    wie = {"bsn": "999913001", "geboortedatum": "1963-07-21"}
    antwoord = stuur(wereld.software(), bericht_xml(bericht(verzekerde=wie)))
    assert antwoord.status_code == 200
    assert inhoud(antwoord)[0].tag == f"{ONS}geen_machtiging_nodig"
    assert (veld(antwoord, "machtiging_nodig"), veld(antwoord, "code")) == ("false", "F201")


def test_every_field_of_an_answer_in_json_is_in_that_of_soap(wereld: Wereld) -> None:
    software = wereld.software()
    in_json = software.push(bericht(verstrekking={"diagnose": "251"})).json()
    in_xml = inhoud(stuur(software, bericht_xml(bericht(verstrekking={"diagnose": "251"}))))[0]
    assert {een.tag.removeprefix(ONS) for een in in_xml} == {naam for naam, een in in_json.items() if een is not None}
    assert len(in_xml.findall(f"{ONS}mogelijke_formulieren/{ONS}formulier")) == len(in_json["mogelijke_formulieren"])


@pytest.mark.parametrize("antwoorden", [{"a": 3, "b": 3.5, "c": False, "d": ["x", "y"], "e": "tekst", "f": -2}])
def test_answers_keep_their_kind(antwoorden: dict[str, Any]) -> None:
    data = gelezen(bericht_xml(bericht(antwoorden=antwoorden)).encode())["antwoorden"]
    assert data == antwoorden
    assert [type(een) for een in data.values()] == [type(een) for een in antwoorden.values()]
