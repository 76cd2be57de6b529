"""The examples of a version, each with whether the form still does what its author expects."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from machtigingen.beslisboom import Formulier, Verschil
from machtigingen.ui.beslistabel import UITKOMSTEN


@dataclass(frozen=True, kw_only=True)
class Voorbeeldbeeld:
    """`verschillen`: what came out otherwise than expected, in sentences."""

    nummer: int
    naam: str
    uitkomst: str
    regel: str
    verschillen: tuple[str, ...]


def voorbeelden_van(formulier: Formulier, verschillen: Iterable[Verschil]) -> tuple[Voorbeeldbeeld, ...]:
    by_naam: dict[str, list[str]] = {}
    for een in verschillen:
        zin = _("%(wat)s: verwacht %(verwacht)s, gekregen %(gekregen)s")
        by_naam.setdefault(een.voorbeeld, []).append(
            zin % {"wat": een.wat.capitalize(), "verwacht": een.verwacht or "–", "gekregen": een.gekregen or "–"}
        )
    return tuple(
        Voorbeeldbeeld(
            nummer=nummer,
            naam=een.naam,
            uitkomst=str(UITKOMSTEN[een.uitkomst]),
            regel=een.regel or _("geen"),
            verschillen=tuple(by_naam.get(een.naam, ())),
        )
        for nummer, een in enumerate(formulier.voorbeelden, start=1)
    )
