"""What stands behind the question mark in an address: read as strictly as a message."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from machtigingen.foundation import DomainError, Fout, veldnaam
from machtigingen.toegang.request import PortalRequest

Lezer = Callable[[str], Any]


def in_form(vorm: str, maak: Lezer = str) -> Lezer:
    """Reads text of this form. Raises ValueError."""

    def lees(tekst: str) -> Any:
        if not re.fullmatch(vorm, tekst, re.ASCII):
            raise ValueError
        return maak(tekst)

    return lees


def read_parameters(request: PortalRequest, lezers: Mapping[str, Lezer]) -> dict[str, Any]:
    """Those that are there. Raises B112 for each that we do not know, that is there twice, or that has another form."""
    waarden: dict[str, Any] = {}
    fouten = []
    for naam in request.GET:
        try:
            (tekst,) = request.GET.getlist(naam)
            waarden[naam] = lezers[naam](tekst)
        except (KeyError, ValueError):
            fouten.append(Fout("B112", veldnaam(naam), {"parameter": veldnaam(naam)}))
    if fouten:
        raise DomainError(*fouten)
    return waarden
