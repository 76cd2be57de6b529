"""What an answer of the AGB register means for an aanvraag: a code, or nothing. Pure.

Sources: the seed (the zorgverlener exists; the instantie is a praktijk or instelling) and domain notes 2.4,
steps 8–10.
"""

from datetime import date

from machtigingen.foundation import Fout
from machtigingen.registers.standen import AgbFeiten, Uitkomst, Zorgaanbiederstand, Zorgverlenerstand

_INSTANTIE = {Uitkomst.ONBEKEND: "I102", Uitkomst.ANDER_SOORT: "I103", Uitkomst.NIET_ACTIEF: "I104"}
_ZORGVERLENER = {Uitkomst.ONBEKEND: "R101", Uitkomst.ANDER_SOORT: "R102", Uitkomst.NIET_ACTIEF: "R103"}


def instantie(stand: Zorgaanbiederstand, *, pad: str, on: date) -> Fout | None:
    """I102 unknown, I103 not a praktijk or instelling, I104 not active on that date."""
    code = _INSTANTIE.get(stand.uitkomst)
    return Fout(code, pad, {"agb": str(stand.agb), "datum": on.strftime("%d-%m-%Y")}) if code else None


def zorgverlener(stand: Zorgverlenerstand, *, pad: str, on: date) -> Fout | None:
    """R101 unknown, R102 not a zorgverlener, R103 not active on that date."""
    code = _ZORGVERLENER.get(stand.uitkomst)
    return Fout(code, pad, {"agb": str(stand.agb), "datum": on.strftime("%d-%m-%Y")}) if code else None


def specialisme(stand: Zorgverlenerstand, code: str, *, pad: str) -> Fout | None:
    """R105 when the register knows the specialismen of this zorgverlener and this is none of them."""
    if stand.uitkomst is not Uitkomst.BEKEND or not stand.specialismen or code.zfill(4) in stand.specialismen:
        return None
    return Fout("R105", pad, {"specialisme": code, "agb": str(stand.agb)})


def koppeling(feiten: AgbFeiten, *, pad: str) -> Fout | None:
    """R104 when both are known and the zorgverlener does not work at the instantie."""
    bekend = feiten.zorgverlener.uitkomst is feiten.instantie.uitkomst is Uitkomst.BEKEND
    if feiten.gekoppeld or not bekend:
        return None
    return Fout("R104", pad, {"agb": str(feiten.zorgverlener.agb), "instantie": feiten.instantie.naam})
