"""A concept that somebody is working on: may they, where is the work, and what did their page show?"""

import re
import secrets
from collections.abc import Mapping
from uuid import UUID

from django.urls import reverse

from machtigingen.aanvragen import actions
from machtigingen.aanvragen.bladen import Post
from machtigingen.aanvragen.dossier import Antwoord, Dossier, vraag_van
from machtigingen.aanvragen.models import Aanvraag
from machtigingen.aanvragen.queries import dossier_of, look
from machtigingen.aanvragen.samen import Blad, blad_of
from machtigingen.aanvragen.toestand import toestand_of
from machtigingen.beslisboom import Formulier
from machtigingen.formulieren import catalogus
from machtigingen.foundation import INDIENEN, DomainError
from machtigingen.toegang.queries import require
from machtigingen.toegang.request import PortalRequest

_NAAM, _TIJD = re.compile(r"[A-Za-z0-9_-]{12}"), re.compile(r"[0-9]{13}")
_GETOOND, _BOTST = "getoond-", "botst-"


def look_at_concept(request: PortalRequest, id: UUID) -> Aanvraag:
    """A concept to work on, looked at. Raises D203/D204, A101, L102, A102."""
    require(request.actor, INDIENEN)
    aanvraag = look(actor=request.actor, now=request.now, aanvraag_id=id)
    actions.require_concept(aanvraag, request.now)
    return aanvraag


def new_blad(dossier: Dossier, wachtend: Mapping[str, Antwoord]) -> Blad:
    """Of the page that is made now."""
    return blad_of(new_name(), dossier, wachtend)


def new_name() -> str:
    """Of a page that is made now."""
    return secrets.token_urlsafe(9)


def read_post(velden: Mapping[str, str]) -> Post:
    """Which page, and when: nothing where it does not say so in the right form."""
    naam, tijd = velden.get("blad", ""), velden.get("geschreven", "")
    return Post(naam if _NAAM.fullmatch(naam) else "", int(tijd) if _TIJD.fullmatch(tijd) else 0)


def posted_blad(request: PortalRequest) -> Blad:
    """Of the page that was posted; one that showed nothing when it does not say. Only who goes on has read it."""
    post = read_post(request.POST)
    velden = {veld: str(een) for veld, een in request.POST.dict().items()}
    getoond = {veld.removeprefix(_GETOOND): een for veld, een in velden.items() if veld.startswith(_GETOOND)}
    gelezen = {een for veld, een in velden.items() if veld.startswith(_BOTST) and velden.get("actie") == "verder"}
    return Blad(
        naam=post.blad,
        getoond=getoond,
        gelezen=frozenset(gelezen),
        geschreven=post.geschreven,
        formulier=_form_of(velden.get("van_formulier", "")),
    )


def _form_of(keuze: str) -> Formulier | None:
    code, _, versie = keuze.partition(":")
    try:
        return catalogus().formulier(code, versie)
    except DomainError:
        return None


def concept_url(request: PortalRequest, aanvraag: Aanvraag) -> str:
    """Where the work is: the choice of a form, the first page with something to do, or the check."""
    if not aanvraag.formulier_code:
        return reverse("formulier", args=(aanvraag.id,))
    dossier = dossier_of(aanvraag, request.now)
    met_fout = {vraag_van(fout) for fout in toestand_of(aanvraag, dossier, actor=request.actor).fouten}
    for onderwerp in dossier.onderwerpen:
        if any(vraag.link_id in met_fout for vraag in onderwerp.vragen):
            return reverse("stap", args=(aanvraag.id, onderwerp.link_id))
    return reverse("controleren", args=(aanvraag.id,))
