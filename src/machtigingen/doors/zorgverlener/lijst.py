"""Mijn aanvragen: the list of one's own instantie, newest first, and looking for something in it."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from machtigingen.aanvragen.models import Aanvraag
from machtigingen.aanvragen.queries import Zoekvraag, overview, search, search_verzekerde, stand
from machtigingen.doors.zorgverlener.zoeken import Verzekerde, Zoekformulier, zoek_aanvraag, zoek_verzekerde
from machtigingen.toegang.queries import vandaag
from machtigingen.toegang.request import PortalRequest
from machtigingen.ui.aanvraagpagina import titel_van
from machtigingen.ui.context import Cel, LegeLijst, Tabel
from machtigingen.ui.pagina import toon
from machtigingen.ui.velden import Foutregel

PER_PAGINA = 50


@require_http_methods(["GET", "HEAD", "POST"])
def aanvragen(request: PortalRequest) -> HttpResponse:
    """A GET may narrow the list. Both forms are posted, so that no browser puts a BSN in an address: what one of them
    asks goes on as a GET, unless there can be a BSN in it. What the other finds is shown at once."""
    dag = vandaag(request.now)
    if request.method != "POST":
        zoek = zoek_aanvraag(request.GET, vandaag=dag)
        return _toon(request, zoek, zoek_verzekerde(None, vandaag=dag), _blad(request, zoek))
    if "nummer" in request.POST:
        return _zoek(request, zoek_aanvraag(request.POST, vandaag=dag))
    wie = zoek_verzekerde(request.POST, vandaag=dag)
    return _toon(request, zoek_aanvraag({}, vandaag=dag), wie, _van(request, wie))


def _zoek(request: PortalRequest, zoek: Zoekformulier[Zoekvraag]) -> HttpResponse:
    if zoek.past_in_adres and not any(veld.fout for veld in zoek.velden):
        return redirect(f"{reverse('aanvragen')}?{urlencode(zoek.ingevuld)}".rstrip("?"))
    gevonden = list(search(actor=request.actor, now=request.now, zoekvraag=zoek.doel)) if zoek.doel else None
    return _toon(request, zoek, zoek_verzekerde(None, vandaag=vandaag(request.now)), gevonden)


def _van(request: PortalRequest, zoek: Zoekformulier[Verzekerde]) -> Sequence[Aanvraag] | None:
    """What there is about this person; None while the question is not right."""
    if zoek.doel is None:
        return None
    wie = zoek.doel
    return search_verzekerde(actor=request.actor, now=request.now, bsn=wie.bsn, geboortedatum=wie.geboortedatum)


def _blad(request: PortalRequest, zoek: Zoekformulier[Zoekvraag]) -> Page[Aanvraag] | None:
    """One page of the list, narrowed or whole; None while the question is not right."""
    if zoek.doel is None and zoek.is_open:
        return None
    if zoek.doel is None:
        lijst = overview(actor=request.actor, now=request.now)
    else:
        lijst = search(actor=request.actor, now=request.now, zoekvraag=zoek.doel)
    return Paginator(lijst, PER_PAGINA).get_page(request.GET.get("blad"))


def _toon(
    request: PortalRequest,
    zoek: Zoekformulier[Zoekvraag],
    wie: Zoekformulier[Verzekerde],
    gevonden: Sequence[Aanvraag] | Page[Aanvraag] | None,
) -> HttpResponse:
    gezocht = zoek.is_open or wie.is_open
    fouten = Foutregel.van(zoek.velden + wie.velden)
    context: dict[str, Any] = {
        "zoek": zoek,
        "wie": wie,
        "gezocht": gezocht,
        "fouten": fouten,
        "blad": gevonden if isinstance(gevonden, Page) else None,
        "vervolg": urlencode(zoek.ingevuld),
        "tabel": _tabel(request, gevonden, gezocht=gezocht) if gevonden else None,
        "leeg": _leeg(request, gezocht=gezocht) if gevonden is not None else None,
    }
    return toon(request, "zorgverlener/aanvragen.html", context, status=422 if fouten else 200)


def _tabel(request: PortalRequest, gevonden: Sequence[Aanvraag] | Page[Aanvraag], *, gezocht: bool) -> Tabel:
    aantal = gevonden.paginator.count if isinstance(gevonden, Page) else len(gevonden)
    if gezocht:
        titel = ngettext("%(aantal)s aanvraag gevonden", "%(aantal)s aanvragen gevonden", aantal) % {"aantal": aantal}
    else:
        titel = _("Aanvragen van %(instantie)s") % {"instantie": request.actor.organisatie}
    return Tabel(
        titel=titel,
        kolommen=(_("Formulier"), _("Machtigingsaanvraag-ID"), _("Uw referentie"), _("Bijgewerkt"), _("Status")),
        rijen=tuple(_rij(aanvraag, request) for aanvraag in gevonden),
    )


def _rij(aanvraag: Aanvraag, request: PortalRequest) -> tuple[Cel, ...]:
    return (
        Cel(tekst=titel_van(aanvraag), url=reverse("aanvraag", args=(aanvraag.id,))),
        Cel(tekst=aanvraag.aanvraagnummer or "–"),
        Cel(tekst=aanvraag.referentie or "–"),
        Cel(tekst=timezone.localtime(aanvraag.updated_at).strftime("%d-%m-%Y %H:%M")),
        Cel(status=stand(aanvraag, request.now).value),
    )


def _leeg(request: PortalRequest, *, gezocht: bool) -> LegeLijst:
    if not gezocht:
        return LegeLijst(
            titel=_("U hebt nog geen aanvragen"),
            tekst=_("Druk in uw softwarepakket op ‘Machtiging aanvragen’. De aanvraag staat daarna hier."),
        )
    return LegeLijst(
        titel=_("Geen aanvraag gevonden"),
        tekst=_("Kijk of u alles goed hebt ingevuld. U vindt hier alleen aanvragen van %(instantie)s.")
        % {"instantie": request.actor.organisatie},
        url=reverse("aanvragen"),
        url_tekst=_("Alle aanvragen tonen"),
    )
