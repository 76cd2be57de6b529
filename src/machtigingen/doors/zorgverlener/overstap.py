"""Going on with this concept on the form that it belongs on: why, and which answers that form does not ask."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from machtigingen.aanvragen.actions import keuze_van
from machtigingen.aanvragen.overstap import go_over
from machtigingen.aanvragen.passend import VERKEERD, fitting, formulier_fouten
from machtigingen.aanvragen.queries import dossier_of
from machtigingen.aanvragen.wachtend import wachtend_van
from machtigingen.beslisboom import Formulier
from machtigingen.doors.zorgverlener.concept import concept_url, look_at_concept
from machtigingen.foundation import Fout
from machtigingen.toegang.request import PortalRequest
from machtigingen.ui.context import Feit
from machtigingen.ui.kaart import Kaart
from machtigingen.ui.pagina import toon


@dataclass(frozen=True, kw_only=True)
class Bestemming:
    """One form to go on with. `niet_gevraagd`: what was filled in and it does not ask."""

    keuze: str
    titel: str
    van: str
    niet_gevraagd: tuple[Feit, ...]


@require_http_methods(["GET", "HEAD", "POST"])
def overstap(request: PortalRequest, id: UUID) -> HttpResponse:
    """GET and POST /aanvragen/{id}/ander-formulier"""
    if request.method == "POST":
        gekozen = request.POST.get("formulier", "")
        gedaan = go_over(actor=request.actor, now=request.now, aanvraag_id=id, keuze=gekozen)
        return redirect(concept_url(request, gedaan))
    aanvraag = look_at_concept(request, id)
    if not aanvraag.formulier_code:
        return redirect(concept_url(request, aanvraag))
    dossier = dossier_of(aanvraag, request.now)
    fouten = formulier_fouten(dossier, aanvraag.bronnen, agb=aanvraag.agb)
    if not fouten:
        return redirect(concept_url(request, aanvraag))
    kaart = Kaart(dossier=dossier.met(wachtend_van(aanvraag.bronnen)), aanvraag=aanvraag)
    bestemmingen = tuple(_bestemming(een, kaart) for een in fitting(dossier, aanvraag.bronnen))
    context: dict[str, object] = {
        "aanvraag": aanvraag,
        "formulier": dossier.formulier,
        "fout": fouten[0],
        "bestemmingen": bestemmingen,
    }
    return toon(request, "zorgverlener/overstap.html", context)


def _bestemming(formulier: Formulier, kaart: Kaart) -> Bestemming:
    return Bestemming(
        keuze=keuze_van(formulier.code, formulier.versie),
        titel=f"{formulier.titel} ({formulier.code})",
        van=_("van verzekeraar %(uzovi)s") % {"uzovi": formulier.uzovi} if formulier.uzovi else _("landelijk"),
        niet_gevraagd=tuple(_not_asked(formulier, kaart)),
    )


def _not_asked(formulier: Formulier, kaart: Kaart) -> Iterator[Feit]:
    """Also of a change that waits."""
    for vraag in kaart.dossier.formulier.vragen:
        if formulier.vraag(vraag.link_id) is None and kaart.dossier.ruw.get(vraag.link_id) not in (None, "", []):
            yield kaart.feit(vraag, wijzig=False)


def way_on(fout: Fout, id: UUID) -> str:
    """Where one goes on when this is what is wrong: that the form is not the right one."""
    return reverse("overstap", args=(id,)) if fout.code in VERKEERD else ""
