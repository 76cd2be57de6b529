"""What one can do with an aanvraag that was sent: only what the life of an aanvraag allows, and only who may submit."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from machtigingen.aanvragen.afsluiting import stand_for_not_done
from machtigingen.aanvragen.lifecycle import HERBEOORDELING, VERLENGING, Handeling, Rol, Status, may
from machtigingen.aanvragen.models import Aanvraag
from machtigingen.aanvragen.vervolg import can_ask_again, can_copy, open_vervolg_of
from machtigingen.foundation import INDIENEN, Actor


@dataclass(frozen=True, kw_only=True)
class Actie:
    """A link to the page that does it, or a button that does it at once."""

    titel: str
    url: str
    uitleg: str
    meteen: bool = False


def acties_van(aanvraag: Aanvraag, status: Status, *, actor: Actor, now: datetime) -> tuple[Actie, ...]:
    """What is likely first."""
    return tuple(_mogelijk(aanvraag, status, now)) if actor.mag(INDIENEN) else ()


def _mogelijk(aanvraag: Aanvraag, status: Status, now: datetime) -> Iterator[Actie]:
    def url(naam: str) -> str:
        return reverse(naam, args=(aanvraag.id,))

    if can_ask_again(aanvraag, HERBEOORDELING, now) and open_vervolg_of(aanvraag, HERBEOORDELING) is None:
        uitleg = _("De zorgverzekeraar kijkt opnieuw. U hoeft alleen op te schrijven waarom.")
        yield Actie(titel=_("Herbeoordeling vragen"), url=url("herbeoordeling"), uitleg=uitleg)
    if can_ask_again(aanvraag, VERLENGING, now) and open_vervolg_of(aanvraag, VERLENGING) is None:
        uitleg = _("Voor dezelfde zorg, na de laatste dag van deze machtiging.")
        yield Actie(titel=_("Verlenging vragen"), url=url("verlenging"), uitleg=uitleg)
    if may(status, Handeling.BIJLAGE_TOEVOEGEN, Rol.INDIENER) and status is not Status.INFORMATIE_GEVRAAGD:
        uitleg = _("De zorgverzekeraar ziet het document meteen, of na de virusscan.")
        yield Actie(titel=_("Document toevoegen"), url=url("documenten"), uitleg=uitleg)
    if can_copy(aanvraag, now):
        uitleg = _("Een nieuw concept met dezelfde antwoorden. Bestanden voegt u opnieuw toe.")
        yield Actie(titel=_("Kopiëren als nieuwe aanvraag"), url=url("kopie"), uitleg=uitleg, meteen=True)
    if may(stand_for_not_done(aanvraag, now), Handeling.NIET_UITGEVOERD_MELDEN, Rol.INDIENER):
        voorbij = _("De zorg is niet gegeven. De machtiging was al afgelopen.")
        uitleg = voorbij if status is Status.BEEINDIGD else _("De zorg gaat niet door. De machtiging eindigt vandaag.")
        yield Actie(titel=_("Melden: niet uitgevoerd"), url=url("niet-uitgevoerd"), uitleg=uitleg)
    if may(status, Handeling.INTREKKEN, Rol.INDIENER):
        uitleg = _("De zorgverzekeraar behandelt de aanvraag dan niet meer.")
        yield Actie(titel=_("Aanvraag intrekken"), url=url("intrekken"), uitleg=uitleg)
