"""Whole dossiers to take along before they go: of one aanvraag, or of those that one picks from the list."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_safe

from machtigingen.aanvragen.models import Aanvraag
from machtigingen.aanvragen.queries import overview, search
from machtigingen.aanvragen.vakken import sent
from machtigingen.bewaring.queries import all_kept_until
from machtigingen.doors.zorgverlener.zoeken import zoek_aanvraag
from machtigingen.foundation import RAADPLEGEN, DomainError
from machtigingen.toegang.queries import require, vandaag
from machtigingen.toegang.request import PortalRequest
from machtigingen.ui.aanvraagpagina import titel_van
from machtigingen.ui.bundel import MEESTE_AANVRAGEN, bundel_van
from machtigingen.ui.context import LegeLijst
from machtigingen.ui.pagina import toon
from machtigingen.ui.velden import Keuze, Veld, Veldsoort


@require_GET
def dossier(request: PortalRequest, id: UUID) -> HttpResponse:
    """All of one aanvraag that was sent."""
    return bundel_van(actor=request.actor, now=request.now, aanvraag_ids=(id,))


@require_GET
def chosen(request: PortalRequest) -> HttpResponse:
    """All of those that were picked. Raises A101 for what cannot be one."""
    try:
        ids = tuple(UUID(een) for een in request.GET.getlist("aanvraag"))
    except ValueError as fout:
        raise DomainError.one("A101") from fout
    return bundel_van(actor=request.actor, now=request.now, aanvraag_ids=ids)


@require_safe
def downloaden(request: PortalRequest) -> HttpResponse:
    """What can be picked: what was sent, narrowed as the list is, what goes first in front."""
    require(request.actor, RAADPLEGEN)
    zoek = zoek_aanvraag(request.GET, vandaag=vandaag(request.now))
    if zoek.doel is None:
        lijst = overview(actor=request.actor, now=request.now)
    else:
        lijst = search(actor=request.actor, now=request.now, zoekvraag=zoek.doel)
    blad = Paginator(sent(lijst), MEESTE_AANVRAGEN).get_page(request.GET.get("blad"))
    context: dict[str, Any] = {
        "veld": Veld(
            naam="aanvraag",
            label=_("Welke aanvragen wilt u downloaden?"),
            soort=Veldsoort.MEERKEUZE,
            waarden=tuple(str(aanvraag.id) for aanvraag in blad),
            keuzes=_keuzes(tuple(blad)),
        ),
        "blad": blad,
        "vervolg": urlencode(zoek.ingevuld),
        "leeg": None if blad else LegeLijst(titel=_("Er is niets om te downloaden")),
        "meeste": MEESTE_AANVRAGEN,
    }
    return toon(request, "zorgverlener/downloaden.html", context)


def _keuzes(aanvragen: Sequence[Aanvraag]) -> tuple[Keuze, ...]:
    bewaard = all_kept_until([aanvraag.id for aanvraag in aanvragen])
    return tuple(
        _keuze(aanvraag, bewaard[aanvraag.id].aanvraag_on) for aanvraag in aanvragen if aanvraag.id in bewaard
    )


def _keuze(aanvraag: Aanvraag, tot: date | None) -> Keuze:
    delen = [aanvraag.aanvraagnummer or "", titel_van(aanvraag), aanvraag.referentie]
    uitleg = _("wordt bewaard tot %(dag)s") % {"dag": date_format(tot, "j F Y")} if tot else ""
    return Keuze(waarde=str(aanvraag.id), label=" · ".join(filter(None, delen)), uitleg=uitleg)
