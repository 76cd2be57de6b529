"""A DomainError as a page: what is wrong, who can solve it and how. Names nobody to who has no certificate."""

from collections.abc import Sequence

from django.http import HttpResponse
from django.urls import reverse

from machtigingen.foundation import Actor, DomainError, Fout
from machtigingen.toegang.queries import Contact, contactpersonen
from machtigingen.toegang.request import PortalRequest
from machtigingen.ui.deur import WIE, Deurmelding
from machtigingen.ui.pagina import toon

_PAGINA_BIJ_KNOP = {"indienen": "controleren", "kopie": "aanvraag", "meldingen-stoppen": "meldingen"}
"""Where the button stands of an address that is only a button."""
_VAN_ALLES = {"meldingen"}
"""A page with all of them, so that its address names none."""


def pagina(fout: DomainError, request: PortalRequest) -> HttpResponse:
    """The page for any refusal at this door, with the status of its code."""
    eerste = fout.fouten[0]
    if eerste.code == "D303":
        return _opnieuw_inloggen(request)
    uitleg = eerste.uitleg
    contacten = _contactpersonen(eerste, request)
    deur = Deurmelding(
        titel=uitleg.titel,
        wat=eerste.melding,
        wie=f"{WIE[uitleg.wie]}.",
        hoe=uitleg.stappen,
        code=eerste.code,
        correlatie_id=request.correlatie_id,
        contactpersoon=contacten[0].naam if contacten else "",
        mail_aan=contacten[0].email if contacten else "",
        doc_url=f"{request.adressen['info']}/foutcodes/{eerste.code}",
        opnieuw_url=request.get_full_path() if request.method in ("GET", "HEAD") else "/",
    )
    return toon(request, "ui/deurpagina.html", {"deur": deur}, status=uitleg.http)


def _contactpersonen(fout: Fout, request: PortalRequest) -> Sequence[Contact]:
    """Of the own instantie: of who is logged in, else as a certificate says that we could not accept."""
    actor: Actor | None = request.actor
    code = str(actor.agb or actor.uzovi) if actor else fout.gegevens.get("agb", "")
    return contactpersonen(code) if code else ()


def _opnieuw_inloggen(request: PortalRequest) -> HttpResponse:
    """The way back in after the session ended, to where the user was."""
    if request.headers.get("X-Bewaar"):
        return HttpResponse(status=401)
    context = {
        "reden": getattr(request, "sessie_beeindigd", ""),
        "verder": _way_back(request),
        "bewaard": getattr(request, "invoer_bewaard", False),
        "gepost": request.method == "POST",
    }
    return toon(request, "aanmelden/inloggen.html", context, status=401 if request.method == "POST" else 200)


def _way_back(request: PortalRequest) -> str:
    """Where the user was, as a page to look at: some addresses are only a button."""
    plek = request.resolver_match
    if plek is None or plek.url_name in ("inloggen", "uitloggen", "verlengen"):
        return "/"
    if plek.url_name in _PAGINA_BIJ_KNOP:
        naam = _PAGINA_BIJ_KNOP[plek.url_name]
        return reverse(naam, kwargs={} if naam in _VAN_ALLES else plek.kwargs)
    return request.path
