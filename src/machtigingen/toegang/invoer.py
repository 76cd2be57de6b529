"""What was typed on a page, or came of it, kept until its owner is back: sealed, for one certificate and one page."""

import json
from base64 import b64decode, b64encode
from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from fnmatch import fnmatchcase

from machtigingen.kluis import Kluisfout, sleutelbos
from machtigingen.toegang.request import PortalRequest

PLEK = "bewaarde_invoer"  # by page: since when, and what, sealed
MEESTE = 20  # pages
_TERMIJN = timedelta(hours=1)


def keep(request: PortalRequest, velden: Collection[str], adresvelden: Collection[str] = ()) -> bool:
    """Keeps these fields of the form that was posted after the session ended, and with them these of its address;
    "regel-*" means all that begin so. Gives whether it could."""
    return hold(request, posted(request, velden) | addressed(request, adresvelden))


def posted(request: PortalRequest, velden: Collection[str]) -> dict[str, str]:
    return {
        naam: str(waarde) for naam, waarde in request.POST.items() if any(fnmatchcase(naam, veld) for veld in velden)
    }


def addressed(request: PortalRequest, velden: Collection[str]) -> dict[str, str]:
    """What the address says that the form is about."""
    return {naam: request.GET[naam] for naam in velden if naam in request.GET}


def hold(request: PortalRequest, waarden: Mapping[str, str]) -> bool:
    """Keeps this for the page of the request. What is kept for it next takes its place; that of other pages stays, for
    it was said to be kept: with too many of those, this is not. Gives whether it is."""
    andere = _other_pages(request)
    if len(andere) >= MEESTE:
        return False
    zegel = b64encode(sleutelbos().seal(json.dumps(waarden).encode(), context=_context(request, request.path))).decode()
    request.session[PLEK] = andere | {request.path: [request.now.isoformat(), zegel]}
    return True


def kept(request: PortalRequest, pad: str = "") -> Mapping[str, str]:
    """What was kept for this page, or the one at that path, within the last hour; nothing when that was by another
    certificate."""
    pad = pad or request.path
    _, zegel = _fresh(request).get(pad, ("", ""))
    try:
        waarden: dict[str, str] = json.loads(sleutelbos().unseal(b64decode(zegel), context=_context(request, pad)))
    except Kluisfout:
        return {}
    return waarden


def forget(request: PortalRequest) -> None:
    """Of this page."""
    _leave_only(request, _other_pages(request))


def drop_old(request: PortalRequest) -> None:
    """After its hour it is taken away, whatever its owner does here."""
    _leave_only(request, _fresh(request))


def _leave_only(request: PortalRequest, over: dict[str, list[str]]) -> None:
    if not over:
        request.session.pop(PLEK, None)
    elif over != request.session[PLEK]:
        request.session[PLEK] = over


def _other_pages(request: PortalRequest) -> dict[str, list[str]]:
    return {pad: een for pad, een in _fresh(request).items() if pad != request.path}


def _fresh(request: PortalRequest) -> dict[str, list[str]]:
    eerst = request.now - _TERMIJN
    return {pad: een for pad, een in request.session.get(PLEK, {}).items() if datetime.fromisoformat(een[0]) >= eerst}


def _context(request: PortalRequest, pad: str) -> str:
    return f"invoer:{request.actor.certificaat}:{pad}"
