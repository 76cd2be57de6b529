"""The two ends of a proposal: a colleague publishes it from a day on, or it is taken back."""

from datetime import date, datetime, timedelta

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from machtigingen.beslisboom import Vraag, Vraagtype, parse_antwoord
from machtigingen.formulieren.actions import publish, require_owner, require_proposal, require_publishable, withdraw
from machtigingen.formulieren.queries import Stand, Versie, find_versie
from machtigingen.foundation import DomainError
from machtigingen.toegang import invoer
from machtigingen.toegang.queries import vandaag
from machtigingen.toegang.request import PortalRequest
from machtigingen.ui.pagina import toon
from machtigingen.ui.velden import Foutregel, Veld, Veldsoort

DAG = Vraag(link_id="geldig_van", tekst="Vanaf welke dag geldt deze versie?", type=Vraagtype.DATE)


@require_http_methods(["GET", "HEAD", "POST"])
def publiceren(request: PortalRequest, code: str, versie: str) -> HttpResponse:
    """`gezien` comes along from the page that shows the proposal, never from what there is now: nobody publishes what a
    colleague replaced meanwhile."""
    require_owner(request.actor)
    fout, gezien = "", _gezien(request)
    if request.method == "POST":
        try:
            publish(
                actor=request.actor,
                now=request.now,
                code=code,
                versie=versie,
                gezien=gezien,
                geldig_van=_dag(request),
            )
            invoer.forget(request)
            return HttpResponseRedirect(reverse("formulierversie", args=(code, versie)))
        except DomainError as geweigerd:
            if geweigerd.fouten[0].pad != "geldig_van":
                raise
            fout = geweigerd.fouten[0].melding
    voorstel = _voorstel(request, code, versie)
    require_publishable(actor=request.actor, code=code, versie=versie, gezien=gezien)
    if not gezien:
        return HttpResponseRedirect(reverse("formulierversie", args=(code, versie)))
    veld = Veld(
        naam=DAG.link_id,
        label=_("Vanaf welke dag geldt deze versie?"),
        soort=Veldsoort.DATUM,
        hint=_("Morgen of later, hoogstens twee jaar vooruit. Deze dag gaat voor op geldig_van in het bestand."),
        waarde=_getypt(request) or f"{_eerste_dag(voorstel, request.now):%d-%m-%Y}",
        fout=fout,
    )
    context: dict[str, object] = {
        "versie": voorstel,
        "gezien": gezien,
        "velden": (veld,),
        "fouten": Foutregel.van((veld,)),
    }
    return toon(request, "verzekeraar/formulieren/publiceren.html", context, status=422 if fout else 200)


publiceren.bewaart_invoer = (DAG.link_id,)  # type: ignore[attr-defined]  # when the session has ended
publiceren.adresvelden = ("gezien",)  # type: ignore[attr-defined]


@require_http_methods(["GET", "HEAD", "POST"])
def terugtrekken(request: PortalRequest, code: str, versie: str) -> HttpResponse:
    """A proposal only: what is published stays."""
    require_owner(request.actor)
    gezien = _gezien(request)
    if request.method == "POST":
        withdraw(actor=request.actor, now=request.now, code=code, versie=versie, gezien=gezien)
        return HttpResponseRedirect(reverse("formulieren"))
    voorstel = _voorstel(request, code, versie)
    require_proposal(actor=request.actor, code=code, versie=versie, gezien=gezien)
    if not gezien:
        return HttpResponseRedirect(reverse("formulierversie", args=(code, versie)))
    context: dict[str, object] = {"versie": voorstel, "gezien": gezien}
    return toon(request, "verzekeraar/formulieren/terugtrekken.html", context)


terugtrekken.adresvelden = ("gezien",)  # type: ignore[attr-defined]


def _getypt(request: PortalRequest) -> str:
    """The day that was typed, also before the session ended."""
    return str(request.POST.get(DAG.link_id, "") or invoer.kept(request).get(DAG.link_id, ""))


def _gezien(request: PortalRequest) -> str:
    """The sha256 of the files that this person looked at."""
    return request.POST.get("gezien", "") or request.GET.get("gezien", "")


def _voorstel(request: PortalRequest, code: str, versie: str) -> Versie:
    """Raises F304 for what is published."""
    gevonden = find_versie(actor=request.actor, now=request.now, code=code, versie=versie)
    if gevonden.stand is not Stand.VOORSTEL:
        raise DomainError.one("F304", versie=versie)
    return gevonden


def _dag(request: PortalRequest) -> date:
    """Raises V101 or V102 when no day was filled in that can be read."""
    gelezen = parse_antwoord(DAG, request.POST.get(DAG.link_id, ""))
    if gelezen is None:
        raise DomainError.one("V101", pad=DAG.link_id, veld=DAG.tekst)
    return date.fromisoformat(str(gelezen))


def _eerste_dag(voorstel: Versie, now: datetime) -> date:
    """The day that the file names, or tomorrow when that day is over."""
    return max(voorstel.formulier.geldig_van, vandaag(now) + timedelta(days=1))
