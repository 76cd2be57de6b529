"""Documents with an aanvraag that was sent: more of them, and the page to add them."""

from dataclasses import replace
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from machtigingen.aanvragen import bijlagen
from machtigingen.aanvragen.bijlagen import AANVULLING
from machtigingen.aanvragen.lifecycle import Handeling, Rol, next_status
from machtigingen.aanvragen.models import Aanvraag
from machtigingen.aanvragen.queries import look, stand
from machtigingen.doors.zorgverlener.antwoordvelden import documentveld
from machtigingen.doors.zorgverlener.bestanden import add_each, file_id, in_words
from machtigingen.doors.zorgverlener.dossier import kop_van
from machtigingen.foundation import INDIENEN, Fout, foutcode
from machtigingen.toegang.queries import require
from machtigingen.toegang.request import PortalRequest
from machtigingen.ui.pagina import toon
from machtigingen.ui.velden import Foutregel


def keep_files(request: PortalRequest, id: UUID) -> tuple[Fout, ...]:
    """Adds what was chosen; gives what was refused, each file by its name."""

    def add(naam: str, data: bytes) -> None:
        bijlagen.attach_later(actor=request.actor, now=request.now, aanvraag_id=id, naam=naam, data=data)

    return add_each(request.FILES.getlist("documenten"), add, pad=AANVULLING)


@require_http_methods(["GET", "HEAD", "POST"])
def documenten(request: PortalRequest, id: UUID) -> HttpResponse:
    """A post adds what was chosen, or takes off what is in quarantine, and leads back to the aanvraag."""
    require(request.actor, INDIENEN)
    terug = HttpResponseRedirect(f"{reverse('aanvraag', args=(id,))}#documenten")
    if request.method == "POST" and (weg := request.POST.get("verwijder")):
        bijlagen.remove(actor=request.actor, now=request.now, aanvraag_id=id, bijlage_id=file_id(weg))
        return terug
    aanvraag = look(actor=request.actor, now=request.now, aanvraag_id=id)
    next_status(stand(aanvraag, request.now), Handeling.BIJLAGE_TOEVOEGEN, Rol.INDIENER)
    if request.method != "POST":
        return _toon(request, aanvraag)
    fouten = keep_files(request, id)
    if fouten:
        return _toon(request, aanvraag, fout=in_words(fouten), http=foutcode(fouten[0].code).http)
    if not request.FILES.getlist("documenten"):
        return _toon(request, aanvraag, fout=_("Kies een of meer bestanden."), http=422)
    return terug


def _toon(request: PortalRequest, aanvraag: Aanvraag, *, fout: str = "", http: int = 200) -> HttpResponse:
    veld = replace(documentveld(aanvraag), label=_("Welke documenten?"), mag_leeg=False, fout=fout)
    context = {**kop_van(aanvraag, stand(aanvraag, request.now)), "veld": veld, "fouten": Foutregel.van((veld,))}
    return toon(request, "zorgverlener/documenten.html", context, status=http)
