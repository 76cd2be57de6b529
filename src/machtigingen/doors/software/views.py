"""The JSON endpoints. Each reads its input, makes one call into the domain, and writes the answer."""

from collections.abc import Iterator
from datetime import timedelta
from functools import cache
from typing import Any
from uuid import UUID

import yaml
from django.http import HttpResponse, JsonResponse
from django.views.decorators.http import require_POST, require_safe

from machtigingen.aanvragen.lifecycle import TEKST, Status
from machtigingen.aanvragen.models import Aanvraag
from machtigingen.aanvragen.queries import stand
from machtigingen.audit.actions import record
from machtigingen.doors.software.problemen import doc, fout_json
from machtigingen.foundation import (
    CONTRACTS,
    INDIENEN,
    RAADPLEGEN,
    Actor,
    DomainError,
    Fout,
    foutcode,
    lees_json,
)
from machtigingen.instroom.actions import Ontvangst, receive
from machtigingen.instroom.queries import Stand, find_instroom
from machtigingen.toegang.queries import require
from machtigingen.toegang.request import PortalRequest

BERICHT_MAX = 1024 * 1024
WEGGOOIEN_MAX = 12 * 1024 * 1024


@require_POST
def instroom(request: PortalRequest) -> HttpResponse:
    """POST /api/v1/instroom"""
    try:
        require(request.actor, INDIENEN)  # before the body: who may not send needs no advice about it
        ontvangst = receive(
            actor=request.actor, data=_lees(request), now=request.now, geldig=timedelta(hours=request.link_uren)
        )
    except DomainError as fout:
        record(actor=request.actor, now=request.now, handeling="instroom_geweigerd", code=fout.code)
        raise
    if ontvangst.antwoord["niet_nodig"] is not None:
        return _json(_niet_nodig_json(ontvangst, request))
    return _json(_ontvangst_json(ontvangst, request), status=201)


def _lees(request: PortalRequest) -> Any:
    """The JSON value in the body. A body that is refused is read away (to a limit), so that the answer arrives."""
    if not _is_json(request):
        _lees_weg(request)
        raise DomainError.one("B105")
    body = request.read(BERICHT_MAX + 1)
    if len(body) > BERICHT_MAX:
        _lees_weg(request)
        raise DomainError.one("B104", maximum="1 MB")
    return lees_json(body)


def _is_json(request: PortalRequest) -> bool:
    """Plain JSON in UTF-8, as the headers say it (RFC 8259, 8.1): anything else could be read in two ways."""
    charset = (request.content_params or {}).get("charset", "utf-8").lower()
    compressie = request.headers.get("Content-Encoding", "identity").lower()
    return (request.content_type, charset, compressie) == ("application/json", "utf-8", "identity")


def _lees_weg(request: PortalRequest) -> None:
    over = WEGGOOIEN_MAX
    while over > 0 and (deel := request.read(65536)):
        over -= len(deel)


def _ontvangst_json(ontvangst: Ontvangst, request: PortalRequest) -> dict[str, Any]:
    antwoord, stand_ = ontvangst.antwoord, ontvangst.stand
    velden = ("formulier", "ingevuld", "nog_nodig", "ontbrekend")
    data = {
        "id": str(stand_.id),
        "link": _link(stand_, request),
        "geldig_tot": stand_.geldig_tot.isoformat(),
        **{veld: antwoord[veld] for veld in velden},
        "waarschuwingen": [
            fout_json(Fout(code, pad, gegevens), request) for code, pad, gegevens in antwoord["waarschuwingen"]
        ],
        "toestand": stand_.toestand,
    }
    if antwoord["mogelijke_formulieren"]:
        data["mogelijke_formulieren"] = antwoord["mogelijke_formulieren"]
    return data


def _niet_nodig_json(ontvangst: Ontvangst, request: PortalRequest) -> dict[str, Any]:
    return {
        "id": str(ontvangst.stand.id),
        "machtiging_nodig": False,
        "reden": ontvangst.antwoord["niet_nodig"],
        "code": "F201",
        "doc": doc("F201", request),
    }


