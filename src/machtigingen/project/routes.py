"""Every route of the three listeners: which methods, and who may call it.

Nothing is listed twice: the addresses come from the urlconfs, the methods from the routes themselves, and who may call
follows from the door a view stands in (an audience is a door). The middleware holds every caller to it.
"""

import logging
import re
from collections.abc import Iterator
from enum import Enum
from importlib import import_module
from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver

from machtigingen.project.config import LISTENERS

# Open to anybody, at each listener that has them.
OPENBAAR = frozenset({"/healthz", "/readyz", "/openapi.json"})
# Open to whoever only reads: what makes a client of a WSDL often has no certificate yet.
_OPENBAAR_TE_LEZEN = frozenset({"/soap/instroom/v1"})


class Publiek(Enum):
    IEDEREEN = "iedereen"
    SYSTEEM = "systeem"
    PERSOONLIJK = "persoonlijk"
    INSTANTIE = "persoonlijk instantie"
    VERZEKERAAR = "persoonlijk verzekeraar"
    FORMULIEREN = "persoonlijk formulieren"
    BEHEER = "persoonlijk beheer"
    PORTAALBEHEER = "persoonlijk portaalbeheer"


_VAN_DEUR = {
    "machtigingen.doors.zorgverlener": Publiek.INSTANTIE,
    "machtigingen.doors.verzekeraar.formulieren": Publiek.FORMULIEREN,
    "machtigingen.doors.verzekeraar": Publiek.VERZEKERAAR,
    "machtigingen.doors.beheer.portaal": Publiek.PORTAALBEHEER,
    "machtigingen.doors.beheer": Publiek.BEHEER,
}
"""A door within a door stands before it."""
_VAN_LISTENER = {"info": Publiek.IEDEREEN, "portaal": Publiek.PERSOONLIJK, "api": Publiek.SYSTEEM}
_PLAATS = re.compile(r"<(?:\w+:)?(\w+)>")


def alle_routes() -> list[dict[str, Any]]:
    """Each route as `listener`, `pad` (with {names}, as in OpenAPI), `methoden` and `wie`."""
    return [
        {"listener": listener, "pad": pad, "methoden": methoden(view), "wie": publiek(listener, pad, view).value}
        for listener in LISTENERS
        for pad, view in _paden(import_module(f"machtigingen.project.urls_{listener}").urlpatterns, "/")
    ]


def _paden(patronen: list[URLPattern | URLResolver], begin: str) -> Iterator[tuple[str, Any]]:
    for patroon in patronen:
        pad = begin + _PLAATS.sub(r"{\1}", str(patroon.pattern))
        if isinstance(patroon, URLResolver):
            yield from _paden(patroon.url_patterns, pad)
        else:
            yield pad, patroon.callback


def methoden(view: Any) -> list[str]:
    """What the route itself says when it is asked for a method that nobody has: it refuses, and names its own."""
    vraag = HttpRequest()
    vraag.method = "METHODEN"
    logging.disable(logging.WARNING)  # Django warns of every refused method, and this one is our own
    try:
        toegestaan = view(vraag)["Allow"]
    finally:
        logging.disable(logging.NOTSET)
    return toegestaan.split(", ")


def is_open(methode: str | None, pad: str) -> bool:
    return pad in OPENBAAR or (pad in _OPENBAAR_TE_LEZEN and methode in ("GET", "HEAD"))


def publiek(listener: str, pad: str, view: Any) -> Publiek:
    """Who may call a view."""
    if pad in OPENBAAR:
        return Publiek.IEDEREEN
    return next(
        (wie for deur, wie in _VAN_DEUR.items() if f"{view.__module__}.".startswith(f"{deur}.")),
        _VAN_LISTENER[listener],
    )
