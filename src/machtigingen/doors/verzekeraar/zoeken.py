"""Looking for an aanvraag at the desk, whatever became of it: by what is known of it, or by the person it is about."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from machtigingen.aanvragen.models import Aanvraag
from machtigingen.aanvragen.queries import Zoekvraag
from machtigingen.beoordeling.zoeken import search_at_desk, search_verzekerde_at_desk
from machtigingen.doors.verzekeraar.keuze import Werkkeuze
from machtigingen.doors.verzekeraar.rijen import gevonden_tabel
from machtigingen.doors.verzekeraar.zoekvelden import zoek_aanvraag
from machtigingen.foundation import BEOORDELEN
from machtigingen.toegang.queries import require, vandaag
from machtigingen.toegang.request import PortalRequest
from machtigingen.ui.context import LegeLijst
from machtigingen.ui.pagina import toon
from machtigingen.ui.velden import Foutregel
from machtigingen.ui.zoekformulier import Verzekerde, Zoekformulier, aantal_gevonden, zoek_verzekerde

PER_PAGINA = 50


@dataclass(frozen=True, kw_only=True)
class Zoekpagina:
    """Both forms, and what was found by one of them: None while nothing was looked for. `terug`: what of the search
    may stand in an address."""

    zoek: Zoekformulier[Zoekvraag]
    wie: Zoekformulier[Verzekerde]
    gevonden: Sequence[Aanvraag] | Page[Aanvraag] | None = None
    terug: str = ""


@require_http_methods(["GET", "HEAD", "POST"])
def zoeken(request: PortalRequest) -> HttpResponse:
    """Both forms are posted, so that no browser puts a BSN in an address: what one of them asks goes on as a GET,
    unless there can be a BSN in it. What the other finds is shown at once."""
    require(request.actor, BEOORDELEN)
    dag = vandaag(request.now)
    if request.method != "POST":
        zoek = zoek_aanvraag(request.GET, vandaag=dag, leeg_mag=True, uzovi=request.actor.uzovi)
        return _toon(request, _op_adres(request, zoek))
    if "nummer" in request.POST:
        zoek = zoek_aanvraag(request.POST, vandaag=dag, leeg_mag=False, uzovi=request.actor.uzovi)
        if zoek.past_in_adres and not zoek.is_fout:
            return HttpResponseRedirect(f"{reverse('zoeken')}?{urlencode(zoek.ingevuld)}")
        return _toon(request, _gepost(request, zoek))
    return _toon(request, _op_persoon(request, zoek_verzekerde(request.POST, vandaag=dag)))


def _op_adres(request: PortalRequest, zoek: Zoekformulier[Zoekvraag]) -> Zoekpagina:
    """One page of what was found."""
    wie = zoek_verzekerde(None, vandaag=vandaag(request.now))
    if zoek.doel is None:
        return Zoekpagina(zoek=zoek, wie=wie)
    lijst = search_at_desk(actor=request.actor, now=request.now, zoekvraag=zoek.doel)
    blad: Page[Aanvraag] = Paginator(lijst, PER_PAGINA).get_page(request.GET.get("blad"))
    verder = {"blad": str(blad.number)} if blad.number > 1 else {}
    return Zoekpagina(zoek=zoek, wie=wie, gevonden=blad, terug=urlencode(zoek.ingevuld | verder))


def _gepost(request: PortalRequest, zoek: Zoekformulier[Zoekvraag]) -> Zoekpagina:
    """With something wrong, or with what fits in no address: then not more than one page is shown."""
    wie = zoek_verzekerde(None, vandaag=vandaag(request.now))
    if zoek.doel is None:
        return Zoekpagina(zoek=zoek, wie=wie)
    lijst = search_at_desk(actor=request.actor, now=request.now, zoekvraag=zoek.doel)
    return Zoekpagina(zoek=zoek, wie=wie, gevonden=list(lijst[:PER_PAGINA]), terug="blad=1")


def _op_persoon(request: PortalRequest, wie: Zoekformulier[Verzekerde]) -> Zoekpagina:
    zoek = zoek_aanvraag({}, vandaag=vandaag(request.now), leeg_mag=True, uzovi=request.actor.uzovi)
    if wie.doel is None:
        return Zoekpagina(zoek=zoek, wie=wie)
    gevonden = search_verzekerde_at_desk(
        actor=request.actor, now=request.now, bsn=wie.doel.bsn, geboortedatum=wie.doel.geboortedatum
    )
    return Zoekpagina(zoek=zoek, wie=wie, gevonden=gevonden, terug="wie=ja")


def _toon(request: PortalRequest, beeld: Zoekpagina) -> HttpResponse:
    fouten = Foutregel.van(beeld.zoek.velden + beeld.wie.velden)
    gevonden = beeld.gevonden
    aantal = gevonden.paginator.count if isinstance(gevonden, Page) else len(gevonden or ())
    op_persoon = beeld.wie.is_open or "wie" in request.GET
    context: dict[str, object] = {
        "zoek": beeld.zoek,
        "wie": beeld.wie,
        "zoek_open": not op_persoon and not aantal,
        "wie_open": op_persoon and not aantal,
        "fouten": fouten,
        "blad": gevonden if isinstance(gevonden, Page) else None,
        "vervolg": urlencode(beeld.zoek.ingevuld),
        "gezocht_op": _in_words(beeld) if gevonden is not None else (),
        "leeg": None if gevonden is None or aantal else _niets_gevonden(request),
        "tabel": gevonden_tabel(
            gevonden or (),
            titel=aantal_gevonden(aantal),
            keuze=Werkkeuze(zoek=beeld.terug),
            actor=request.actor,
            now=request.now,
        ),
    }
    return toon(request, "verzekeraar/zoeken.html", context, status=422 if fouten else 200)


def _in_words(beeld: Zoekpagina) -> tuple[str, ...]:
    """What was looked for; of a person only that it was one."""
    if beeld.wie.ingevuld:
        return (_("BSN en geboortedatum"),)
    velden = (veld for veld in beeld.zoek.velden if veld.waarde)
    labels = {veld.naam: {keuze.waarde: keuze.label for keuze in veld.keuzes} for veld in beeld.zoek.velden}
    return tuple(f"{veld.label}: {labels[veld.naam].get(veld.waarde, veld.waarde)}" for veld in velden)


def _niets_gevonden(request: PortalRequest) -> LegeLijst:
    return LegeLijst(
        titel=_("Geen aanvraag gevonden"),
        tekst=_("Kijk of u alles goed hebt ingevuld. U vindt hier alleen aanvragen aan %(verzekeraar)s.")
        % {"verzekeraar": request.actor.organisatie},
    )
