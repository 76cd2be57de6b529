"""Whole dossiers to take along before they go: of one aanvraag, or of those that one picks from the list."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.http import HttpResponse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_safe

from machtigingen.aanvragen.models import Aanvraag
from machtigingen.aanvragen.queries import Zoekvraag, overview, search
from machtigingen.aanvragen.vakken import sent
from machtigingen.bewaring.queries import all_kept_until
from machtigingen.doors.zorgverlener.lijst import aanvragen
from machtigingen.doors.zorgverlener.zoeken import zoek_aanvraag
from machtigingen.foundation import RAADPLEGEN, DomainError, foutcode
from machtigingen.toegang.queries import require, vandaag
from machtigingen.toegang.request import PortalRequest
from machtigingen.ui.aanvraagpagina import titel_van
from machtigingen.ui.bundel import MEESTE_AANVRAGEN, bundel_van
from machtigingen.ui.context import LegeLijst
from machtigingen.ui.pagina import toon
from machtigingen.ui.velden import Foutregel, Keuze, Veld, Veldsoort


@require_GET
def dossier(request: PortalRequest, id: UUID) -> HttpResponse:
    """All of one aanvraag that was sent."""
    return bundel_van(actor=request.actor, now=request.now, aanvraag_ids=(id,))


@require_GET
def chosen(request: PortalRequest) -> HttpResponse:
    """All of those that were picked; the page again, as it was, when that is none or too much. Raises A101 for what
    cannot be one."""
    try:
        ids = tuple(UUID(een) for een in request.GET.getlist("aanvraag"))
    except ValueError as fout:
        raise DomainError.one("A101") from fout
    try:
        return bundel_van(actor=request.actor, now=request.now, aanvraag_ids=ids)
    except DomainError as fout:
        if fout.code != "X105":
            raise
        return _page(request, gekozen=ids, fout=fout)


@require_safe
def downloaden(request: PortalRequest) -> HttpResponse:
    """What can be picked: what was sent, narrowed as the list is, what goes first in front."""
    return _page(request)


def _page(request: PortalRequest, *, gekozen: tuple[UUID, ...] = (), fout: DomainError | None = None) -> HttpResponse:
    """When what is looked for is not right, the list says so. What was found is ticked; of all there is, nothing is."""
    require(request.actor, RAADPLEGEN)
    zoek = zoek_aanvraag(request.GET, vandaag=vandaag(request.now))
    if zoek.doel is None and zoek.is_open:
        return aanvragen(request)
    blad = _blad(request, zoek.doel)
    alles = fout is None and (zoek.doel is not None or "alles" in request.GET)
    veld = Veld(
        naam="aanvraag",
        label=_("Welke aanvragen wilt u downloaden?"),
        soort=Veldsoort.MEERKEUZE,
        waarden=tuple(str(aanvraag.id) for aanvraag in blad if alles or aanvraag.id in gekozen),
        keuzes=_keuzes(tuple(blad)),
        fout=fout.fouten[0].melding if fout else "",
    )
    context: dict[str, Any] = {
        "veld": veld,
        "fouten": Foutregel.van((veld,)),
        "blad": blad,
        "zoek": zoek.ingevuld,
        "vervolg": urlencode(zoek.ingevuld),
        "leeg": None if blad else LegeLijst(titel=_("Er is niets om te downloaden")),
        "meeste": MEESTE_AANVRAGEN,
    }
    return toon(request, "zorgverlener/downloaden.html", context, status=foutcode(fout.code).http if fout else 200)


def _blad(request: PortalRequest, zoekvraag: Zoekvraag | None) -> Page[Aanvraag]:
    if zoekvraag is None:
        lijst = overview(actor=request.actor, now=request.now)
    else:
        lijst = search(actor=request.actor, now=request.now, zoekvraag=zoekvraag)
    return Paginator(sent(lijst), MEESTE_AANVRAGEN).get_page(request.GET.get("blad"))


def _keuzes(aanvragen: Sequence[Aanvraag]) -> tuple[Keuze, ...]:
    bewaard = all_kept_until([aanvraag.id for aanvraag in aanvragen])
    return tuple(_keuze(aanvraag, bewaard[aanvraag.id].aanvraag_on) for aanvraag in aanvragen if aanvraag.id in bewaard)


def _keuze(aanvraag: Aanvraag, tot: date | None) -> Keuze:
    delen = [aanvraag.aanvraagnummer or "", titel_van(aanvraag), aanvraag.referentie]
    uitleg = _("wordt bewaard tot %(dag)s") % {"dag": date_format(tot, "j F Y")} if tot else ""
    return Keuze(waarde=str(aanvraag.id), label=" · ".join(filter(None, delen)), uitleg=uitleg)
