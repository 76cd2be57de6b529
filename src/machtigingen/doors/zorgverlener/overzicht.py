"""Where one aanvraag stands: outcome, numbers, timeline, answers, documents."""

from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from machtigingen.aanvragen import bijlagen
from machtigingen.aanvragen.lifecycle import Status
from machtigingen.aanvragen.queries import look, require_reader, stand
from machtigingen.doors.zorgverlener.concept import concept_url
from machtigingen.doors.zorgverlener.dossier import toon_dossier
from machtigingen.foundation import DomainError
from machtigingen.toegang.request import PortalRequest
from machtigingen.ui.bestanden import BEKIJK, KLEIN
from machtigingen.ui.documenten import (
    bijlage_van,
    download,
    miniatuur_van,
    samenvatting_van,
    vragen_en_antwoorden_van,
)


@require_GET
def aanvraag(request: PortalRequest, id: UUID) -> HttpResponse:
    """Where one aanvraag stands. A concept leads to where the work is."""
    gevonden = look(actor=request.actor, now=request.now, aanvraag_id=id)
    require_reader(gevonden, actor=request.actor)
    if stand(gevonden, request.now) is Status.CONCEPT:
        return HttpResponseRedirect(concept_url(request, gevonden))
    return toon_dossier(request, gevonden)


@require_GET
def bijlage(request: PortalRequest, id: UUID, bijlage_id: UUID) -> HttpResponse:
    """A file, as a download unless the address asks to see it (`weergave`)."""
    weergave = request.GET.get("weergave")
    klein = weergave == KLEIN
    gevonden, data = bijlagen.read(
        actor=request.actor, now=request.now, aanvraag_id=id, bijlage_id=bijlage_id, klein=klein
    )
    if klein:
        return miniatuur_van(data)
    return bijlage_van(gevonden.naam, gevonden.type, data, in_tab=weergave == BEKIJK)


@require_GET
def samenvatting(request: PortalRequest, id: UUID) -> HttpResponse:
    """The summary on paper, of what was sent."""
    gevonden = look(actor=request.actor, now=request.now, aanvraag_id=id)
    if gevonden.aanvraagnummer is None:
        raise DomainError.one("A102", status=_("Concept"))
    return download(samenvatting_van(gevonden, now=request.now), gevonden, soort="aanvraag")


@require_GET
def vragen_en_antwoorden(request: PortalRequest, id: UUID) -> HttpResponse:
    """All questions and answers on paper; of what was not sent a preview, for who may work on it. Without a form there
    are no questions yet."""
    gevonden = look(actor=request.actor, now=request.now, aanvraag_id=id)
    require_reader(gevonden, actor=request.actor)
    if not gevonden.formulier_code:
        return HttpResponseRedirect(reverse("aanvraag", args=(id,)))
    return download(vragen_en_antwoorden_van(gevonden, now=request.now), gevonden, soort="vragen-en-antwoorden")
