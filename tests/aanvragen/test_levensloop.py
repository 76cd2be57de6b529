"""The life of an aanvraag: what the table allows, and that nothing else is."""

import subprocess
import sys
from itertools import product
from pathlib import Path

import pytest

from machtigingen.aanvragen.lifecycle import TABEL, TEKST, Handeling, Rol, Status, next_status
from machtigingen.foundation import DomainError

ROOT = Path(__file__).resolve().parents[2]
EINDE = {Status.NIET_NODIG, Status.INGETROKKEN, Status.VERVALLEN, Status.BEEINDIGD}


@pytest.mark.parametrize(
    "zet", [*product(Status, Handeling, Rol)], ids=lambda zet: "-".join(deel.value for deel in zet)
)
def test_a_move_is_in_the_table_or_refused(zet: tuple[Status, Handeling, Rol]) -> None:
    if zet in TABEL:
        assert next_status(*zet) is TABEL[zet]
        return
    with pytest.raises(DomainError) as fout:
        next_status(*zet)
    assert fout.value.code == "A102"


def test_what_is_final_stays_final() -> None:
    assert {status for status in Status if all(van is not status for van, _, _ in TABEL)} == EINDE


def test_every_end_but_the_lapsed_one_is_reached_from_a_concept() -> None:
    bereikt = {Status.CONCEPT}
    for _ in Status:
        bereikt |= {naar for (van, _, _), naar in TABEL.items() if van in bereikt}
    assert bereikt == set(Status) - {Status.VERVALLEN}


def test_nobody_decides_on_what_he_sent_himself() -> None:
    door = {rol: {handeling for _, handeling, wie in TABEL if wie is rol} for rol in Rol}
    assert {Handeling.GOEDKEUREN, Handeling.GEDEELTELIJK_GOEDKEUREN, Handeling.AFWIJZEN} <= door[Rol.BEOORDELAAR]
    assert door[Rol.INDIENER].isdisjoint(door[Rol.BEOORDELAAR])


def test_every_status_has_a_text_for_people() -> None:
    assert set(TEKST) == set(Status)


def test_the_page_is_what_the_table_says() -> None:
    """When this fails: python tools/levensloop.py"""
    assert subprocess.run([sys.executable, ROOT / "tools" / "levensloop.py", "--check"]).returncode == 0
