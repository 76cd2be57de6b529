"""The pages for anybody: what this is, what an error means, and help. They touch no database and no session."""

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from machtigingen.doors.info import catalogus
from machtigingen.doors.info.beeld import BREED, SMAL, Shape, draw
from machtigingen.doors.info.catalogus import Deel
from machtigingen.doors.info.hulp import STATUSSEN
from machtigingen.doors.info.kader import toon
from machtigingen.doors.info.language import in_language, languages, page_url
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
@in_language
def foutcodes(request: PortalRequest) -> HttpResponse:
    """The control steps as a picture with the whole catalogue below it, or what `?zoek=` finds in it."""
    zoek = request.GET.get("zoek", "").strip()[:ZOEK_MAX]
    delen = catalogus.search(zoek)
    context = {
        "zoek": zoek,
        "zoekveld": zoekveld(zoek),
        "delen": delen,
        "beelden": () if zoek else (_beeld(delen, BREED), _beeld(delen, SMAL)),
        "beeld_url": page_url("controlestappen"),
        "aantal": sum(len(deel.uitleg) for deel in delen),
        "talen": languages(request, "foutcodes"),
        "leeg": LegeLijst(
            titel=_("Niets gevonden"),
            tekst=_("Zoek op een ander woord, of op een code zoals R101."),
            url=page_url("foutcodes"),
            url_tekst=_("Toon alle foutcodes"),
        ),
    }
    return toon(request, "info/foutcodes.html", context)


@require_safe
@in_language
def controlestappen(request: PortalRequest) -> HttpResponse:
    """The picture by itself, to put in a manual or a mail; its links lead here."""
    info = request.adressen["info"]
    context = _beeld(catalogus.search(""), BREED) | {"info": info, "index_url": info + page_url("foutcodes")}
    return render(request, "info/foutcodes_beeld.svg", context, content_type="image/svg+xml")


def _beeld(delen: tuple[Deel, ...], maat: Shape) -> dict[str, object]:
    beeld = draw(delen, maat)
    return {"beeld": beeld, "kop": beeld.rijen[0].y, "einde": beeld.hoogte - 20, "klasse": f"mp-beeld--{maat.naam}"}


@require_safe
@in_language
def foutcode(request: PortalRequest, code: str) -> HttpResponse:
    """One code. An unknown one gets the way to find the right one."""
    if code != code.upper() and catalogus.find(code.upper()):
        return redirect(page_url("foutcode", code.upper()), permanent=True)
    uitleg = catalogus.find(code)
    if uitleg is None:
        context = {"code": code[:ZOEK_MAX], "zoekveld": zoekveld(code[:ZOEK_MAX])}
        return toon(request, "info/niet_gevonden.html", context, status=404)
    talen = languages(request, "foutcode", code)
    return toon(request, "info/foutcode.html", {"uitleg": uitleg, "code": uitleg.code, "talen": talen})


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
