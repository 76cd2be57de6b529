"""What a package puts in a concept after its message: answers and files. A person checks and submits."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods, require_POST

from machtigingen.aanvragen.bijlagestand import Quarantaine
from machtigingen.aanvragen.dossier import is_open
from machtigingen.aanvragen.models import Bijlage
from machtigingen.doors.software import preparing
from machtigingen.doors.software.bodies import file_name, read_file, read_json
from machtigingen.doors.software.parameters import in_form, read_parameters
from machtigingen.doors.software.preparing import Voorstand
from machtigingen.doors.software.problemen import fout_json
from machtigingen.doors.software.views import antwoord
from machtigingen.foundation import DomainError, Fout
from machtigingen.instroom.bericht import FOUTEN_MAX, Antwoordenbericht, parse
from machtigingen.toegang.request import PortalRequest

_VAN_HET_FORMULIER = {"keuzes", "maximum", "minimum", "veld"}
_VRAAG = {"vraag": in_form(r"[A-Za-z][A-Za-z0-9_.-]{0,63}")}


@require_http_methods(["PUT"])
def antwoorden(request: PortalRequest, id: str) -> HttpResponse:
    """PUT /api/v1/aanvragen/{id}/antwoorden"""
    stand = preparing.put_answers(request, id=id, read=lambda: answers_in(read_json(request)))
    return antwoord(voorstand_data(stand, request))


def answers_in(data: Any) -> Mapping[str, Any]:
    """Raises B2xx for all that is wrong in its form."""
    return parse(Antwoordenbericht, data).antwoorden


@require_POST
def bijlagen(request: PortalRequest, id: str) -> HttpResponse:
    """POST /api/v1/aanvragen/{id}/bijlagen?vraag=…"""
    bijlage, nieuw = preparing.attach(request, id=id, read=partial(_file, request))
    return antwoord(added_data(bijlage), status=201 if nieuw else 200)


def _file(request: PortalRequest) -> tuple[str, str, bytes]:
    """The question, the name and the content. Raises B112, X102."""
    vraag = read_parameters(request, _VRAAG).get("vraag")
    if vraag is None:
        raise DomainError.one("B112", pad="vraag", parameter="vraag")
    return vraag, file_name(request), read_file(request)


def voorstand_data(stand: Voorstand, request: PortalRequest) -> dict[str, Any]:
    """What is open and what is wrong; never what somebody typed."""
    fouten = [_without_answer(fout) for fout in stand.toestand.fouten if not is_open(fout)]
    return {
        "id": str(stand.overname.aanvraag.id),
        "overgenomen": stand.overname.overgenomen,
        "niet_overgenomen": [fout_json(fout, request) for fout in stand.overname.geweigerd[:FOUTEN_MAX]],
        "nog_nodig": stand.dossier.telling.nog_nodig,
        "ontbrekend": [{"vraag": vraag.link_id, "tekst": vraag.tekst} for vraag in stand.dossier.ontbrekend],
        "fouten": [fout_json(fout, request) for fout in fouten[:FOUTEN_MAX]],
    }


def _without_answer(fout: Fout) -> Fout:
    """Of what a fault names only what the form says itself: its text leaves out what it does not know."""
    return Fout(fout.code, fout.pad, {naam: fout.gegevens[naam] for naam in _VAN_HET_FORMULIER & fout.gegevens.keys()})


def added_data(bijlage: Bijlage) -> dict[str, Any]:
    """A file that was put there: it may wait for the virus scanner."""
    return bijlage_data(bijlage) | {"quarantaine": bijlage.quarantaine != Quarantaine.NIET}


def bijlage_data(bijlage: Bijlage) -> dict[str, Any]:
    return {
        "id": str(bijlage.id),
        "vraag": bijlage.vraag,
        "naam": bijlage.naam,
        "type": bijlage.type,
        "grootte": bijlage.grootte,
        "toegevoegd_op": bijlage.added_at.isoformat(),
    }
