"""A DomainError as a page: what is wrong, who can solve it and how. Names nobody to who has no certificate."""

from collections.abc import Sequence
from datetime import datetime

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from machtigingen.doors.aanmelden import tweede_factor
from machtigingen.doors.aanmelden.recht import missing_for
from machtigingen.doors.aanmelden.terug import way_back
from machtigingen.foundation import BEHEREN, Actor, DomainError, Fout
from machtigingen.toegang.contacten import Contact, contactpersonen, managers
from machtigingen.toegang.request import PortalRequest
from machtigingen.toegang.team import own_questions
from machtigingen.toegang.tweede_factor import Stand
from machtigingen.ui.deur import WIE, Deurmelding, Rechtvraag
from machtigingen.ui.pagina import toon

UZOVI_LENGTE = 4


def pagina(fout: DomainError, request: PortalRequest) -> HttpResponse:
    """The page for any refusal at this door, with the status of its code."""
    eerste = fout.fouten[0]
    if eerste.code in ("D303", "D304"):
        return _opnieuw_inloggen(request)
    uitleg = eerste.uitleg
    contacten = _contactpersonen(eerste, request)
    code = _organisatiecode(eerste, request)
    deur = Deurmelding(
        titel=uitleg.titel,
        wat=eerste.melding,
        wie=_who(uitleg.wie, code=code, contacten=contacten, now=request.now),
        oorzaak=uitleg.oorzaak,
        hoe=uitleg.stappen,
        code=eerste.code,
        correlatie_id=request.correlatie_id,
        contactpersoon=contacten[0].naam if contacten else "",
        is_verzekeraar=_is_insurer(code),
        mail_aan=contacten[0].email if contacten else "",
        doc_url=f"{request.adressen['info']}/foutcodes/{eerste.code}",
        opnieuw_url=request.get_full_path() if request.method in ("GET", "HEAD") else "/",
        koppeling_url=f"{request.adressen['info']}/koppeling",
        recht=_right_to_ask(eerste.code, request),
    )
    return toon(request, "ui/deurpagina.html", {"deur": deur}, status=uitleg.http)


def _right_to_ask(code: str, request: PortalRequest) -> Rechtvraag | None:
    actor: Actor | None = request.actor
    recht = missing_for(code, actor) if actor else ""
    if actor is None or not recht:
        return None
    return Rechtvraag(
        autorisatie=recht,
        url=reverse("recht-vragen"),
        gevraagd=recht in own_questions(actor=actor),
        beheer=reverse("beheer-medewerkers") if actor.mag(BEHEREN) else "",
    )


def _who(wie: str, *, code: str, contacten: Sequence[Contact], now: datetime) -> str:
    """Nobody is sent to a contactpersoon who cannot help, or who is not there. An insurer has beheerders."""
    if wie != "contactpersoon" or not code:
        return f"{WIE[wie]}."
    if contacten:
        return _("Uw beheerder.") if _is_insurer(code) else f"{WIE[wie]}."
    if not managers(code, now=now):
        return f"{WIE['portaalbeheer']}."
    if _is_insurer(code):
        return _("Uw beheerder kan nu zelf niet inloggen. De beheerder van het portaal kan helpen.")
    return _("Uw contactpersoon kan nu zelf niet inloggen. De beheerder van het portaal kan helpen.")


def _is_insurer(code: str) -> bool:
    return len(code) == UZOVI_LENGTE


def _organisatiecode(fout: Fout, request: PortalRequest) -> str:
    """Of who is logged in, else as a certificate says that we could not accept."""
    actor: Actor | None = request.actor
    return str(actor.agb or actor.uzovi) if actor else fout.gegevens.get("agb", "")


def _contactpersonen(fout: Fout, request: PortalRequest) -> Sequence[Contact]:
    code, zelf = _organisatiecode(fout, request), fout.gegevens.get("medewerker")
    return contactpersonen(code, now=request.now, behalve=int(zelf) if zelf else None) if code else ()


def _opnieuw_inloggen(request: PortalRequest) -> HttpResponse:
    """The way back in after the session ended, to where the user was; or on, while a code is still to come."""
    if request.headers.get("X-Bewaar"):
        return HttpResponse(status=401)
    status = 401 if request.method == "POST" else 200
    if request.sessie_beeindigd in (Stand.CODE, Stand.INSTELLEN):
        return tweede_factor.ask(request, verder=way_back(request), status=status)
    context = {
        "reden": getattr(request, "sessie_beeindigd", ""),
        "verder": way_back(request),
        "bewaard": getattr(request, "invoer_bewaard", False),
        "documenten_kwijt": getattr(request, "documenten_kwijt", False),
        "gepost": request.method == "POST",
    }
    return toon(request, "aanmelden/inloggen.html", context, status=status)
