"""The log for who makes the package: its calls of the last thirty days, and what users correct in what it sends."""

from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from machtigingen.audit.queries import Aanroep, Logboekvraag
from machtigingen.doors.software.aanroepen import reading
from machtigingen.doors.software.parameters import in_form, read_parameters
from machtigingen.doors.software.views import antwoord
from machtigingen.foundation.datums import NEDERLAND
from machtigingen.instroom.bericht import lees_regel
from machtigingen.instroom.correcties import Correcties, find_corrections
from machtigingen.instroom.logboek import BLAD_MAX, TERMIJN, Logboekblad, find_calls
from machtigingen.toegang.request import PortalRequest

_PAKKET = {"softwarepakket": in_form(r"(?s).{1,60}", lees_regel)}


def _moment(tekst: str) -> datetime:
    """A day begins at midnight in the Netherlands, and so does a time without a zone."""
    moment = datetime.fromisoformat(tekst)
    return moment if moment.tzinfo else moment.replace(tzinfo=NEDERLAND)


_VRAAG = _PAKKET | {
    "correlatie_id": in_form(r"[A-Za-z0-9._-]{1,64}"),
    "code": in_form(r"[A-Z][0-9]{3}"),
    "vanaf": in_form(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9:.]{5,15}(Z|[+-][0-9]{2}:[0-9]{2})?)?", _moment),
    "limiet": in_form(r"[1-9][0-9]?|100", int),
    "na": in_form(r"[0-9]{1,18}", int),
}


@require_safe
def logboek(request: PortalRequest) -> HttpResponse:
    """GET /api/v1/logboek"""
    with reading(request, parameters=_VRAAG):
        gevraagd = read_parameters(request, _VRAAG)
        na, hooguit = gevraagd.pop("na", None), gevraagd.pop("limiet", BLAD_MAX)
        blad = find_calls(actor=request.actor, now=request.now, vraag=Logboekvraag(**gevraagd), na=na, hooguit=hooguit)
    return antwoord(logboek_data(blad, request))


@require_safe
def correcties(request: PortalRequest) -> HttpResponse:
    """GET /api/v1/logboek/correcties"""
    with reading(request, parameters=_PAKKET):
        gevraagd = read_parameters(request, _PAKKET)
        gevonden = find_corrections(actor=request.actor, now=request.now, **gevraagd)
    return antwoord(correcties_data(gevonden))


def logboek_data(blad: Logboekblad, request: PortalRequest) -> dict[str, Any]:
    return {
        "vanaf": (request.now - TERMIJN).isoformat(),
        "aanroepen": [_aanroep(aanroep) for aanroep in blad.aanroepen],
        "volgende": None if blad.volgende is None else str(blad.volgende),
    }


def _aanroep(aanroep: Aanroep) -> dict[str, Any]:
    soort, _, id_ = aanroep.onderwerp.partition(":")
    return {
        "tijdstip": aanroep.tijdstip.isoformat(),
        "handeling": aanroep.handeling,
        "resultaat": "gelukt" if aanroep.gelukt else "geweigerd",
        "code": aanroep.code or None,
        "fouten": [{"code": fout.code, "pad": fout.pad} for fout in aanroep.fouten],
        "correlatie_id": aanroep.correlatie_id,
        "softwarepakket": aanroep.softwarepakket or None,
        "certificaat": aanroep.certificaat,
        "instroom": id_ if soort == "instroom" else None,
        "aanvraag": id_ if soort == "aanvraag" else None,
    }


def correcties_data(gevonden: Correcties) -> dict[str, Any]:
    return {
        "vanaf": gevonden.vanaf.isoformat(),
        "aanvragen": gevonden.aanvragen,
        "velden": [
            {
                "vraag": veld.vraag,
                "tekst": veld.tekst,
                "paden": list(veld.paden),
                "ingevuld": veld.ingevuld,
                "gewijzigd": veld.gewijzigd,
            }
            for veld in gevonden.velden
        ],
        "versies": [
            {
                "softwarepakket": een.softwarepakket,
                "versie": een.versie,
                "aanvragen": een.aanvragen,
                "ingevuld": een.ingevuld,
                "gewijzigd": een.gewijzigd,
            }
            for een in gevonden.versies
        ],
    }
