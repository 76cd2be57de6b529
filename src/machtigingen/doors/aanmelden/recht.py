"""Ask for a right that one misses, in one press: on the page that says who one is, and where a door stays shut."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from machtigingen.foundation import ADVISEREN, BEHEREN, BEOORDELEN, INDIENEN, RAADPLEGEN, Actor, DomainError
from machtigingen.toegang.beheer import ask_for_right
from machtigingen.toegang.request import PortalRequest
from machtigingen.toegang.team import own_questions


@dataclass(frozen=True, kw_only=True)
class Recht:
    """`te_vragen`: it can be asked for; `gevraagd`: that was done, and there is no answer yet."""

    autorisatie: str
    titel: str
    heeft: bool
    te_vragen: bool = False
    gevraagd: bool = False


@require_POST
def vragen(request: PortalRequest) -> HttpResponse:
    """POST /recht-vragen: `autorisatie`. Who may do nothing yet has no session and may still ask; of the others a
    session that ended has to begin again. Raises D303, T107."""
    if request.actor.autorisaties and request.sessie_beeindigd:
        raise DomainError.one("D303")
    try:
        ask_for_right(actor=request.actor, now=request.now, autorisatie=request.POST.get("autorisatie", ""))
    except DomainError as fout:
        if fout.code != "T112":  # it is there already, as the next page shows
            raise
    return HttpResponseRedirect(reverse("wie-ben-ik"))


vragen.zonder_sessie = True  # type: ignore[attr-defined]  # looks itself, for who may do nothing yet


def rights_of(actor: Actor) -> Iterator[Recht]:
    """All that somebody there can have, and what of it this one has. At an instantie managing is no right to ask for:
    there one becomes contactpersoon."""
    namen = {
        INDIENEN: _("Machtigingen aanvragen en indienen"),
        RAADPLEGEN: _("Machtigingen raadplegen"),
        BEOORDELEN: _("Aanvragen beoordelen"),
        ADVISEREN: _("Besluiten als medisch adviseur"),
        BEHEREN: _("Medewerkers, certificaten en rechten beheren"),
    }
    gevraagd = own_questions(actor=actor)
    for recht in (INDIENEN, RAADPLEGEN, BEHEREN) if actor.agb else (BEOORDELEN, ADVISEREN, BEHEREN):
        heeft = actor.mag(recht)
        rol = recht == BEHEREN and actor.agb is not None
        if rol and not heeft:
            continue
        yield Recht(autorisatie=recht, titel=namen[recht], heeft=heeft, te_vragen=not heeft, gevraagd=recht in gevraagd)


def missing_for(code: str, actor: Actor) -> str:
    """The right that was missing at a refusal with this code; empty when there is none to ask for."""
    if code == "D204":
        return INDIENEN
    if code == "D203":
        return RAADPLEGEN if actor.agb else BEOORDELEN
    return BEHEREN if code == "D208" and actor.uzovi else ""
