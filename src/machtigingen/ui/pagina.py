"""What stands around every page behind the login: who is logged in, where one can go, when the session ends."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from machtigingen.foundation import BEHEREN, PORTAALBEHEER, Actor
from machtigingen.toegang.contacten import contactpersonen
from machtigingen.toegang.request import PortalRequest
from machtigingen.ui.context import Identiteit, Navlink, Pagina, Sessie


def toon(request: PortalRequest, template: str, context: dict[str, object], *, status: int = 200) -> HttpResponse:
    """A page. 422 when it shows errors of a form that was posted."""
    context.setdefault("pagina", pagina_van(request))
    return render(request, template, context, status=status)


def pagina_van(request: PortalRequest) -> Pagina:
    actor: Actor | None = request.actor
    hulp = f"{request.adressen['info']}/hulp/"
    if actor is None:
        return Pagina(start_url="/", hulp_url=hulp)
    ingelogd = not getattr(request, "sessie_beeindigd", "") and hasattr(request, "sessie_einde")
    contacten = contactpersonen(str(actor.agb or actor.uzovi), now=request.now)
    return Pagina(
        identiteit=Identiteit(
            organisatie=actor.organisatie,
            kenmerk=_kenmerk(actor),
            naam=actor.naam,
            uitleg_url=reverse("wie-ben-ik"),
            uitloggen_url=reverse("uitloggen") if ingelogd or hasattr(request, "sessie_einde") else "",
        ),
        navigatie=_navigatie(request, actor, hulp) if ingelogd else (),
        sessie=_sessie(request) if ingelogd else None,
        start_url="/",
        hulp_url=hulp,
        contactpersoon=contacten[0].naam if contacten else "",
    )


def _kenmerk(actor: Actor) -> str:
    """Who runs the portal has a code of no register."""
    if actor.mag(PORTAALBEHEER):
        return _("code %(code)s") % {"code": actor.organisatiecode}
    return f"AGB {actor.agb}" if actor.agb else f"UZOVI {actor.uzovi}"


def _sessie(request: PortalRequest) -> Sessie:
    return Sessie(nu=request.now, einde=request.sessie_einde, verleng_url=reverse("verlengen"))


def _navigatie(request: PortalRequest, actor: Actor, hulp: str) -> tuple[Navlink, ...]:
    if actor.mag(PORTAALBEHEER):
        adressen = [
            (_("Nu"), reverse("portaalbeheer")),
            (_("Organisaties"), reverse("portaalbeheer-organisaties")),
            (_("Noodstop"), reverse("portaalbeheer-noodstop")),
        ]
    elif actor.agb is not None:
        adressen = [
            (_("Mijn aanvragen"), reverse("aanvragen")),
            (_("Koppeling"), reverse("koppeling")),
            (_("Meldingen"), reverse("meldingen")),
        ]
    else:
        adressen = [
            (_("Te beoordelen"), reverse("werklijst")),
            (_("Zoeken"), reverse("zoeken")),
            (_("Cijfers"), reverse("cijfers")),
            (_("Formulieren"), reverse("formulieren")),
        ]
    eigen = [Navlink(titel=titel, url=url, actief=_is_here(request, url)) for titel, url in adressen]
    if actor.mag(BEHEREN):
        beheer = reverse("beheer")
        eigen.append(Navlink(titel=_("Beheer"), url=beheer, actief=request.path.startswith(beheer)))
    return (*eigen, Navlink(titel=_("Hulp"), url=hulp))


def _is_here(request: PortalRequest, url: str) -> bool:
    """Who runs the portal, or looks at forms, is still at a part of it on the pages below."""
    begin = reverse("portaalbeheer")
    deel = (url.startswith(begin) and url != begin) or url == reverse("formulieren")
    return request.path == url or (deel and request.path.startswith(url))


def sessietijden(request: PortalRequest) -> dict[str, int]:
    """Now and the end of the session, in milliseconds, as the page's script reads them."""
    return {"nu": int(request.now.timestamp() * 1000), "einde": int(request.sessie_einde.timestamp() * 1000)}
