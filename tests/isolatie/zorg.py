"""What each instantie asks for, so that not everything goes by one form: its message, and the answers that it types."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from machtigingen_sandbox.patienten import KLIKGEBIT, OOGLIDCORRECTIE, TANDARTS, ZORGVERLENER
from reis import MEDISCH

OOGKLINIEK, ZIEKENHUIS, TANDARTSPRAKTIJK = "22990001", "06990002", "12990003"


@dataclass(frozen=True, kw_only=True)
class Zorg:
    """`antwoorden` by page, such that a beoordelaar decides; `foto` is the question that asks for a file."""

    formulier: str
    bericht: Mapping[str, Any]
    antwoorden: Mapping[str, Mapping[str, str]]
    foto: str


def _oog(agb: str) -> Zorg:
    return Zorg(
        formulier="X02",
        bericht={"instantie": {"agb": agb}, "zorgverlener": ZORGVERLENER, "verstrekking": OOGLIDCORRECTIE},
        antwoorden={"medisch": MEDISCH | {"mrd": "3,5", "gezichtsveld_gemeten": "nee"}},
        foto="foto",
    )


ZORG = {
    OOGKLINIEK: _oog(OOGKLINIEK),
    ZIEKENHUIS: _oog(ZIEKENHUIS),
    TANDARTSPRAKTIJK: Zorg(
        formulier="M03",
        bericht={"instantie": {"agb": TANDARTSPRAKTIJK}, "zorgverlener": TANDARTS, "verstrekking": KLIKGEBIT},
        antwoorden={
            "begroting": {"contract": "nee"},
            "vervanging": {"vorige_prothese": "nee", "reden_eerste": "De kaak is geslonken."},
        },
        foto="rontgenfoto",
    ),
}
