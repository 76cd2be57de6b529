"""What a page of the form posts: which answers are in it, and keeping them, with its files."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import partial
from typing import Any
from uuid import UUID

from machtigingen.aanvragen import actions, bijlagen
from machtigingen.aanvragen.queries import dossier_of
from machtigingen.beslisboom import Formulier, Onderwerp, Vraag, Vraagtype
from machtigingen.doors.zorgverlener.bestanden import add_each, file_id
from machtigingen.doors.zorgverlener.concept import posted_blad
from machtigingen.doors.zorgverlener.rijen import posted_rows
from machtigingen.doors.zorgverlener.wijzigingen import posted_consent
from machtigingen.foundation import DomainError, Fout
from machtigingen.toegang.request import PortalRequest


def keep_page(request: PortalRequest, id: UUID, onderwerp: str) -> tuple[Fout, ...]:
    """Keeps the answers of this page and its files, of both forms when a colleague went on with another one. Returns
    what a colleague changed, and files that were refused."""
    aanvraag = actions.find_concept(actor=request.actor, now=request.now, aanvraag_id=id)
    formulier, blad = dossier_of(aanvraag, request.now).formulier, posted_blad(request)
    paginas = pages_of(onderwerp, *blad.forms(formulier))
    if not paginas:
        raise DomainError.one("B108")
    wie: dict[str, Any] = {"actor": request.actor, "now": request.now, "aanvraag_id": id}
    ruw = typed_on(request, paginas)
    _aanvraag, fouten = actions.answer(**wie, blad=blad, ruw=ruw, consent=posted_consent(request))
    return fouten + _bewaar_bijlagen(request, id, {vraag.link_id: vraag for een in paginas for vraag in een.vragen})


def pages_of(onderwerp: str, *formulieren: Formulier) -> list[Onderwerp]:
    """This page, as it is in each of these forms."""
    return [pagina for een in formulieren for pagina in een.onderwerpen if pagina.link_id == onderwerp]


def typed_on(request: PortalRequest, paginas: Iterable[Onderwerp]) -> dict[str, Any]:
    """What was typed on this page, by question; nothing when it is only looked at."""
    if request.method != "POST":
        return {}
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


def _bewaar_bijlagen(request: PortalRequest, id: UUID, vragen: Mapping[str, Vraag]) -> tuple[Fout, ...]:
    if request.headers.get("X-Bewaar"):
        return ()
    weg = request.POST.get("verwijder")
    if weg and not request.sessie_beeindigd:
        bijlagen.remove(actor=request.actor, now=request.now, aanvraag_id=id, bijlage_id=file_id(weg))
    wie = {"actor": request.actor, "now": request.now, "aanvraag_id": id}
    fouten: list[Fout] = []
    for link_id, vraag in vragen.items():
        add = partial(_attach, wie, link_id)
        geweigerd = add_each(request.FILES.getlist(link_id), add, pad=link_id)
        fouten += [replace(een, gegevens=dict(een.gegevens) | {"vraag": vraag.tekst}) for een in geweigerd]
    return tuple(fouten)


def _attach(wie: dict[str, Any], vraag: str, naam: str, data: bytes) -> None:
    bijlagen.attach(**wie, vraag=vraag, naam=naam, data=data)
