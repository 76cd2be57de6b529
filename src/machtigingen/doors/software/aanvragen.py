"""What happened to the aanvragen of an instantie, where one stands, and what of it can be kept on paper."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from machtigingen.aanvragen.queries import Mutaties
from machtigingen.doors.software import aanroepen
from machtigingen.doors.software.aanvraagstand import aanvraagstand_data
from machtigingen.doors.software.parameters import in_form, read_parameters
from machtigingen.doors.software.views import antwoord
from machtigingen.toegang.request import PortalRequest
from machtigingen.ui.documenten import download, samenvatting_van, vragen_en_antwoorden_van

MUTATIES = {"na": in_form(r"[0-9]{1,18}", int), "aantal": in_form(r"[1-9][0-9]?|100", int)}


@require_safe
def mutaties(request: PortalRequest) -> HttpResponse:
    """GET /api/v1/aanvragen"""
    gevonden = aanroepen.changes(request, read=partial(read_parameters, request, MUTATIES))
    return antwoord(mutaties_data(gevonden, partial(aanvraagstand_data, request=request)))


def mutaties_data(mutaties: Mutaties, data_of: Callable[..., dict[str, Any]]) -> dict[str, Any]:
    return {
        "aanvragen": [data_of(aanvraag) for aanvraag in mutaties.aanvragen],
        "cursor": str(mutaties.cursor),
        "meer": mutaties.meer,
    }


@require_safe
def aanvraag(request: PortalRequest, id: str) -> HttpResponse:
    """GET /api/v1/aanvragen/{id}"""
    return antwoord(aanvraagstand_data(aanroepen.look_at(request, id=id), request))


@require_safe
def samenvatting(request: PortalRequest, id: str) -> HttpResponse:
    """GET /api/v1/aanvragen/{id}/samenvatting.pdf"""
    gevonden = aanroepen.look_at_document(request, id=id)
    return download(samenvatting_van(gevonden, now=request.now), gevonden, soort="aanvraag")


@require_safe
def vragen_en_antwoorden(request: PortalRequest, id: str) -> HttpResponse:
    """GET /api/v1/aanvragen/{id}/vragen-en-antwoorden.pdf"""
    gevonden = aanroepen.look_at_document(request, id=id)
    return download(vragen_en_antwoorden_van(gevonden, now=request.now), gevonden, soort="vragen-en-antwoorden")
