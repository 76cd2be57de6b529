"""The files of JSONTestSuite as a message: what must be rejected is, with a code; what may be taken never breaks us."""

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from hostile.opslag import niets_bewaard
from wereld import Wereld

from machtigingen.foundation import foutcode

pytestmark = pytest.mark.een_database

SHA256 = "84ae830796078f96fe618f77ce8eb63259ecb7ba302dac4e2a5d1542c71448c4"


def _bestanden() -> Iterator[tuple[str, bytes]]:
    pad = Path(__file__).parent / "gegevens" / "jsontestsuite.json"
    for naam, delen in json.loads(pad.read_text(encoding="utf-8")).items():
        tekst = ""
        for deel, volgend in zip(delen, [*delen[1:], ""], strict=True):
            if isinstance(deel, str):
                tekst += deel * (volgend if isinstance(volgend, int) else 1)
        yield f"{naam}.json", tekst.encode("latin-1")


BESTANDEN = dict(_bestanden())
SOORTEN = sorted({"_".join(naam.split("_")[:2]) for naam in BESTANDEN})


def test_they_are_all_there_as_they_were_published() -> None:
    som = hashlib.sha256()
    for naam, inhoud in sorted(BESTANDEN.items()):
        som.update(naam.encode() + b"\0" + inhoud + b"\0")
    assert [len([naam for naam in BESTANDEN if naam.startswith(soort)]) for soort in ("n_", "i_")] == [188, 35]
    assert som.hexdigest() == SHA256


@pytest.mark.parametrize("soort", SOORTEN)
def test_each_is_refused_with_a_code_and_nothing_is_kept(wereld: Wereld, soort: str) -> None:
    """What must be rejected is no JSON here either; the rest is no message."""
    for naam, inhoud in BESTANDEN.items():
        if not naam.startswith(soort):
            continue
        with niets_bewaard():
            antwoord = wereld.software().push(inhoud, CONTENT_TYPE="application/json")
        code = antwoord.json()["code"]
        onleesbaar = code in ("B101", "B103", "B106")
        assert onleesbaar or (naam.startswith("i_") and code in ("B201", "B203")), (naam, code)
        assert antwoord.status_code == foutcode(code).http < 500
