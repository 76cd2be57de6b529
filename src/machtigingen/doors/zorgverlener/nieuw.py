"""A new request without a care package begins here: which care, and is a machtiging needed for it at all?

Nothing of a patient is asked, so what was looked for may stand in an address.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from machtigingen.aanvragen.zorg import Gevonden, search_zorg
from machtigingen.beslisboom import Controle, Formulier, Optie, Vraag, Vraagtype
from machtigingen.doors.zorgverlener.zorgregel import zorgregels
from machtigingen.formulieren.mogelijkheden import Filter
from machtigingen.foundation import INDIENEN, strip_signs
from machtigingen.registers import uzovi as uzovi_register
from machtigingen.toegang import invoer
from machtigingen.toegang.queries import require, vandaag
from machtigingen.toegang.request import PortalRequest
from machtigingen.ui.context import LegeLijst, Melding, Meldingsoort
from machtigingen.ui.pagina import toon
from machtigingen.ui.velden import Foutregel
from machtigingen.ui.zoekformulier import Zoekformulier, fits_in_address, read_formulier

MEESTE = 25
_KORTST = 2
_ACHT_CIJFERS = re.compile(r"[0-9]{8}")  # no code of care has as many


@dataclass(frozen=True, kw_only=True)
class Zorgvraag:
    tekst: str
    uzovi: str
    on: date


@require_http_methods(["GET", "HEAD", "POST"])
def nieuw(request: PortalRequest) -> HttpResponse:
    """GET and POST /aanvragen/nieuw. Posted, so that no browser puts in an address what turns out to be a BSN."""
    require(request.actor, INDIENEN)
    ingevuld = request.POST if request.method == "POST" else request.GET or invoer.kept(request)
    zoek = _zoekformulier(request, ingevuld)
    if request.method == "POST" and zoek.doel is not None:
        invoer.forget(request)
        return redirect(f"{reverse('nieuw')}?{urlencode(zoek.ingevuld)}")
    return _show(request, zoek)


nieuw.bewaart_invoer = ("zoek", "verzekeraar", "datum")  # type: ignore[attr-defined]  # when the session has ended


def _zoekformulier(request: PortalRequest, ingevuld: Mapping[str, Any]) -> Zoekformulier[Zorgvraag]:
    dag = vandaag(request.now)
    namen = uzovi_register.verzekeraars(on=dag)
    verzekeraars = tuple(Optie(code=str(een.uzovi), tekst=f"{een.naam} ({een.uzovi})") for een in namen)
    vragen = (
        Vraag(
            link_id="zoek",
            tekst=_("Behandeling"),
            type=Vraagtype.STRING,
            hulp=_("Een woord of een code. Bijvoorbeeld: ooglid, 031545, J081 of X02."),
            max_length=100,
        ),
        Vraag(link_id="verzekeraar", tekst=_("Zorgverzekeraar"), type=Vraagtype.CHOICE, opties=verzekeraars),
        Vraag(
            link_id="datum",
            tekst=_("Begindatum"),
            type=Vraagtype.DATE,
            controle=Controle.BEGINDATUM,
            hulp=_("Vandaag of eerder."),
        ),
    )
    nog_niets = "zoek" not in ingevuld
    gevuld = {"datum": f"{dag:%d-%m-%Y}"} | {naam: ingevuld[naam] for naam in ingevuld}

    def question(waarden: Mapping[str, Any], fouten: dict[str, str]) -> Zorgvraag | None:
        return None if nog_niets else _zorgvraag(waarden, fouten, dag)

    return read_formulier(vragen, gevuld, vandaag=dag, begrijp=question)


def _zorgvraag(waarden: Mapping[str, Any], fouten: dict[str, str], dag: date) -> Zorgvraag | None:
    tekst = waarden.get("zoek", "")
    if sum(teken.isalnum() for teken in tekst) < _KORTST:
        fouten.setdefault("zoek", _("Typ een woord of een code, van ten minste 2 letters of cijfers."))
    elif any(_ACHT_CIJFERS.search(strip_signs(deel)) for deel in tekst.split()):
        fouten.setdefault("zoek", _("Dit kan een BSN of een datum zijn. Zoek hier alleen op de behandeling."))
    elif not fits_in_address("zoek", tekst):
        fouten.setdefault("zoek", _("Dit kan een BSN zijn. Zoek hier op de behandeling; de patiënt komt daarna."))
    if fouten:
        return None
    on = date.fromisoformat(waarden["datum"]) if "datum" in waarden else dag
    return Zorgvraag(tekst=tekst, uzovi=waarden.get("verzekeraar", ""), on=on)


def look_for_other_care(request: PortalRequest) -> HttpResponse:
    """For who comes with an address of care that no form is for, or is for no longer."""
    melding = Melding(
        titel=_("Deze behandeling kan zo niet"),
        tekst=_("Het formulier bestaat niet, of niet voor dit specialisme op deze dag. Zoek de behandeling opnieuw."),
        soort=Meldingsoort.WAARSCHUWING,
    )
    return _show(request, _zoekformulier(request, {}), melding=melding)


def _show(request: PortalRequest, zoek: Zoekformulier[Zorgvraag], *, melding: Melding | None = None) -> HttpResponse:
    fouten = Foutregel.van(zoek.velden)
    context: dict[str, Any] = {"zoek": zoek, "fouten": fouten, "melding": melding, "leeg": None, "gezocht": False}
    if zoek.doel is not None:
        vraag = zoek.doel
        gevonden = search_zorg(actor=request.actor, filter=Filter(on=vraag.on, uzovi=vraag.uzovi), tekst=vraag.tekst)
        context |= _found(gevonden, vraag, request.actor.organisatie)
    return toon(request, "zorgverlener/nieuw.html", context, status=422 if fouten or melding else 200)


def _found(gevonden: Gevonden, vraag: Zorgvraag, organisatie: str) -> dict[str, Any]:
    aantal = len(gevonden.zorg)
    regels = zorgregels(gevonden, on=vraag.on, uzovi=vraag.uzovi, organisatie=organisatie)
    return {
        "gezocht": True,
        "kop": ngettext("%(aantal)s behandeling gevonden", "%(aantal)s behandelingen gevonden", aantal)
        % {"aantal": aantal},
        "regels": regels[:MEESTE],
        "meer": len(regels) > MEESTE,
        "andere_dagen": tuple(_other_day(een, vraag.on) for een in gevonden.andere_dagen),
        "melding": _about_instantie(gevonden),
        "leeg": None if aantal or gevonden.andere_dagen else _nothing(vraag),
    }


def _other_day(formulier: Formulier, on: date) -> tuple[str, str]:
    van, tot = _day(formulier.geldig_van), _day(formulier.geldig_tot) if formulier.geldig_tot else ""
    wanneer = _("Dit formulier geldt vanaf %(van)s.") % {"van": van}
    if tot:
        wanneer = _("Dit formulier geldt van %(van)s tot en met %(tot)s.") % {"van": van, "tot": tot}
    uitleg = _("%(wanneer)s Uw begindatum is %(datum)s.") % {"wanneer": wanneer, "datum": _day(on)}
    return f"{formulier.titel} ({formulier.code})", uitleg


def _about_instantie(gevonden: Gevonden) -> Melding | None:
    fout = gevonden.instantie
    if fout is None:
        return None
    return Melding(titel=fout.uitleg.titel, tekst=fout.melding, soort=Meldingsoort.WAARSCHUWING)


def _nothing(vraag: Zorgvraag) -> LegeLijst:
    anders = _("Probeer een ander woord, of de code.")
    eigen = "" if vraag.uzovi else _("Kies ook de zorgverzekeraar: sommige hebben eigen formulieren.")
    niet = _(
        "Is er echt geen formulier? Dan vraagt u deze machtiging niet via het portaal aan. Vraag de zorgverzekeraar of "
        "een machtiging nodig is."
    )
    titel = _("Geen formulier gevonden voor ‘%(tekst)s’") % {"tekst": vraag.tekst}
    return LegeLijst(titel=titel, tekst=" ".join(filter(None, (anders, eigen, niet))))


def _day(dag: date) -> str:
    return date_format(dag, "j F Y")
