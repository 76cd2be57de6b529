"""A line of an aanvraag, and what was decided of it, in words: for pages and paper alike."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from machtigingen import beslisboom
from machtigingen.aanvragen.besluitwoorden import Besluitwoorden
from machtigingen.aanvragen.regels import AANTAL_TYPES, ANDERS_TEKST, Aanvraagregel, Regeloordeel
from machtigingen.formulieren.afspraken import Besluitreden, Regelbesluit

BESLUITWOORD: Mapping[Regelbesluit, Promise] = MappingProxyType(
    {
        Regelbesluit.TOEGEKEND: _("Toegekend"),
        Regelbesluit.ANDERS: _("Anders toegekend"),
        Regelbesluit.AFGEWEZEN: _("Afgewezen"),
    }
)


@dataclass(frozen=True, kw_only=True)
class BeslotenRegel:
    """One line with what was said of it. `toegekend`: what was granted otherwise. No reason goes with what was simply
    granted, nor with a code that the agreements do not have any more."""

    gevraagd: str
    besluit: Regelbesluit
    toegekend: str
    reden: Besluitreden | None
    toelichting: str


def gevraagd_van(regel: Aanvraagregel) -> str:
    """What was asked: what it is, and how much of it."""
    getallen = (f"{cel.vraag.naam}: {cel.tekst}" for cel in regel.cellen if cel.vraag.type in AANTAL_TYPES)
    return "\n".join((regel.omschrijving, " · ".join(getallen))).strip()


def toegekend_van(regel: Aanvraagregel, oordeel: Regeloordeel) -> str:
    """What was granted in place of it."""
    return " · ".join(_toegekend(regel, oordeel))


def _toegekend(regel: Aanvraagregel, oordeel: Regeloordeel) -> Iterator[str]:
    for vraag in regel.wijzigbaar:
        if vraag.link_id in oordeel.toegekend:
            tekst = beslisboom.toon(vraag, oordeel.toegekend[vraag.link_id])
            yield tekst if vraag == ANDERS_TEKST else f"{vraag.naam}: {tekst}"


def besloten_regels(
    regels: Sequence[Aanvraagregel], oordelen: Sequence[Regeloordeel], *, woorden: Besluitwoorden
) -> tuple[BeslotenRegel, ...]:
    """Each line beside what was said of it."""
    by_nummer = {oordeel.regel: oordeel for oordeel in oordelen}
    return tuple(
        BeslotenRegel(
            gevraagd=gevraagd_van(regel),
            besluit=oordeel.uitkomst,
            toegekend=toegekend_van(regel, oordeel),
            reden=woorden.reden(oordeel.reden),
            toelichting=oordeel.toelichting,
        )
        for regel in regels
        if (oordeel := by_nummer.get(regel.nummer)) is not None
    )
