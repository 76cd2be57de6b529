"""The JSON endpoints. Each reads its input, makes one call into the domain, and writes the answer."""

from functools import cache, partial
from typing import Any

import yaml
from django.http import HttpResponse, JsonResponse
from django.views.decorators.http import require_POST, require_safe

from machtigingen.doors.software import aanroepen
from machtigingen.doors.software.antwoorden import ontvangst_data, stand_data, wie_data
from machtigingen.doors.software.bodies import read_json
from machtigingen.foundation import CONTRACTS
from machtigingen.toegang.request import PortalRequest


@require_POST
def instroom(request: PortalRequest) -> HttpResponse:
    """POST /api/v1/instroom"""
    ontvangst = aanroepen.push(request, read=partial(read_json, request))
    return antwoord(ontvangst_data(ontvangst, request), status=201 if ontvangst.antwoord["niet_nodig"] is None else 200)


@require_safe
def volg(request: PortalRequest, id: str) -> HttpResponse:
    """GET /api/v1/instroom/{id}"""
    return antwoord(stand_data(aanroepen.follow(request, id=id), request))


@require_safe
def wie_ben_ik(request: PortalRequest) -> HttpResponse:
    """GET /wie-ben-ik"""
    return antwoord(wie_data(request.actor, request))


@cache
def _openapi() -> Any:
    return yaml.safe_load((CONTRACTS / "openapi.yaml").read_text(encoding="utf-8"))


@require_safe
def openapi(request: PortalRequest) -> HttpResponse:
    """GET /openapi.json, with this portal's own address."""
    return antwoord(_openapi() | {"servers": [{"url": request.adressen["api"]}]})


def antwoord(data: dict[str, Any], *, status: int = 200) -> HttpResponse:
    return JsonResponse(data, status=status, json_dumps_params={"ensure_ascii": False})
