"""Uploading a version: what can be read becomes a proposal, what cannot is refused with the place in the file."""

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from machtigingen.doors.verzekeraar.formulieren.woorden import uitleg_van
from machtigingen.formulieren.actions import require_owner, upload
from machtigingen.formulieren.bestanden import NAMEN
from machtigingen.formulieren.upload import MEESTE_BYTES, Geupload
from machtigingen.foundation import DomainError
from machtigingen.toegang.request import PortalRequest
from machtigingen.ui.pagina import toon
from machtigingen.ui.velden import Foutregel, Veld, Veldsoort

VAN_DE_BESTANDEN = frozenset({"F302", "F303", "F304"})


@require_http_methods(["GET", "HEAD", "POST"])
def uploaden(request: PortalRequest) -> HttpResponse:
    """After a good upload the page of the proposal, with all that is still wrong with it."""
    require_owner(request.actor)
    if request.method != "POST":
        return _toon(request, "")
    uploads = [Geupload(een.name or "", een.read()) for een in request.FILES.getlist("bestanden")]
    try:
        formulier = upload(actor=request.actor, now=request.now, uploads=uploads)
    except DomainError as fout:
        if fout.code not in VAN_DE_BESTANDEN:
            raise
        return _toon(request, fout.fouten[0].melding)
    return HttpResponseRedirect(reverse("formulierversie", args=(formulier.code, formulier.versie)))


def _toon(request: PortalRequest, fout: str) -> HttpResponse:
    veld = Veld(
        naam="bestanden",
        label=_("Bestanden van één versie"),
        soort=Veldsoort.BESTAND,
        hint=_("Een zip, of de losse bestanden: %(namen)s.") % {"namen": ", ".join(NAMEN)},
        accept=".zip,.yaml",
        max_bytes=MEESTE_BYTES,
        fout=fout,
    )
    context: dict[str, object] = {
        "veld": veld,
        "uzovi": request.actor.uzovi,
        "uitleg": uitleg_van(request),
        "fouten": Foutregel.van((veld,)),
    }
    return toon(request, "verzekeraar/formulieren/uploaden.html", context, status=422 if fout else 200)
