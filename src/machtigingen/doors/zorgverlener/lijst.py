"""Mijn aanvragen: what waits for you, what runs and what is done at the own instantie, and looking for something."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from machtigingen.aanvragen.models import Aanvraag
from machtigingen.aanvragen.queries import Zoekvraag, overview, search, search_verzekerde
from machtigingen.aanvragen.vakken import Vak, counts, within
from machtigingen.doors.zorgverlener.lijstrij import tabel_van
from machtigingen.doors.zorgverlener.zoeken import zoek_aanvraag
from machtigingen.foundation import INDIENEN
from machtigingen.toegang.queries import vandaag
from machtigingen.toegang.request import PortalRequest
from machtigingen.ui.context import LegeLijst, Tabblad
from machtigingen.ui.pagina import toon
from machtigingen.ui.velden import Foutregel
from machtigingen.ui.zoekformulier import Verzekerde, Zoekformulier, aantal_gevonden, zoek_verzekerde

PER_PAGINA = 50
VAKKEN = {
    Vak.WACHT_OP_U: gettext_lazy("Wacht op u"),
    Vak.LOOPT: gettext_lazy("Loopt"),
    Vak.KLAAR: gettext_lazy("Klaar"),
}
_NIETS_IN = {
    Vak.WACHT_OP_U: gettext_lazy("Er wacht niets op u"),
    Vak.LOOPT: gettext_lazy("Er loopt niets bij een zorgverzekeraar"),
    Vak.KLAAR: gettext_lazy("Er is nog niets klaar"),
}


@require_http_methods(["GET", "HEAD", "POST"])
def aanvragen(request: PortalRequest) -> HttpResponse:
    """A GET shows one part of the list, or narrows the whole of it. Both forms are posted, so that no browser puts a
    BSN in an address: what one of them asks goes on as a GET, unless there can be a BSN in it. What the other finds is
    shown at once."""
    dag = vandaag(request.now)
    if request.method != "POST":
        zoek = zoek_aanvraag(request.GET, vandaag=dag)
        if not zoek.is_open:
            return _start(request)
        return _toon_gevonden(request, zoek, zoek_verzekerde(None, vandaag=dag), _blad(request, zoek))
    if "nummer" in request.POST:
        return _zoek(request, zoek_aanvraag(request.POST, vandaag=dag))
    wie = zoek_verzekerde(request.POST, vandaag=dag)
    return _toon_gevonden(request, zoek_aanvraag({}, vandaag=dag), wie, _van(request, wie))


def _start(request: PortalRequest) -> HttpResponse:
    """The part that was asked for; else the first one with something in it."""
    lijst = overview(actor=request.actor, now=request.now)
    aantallen = counts(lijst, request.now)
    eerste = next((vak for vak in Vak if aantallen[vak]), Vak.WACHT_OP_U)
    toont = asked_for(request) or eerste
    blad = Paginator(within(lijst, toont, request.now), PER_PAGINA).get_page(request.GET.get("blad"))
    titel = _("Aanvragen van %(instantie)s") % {"instantie": request.actor.organisatie}
    dag = vandaag(request.now)
    context: dict[str, Any] = {
        "zoek": zoek_aanvraag({}, vandaag=dag),
        "wie": zoek_verzekerde(None, vandaag=dag),
        "zoekbaar": any(aantallen.values()),
        "gezocht": False,
        "fouten": (),
        "tabbladen": tuple(_tabblad(vak, aantallen[vak], actief=vak is toont) for vak in Vak),
        "blad": blad,
        "vervolg": urlencode({"toon": toont.value}),
        "mag_beginnen": request.actor.mag(INDIENEN),
        "tabel": tabel_van(blad, titel=f"{titel}: {str(VAKKEN[toont]).lower()}", now=request.now) if blad else None,
        "leeg": _nog_niets() if not any(aantallen.values()) else LegeLijst(titel=str(_NIETS_IN[toont])),
    }
    return toon(request, "zorgverlener/aanvragen.html", context)


def asked_for(request: PortalRequest) -> Vak | None:
    return next((vak for vak in Vak if vak.value == request.GET.get("toon")), None)


def _tabblad(vak: Vak, aantal: int, *, actief: bool) -> Tabblad:
    url = f"{reverse('aanvragen')}?{urlencode({'toon': vak.value})}"
    return Tabblad(titel=str(VAKKEN[vak]), url=url, aantal=aantal, actief=actief)


def _zoek(request: PortalRequest, zoek: Zoekformulier[Zoekvraag]) -> HttpResponse:
    if zoek.past_in_adres and not zoek.is_fout:
        return redirect(f"{reverse('aanvragen')}?{urlencode(zoek.ingevuld)}".rstrip("?"))
    gevonden = list(search(actor=request.actor, now=request.now, zoekvraag=zoek.doel)) if zoek.doel else None
    return _toon_gevonden(request, zoek, zoek_verzekerde(None, vandaag=vandaag(request.now)), gevonden)


def _van(request: PortalRequest, zoek: Zoekformulier[Verzekerde]) -> Sequence[Aanvraag] | None:
    """What there is about this person; None while the question is not right."""
    if zoek.doel is None:
        return None
    wie = zoek.doel
    return search_verzekerde(actor=request.actor, now=request.now, bsn=wie.bsn, geboortedatum=wie.geboortedatum)


def _blad(request: PortalRequest, zoek: Zoekformulier[Zoekvraag]) -> Page[Aanvraag] | None:
    """One page of what was found; None while the question is not right."""
    if zoek.doel is None:
        return None
    lijst = search(actor=request.actor, now=request.now, zoekvraag=zoek.doel)
    return Paginator(lijst, PER_PAGINA).get_page(request.GET.get("blad"))


def _toon_gevonden(
    request: PortalRequest,
    zoek: Zoekformulier[Zoekvraag],
    wie: Zoekformulier[Verzekerde],
    gevonden: Sequence[Aanvraag] | Page[Aanvraag] | None,
) -> HttpResponse:
    fouten = Foutregel.van(zoek.velden + wie.velden)
    context: dict[str, Any] = {
        "zoek": zoek,
        "wie": wie,
        "zoekbaar": True,
        "gezocht": True,
        "mag_beginnen": request.actor.mag(INDIENEN),
        "tabbladen": (),
        "fouten": fouten,
        "blad": gevonden if isinstance(gevonden, Page) else None,
        "vervolg": urlencode(zoek.ingevuld),
        "tabel": tabel_van(gevonden, titel=_aantal(gevonden), now=request.now) if gevonden else None,
        "leeg": _niets_gevonden(request) if gevonden is not None else None,
    }
    return toon(request, "zorgverlener/aanvragen.html", context, status=422 if fouten else 200)


def _aantal(gevonden: Sequence[Aanvraag] | Page[Aanvraag]) -> str:
    aantal = gevonden.paginator.count if isinstance(gevonden, Page) else len(gevonden)
    return aantal_gevonden(aantal)


def _nog_niets() -> LegeLijst:
    return LegeLijst(
        titel=_("U hebt nog geen aanvragen"),
        tekst=_("Druk in uw softwarepakket op ‘Machtiging aanvragen’, of begin hier. De aanvraag staat daarna hier."),
    )


def _niets_gevonden(request: PortalRequest) -> LegeLijst:
    return LegeLijst(
        titel=_("Geen aanvraag gevonden"),
        tekst=_("Kijk of u alles goed hebt ingevuld. U vindt hier alleen aanvragen van %(instantie)s.")
        % {"instantie": request.actor.organisatie},
        url=reverse("aanvragen"),
        url_tekst=_("Alle aanvragen tonen"),
    )
