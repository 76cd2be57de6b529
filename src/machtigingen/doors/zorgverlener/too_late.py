"""What was typed in a concept that is none any more: a colleague sent it, or its term is over. It is there to copy."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import HttpResponse, JsonResponse

from machtigingen import beslisboom
from machtigingen.aanvragen import actions
from machtigingen.aanvragen.dossier import Dossier, is_vast, read_or_keep
from machtigingen.aanvragen.models import Aanvraag
from machtigingen.aanvragen.niet_bewaard import is_typed
from machtigingen.aanvragen.queries import dossier_of, find, look
from machtigingen.aanvragen.samen import Blad
from machtigingen.aanvragen.wachtend import wachtend_van
from machtigingen.doors.zorgverlener.apart import apart
from machtigingen.doors.zorgverlener.concept import posted_blad
from machtigingen.doors.zorgverlener.stap_bewaren import pages_of, typed_on
from machtigingen.foundation import DomainError, foutcode
from machtigingen.toegang import invoer
from machtigingen.toegang.request import PortalRequest
from machtigingen.ui.pagina import toon

TE_LAAT = frozenset({"A102", "L102"})


def answer_too_late(request: PortalRequest, id: UUID, onderwerp: str, fout: DomainError) -> HttpResponse:
    """To what was posted, or to a look by who typed it when the session had ended. Raises `fout` when nothing was
    typed, and D303 when the session has ended: until one is back it is kept."""
    if request.headers.get("X-Bewaar") and not request.sessie_beeindigd:
        return JsonResponse({"code": fout.code}, status=409)
    zien = look if request.method == "POST" else find  # a look left its trace before it was refused
    aanvraag = zien(actor=request.actor, now=request.now, aanvraag_id=id)
    if not aanvraag.formulier_code:
        raise fout
    dossier = dossier_of(aanvraag, request.now)
    ruw = typed_on(request, pages_of(onderwerp, dossier.formulier))
    getypt = dict(invoer.kept(request)) | _typed(aanvraag, dossier, ruw, posted_blad(request))
    if request.sessie_beeindigd:
        request.invoer_bewaard = not getypt or invoer.hold(request, getypt)
        request.documenten_kwijt = bool(request.FILES)
        raise DomainError.one("D303")
    vragen = (vraag for vraag in dossier.formulier.vragen if vraag.link_id in getypt)
    regels = [(vraag.tekst, getypt[vraag.link_id]) for vraag in vragen]
    regels += [een for een in _collided(request, aanvraag, dossier) if een not in regels]
    if not regels:
        raise fout
    context = {
        "aanvraag": aanvraag,
        "titel": dossier.formulier.titel,
        "vervallen": fout.fouten[0].gegevens.get("datum", ""),
        "getypt": tuple(regels),
        "bestanden_kwijt": bool(request.FILES),
    }
    return toon(request, "zorgverlener/te_laat.html", context, status=foutcode(fout.code).http)


def _typed(aanvraag: Aanvraag, dossier: Dossier, ruw: Mapping[str, Any], blad: Blad) -> dict[str, str]:
    """In words, where it is something else than what stands there, and than what the page showed."""
    staat = {**dossier.antwoorden, **wachtend_van(aanvraag.bronnen)}
    getypt = {}
    for vraag in dossier.formulier.vragen:
        oud = staat.get(vraag.link_id)
        waarde = read_or_keep(vraag, ruw.get(vraag.link_id), dossier.vandaag)
        gelijk = blad.shows(vraag.link_id, waarde) or waarde == (oud.waarde if oud else None)
        if not gelijk and not is_vast(vraag, oud):
            getypt[vraag.link_id] = beslisboom.toon(vraag, waarde)
    return {link_id: tekst for link_id, tekst in getypt.items() if tekst}


def _collided(request: PortalRequest, aanvraag: Aanvraag, dossier: Dossier) -> list[tuple[str, str]]:
    """What was kept apart before it was too late."""
    eerder = apart(filter(is_typed, actions.remembered(aanvraag, dossier, actor=request.actor)), dossier)
    return [(regel.vraag, regel.tekst) for regel in eerder.regels if regel.tekst] if eerder else []
