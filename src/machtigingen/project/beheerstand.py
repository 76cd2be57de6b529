"""What needs the care of who runs the portal: the sentences of readyz, by what they are about."""

from datetime import datetime

from machtigingen.doors.beheer.portaal.beheerstand import Beheerstand, Onderwerp
from machtigingen.pki.geldigheid import GEEN_LIJST
from machtigingen.project import certificaten, gezondheid
from machtigingen.project.deur import zelftest


def stand_of(now: datetime) -> Beheerstand:
    """Of a list that is over it is said once, with what stops the portal."""
    return Beheerstand(
        redenen={
            Onderwerp.DATABASE: tuple(gezondheid.over_schema()),
            Onderwerp.REGISTERS: tuple(gezondheid.over_registers()),
            Onderwerp.CERTIFICATEN: tuple(gezondheid.over_intrekking(now)),
            Onderwerp.COV: tuple(gezondheid.over_cov()),
            Onderwerp.ZELFTEST: tuple(zelftest.redenen()),
        },
        meldingen={
            Onderwerp.CERTIFICATEN: tuple(een for een in certificaten.meldingen(now) if not een.endswith(GEEN_LIJST)),
            Onderwerp.OPHALEN: tuple(gezondheid.over_ophalen()),
            Onderwerp.BEZORGER: tuple(gezondheid.over_bezorgen(now)),
            Onderwerp.WISSEN: tuple(gezondheid.over_bewaren(now)),
        },
        geldigheid=certificaten.geldigheid(now),
    )