@require_safe
def volg(request: PortalRequest, id: str) -> HttpResponse:
    """GET /api/v1/instroom/{id}"""
    try:
        instroom_id = UUID(id)
    except ValueError as fout:
        raise DomainError.one("A101") from fout
    if str(instroom_id) != id.lower():  # UUID also reads braces, a urn, and digits of any script
        raise DomainError.one("A101")
    stand_ = find_instroom(actor=request.actor, instroom_id=instroom_id, now=request.now)
    record(actor=request.actor, now=request.now, handeling="instroom_gevolgd", onderwerp=f"instroom:{instroom_id}")
    return _json(
        {
            "id": str(stand_.id),
            "toestand": stand_.toestand,
            "link": _link(stand_, request),
            "geldig_tot": stand_.geldig_tot.isoformat(),
            "aanvraag": _aanvraag_json(stand_.aanvraag, request) if stand_.aanvraag else None,
        }
    )


def _aanvraag_json(aanvraag: Aanvraag, request: PortalRequest) -> dict[str, Any]:
    status = stand(aanvraag, request.now)
    return {
        "id": str(aanvraag.id),
        "aanvraagnummer": aanvraag.aanvraagnummer,
        "status": status.value,
        "status_tekst": TEKST[status],
        "besluit": _besluit_json(aanvraag),
        "machtigingsnummer": aanvraag.machtigingsnummer or None,
    }


def _besluit_json(aanvraag: Aanvraag) -> dict[str, Any] | None:
    if Status(aanvraag.status) in (Status.CONCEPT, Status.IN_BEHANDELING):
        return None
    besluit = aanvraag.besluit
    return {
        "uitkomst": besluit.status,
        "reden": besluit.toelichting,
        "genomen_op": besluit.besloten_at.isoformat(),
        "automatisch": besluit.door_regel,
        "geldig_vanaf": besluit.geldig_van_on.isoformat() if besluit.geldig_van_on else None,
        "geldig_tot": besluit.geldig_tot_on.isoformat() if besluit.geldig_tot_on else None,
    }


@require_safe
def wie_ben_ik(request: PortalRequest) -> HttpResponse:
    """GET /wie-ben-ik"""
    actor: Actor = request.actor
    return _json(
        {
            "soort": actor.soort.value,
            "naam": actor.naam,
            "organisatie": actor.organisatie,
            "agb": str(actor.agb) if actor.agb else None,
            "uzovi": str(actor.uzovi) if actor.uzovi else None,
            "autorisaties": sorted(actor.autorisaties),
            "serienummer": actor.serienummer,
            "geldig_tot": actor.geldig_tot.isoformat(),
            "dagen_geldig": (actor.geldig_tot - request.now).days,
            "kan_niet": list(_kan_niet(actor)),
        }
    )


def _kan_niet(actor: Actor) -> Iterator[dict[str, str]]:
    code = "D204" if actor.mag(RAADPLEGEN) else "D203"
    for autorisatie, wat in ((INDIENEN, "Machtigingen indienen"), (RAADPLEGEN, "Machtigingen raadplegen")):
        if not actor.mag(autorisatie):
            yield {"wat": wat, "code": code, "wie": foutcode(code).wie, "actie": foutcode(code).actie}


@cache
def _openapi() -> Any:
    return yaml.safe_load((CONTRACTS / "openapi.yaml").read_text(encoding="utf-8"))


@require_safe
def openapi(request: PortalRequest) -> HttpResponse:
    """GET /openapi.json, with this portal's own address."""
    return _json(_openapi() | {"servers": [{"url": request.adressen["api"]}]})


def _link(stand_: Stand, request: PortalRequest) -> str | None:
    return f"{request.adressen['portaal']}/instroom/{stand_.token}" if stand_.token else None


def _json(data: dict[str, Any], *, status: int = 200) -> HttpResponse:
    return JsonResponse(data, status=status, json_dumps_params={"ensure_ascii": False})
