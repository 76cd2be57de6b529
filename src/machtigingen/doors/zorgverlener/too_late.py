"""What was typed in a concept that is none any more: a colleague sent it, or its term is over. It is there to copy."""

from uuid import UUID

from django.http import HttpResponse, JsonResponse

from machtigingen.aanvragen.queries import dossier_of, find, look
from machtigingen.aanvragen.samen import typed
from machtigingen.aanvragen.wachtend import wachtend_van
from machtigingen.doors.zorgverlener.apart import texts_apart
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
    dossier, blad = dossier_of(aanvraag, request.now), posted_blad(request)
    vragen = blad.questions(dossier.formulier)
    ruw = typed_on(request, pages_of(onderwerp, *blad.forms(dossier.formulier)))
    getypt = dict(invoer.kept(request)) | {
        f"{een.pad} {vragen[een.pad].tekst}": een.gegevens["uw_waarde"]
        for een in typed(dossier, ruw, wachtend_van(aanvraag.bronnen), blad)
    }
    if request.sessie_beeindigd:
        request.invoer_bewaard = not getypt or invoer.hold(request, getypt)
        request.documenten_kwijt = bool(request.FILES)
        raise DomainError.one("D303")
    regels = [(vraag.partition(" ")[2], tekst) for vraag, tekst in getypt.items()]
    regels += [een for een in texts_apart(request, aanvraag, dossier) if een not in regels]
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
