"""Answering the insurer: kept while it is written, sent when it is done, and never lost to a colleague or a log-out."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from machtigingen.aanvragen import aanvulling
from machtigingen.aanvragen.behandeling import MEESTE_VRAGEN
from machtigingen.aanvragen.lifecycle import TEKST
from machtigingen.aanvragen.models import Aanvraag, Informatieverzoek
from machtigingen.aanvragen.queries import find, gesprek_of, look, open_verzoek_of, stand
from machtigingen.doors.zorgverlener.antwoordvelden import Getypt, antwoordformulier
from machtigingen.doors.zorgverlener.documenten import keep_files
from machtigingen.doors.zorgverlener.dossier import kop_van
from machtigingen.foundation import INDIENEN, DomainError, Fout, foutcode
from machtigingen.toegang import invoer
from machtigingen.toegang.queries import require
from machtigingen.toegang.request import PortalRequest
from machtigingen.ui.pagina import sessietijden, toon

_AAN_HET_VELD = frozenset({"A103", "A114", "V106", "B207"})


@require_http_methods(["GET", "HEAD", "POST"])
def antwoord(request: PortalRequest, id: UUID) -> HttpResponse:
    """The open question by itself: where a post that could not be sent comes back, and where one goes on after logging
    in again."""
    require(request.actor, INDIENEN)
    if request.method == "POST":
        return _post(request, id)
    aanvraag = look(actor=request.actor, now=request.now, aanvraag_id=id)
    verzoek, getypt = open_verzoek_of(aanvraag), Getypt.van(invoer.kept(request), MEESTE_VRAGEN)
    if verzoek is None and getypt.antwoorden:
        return _too_late(request, aanvraag, getypt)
    if verzoek is None:
        return HttpResponseRedirect(reverse("aanvraag", args=(id,)))
    return _toon(request, aanvraag, verzoek, getypt=getypt)


antwoord.bewaart_invoer = ("antwoord-*", "gezien-*")  # type: ignore[attr-defined]  # when the session has ended


def _post(request: PortalRequest, id: UUID) -> HttpResponse:
    getypt = Getypt.van(request.POST, MEESTE_VRAGEN)
    staat = find(actor=request.actor, now=request.now, aanvraag_id=id)
    if open_verzoek_of(staat) is None:  # before a file is added to what it was not meant for
        return _not_open(request, staat, getypt)
    try:
        fouten = _keep(request, id, getypt)
    except DomainError as fout:
        if fout.code != "A102":
            raise
        return _not_open(request, staat, getypt)
    if request.headers.get("X-Bewaar"):
        return _kept(request, fouten)
    if fouten:
        aanvraag = look(actor=request.actor, now=request.now, aanvraag_id=id)
        verzoek = open_verzoek_of(aanvraag)
        if verzoek is None:
            return _too_late(request, aanvraag, getypt)
        return _toon(request, aanvraag, verzoek, getypt=getypt, fouten=fouten)
    invoer.forget(request)
    plek = "" if _is_to_send(request) else "#vraag"
    return HttpResponseRedirect(f"{reverse('aanvraag', args=(id,))}{plek}")


def _is_to_send(request: PortalRequest) -> bool:
    return request.POST.get("actie") == "versturen" and not request.headers.get("X-Bewaar")


def _keep(request: PortalRequest, id: UUID, getypt: Getypt) -> tuple[Fout, ...]:
    """Keeps the files and the answers; sends them when that was asked and no file was refused. Gives what is wrong, by
    its field."""
    fouten = keep_files(request, id)
    act = aanvulling.send_answers if _is_to_send(request) and not fouten else aanvulling.save_answers
    wie: dict[str, Any] = {"actor": request.actor, "now": request.now, "aanvraag_id": id}
    try:
        gedaan = act(**wie, antwoorden=getypt.antwoorden, gezien=getypt.gezien, post=getypt.post)
    except DomainError as fout:
        if fout.code not in _AAN_HET_VELD:
            raise
        return fout.fouten
    return fouten + (gedaan if isinstance(gedaan, tuple) else ())


def _not_open(request: PortalRequest, aanvraag: Aanvraag, getypt: Getypt) -> HttpResponse:
    """A person gets back what was typed. Raises A102 for a script, and when nothing was."""
    if request.headers.get("X-Bewaar") or not getypt.antwoorden:
        raise DomainError.one("A102", status=TEKST[stand(aanvraag, request.now)])
    return _too_late(request, look(actor=request.actor, now=request.now, aanvraag_id=aanvraag.id), getypt)


def _kept(request: PortalRequest, fouten: tuple[Fout, ...]) -> HttpResponse:
    """For the page's script."""
    if fouten:
        return JsonResponse({"code": fouten[0].code}, status=409)
    bewaard_om = timezone.localtime(request.now).strftime("%H:%M")
    return JsonResponse({"bewaard_om": bewaard_om, "sessie": sessietijden(request)})


def _toon(
    request: PortalRequest,
    aanvraag: Aanvraag,
    verzoek: Informatieverzoek,
    *,
    getypt: Getypt,
    fouten: tuple[Fout, ...] = (),
) -> HttpResponse:
    formulier = antwoordformulier(aanvraag, verzoek, now=request.now, getypt=getypt, fouten=fouten)
    context = {
        **kop_van(aanvraag, stand(aanvraag, request.now)),
        "antwoord": formulier,
        "fouten": formulier.fouten,
        "te_laat": None,
        "getypt": (),
    }
    botst = any(fout.code == "A103" for fout in fouten)
    http = 409 if botst else foutcode(fouten[0].code).http if fouten else 200
    return toon(request, "zorgverlener/antwoord.html", context, status=http)


def _too_late(request: PortalRequest, aanvraag: Aanvraag, getypt: Getypt) -> HttpResponse:
    """The question is not open any more. What was typed is not sent; it is there to copy."""
    invoer.forget(request)
    gesprek = gesprek_of(aanvraag)
    context = {
        **kop_van(aanvraag, stand(aanvraag, request.now)),
        "antwoord": None,
        "fouten": (),
        "te_laat": gesprek[-1] if gesprek else None,
        "getypt": tuple((nummer + 1, tekst) for nummer, tekst in sorted(getypt.antwoorden.items()) if tekst.strip()),
    }
    return toon(request, "zorgverlener/antwoord.html", context, status=409)
