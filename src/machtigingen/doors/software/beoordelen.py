"""What software of an insurer may do, with its own system certificate: fetch what was sent to it, decide and ask."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_POST, require_safe

from machtigingen.aanvragen import bijlagen as bestanden
from machtigingen.aanvragen import herhaling
from machtigingen.aanvragen.models import Aanvraag
from machtigingen.aanvragen.queries import find
from machtigingen.beoordeling.cijferbestand import as_json
from machtigingen.beoordeling.cijfers import Periode
from machtigingen.beoordeling.metingen import find_figures
from machtigingen.doors.software import aanroepen
from machtigingen.doors.software.aanroepen import as_id, reading, record_call_refused
from machtigingen.doors.software.aanvragen import MUTATIES, mutaties_data
from machtigingen.doors.software.beoordelingsdossier import beoordelingsstand_data, dossier_data
from machtigingen.doors.software.besluitbericht import read_besluit, read_seen, read_vragen, told_as_sent
from machtigingen.doors.software.bodies import read_json
from machtigingen.doors.software.parameters import in_form, read_parameters
from machtigingen.doors.software.views import antwoord
from machtigingen.foundation import BEOORDELEN, DomainError
from machtigingen.instroom.bericht import lees_datum
from machtigingen.toegang.queries import require, vandaag
from machtigingen.toegang.request import PortalRequest
from machtigingen.ui.documenten import bijlage_van

_CIJFERS = {"vanaf": lees_datum, "tot": lees_datum, "formulier": in_form(r"[A-Z][0-9]{2}")}


@require_safe
def aanvragen(request: PortalRequest) -> HttpResponse:
    """GET /api/v1/verzekeraar/aanvragen"""
    read = partial(read_parameters, request, MUTATIES)
    gevonden = aanroepen.changes(request, read=read, recht=BEOORDELEN)
    return antwoord(mutaties_data(gevonden, partial(beoordelingsstand_data, request=request)))


@require_safe
def aanvraag(request: PortalRequest, id: str) -> HttpResponse:
    """GET /api/v1/verzekeraar/aanvragen/{id}"""
    gevonden = aanroepen.look_at(request, id=id, recht=BEOORDELEN)
    return antwoord(dossier_data(gevonden, request))


@require_safe
def bijlage(request: PortalRequest, id: str, bijlage_id: str) -> HttpResponse:
    """GET /api/v1/verzekeraar/aanvragen/{id}/bijlagen/{bijlage_id}"""
    with _may_judge(request, id, handeling="bijlage_bekeken") as aanvraag_id:
        bestand, data = bestanden.read(
            actor=request.actor, now=request.now, aanvraag_id=aanvraag_id, bijlage_id=as_id(bijlage_id)
        )
    return bijlage_van(bestand.naam, bestand.type, data)


@require_POST
def besluit(request: PortalRequest, id: str) -> HttpResponse:
    """POST /api/v1/verzekeraar/aanvragen/{id}/besluit"""
    with _may_judge(request, id, handeling="aanvraag_besloten") as aanvraag_id:
        oordeel, gezien = _body(request, aanvraag_id, lambda data: (read_besluit(data), read_seen(data)))
        with told_as_sent(oordeel):
            besloten = herhaling.decide_once(
                actor=request.actor, now=request.now, aanvraag_id=aanvraag_id, oordeel=oordeel, gezien=gezien
            )
    return _stand(besloten, request)


@require_POST
def vragen(request: PortalRequest, id: str) -> HttpResponse:
    """POST /api/v1/verzekeraar/aanvragen/{id}/vragen"""
    with _may_judge(request, id, handeling="informatie_gevraagd") as aanvraag_id:
        gesteld = _body(request, aanvraag_id, read_vragen)
        gevraagd = herhaling.ask_once(actor=request.actor, now=request.now, aanvraag_id=aanvraag_id, vragen=gesteld)
    return _stand(gevraagd, request)


def _body(request: PortalRequest, aanvraag_id: UUID, read: Callable[[Any], Any]) -> Any:
    """Read after the aanvraag was found: who has none needs no advice on a message."""
    find(actor=request.actor, now=request.now, aanvraag_id=aanvraag_id)
    return read(read_json(request))


def _stand(aanvraag: Aanvraag, request: PortalRequest) -> HttpResponse:
    return antwoord(beoordelingsstand_data(aanvraag, request))


@contextmanager
def _may_judge(request: PortalRequest, id: str, *, handeling: str) -> Iterator[UUID]:
    """Around what is done with one aanvraag. Whatever is refused is recorded."""
    try:
        require(request.actor, BEOORDELEN)
        yield as_id(id)
    except DomainError as fout:
        record_call_refused(request, fout, handeling=handeling)
        raise


@require_safe
def cijfers(request: PortalRequest) -> HttpResponse:
    """GET /api/v1/verzekeraar/cijfers"""
    with reading(request, parameters=_CIJFERS):
        require(request.actor, BEOORDELEN)
        gevraagd = read_parameters(request, _CIJFERS)
        periode = _periode(request, gevraagd)
        formulier = gevraagd.get("formulier", "")
        gevonden = find_figures(actor=request.actor, now=request.now, periode=periode, formulier=formulier)
    return antwoord(dict(as_json(gevonden, uzovi=str(request.actor.uzovi), formulier=formulier)))


def _periode(request: PortalRequest, gevraagd: Mapping[str, Any]) -> Periode:
    """The last twelve months when nothing is asked. Raises B112 for one that is still to come, or too long."""
    dag = vandaag(request.now)
    gewoon = Periode.last_year(dag)
    periode = Periode(van=gevraagd.get("vanaf", gewoon.van), tot=gevraagd.get("tot", gewoon.tot))
    if periode.tot > dag:
        raise DomainError.one("B112", pad="tot", parameter="tot")
    if periode.van > periode.tot or periode.is_too_long:
        raise DomainError.one("B112", pad="vanaf", parameter="vanaf")
    return periode
