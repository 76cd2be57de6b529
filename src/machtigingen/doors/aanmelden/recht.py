"""Ask for a right that one misses, in one press: on the page that says who one is, and where a door stays shut."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from machtigingen.foundation import (
    ADVISEREN,
    BEHEREN,
    BEOORDELEN,
    INDIENEN,
    PORTAALBEHEER,
    RAADPLEGEN,
    Actor,
    DomainError,
)
from machtigingen.toegang.beheer import ask_for_right
from machtigingen.toegang.rechten import own_possible
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
    there one becomes contactpersoon. Nor is running the portal: that is given by command."""
    namen = {
        INDIENEN: _("Machtigingen aanvragen en indienen"),
        RAADPLEGEN: _("Machtigingen raadplegen"),
        BEOORDELEN: _("Aanvragen beoordelen"),
        ADVISEREN: _("Besluiten als medisch adviseur"),
        BEHEREN: _("Medewerkers, certificaten en rechten beheren"),
        PORTAALBEHEER: _("Het portaal beheren: zien wat aandacht vraagt, en de toegang stilzetten"),
    }
    gevraagd, mogelijk = own_questions(actor=actor), own_possible(actor=actor)
    for recht, titel in namen.items():
        heeft = actor.mag(recht)
        if recht not in mogelijk or (recht == BEHEREN and actor.agb is not None and not heeft):
            continue
        te_vragen = not heeft and recht != PORTAALBEHEER
        yield Recht(autorisatie=recht, titel=titel, heeft=heeft, te_vragen=te_vragen, gevraagd=recht in gevraagd)


def missing_for(code: str, actor: Actor) -> str:
    """The right that was missing at a refusal with this code; empty when there is none to ask for."""
    recht = {
        "D204": INDIENEN,
        "D203": RAADPLEGEN if actor.agb else BEOORDELEN,
        "D208": BEHEREN if actor.uzovi else "",
    }.get(code, "")
    return recht if recht in own_possible(actor=actor) and not actor.mag(recht) else ""
