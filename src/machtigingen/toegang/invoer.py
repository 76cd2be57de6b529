"""What was typed on a page, or came of it, kept until its owner is back: sealed, for one certificate and one page."""

import json
from base64 import b64decode, b64encode
from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from fnmatch import fnmatchcase

from machtigingen.kluis import Kluisfout, sleutelbos
from machtigingen.toegang.request import PortalRequest

PLEK = "invoer_per_pagina"
MEESTE = 5  # pages
_TERMIJN = timedelta(hours=1)


def keep(request: PortalRequest, velden: Collection[str], adresvelden: Collection[str] = ()) -> None:
    """Keeps these fields of the form that was posted after the session ended, and with them these of its address;
    "regel-*" means all that begin so."""
    hold(request, posted(request, velden) | addressed(request, adresvelden))


def posted(request: PortalRequest, velden: Collection[str]) -> dict[str, str]:
    return {
        naam: str(waarde) for naam, waarde in request.POST.items() if any(fnmatchcase(naam, veld) for veld in velden)
    }


def addressed(request: PortalRequest, velden: Collection[str]) -> dict[str, str]:
    """What the address says that the form is about."""
    return {naam: request.GET[naam] for naam in velden if naam in request.GET}


def hold(request: PortalRequest, waarden: Mapping[str, str]) -> None:
    """Keeps this for the page of the request. What is kept for it next takes its place; that of other pages stays,
    but of the one that was left longest ago when there are too many."""
    inhoud = json.dumps({"op": request.now.isoformat(), "waarden": waarden})
    zegel = b64encode(sleutelbos().seal(inhoud.encode(), context=_context(request, request.path))).decode()
    alle = [*_other_pages(request).items(), (request.path, zegel)]
    request.session[PLEK] = dict(alle[-MEESTE:])


def kept(request: PortalRequest, pad: str = "") -> Mapping[str, str]:
    """What was kept for this page, or the one at that path, within the last hour; nothing when that was by another
    certificate."""
    pad = pad or request.path
    try:
        inhoud = json.loads(sleutelbos().unseal(b64decode(request.session[PLEK][pad]), context=_context(request, pad)))
    except (KeyError, Kluisfout):
        return {}
    op = datetime.fromisoformat(inhoud["op"])
    return inhoud["waarden"] if request.now - op <= _TERMIJN else {}


def forget(request: PortalRequest) -> None:
    """Of this page."""
    andere = _other_pages(request)
    if andere:
        request.session[PLEK] = andere
    else:
        request.session.pop(PLEK, None)


def _other_pages(request: PortalRequest) -> dict[str, str]:
    return {pad: zegel for pad, zegel in request.session.get(PLEK, {}).items() if pad != request.path}


def _context(request: PortalRequest, pad: str) -> str:
    return f"invoer:{request.actor.certificaat}:{pad}"
