"""A concept that somebody is working on: may they, and where is the work?"""

import re
from uuid import UUID

from django.urls import reverse

from machtigingen.aanvragen import actions
from machtigingen.aanvragen.dossier import vraag_van
from machtigingen.aanvragen.models import Aanvraag
from machtigingen.aanvragen.queries import dossier_of, look
from machtigingen.aanvragen.toestand import toestand_of
from machtigingen.foundation import INDIENEN
from machtigingen.toegang.queries import require
from machtigingen.toegang.request import PortalRequest

_VERSIE = re.compile(r"[0-9]{1,9}")


def look_at_concept(request: PortalRequest, id: UUID) -> Aanvraag:
    """A concept to work on, looked at. Raises D203/D204, A101, L102, A102."""
    require(request.actor, INDIENEN)
    aanvraag = look(actor=request.actor, now=request.now, aanvraag_id=id)
    actions.require_concept(aanvraag, request.now)
    return aanvraag


def posted_versie(request: PortalRequest) -> int:
    """The version that the page showed; before all of them when it does not say."""
    versie = request.POST.get("versie", "")
    return int(versie) if _VERSIE.fullmatch(versie) else 0


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
