"""What a page of the form posts: which answers are in it, and keeping them, with its files."""

from collections.abc import Sequence
from functools import partial
from typing import Any
from uuid import UUID

from machtigingen.aanvragen import actions, bijlagen
from machtigingen.aanvragen.actions import keuze_van
from machtigingen.aanvragen.queries import dossier_of
from machtigingen.beslisboom import Formulier, Onderwerp, Vraag, Vraagtype
from machtigingen.doors.zorgverlener.bestanden import add_each, file_id
from machtigingen.doors.zorgverlener.concept import posted_blad
from machtigingen.doors.zorgverlener.rijen import posted_rows
from machtigingen.doors.zorgverlener.wijzigingen import posted_consent
from machtigingen.formulieren import catalogus
from machtigingen.foundation import DomainError, Fout
from machtigingen.toegang.request import PortalRequest


def keep_page(request: PortalRequest, id: UUID, onderwerp: str) -> tuple[Fout, ...]:
    """Keeps the answers of this page and its files. Returns what a colleague changed, and files that were refused."""
    aanvraag = actions.find_concept(actor=request.actor, now=request.now, aanvraag_id=id)
    formulier = dossier_of(aanvraag, request.now).formulier
    toen = _form_then(request, formulier)
    if not pages_of(onderwerp, formulier, toen):
        raise DomainError.one("B108")
    wie: dict[str, Any] = {"actor": request.actor, "now": request.now, "aanvraag_id": id}
    blad, getypt = posted_blad(request), typed_on(request, onderwerp, formulier, toen)
    if toen is not formulier:
        actions.keep_typed(**wie, blad=blad, formulier=toen, ruw=getypt)
    ruw = {link_id: invoer for link_id, invoer in getypt.items() if formulier.vraag(link_id)}
    _aanvraag, fouten = actions.answer(**wie, blad=blad, ruw=ruw, consent=posted_consent(request))
    pagina = pages_of(onderwerp, formulier)
    op_toen = {vraag.link_id for een in pages_of(onderwerp, toen) for vraag in een.vragen}
    vragen = pagina[0].vragen if pagina else [vraag for vraag in formulier.vragen if vraag.link_id in op_toen]
    return fouten + _bewaar_bijlagen(request, id, vragen)


def pages_of(onderwerp: str, *formulieren: Formulier) -> list[Onderwerp]:
    """This page, as it is in each of these forms."""
    return [pagina for een in formulieren for pagina in een.onderwerpen if pagina.link_id == onderwerp]


def _form_then(request: PortalRequest, formulier: Formulier) -> Formulier:
    """The form that the page is of: a colleague may have gone on with another one since."""
    van = request.POST.get("van_formulier", "")
    if van in ("", keuze_van(formulier.code, formulier.versie)):
        return formulier
    code, _, versie = van.partition(":")
    try:
        return catalogus().formulier(code, versie)
    except DomainError:
        return formulier


def typed_on(request: PortalRequest, onderwerp: str, *formulieren: Formulier) -> dict[str, Any]:
    """What was typed on this page, by question, of whichever of these forms; nothing when it is only looked at."""
    paginas = pages_of(onderwerp, *formulieren) if request.method == "POST" else ()
    gepost = {vraag.link_id: _gepost(request, vraag) for pagina in paginas for vraag in pagina.vragen}
    return {link_id: invoer for link_id, invoer in gepost.items() if invoer is not None}


def _gepost(request: PortalRequest, vraag: Vraag) -> Any:
    """What was typed at this question; None when it was not on the page."""
    if vraag.kolommen:
        return posted_rows(request.POST, vraag)
    if vraag.link_id not in request.POST:
        return [] if _unticked(request, vraag) else None
    return request.POST.getlist(vraag.link_id) if vraag.meerdere else request.POST[vraag.link_id]


def _unticked(request: PortalRequest, vraag: Vraag) -> bool:
    """A browser posts nothing of a question on the page in which no choice is ticked; a draft has only what changed."""
    ticked = vraag.meerdere and vraag.type is Vraagtype.CHOICE and not request.headers.get("X-Bewaar")
    return ticked and vraag.link_id in request.POST.get("gezien", "").split()


def _bewaar_bijlagen(request: PortalRequest, id: UUID, vragen: Sequence[Vraag]) -> tuple[Fout, ...]:
    if request.headers.get("X-Bewaar"):
        return ()
    weg = request.POST.get("verwijder")
    if weg and not request.sessie_beeindigd:
        bijlagen.remove(actor=request.actor, now=request.now, aanvraag_id=id, bijlage_id=file_id(weg))
    wie = {"actor": request.actor, "now": request.now, "aanvraag_id": id}
    fouten: list[Fout] = []
    for vraag in vragen:
        if vraag.type is Vraagtype.ATTACHMENT:
            add = partial(_attach, wie, vraag.link_id)
            fouten += add_each(request.FILES.getlist(vraag.link_id), add, pad=vraag.link_id)
    return tuple(fouten)


def _attach(wie: dict[str, Any], vraag: str, naam: str, data: bytes) -> None:
    bijlagen.attach(**wie, vraag=vraag, naam=naam, data=data)
