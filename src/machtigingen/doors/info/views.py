"""The pages for anybody: what this is, what an error means, and help. They touch no database and no session."""

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from machtigingen.doors.info import catalogus
from machtigingen.doors.info.hulp import STATUSSEN
from machtigingen.doors.info.kader import toon
from machtigingen.toegang.request import PortalRequest
from machtigingen.ui.context import LegeLijst
from machtigingen.ui.velden import Veld

ZOEK_MAX = 100


@require_safe
def start(request: PortalRequest) -> HttpResponse:
    return toon(request, "info/start.html", {"softwarepakket": settings.CONFIG.softwarepakket})


@require_safe
def hulp(request: PortalRequest) -> HttpResponse:
    return toon(request, "info/hulp.html", {"statussen": STATUSSEN, "link_uren": request.link_uren})


@require_safe
def foutcodes(request: PortalRequest) -> HttpResponse:
    """The whole catalogue, or what `?zoek=` finds in it."""
    zoek = request.GET.get("zoek", "").strip()[:ZOEK_MAX]
    delen = catalogus.search(zoek)
    context = {
        "zoek": zoek,
        "zoekveld": zoekveld(zoek),
        "delen": delen,
        "aantal": sum(len(deel.uitleg) for deel in delen),
        "leeg": LegeLijst(
            titel=_("Niets gevonden"),
            tekst=_("Zoek op een ander woord, of op een code zoals R101."),
            url=reverse("foutcodes"),
            url_tekst=_("Toon alle foutcodes"),
        ),
    }
    return toon(request, "info/foutcodes.html", context)


@require_safe
def foutcode(request: PortalRequest, code: str) -> HttpResponse:
    """One code. An unknown one gets the way to find the right one."""
    if code != code.upper() and catalogus.find(code.upper()):
        return redirect("foutcode", code.upper(), permanent=True)
    uitleg = catalogus.find(code)
    if uitleg is None:
        context = {"code": code[:ZOEK_MAX], "zoekveld": zoekveld(code[:ZOEK_MAX])}
        return toon(request, "info/niet_gevonden.html", context, status=404)
    return toon(request, "info/foutcode.html", {"uitleg": uitleg, "code": uitleg.code})


def niet_gevonden(request: PortalRequest, exception: Exception | None = None) -> HttpResponse:
    return toon(request, "info/niet_gevonden.html", {"zoekveld": zoekveld("")}, status=404)


def zoekveld(zoek: str) -> Veld:
    return Veld(
        naam="zoek",
        label=_("Zoek op een code of een woord"),
        hint=_("Bijvoorbeeld R101, certificaat of bijlage"),
        waarde=zoek,
        max_lengte=ZOEK_MAX,
    )
