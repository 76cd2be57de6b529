"""GET /api/v1/aanvragen/{id}: where an aanvraag stands, and what of it can be kept on paper."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from machtigingen.doors.software import aanroepen
from machtigingen.doors.software.antwoorden import aanvraagstand_data
from machtigingen.doors.software.views import antwoord
from machtigingen.toegang.request import PortalRequest
from machtigingen.ui.documenten import download, samenvatting_van


@require_safe
def aanvraag(request: PortalRequest, id: str) -> HttpResponse:
    """GET /api/v1/aanvragen/{id}"""
    return antwoord(aanvraagstand_data(aanroepen.look_at(request, id=id), request))


@require_safe
def samenvatting(request: PortalRequest, id: str) -> HttpResponse:
    """GET /api/v1/aanvragen/{id}/samenvatting.pdf"""
    gevonden = aanroepen.look_at_document(request, id=id)
    return download(samenvatting_van(gevonden, now=request.now), gevonden, soort="aanvraag")
