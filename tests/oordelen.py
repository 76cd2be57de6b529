"""Decisions as a beoordelaar gives them, for tests that only need one."""

from machtigingen.aanvragen.regels import Oordeel, Regeloordeel
from machtigingen.formulieren.afspraken import Regelbesluit

REDEN = {Regelbesluit.ANDERS: "kleiner_aantal", Regelbesluit.AFGEWEZEN: "niet_aangetoond"}


def heel(goed: bool, toelichting: str = "Gezien.", *, regels: int = 1) -> Oordeel:
    """The same about every line."""
    return per_regel(*[Regelbesluit.TOEGEKEND if goed else Regelbesluit.AFGEWEZEN] * regels, toelichting=toelichting)


def per_regel(*uitkomsten: Regelbesluit, toelichting: str = "Gezien.", toegekend: dict | None = None) -> Oordeel:
    regels = tuple(
        Regeloordeel(
            regel=nummer,
            uitkomst=uitkomst,
            reden=REDEN.get(uitkomst, ""),
            toegekend=(toegekend or {"anders": "Eén zijde"}) if uitkomst is Regelbesluit.ANDERS else {},
        )
        for nummer, uitkomst in enumerate(uitkomsten, start=1)
    )
    return Oordeel(regels=regels, toelichting=toelichting)
