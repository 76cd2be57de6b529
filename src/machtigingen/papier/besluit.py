"""What the verzekeraar answered, on paper: the outcome, why, and what was decided of each line."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext

from machtigingen.papier.feiten import feit, moment, periode
from machtigingen.papier.zetten import Gegevens


@dataclass(frozen=True, kw_only=True)
class Besluitregel:
    """One line of the aanvraag. `toegekend`: what was granted, when that is something else."""

    gevraagd: str
    besluit: str
    toegekend: str = ""
    reden: str = ""
    toelichting: str = ""


@dataclass(frozen=True, kw_only=True)
class Besluittekst:
    """The answer of the verzekeraar. `door`: who or which rule decided, in words."""

    uitkomst: str
    reden: str
    genomen_op: datetime
    door: str
    geldig_vanaf: date | None = None
    geldig_tot: date | None = None
    regels: tuple[Besluitregel, ...] = ()


def besluit_inhoud(besluit: Besluittekst, *, titel: str) -> Gegevens:
    """The decision as the templates want it."""
    feiten = [
        (gettext("Uitkomst"), besluit.uitkomst),
        (gettext("Besluit van"), f"{besluit.door}\n{moment(besluit.genomen_op)}"),
        (gettext("Geldig"), periode(besluit.geldig_vanaf, besluit.geldig_tot)),
    ]
    return {
        "titel": titel,
        "feiten": [feit(vraag, antwoord) for vraag, antwoord in feiten if antwoord],
        "reden": feit(gettext("Reden"), besluit.reden),
        "kolommen": [gettext("Gevraagd"), gettext("Besluit")],
        "regels": [_regel(regel) for regel in besluit.regels],
    }


def _regel(regel: Besluitregel) -> Gegevens:
    return {"gevraagd": regel.gevraagd, "besluit": regel.besluit, "uitleg": list(_uitleg(regel))}


def _uitleg(regel: Besluitregel) -> Iterator[str]:
    if regel.toegekend:
        yield gettext("Toegekend: %(wat)s") % {"wat": regel.toegekend}
    yield from (tekst for tekst in (regel.reden, regel.toelichting) if tekst)
