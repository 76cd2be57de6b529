"""A DomainError as RFC 9457 problem+json: what is wrong, why, and who can solve it. Never what was sent."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpResponse, JsonResponse

from machtigingen.foundation import DomainError, Fout
from machtigingen.instroom.keten import Lamp, keten
from machtigingen.toegang.request import PortalRequest

CONTROLE = "/api/v1/instroom/controle"
WACHT_SECONDEN = {"B302": 1, "R201": 60}
WACHT_OVERIG = {429: 60, 503: 30, 507: 60}


def probleem(fout: DomainError, request: PortalRequest) -> HttpResponse:
    """The answer with the status of the first error; `fouten` holds all of them."""
    info, met_keten = request.adressen["info"], request.path == CONTROLE
    antwoord = JsonResponse(
        inhoud(fout, info=info, correlatie_id=request.correlatie_id, met_keten=met_keten),
        status=fout.fouten[0].uitleg.http,
        content_type="application/problem+json",
        json_dumps_params={"ensure_ascii": False},
    )
    return with_wait(antwoord, fout)


def with_wait(antwoord: HttpResponse, fout: DomainError) -> HttpResponse:
    """Says when to come back, where that helps."""
    eerste = fout.fouten[0]
    wacht = WACHT_SECONDEN.get(eerste.code, WACHT_OVERIG.get(eerste.uitleg.http))
    if wacht is not None:
        antwoord["Retry-After"] = str(wacht)
    return antwoord


def inhoud(fout: DomainError, *, info: str, correlatie_id: str, met_keten: bool = False) -> dict[str, Any]:
    """The body; for a dry run with the lights. `info` is the address of the pages that explain a code."""
    eerste = fout.fouten[0]
    lampen = {"keten": keten_json(keten(fout.fouten), info=info)} if met_keten else {}
    return {
        "type": _doc(eerste.code, info),
        "title": eerste.uitleg.titel,
        "status": eerste.uitleg.http,
        "detail": eerste.melding,
        "code": eerste.code,
        "fouten": [_fout_json(een, info) for een in fout.fouten],
        "correlatie_id": correlatie_id,
        **lampen,
    }


def fout_json(fout: Fout, request: PortalRequest) -> dict[str, Any]:
    return _fout_json(fout, request.adressen["info"])


def _fout_json(fout: Fout, info: str) -> dict[str, Any]:
    uitleg = fout.uitleg
    return {
        "code": fout.code,
        "pad": fout.pad,
        "melding": fout.melding,
        "oorzaak": uitleg.oorzaak,
        "wie": uitleg.wie,
        "actie": uitleg.actie,
        "doc": _doc(fout.code, info),
    } | ({"lampje": uitleg.lampje} if uitleg.lampje else {})


def keten_json(lampen: Iterable[Lamp], *, info: str) -> list[dict[str, str]]:
    """The lights in order; the red one, and what only warns, with who can solve it."""
    return [_lamp_json(lamp, info) for lamp in lampen]


def _lamp_json(lamp: Lamp, info: str) -> dict[str, str]:
    data = {"naam": lamp.naam, "titel": lamp.titel, "kleur": lamp.kleur.value, "uitleg": lamp.uitleg}
    if lamp.fout is None:
        return data
    uitleg = lamp.fout.uitleg
    return data | {"code": uitleg.code, "wie": uitleg.wie, "actie": uitleg.actie, "doc": _doc(uitleg.code, info)}


def doc(code: str, request: PortalRequest) -> str:
    return _doc(code, request.adressen["info"])


def _doc(code: str, info: str) -> str:
    return f"{info}/foutcodes/{code}"
