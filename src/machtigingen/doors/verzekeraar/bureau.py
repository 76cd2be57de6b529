"""Whose desk it lies on: take it, take it over from a colleague, hand it over, or give it back to the list."""

from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from machtigingen.aanvragen.behandeling import hand_over, stop_waiting, take
from machtigingen.aanvragen.lifecycle import TEKST
from machtigingen.aanvragen.models import Aanvraag
from machtigingen.aanvragen.queries import find, look, stand
from machtigingen.doors.verzekeraar.handeling import Handelingpagina, toon_handeling
from machtigingen.doors.verzekeraar.keuze import Werkkeuze
from machtigingen.doors.verzekeraar.rechten import rechten_of
from machtigingen.foundation import BEOORDELEN, DomainError
from machtigingen.toegang.contacten import colleagues
from machtigingen.toegang.queries import require
from machtigingen.toegang.request import PortalRequest
from machtigingen.ui.velden import Keuze, Veld, Veldsoort

TERUG = "lijst"


@require_http_methods(["GET", "HEAD", "POST"])
def nemen(request: PortalRequest, id: UUID) -> HttpResponse:
    """A press on a button; who comes here otherwise, as after logging in again, is led to the aanvraag."""
    require(request.actor, BEOORDELEN)
    if request.method == "POST":
        overnemen = bool(request.POST.get("overnemen"))
        take(actor=request.actor, now=request.now, aanvraag_id=id, overnemen=overnemen)
    else:
        find(actor=request.actor, now=request.now, aanvraag_id=id)
    return HttpResponseRedirect(reverse("beoordelen", args=(id,)) + Werkkeuze.read(request.GET).suffix)


@require_http_methods(["GET", "HEAD", "POST"])
def niet_wachten(request: PortalRequest, id: UUID) -> HttpResponse:
    """As `nemen`: goes on without an answer, once the last day for it is over; before that it takes the question
    back."""
    require(request.actor, BEOORDELEN)
    if request.method == "POST":
        stop_waiting(actor=request.actor, now=request.now, aanvraag_id=id)
    else:
        find(actor=request.actor, now=request.now, aanvraag_id=id)
    return HttpResponseRedirect(reverse("beoordelen", args=(id,)) + Werkkeuze.read(request.GET).suffix)


@require_http_methods(["GET", "HEAD", "POST"])
def overdragen(request: PortalRequest, id: UUID) -> HttpResponse:
    """To a colleague, or back to the list for whoever takes it."""
    require(request.actor, BEOORDELEN)
    naar, fout = request.POST.get("naar", ""), ""
    if request.method == "POST" and not naar:
        fout = _("Kies een collega, of kies ‘Terug naar de lijst’.")
    elif request.method == "POST":
        try:
            hand_over(actor=request.actor, now=request.now, aanvraag_id=id, naar="" if naar == TERUG else naar)
            return HttpResponseRedirect(Werkkeuze.read(request.GET).lijst_url)
        except DomainError as geweigerd:
            if geweigerd.fouten[0].pad != "naar":
                raise
            fout = geweigerd.fouten[0].melding
    aanvraag = look(actor=request.actor, now=request.now, aanvraag_id=id)
    _require_desk(request, aanvraag)
    wie = colleagues(request.actor, now=request.now)
    collegas = tuple(Keuze(waarde=een.certificaat, label=een.naam) for een in wie)
    uitleg = _("Iedereen bij uw organisatie kan de aanvraag dan nemen.")
    veld = Veld(
        naam="naar",
        label=_("Aan wie draagt u over?"),
        soort=Veldsoort.KEUZE,
        waarde=naar,
        keuzes=(*collegas, Keuze(waarde=TERUG, label=_("Terug naar de lijst"), uitleg=uitleg)),
        fout=fout,
    )
    pagina = Handelingpagina(
        titel=_("Aanvraag overdragen"),
        uitleg=(_("De aanvraag verlaat uw bureau. De termijn loopt door."),),
        velden=(veld,),
        knop=_("Overdragen"),
    )
    return toon_handeling(request, aanvraag, pagina)


def _require_desk(request: PortalRequest, aanvraag: Aanvraag) -> None:
    """Raises A106 for what a colleague has, A102 for what nobody can hand over now."""
    rechten = rechten_of(aanvraag, actor=request.actor, now=request.now)
    if rechten.collega:
        raise DomainError.one("A106", door=rechten.collega)
    if not rechten.overdragen:
        raise DomainError.one("A102", status=TEKST[stand(aanvraag, request.now)])
