"""The dry run as JSON: what would become of this message?"""

from functools import partial

from django.http import HttpResponse
from django.views.decorators.http import require_POST

from machtigingen.doors.software import aanroepen
from machtigingen.doors.software.antwoorden import proef_data
from machtigingen.doors.software.bodies import read_json
from machtigingen.doors.software.views import antwoord
from machtigingen.toegang.request import PortalRequest


@require_POST
def controle(request: PortalRequest) -> HttpResponse:
    """POST /api/v1/instroom/controle"""
    return antwoord(proef_data(aanroepen.try_out(request, read=partial(read_json, request)), request))
