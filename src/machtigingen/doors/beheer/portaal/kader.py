"""What all pages of who runs the portal share: where the explanation of an operator stands."""

from django.http import HttpResponse

from machtigingen.toegang.request import PortalRequest
from machtigingen.ui.pagina import toon


def toon_portaal(
    request: PortalRequest, template: str, context: dict[str, object], *, status: int = 200
) -> HttpResponse:
    return toon(request, f"beheer/portaal/{template}.html", {"uitleg": explanation(request)} | context, status=status)


def explanation(request: PortalRequest) -> str:
    """The address of docs/wat-doe-ik-als.md."""
    return f"{request.adressen['info']}/docs/wat-doe-ik-als"
