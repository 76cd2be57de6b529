"""What stands around every page of this listener: the menu, and where to find help."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from machtigingen.doors.info.language import page_url
from machtigingen.toegang.request import PortalRequest
from machtigingen.ui.context import Navlink, Pagina


def toon(request: PortalRequest, sjabloon: str, context: dict[str, object], *, status: int = 200) -> HttpResponse:
    vast = {"pagina": _pagina(request), "index_url": page_url("foutcodes")}
    return render(request, sjabloon, vast | context, status=status)


def _pagina(request: PortalRequest) -> Pagina:
    titels = {
        "start": _("Over het portaal"),
        "documentatie": _("Voor leveranciers"),
        "koppeling": _("Koppeling controleren"),
        "foutcodes": _("Foutcodes"),
        "hulp": _("Hulp"),
    }
    links = [(titel, page_url(naam) if naam == "foutcodes" else reverse(naam)) for naam, titel in titels.items()]
    return Pagina(
        navigatie=(
            *(Navlink(titel=titel, url=url, actief=_is_here(request, url)) for titel, url in links),
            Navlink(titel=_("Naar het portaal"), url=request.adressen["portaal"]),
        ),
        hulp_url=reverse("hulp"),
    )


def _is_here(request: PortalRequest, url: str) -> bool:
    """The documentation has pages below its first one; every other item is one page."""
    return request.path == url or (url == reverse("documentatie") and request.path.startswith(url))
