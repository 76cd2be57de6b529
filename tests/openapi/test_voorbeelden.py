"""The examples of the contract, sent to the portal: good ones are taken in, wrong ones refused with their code."""

import json
from pathlib import Path
from typing import Any

import pytest
from hostile.opslag import niets_bewaard
from wereld import Wereld, bericht

from machtigingen.foundation import CONTRACTS

VOORBEELDEN = CONTRACTS / "examples"


def genaamd(begin: str) -> Any:
    return pytest.mark.parametrize("pad", sorted(VOORBEELDEN.glob(f"{begin}-*.json")), ids=lambda pad: pad.stem)


@genaamd("bericht")
def test_a_good_message_is_taken_in_when_its_own_instantie_sends_it(wereld: Wereld, pad: Path) -> None:
    antwoord = wereld.software().push(pad.read_bytes())
    eigen = json.loads(pad.read_bytes())["instantie"]["agb"] == "22990001"
    assert antwoord.status_code in ((200, 201) if eigen else (403,)), antwoord.content.decode()


@genaamd("fout")
def test_a_wrong_message_is_refused_with_the_code_in_its_name(wereld: Wereld, pad: Path) -> None:
    with niets_bewaard():
        antwoord = wereld.software().push(pad.read_bytes())
    assert antwoord.json()["code"] == pad.stem.split("-")[1]


def test_an_answer_has_the_fields_of_its_example(wereld: Wereld) -> None:
    software = wereld.software()
    antwoord = software.push(bericht()).json()
    stand = software.get(f"/api/v1/instroom/{antwoord['id']}").json()
    wie = software.get("/wie-ben-ik").json()
    for naam, echt in (("antwoord-201-formulier", antwoord), ("stand-geopend", stand), ("wie-ben-ik", wie)):
        assert set(json.loads((VOORBEELDEN / f"{naam}.json").read_bytes())) == set(echt), naam


def test_head_and_options_and_unknown_methods_are_answered(wereld: Wereld) -> None:
    software = wereld.software()
    kop = software.client.head("/wie-ben-ik", secure=True, **software._omgeving())
    assert (kop.status_code, kop.content) == (200, b"")
    for methode in ("OPTIONS", "TRACE", "PUT", "PROPFIND", "QUERY"):
        for pad in ("/api/v1/instroom", "/wie-ben-ik", "/healthz"):
            antwoord = software.client.generic(methode, pad, secure=True, **software._omgeving())
            assert antwoord.status_code == 405
            assert antwoord.json()["code"] == "B107"
            assert antwoord["Allow"] in ("POST", "GET, HEAD")
