"""What `valideer` says without a portal is what the portal says: the same codes, places and words, and no more."""

import copy
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from hostile.test_elke_mutatie import BIJNA_GOED, VOL, mutaties
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree
from soap.aanroep import bericht_xml
from soap.aanroep import fout as soap_fouten
from soap.aanroep import stuur as stuur_soap
from voluit import keer
from wereld import Beller, Wereld

from machtigingen.foundation import CONTRACTS, Fout, foutcodes
from machtigingen.foundation.datums import NEDERLAND
from machtigingen.project import klok
from machtigingen.project.valideer import check_file

pytestmark = pytest.mark.een_database

Gezegd = list[tuple[str, str, str]]

# What only a portal can know: whether it had this referentie before.
ALLEEN_DAAR = {"B301", "B302"}
XML_CHARACTERS = st.characters(min_codepoint=0x20, exclude_categories=("Cs", "Cn"))
vaak = settings(
    max_examples=keer(150, 5000),
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def examples(ending: str) -> Any:
    found = [*(CONTRACTS / "examples").glob(f"bericht-*.{ending}"), *(CONTRACTS / "examples").glob(f"fout-*.{ending}")]
    return pytest.mark.parametrize("path", sorted(found), ids=lambda path: path.stem)


def offline(path: Path) -> Gezegd:
    fouten = check_file(path, vandaag=klok.nu().astimezone(NEDERLAND).date())
    return [(fout.code, fout.pad, fout.melding) for fout in fouten]


def portal(software: Beller, body: bytes) -> Gezegd:
    """What the dry run says of the form of this message."""
    answer = software.client.post(
        "/api/v1/instroom/controle", body, content_type="application/json", secure=True, **software._omgeving()
    )
    return [(fout["code"], fout["pad"], fout["melding"]) for fout in answer.json()["fouten"] if of_form(fout["code"])]


def of_form(code: str) -> bool:
    return foutcodes()[code].fase == "bericht" and code not in ALLEEN_DAAR


@examples("json")
def test_of_each_example(wereld: Wereld, path: Path) -> None:
    assert offline(path) == portal(wereld.software(), path.read_bytes())


@examples("xml")
def test_of_each_twin_in_soap(wereld: Wereld, path: Path) -> None:
    said = [(code, pad) for code, pad, _melding in offline(path)]
    answer = stuur_soap(wereld.software(), path.read_bytes())
    assert said == ([] if answer.status_code < 300 else [one for one in soap_fouten(answer) if of_form(one[0])])


@vaak
@given(text=mutaties())
def test_of_any_mutation_of_a_message(wereld: Wereld, tmp_path: Path, text: str) -> None:
    path = tmp_path / "bericht.json"
    path.write_text(text, encoding="utf-8")
    assert offline(path) == portal(wereld.software(), path.read_bytes())


@vaak
@given(start=mutaties(), cut=st.integers(0, 400), middle=st.binary(max_size=3))
def test_of_bytes_that_are_no_message_any_more(
    wereld: Wereld, tmp_path: Path, start: str, cut: int, middle: bytes
) -> None:
    path, good = tmp_path / "bericht.json", start.encode()
    path.write_bytes(good[:cut] + middle + good[cut + 1 :])
    assert offline(path) == portal(wereld.software(), path.read_bytes())


@st.composite
def soap_mutations(draw: Any) -> bytes:
    """A good message in its envelope, of which elements were removed, written twice, renamed or given another text."""
    root = etree.fromstring(bericht_xml(draw(st.sampled_from(VOL))).encode())
    for _ in range(draw(st.integers(1, 3))):
        node = draw(st.sampled_from(list(root.iter())[1:] or [root]))
        match draw(st.sampled_from(["weg", "dubbel", "anders", "hernoemd"])):
            case "weg" if node.getparent() is not None:
                node.getparent().remove(node)
            case "dubbel" if node.getparent() is not None:
                node.addnext(copy.deepcopy(node))
            case "anders":
                node.text = draw(st.text(XML_CHARACTERS, max_size=12) | BIJNA_GOED)
            case _:
                node.tag = draw(st.sampled_from(["bsn", "bericht", "{urn:x}naam", "onbekend"]))
    return etree.tostring(root)[: draw(st.sampled_from([None, 200, 600]))]


@vaak
@given(xml=soap_mutations())
def test_of_any_mutation_in_soap(wereld: Wereld, tmp_path: Path, xml: bytes) -> None:
    path = tmp_path / "bericht.xml"
    path.write_bytes(xml)
    with transaction.atomic():
        answer = stuur_soap(wereld.software(), xml)
        transaction.set_rollback(True)  # or the portal would know this referentie at the next one, and say only that
    theirs = [] if answer.status_code < 300 else [one for one in soap_fouten(answer) if of_form(one[0])]
    ours = [(code, pad) for code, pad, _melding in offline(path)]
    assert ours[: len(theirs)] == theirs  # the push stops at the first stage
    assert bool(ours) == bool(theirs)


def test_too_large_is_said_here_as_there(wereld: Wereld, tmp_path: Path) -> None:
    path = tmp_path / "bericht.json"
    path.write_bytes(b" " * (1024 * 1024 + 1))
    assert (
        offline(path)
        == portal(wereld.software(), path.read_bytes())
        == [("B104", "", Fout("B104", "", {"maximum": "1 MB"}).melding)]
    )
