"""What can be stopped at once: a serial number or an organisation, and nothing that looks like one."""

import pytest
from conftest import NU
from levensloop.conftest import code_van
from toegang.test_beheer import OOG, Als, als

from machtigingen.toegang import team
from machtigingen.toegang.contacten import contactpersonen
from machtigingen.toegang.models import Blokkade
from machtigingen.toegang.noodstop import block

pytestmark = pytest.mark.django_db

__all__ = ["als"]
GEEN = {"actor": None, "now": NU, "reden": "De sleutel is gelekt."}


@pytest.mark.parametrize(
    ("soort", "waarde"),
    [
        ("serienummer", "geen"),
        ("serienummer", ""),
        ("organisatie", "123"),
        ("organisatie", "２２９９０００１"),
        ("alles", "1"),
    ],
)
def test_what_is_no_serial_number_and_no_organisation_stops_nothing(soort: str, waarde: str) -> None:
    assert code_van(block, soort=soort, waarde=waarde, **GEEN) == "T101"
    assert not Blokkade.objects.exists()


@pytest.mark.parametrize("waarde", ["0a:1b:2C", "0x0A1B2C", " a1b2c "])
def test_a_serial_number_is_one_however_a_tool_shows_it(waarde: str) -> None:
    assert block(soort="serienummer", waarde=waarde, **GEEN).waarde == "a1b2c"


def test_a_serial_number_that_reads_as_a_code_stops_no_organisation(als: Als) -> None:
    actor, wat = als(OOG), {"actor": als(OOG), "now": NU}
    voor = [rij.stand for rij in team.certificaten(**wat)], contactpersonen("22990001", now=NU)
    assert voor[1], "somebody can help"
    block(soort="serienummer", waarde="22990001", **GEEN)
    assert als(OOG) == actor
    assert ([rij.stand for rij in team.certificaten(**wat)], contactpersonen("22990001", now=NU)) == voor
