"""What can be asked for, read from an answer: also one of a portal that knows less."""

from datetime import date

import pytest
from machtigingen_client import Mogelijkheden, NietNodigPrestaties

REGEL = {
    "uzovi": "9903",
    "grondslag": "zvw",
    "specialisme": None,
    "prestatiecodelijst": "010",
    "codes": ["J056", "J070"],
    "geldig_vanaf": "2026-01-01",
    "geldig_tot": None,
    "reden": "Volgens het contract.",
}


@pytest.mark.parametrize("erbij", [{"niet_nodig_prestaties": [REGEL]}, {}])
def test_prestaties_without_a_machtiging_are_read_where_they_are_told(erbij):
    gelezen = Mogelijkheden.from_dict(
        {"datum": "2026-11-24", "mogelijkheden": [], "niet_nodig": []} | erbij, verkeer=None
    )
    assert gelezen.niet_nodig_prestaties == tuple(
        NietNodigPrestaties(
            uzovi="9903",
            grondslag="zvw",
            prestatiecodelijst="010",
            codes=("J056", "J070"),
            reden="Volgens het contract.",
            geldig_vanaf=date(2026, 1, 1),
        )
        for _ in erbij
    )
