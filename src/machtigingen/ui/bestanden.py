"""How one file is shown: its name, its size, a small picture, and what keeps it in quarantine; what may be chosen."""

from collections.abc import Collection, Mapping

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from machtigingen.aanvragen.bijlagestand import Quarantaine
from machtigingen.aanvragen.models import Bijlage
from machtigingen.aanvragen.quarantaine import may_still_go
from machtigingen.beeld import WORDT, Bestandssoort
from machtigingen.ui.velden import Bestand

KLEIN, BEKIJK = "klein", "tab"
"""What `weergave` may be in the address of a file: a small picture of it, or the file itself in a tab."""
IN_QUARANTAINE = _("In quarantaine: wordt nog gescand op virussen. Niemand kan het openen.")
MET_VIRUS = _("Geweigerd: er zit een virus in. Niemand kan het openen. Haal het weg.")
MET_VIRUS_VERSTUURD = _("Hier zit een virus in. Niemand kan het openen, ook de zorgverzekeraar niet.")
"""Of what was found once it was sent: it stays with what was sent."""
BEELDEN = ("image/jpeg", "image/png")
_ACCEPT: Mapping[Bestandssoort, str] = {
    Bestandssoort.PDF: ".pdf,application/pdf",
    Bestandssoort.JPG: ".jpg,.jpeg,image/jpeg",
    Bestandssoort.PNG: ".png,image/png",
    Bestandssoort.TIFF: ".tif,.tiff,image/tiff",
    Bestandssoort.HEIC: ".heic,.heif,image/heic",
}


def accept_van(bestandstypen: Collection[str]) -> str:
    """What a browser offers to choose: all that becomes one of these."""
    return ",".join(_ACCEPT[soort] for soort, wordt in WORDT.items() if not wordt.isdisjoint(bestandstypen))


def bestand_van(bijlage: Bijlage, *, route: str) -> Bestand:
    """Without a route, as on paper, it is named and not linked; in quarantine it is never linked."""
    vrij = bijlage.quarantaine == Quarantaine.NIET
    url = reverse(route, args=(bijlage.aanvraag_id, bijlage.id)) if route and vrij else ""
    return Bestand(
        id=str(bijlage.id),
        naam=bijlage.naam,
        grootte=bijlage.grootte,
        url=url,
        miniatuur=f"{url}?weergave={KLEIN}" if url and bijlage.type in BEELDEN else "",
        melding=_melding(bijlage),
    )


def _melding(bijlage: Bijlage) -> str:
    match Quarantaine(bijlage.quarantaine):
        case Quarantaine.WACHT:
            return str(IN_QUARANTAINE)
        case Quarantaine.VIRUS:
            blijft = bijlage.aanvraag.ingediend_at is not None and not may_still_go(bijlage)
            return str(MET_VIRUS_VERSTUURD if blijft else MET_VIRUS)
        case _:
            return ""
