"""A DomainError as RFC 9457 problem+json: what is wrong, why, and who can solve it. Never what was sent."""

from typing import Any

from django.http import HttpResponse, JsonResponse

from machtigingen.foundation import DomainError, Fout
from machtigingen.toegang.request import PortalRequest

WACHT_SECONDEN = {"B302": 1, "R201": 60}
WACHT_OVERIG = {429: 60, 503: 30}


def probleem(fout: DomainError, request: PortalRequest) -> HttpResponse:
    """The answer with the status of the first error; `fouten` holds all of them."""
    eerste = fout.fouten[0]
    status = eerste.uitleg.http
    antwoord = JsonResponse(
        {
            "type": doc(eerste.code, request),
            "title": eerste.uitleg.titel,
            "status": status,
            "detail": eerste.melding,
            "code": eerste.code,
            "fouten": [fout_json(een, request) for een in fout.fouten],
            "correlatie_id": request.correlatie_id,
        },
        status=status,
        content_type="application/problem+json",
        json_dumps_params={"ensure_ascii": False},
    )
    wacht = WACHT_SECONDEN.get(eerste.code, WACHT_OVERIG.get(status))
    if wacht is not None:
        antwoord["Retry-After"] = str(wacht)
    return antwoord


def fout_json(fout: Fout, request: PortalRequest) -> dict[str, Any]:
    uitleg = fout.uitleg
    return {
        "code": fout.code,
        "pad": fout.pad,
        "melding": fout.melding,
        "oorzaak": uitleg.oorzaak,
        "wie": uitleg.wie,
        "actie": uitleg.actie,
        "doc": doc(fout.code, request),
    }


def doc(code: str, request: PortalRequest) -> str:
    return f"{request.adressen['info']}/foutcodes/{code}"
