"""Abonnementen on webhooks, managed by the software that receives them, and the ledger of what was sent."""

from functools import partial
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from machtigingen.doors.software.aanroepen import as_id, reading
from machtigingen.doors.software.abonneerbericht import read_abonnement
from machtigingen.doors.software.bodies import read_json
from machtigingen.doors.software.parameters import in_form, read_parameters
from machtigingen.doors.software.views import antwoord
from machtigingen.notificaties.abonneren import NieuwAbonnement, renew_secret, replay, subscribe_webhook, unsubscribe
from machtigingen.notificaties.queries import (
    BLAD_MAX,
    Abonnementstand,
    Bezorgingenblad,
    Bezorgingstand,
    find_ledger,
    subscriptions,
)
from machtigingen.notificaties.soorten import Kanaal, Soort, Toestand
from machtigingen.toegang.request import PortalRequest

_as_id = partial(as_id, code="N101")
_LEDGER = {
    "toestand": in_form("|".join(toestand.value for toestand in Toestand), Toestand),
    "limiet": in_form(r"[1-9][0-9]?|100", int),
    "na": in_form(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", UUID),
}


@require_http_methods(["GET", "HEAD", "POST"])
def abonnementen(request: PortalRequest) -> HttpResponse:
    """GET and POST /api/v1/abonnementen"""
    with reading(request, parameters=("adres", "soorten", "softwarepakket")):
        if request.method == "POST":
            return _make(request)
        read_parameters(request, {})
        gevonden = subscriptions(actor=request.actor, now=request.now, kanaal=Kanaal.WEBHOOK)
    return antwoord({"abonnementen": [abonnement_data(een) for een in gevonden]})


def _make(request: PortalRequest) -> HttpResponse:
    gevraagd = read_abonnement(read_json(request))
    nieuw = subscribe_webhook(
        actor=request.actor,
        now=request.now,
        adres=gevraagd.adres,
        soorten=gevraagd.soorten,
        softwarepakket=gevraagd.softwarepakket,
    )
    return antwoord(_with_secret(nieuw), status=201)


def _with_secret(nieuw: NieuwAbonnement) -> dict[str, Any]:
    return abonnement_data(nieuw.stand) | {"geheim": nieuw.geheim}


@require_http_methods(["DELETE"])
def abonnement(request: PortalRequest, id: str) -> HttpResponse:
    """DELETE /api/v1/abonnementen/{id}"""
    with reading(request, parameters=()):
        unsubscribe(actor=request.actor, now=request.now, kanaal=Kanaal.WEBHOOK, abonnement_id=_as_id(id))
    return HttpResponse(status=204)


@require_POST
def geheim(request: PortalRequest, id: str) -> HttpResponse:
    """POST /api/v1/abonnementen/{id}/geheim"""
    with reading(request, parameters=()):
        nieuw = renew_secret(actor=request.actor, now=request.now, abonnement_id=_as_id(id))
    return antwoord(_with_secret(nieuw))


@require_safe
def bezorgingen(request: PortalRequest, id: str) -> HttpResponse:
    """GET /api/v1/abonnementen/{id}/bezorgingen"""
    with reading(request, parameters=_LEDGER):
        gevraagd = read_parameters(request, _LEDGER)
        hooguit = gevraagd.pop("limiet", BLAD_MAX)
        blad = find_ledger(
            actor=request.actor, kanaal=Kanaal.WEBHOOK, abonnement_id=_as_id(id), hooguit=hooguit, **gevraagd
        )
    return antwoord(ledger_data(blad))


@require_POST
def opnieuw(request: PortalRequest, id: str, bezorging_id: str) -> HttpResponse:
    """POST /api/v1/abonnementen/{id}/bezorgingen/{bezorging_id}/opnieuw"""
    with reading(request, parameters=()):
        bezorging = replay(
            actor=request.actor,
            now=request.now,
            kanaal=Kanaal.WEBHOOK,
            abonnement_id=_as_id(id),
            bezorging_id=_as_id(bezorging_id),
        )
    return antwoord(bezorging_data(bezorging), status=202)


def abonnement_data(stand: Abonnementstand) -> dict[str, Any]:
    return {
        "id": str(stand.id),
        "adres": stand.adres,
        "soorten": [soort.value for soort in stand.soorten or Soort],
        "softwarepakket": stand.softwarepakket or None,
        "gemaakt_op": stand.created_at.isoformat(),
        "beeindigd_op": stand.ended_at.isoformat() if stand.ended_at else None,
        "wacht": stand.wacht,
        "opgegeven": stand.opgegeven,
    }


def ledger_data(blad: Bezorgingenblad) -> dict[str, Any]:
    return {
        "bezorgingen": [bezorging_data(een) for een in blad.bezorgingen],
        "volgende": None if blad.volgende is None else str(blad.volgende),
    }


def bezorging_data(een: Bezorgingstand) -> dict[str, Any]:
    return {
        "id": str(een.id),
        "soort": een.soort.value,
        "aanvraag": str(een.aanvraag_id),
        "status": een.status,
        "tijd": een.created_at.isoformat(),
        "toestand": een.toestand.value,
        "pogingen": een.pogingen,
        "volgende_poging": een.volgende_poging_at.isoformat() if een.volgende_poging_at else None,
        "bezorgd_op": een.bezorgd_at.isoformat() if een.bezorgd_at else None,
        "fout": {"soort": een.foutsoort, "code": een.foutcode} if een.foutcode else None,
    }
