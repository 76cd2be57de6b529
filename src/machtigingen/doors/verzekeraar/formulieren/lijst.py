"""All forms and versions that count for the own insurer."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from machtigingen.doors.verzekeraar.formulieren.woorden import STANDEN, geldigheid_van, uitleg_van
from machtigingen.formulieren.queries import Versie, find_versies
from machtigingen.foundation import BEHEREN
from machtigingen.toegang.request import PortalRequest
from machtigingen.ui.context import Cel, Tabel
from machtigingen.ui.pagina import toon


@require_safe
def formulieren(request: PortalRequest) -> HttpResponse:
    versies = find_versies(actor=request.actor, now=request.now)
    tabel = Tabel(
        titel=_("Formulieren en versies"),
        kolommen=(_("Formulier"), _("Versie"), _("Van"), _("Geldig"), _("Stand")),
        rijen=tuple(map(_rij, versies)),
    )
    context: dict[str, object] = {
        "tabel": tabel,
        "beheert": request.actor.mag(BEHEREN),
        "uitleg": uitleg_van(request),
    }
    return toon(request, "verzekeraar/formulieren/lijst.html", context)


def _rij(versie: Versie) -> tuple[Cel, ...]:
    formulier = versie.formulier
    return (
        Cel(
            tekst=formulier.titel,
            url=reverse("formulierversie", args=(formulier.code, formulier.versie)),
            onder=formulier.code,
        ),
        Cel(tekst=formulier.versie),
        Cel(
            tekst=_("Uw organisatie") if formulier.uzovi else _("Landelijk"),
            onder=_("voorbeeld") if formulier.voorbeeld else "",
        ),
        Cel(tekst=geldigheid_van(versie)),
        Cel(tekst=str(STANDEN[versie.stand]), onder=_behalve(versie)),
    )


def _behalve(versie: Versie) -> str:
    """Where an own form counts in its place."""
    if not versie.gaat_voor:
        return ""
    namen = ", ".join(f"{een.code} {een.versie}" for een in versie.gaat_voor)
    return _("behalve voor uw verzekerden: %(namen)s") % {"namen": namen}
