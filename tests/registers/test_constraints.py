"""The database itself refuses what a register cannot say."""

from datetime import date

import pytest
from django.db import DatabaseError, transaction

from machtigingen.registers.models import Geldig, Koppeling, Verzekeraar, Zorgaanbieder, Zorgverlener

BEGIN, ERVOOR = date(2020, 1, 1), date(2019, 12, 31)


@pytest.mark.usefixtures("geladen")
@pytest.mark.parametrize(
    "rij",
    [
        Zorgverlener(agb="0399001", naam="te kort", begin_on=BEGIN),
        Zorgverlener(agb="0399001x", naam="een letter", begin_on=BEGIN),
        Zorgverlener(agb="٠٣٩٩٠٠٩٩", naam="andere cijfers", begin_on=BEGIN),
        Zorgverlener(agb="03990011", naam="bestaat al", begin_on=BEGIN),
        Zorgverlener(agb="03990099", naam="eindigt te vroeg", begin_on=BEGIN, einde_on=ERVOOR),
        Zorgaanbieder(agb="22990099", naam="vreemd type", type="winkel", begin_on=BEGIN),
        Koppeling(zorgverlener_id="03990011", zorgaanbieder_id="22990001", begin_on=date(2012, 1, 1)),
        Koppeling(zorgverlener_id="03990011", zorgaanbieder_id="22990001", begin_on=BEGIN, einde_on=ERVOOR),
        Verzekeraar(uzovi="990", naam="te kort", begin_on=BEGIN),
        Verzekeraar(uzovi="9999\n", naam="een regeleinde", begin_on=BEGIN),
        Verzekeraar(uzovi="9999", naam="vreemde soort", soort="gemeente", begin_on=BEGIN),
    ],
    ids=lambda rij: f"{type(rij).__name__}-{rij}".strip(),
)
def test_the_database_refuses(rij: Geldig) -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        rij.save(force_insert=True)
