"""A DomainError as a page. On this listener nobody is logged in, so it names no one."""

from django.http import HttpResponse
from django.urls import reverse

from machtigingen.doors.info.catalogus import WIE
from machtigingen.doors.info.kader import toon
from machtigingen.foundation import DomainError
from machtigingen.toegang.request import PortalRequest
from machtigingen.ui.deur import Deurmelding


def pagina(fout: DomainError, request: PortalRequest) -> HttpResponse:
    """The page for any refusal at this door, with the status of its code."""
    eerste = fout.fouten[0]
    uitleg = eerste.uitleg
    deur = Deurmelding(
        titel=uitleg.titel,
        wat=eerste.melding,
        wie=f"{WIE[uitleg.wie]}. {uitleg.actie}",
        oorzaak=uitleg.oorzaak,
        hoe=uitleg.stappen,
        code=eerste.code,
        correlatie_id=request.correlatie_id,
        doc_url=reverse("foutcode", args=(eerste.code,)),
        opnieuw_url=request.get_full_path() if request.method in ("GET", "HEAD") else reverse("start"),
    )
    return toon(request, "ui/deurpagina.html", {"deur": deur}, status=uitleg.http)
