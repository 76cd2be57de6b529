"""A message in a file is what the door would take for one."""

from pathlib import Path

import pytest
from soap.aanroep import VOLG, WIE, bericht_xml, envelop
from wereld import bericht

from machtigingen.foundation import DomainError
from machtigingen.project.berichtbestand import read_message

GOED = bericht_xml(bericht())


def gelezen(map: Path, xml: str) -> object:
    bestand = map / "bericht.xml"
    bestand.write_text(xml, encoding="utf-8")
    return read_message(bestand)


@pytest.mark.parametrize("operatie", ["StuurInstroom", "ControleerInstroom"])
def test_an_operation_that_takes_a_message_has_it(tmp_path: Path, operatie: str) -> None:
    assert gelezen(tmp_path, GOED.replace("StuurInstroom", operatie)) == bericht()


@pytest.mark.parametrize(
    ("xml", "verwacht"),
    [
        (GOED.replace("StuurInstroom", "VolgInstroom"), ("B202", "bericht")),
        (GOED.replace("StuurInstroom", "WieBenIk"), ("B202", "bericht")),
        (envelop(VOLG % "1"), ("B202", "id")),
        (envelop(WIE), ("B201", "bericht")),
        (GOED.replace("<bericht>", "<id/><bericht>"), ("B202", "id")),
    ],
)
def test_another_operation_holds_no_message(tmp_path: Path, xml: str, verwacht: tuple[str, str]) -> None:
    with pytest.raises(DomainError) as fout:
        gelezen(tmp_path, xml)
    assert (fout.value.code, fout.value.fouten[0].pad) == verwacht
