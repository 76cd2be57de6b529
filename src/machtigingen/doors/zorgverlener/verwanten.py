"""Which aanvragen of the own instantie belong together: what this one follows on and what followed, and by whom."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from machtigingen.aanvragen.models import Aanvraag
from machtigingen.aanvragen.queries import stand, vervolgen_of
from machtigingen.foundation import AgbCode, DomainError
from machtigingen.registers import agb as agb_register
from machtigingen.toegang.queries import vandaag


@dataclass(frozen=True, kw_only=True)
class Verwant:
    """An aanvraag that this one follows on, or that follows on this one. `wie`: who of the instantie asked it."""

    titel: str
    nummer: str
    url: str
    status: str
    wie: str


def verwanten_van(aanvraag: Aanvraag, now: datetime) -> Iterator[Verwant]:
    """Of an aanvraag that was looked at. What is not of the same instantie is not there."""
    eerste = aanvraag.vervolg_op
    if eerste is not None and eerste.agb == aanvraag.agb:
        titel = _("%(soort)s van") % {"soort": _soort(aanvraag.vervolg_soort)}
        yield _verwant(titel, eerste, now)
    for vervolg in vervolgen_of(aanvraag):
        if vervolg.agb == aanvraag.agb:
            yield _verwant(_soort(vervolg.vervolg_soort), vervolg, now)


def _soort(soort: str) -> str:
    namen = {"kopie": _("Kopie"), "herbeoordeling": _("Herbeoordeling"), "verlenging": _("Verlenging")}
    return namen.get(soort, soort)


def _verwant(titel: str, ander: Aanvraag, now: datetime) -> Verwant:
    return Verwant(
        titel=titel,
        nummer=ander.aanvraagnummer or _("nog niet verstuurd"),
        url=reverse("aanvraag", args=(ander.id,)),
        status=stand(ander, now).value,
        wie=" ".join(_wie(ander, now)),
    )


def _wie(ander: Aanvraag, now: datetime) -> Iterator[str]:
    """The colleague who did it, and for which zorgverlener."""
    if ander.ingediend_door:
        yield _("Verstuurd door %(wie)s.") % {"wie": ander.ingediend_door}
    elif ander.opened_by:
        yield _("Begonnen door %(wie)s.") % {"wie": ander.opened_by}
    if ander.zorgverlener:
        yield _("Zorgverlener: %(wie)s.") % {"wie": _zorgverlener(ander.zorgverlener, now)}


def _zorgverlener(code: str, now: datetime) -> str:
    try:
        naam = agb_register.zorgverlener(AgbCode.parse(code), on=vandaag(now)).naam
    except DomainError:  # not a code, or there is no register now: the code says enough
        naam = ""
    return f"{naam} ({code})" if naam else code
