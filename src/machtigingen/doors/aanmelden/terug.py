"""Where does somebody go on, who had to log in first? To where he was, and never to somebody else's site."""

from collections.abc import Iterable
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from machtigingen.toegang.request import PortalRequest

_PAGINA_BIJ_KNOP = {
    "indienen": "controleren",
    "kopie": "aanvraag",
    "nieuw-beginnen": "nieuw-patient",
    "meldingen-stoppen": "meldingen",
    "recht-vragen": "wie-ben-ik",
    "beheer-rechtverzoek": "beheer",
    "beheer-rechten": "beheer-medewerkers",
    "beheer-contactpersoon": "beheer-medewerker",
    "beheer-deblokkeren": "beheer-medewerker",
    "beheer-tweede-factor": "beheer-medewerker",
}
"""Where the button stands of an address that is only a button."""
_VAN_ALLES = {"meldingen", "nieuw-patient", "wie-ben-ik", "beheer", "beheer-medewerkers"}
"""A page with all of them, so that its address names none."""


def way_back(request: PortalRequest) -> str:
    """Where the user was, as a page to look at: some addresses are only a button. Of its query what the view names as
    its own (`adresvelden`)."""
    plek = request.resolver_match
    if plek is None or plek.url_name in ("inloggen", "code", "uitloggen", "verlengen"):
        return "/"
    query = _query(request, getattr(plek.func, "adresvelden", ()))
    if plek.url_name in _PAGINA_BIJ_KNOP:
        naam = _PAGINA_BIJ_KNOP[plek.url_name]
        return reverse(naam, kwargs={} if naam in _VAN_ALLES else plek.kwargs) + query
    return request.path + query


def _query(request: PortalRequest, velden: Iterable[str]) -> str:
    waarden = {naam: request.GET[naam] for naam in velden if naam in request.GET}
    return f"?{urlencode(waarden)}" if waarden else ""


def safe_way(verder: str) -> str:
    veilig = url_has_allowed_host_and_scheme(verder, allowed_hosts=None, require_https=True)
    return verder if veilig and verder.startswith("/") else "/"
