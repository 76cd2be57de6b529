"""Who treats? Chosen from who works at this instantie on the day of the care; who is not offered is named with why."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from machtigingen.aanvragen.dossier import Dossier
from machtigingen.aanvragen.queries import dossier_of
from machtigingen.aanvragen.zorgverleners import (
    ZORGVERLENER,
    Kandidaat,
    Kandidaten,
    Reden,
    choose_zorgverlener,
    find_kandidaten,
)
from machtigingen.doors.zorgverlener.concept import concept_url, look_at_concept, new_blad, posted_blad
from machtigingen.doors.zorgverlener.zorgregel import specialismen_in_words
from machtigingen.foundation import DomainError, foutcode
from machtigingen.toegang.request import PortalRequest
from machtigingen.ui.pagina import toon
from machtigingen.ui.velden import Foutregel, Keuze, Veld, Veldsoort

_MEESTE_KEUZES = 8  # more than this is picked from a list


@dataclass(frozen=True, kw_only=True)
class Andere:
    """People who are not offered, for one reason."""

    reden: str
    namen: tuple[str, ...]


@require_http_methods(["GET", "HEAD", "POST"])
def wie_behandelt(request: PortalRequest, id: UUID) -> HttpResponse:
    """GET and POST /aanvragen/{id}/zorgverlener"""
    aanvraag = look_at_concept(request, id)
    if not aanvraag.formulier_code:
        return redirect(concept_url(request, aanvraag))
    dossier, gekozen, fout = dossier_of(aanvraag, request.now), request.POST.get(ZORGVERLENER, ""), ""
    status = 200
    if request.method == "POST":
        try:
            gedaan = choose_zorgverlener(
                actor=request.actor, now=request.now, aanvraag_id=id, agb=gekozen, blad=posted_blad(request)
            )
        except DomainError as geweigerd:
            if geweigerd.code not in ("R104", "A103"):
                raise
            status = foutcode(geweigerd.code).http
            fout = geweigerd.fouten[0].melding if gekozen else _("Kies de zorgverlener die behandelt.")
        else:
            return redirect(concept_url(request, gedaan))
    kandidaten = find_kandidaten(dossier, actor=request.actor)
    blad = new_blad(dossier, {})
    veld = _veld(kandidaten, gekozen or str(dossier.ruw.get(ZORGVERLENER) or ""), fout)
    velden = (replace(veld, getoond=blad.getoond.get(ZORGVERLENER, "")),)
    vraag = dossier.formulier.vraag(ZORGVERLENER)
    context: dict[str, object] = {
        "formulier": dossier.formulier,
        "blad": blad.naam,
        "velden": velden if kandidaten.fitting else (),
        "fouten": Foutregel.van(velden),
        "andere": tuple(_others(kandidaten)),
        "niemand": not kandidaten.fitting,
        "dag": kandidaten.on,
        "voor": specialismen_in_words(kandidaten.specialismen),
        "zelf_url": _typed_url(dossier, id) if vraag else "",
    }
    return toon(request, "zorgverlener/wie_behandelt.html", context, status=status)


def _veld(kandidaten: Kandidaten, gekozen: str, fout: str) -> Veld:
    passend = kandidaten.fitting
    enige = str(passend[0].wie.agb) if len(passend) == 1 else ""
    return Veld(
        naam=ZORGVERLENER,
        label=_("Zorgverlener"),
        soort=Veldsoort.LIJST if len(passend) > _MEESTE_KEUZES else Veldsoort.KEUZE,
        waarde=gekozen or enige,
        keuzes=tuple(Keuze(waarde=str(een.wie.agb), label=een.wie.naam, uitleg=_about(een)) for een in passend),
        leeg=_("Kies een zorgverlener"),
        fout=fout,
    )


def _about(kandidaat: Kandidaat) -> str:
    wat = specialismen_in_words(kandidaat.wie.specialismen)
    return " · ".join(filter(None, (wat, _("AGB-code %(agb)s") % {"agb": kandidaat.wie.agb})))


def _others(kandidaten: Kandidaten) -> Iterable[Andere]:
    redenen = {
        Reden.ANDER_SPECIALISME: _("Een ander specialisme dan dit formulier vraagt"),
        Reden.ANDERE_DAG: _("Werkt hier niet op %(datum)s") % {"datum": date_format(kandidaten.on, "j F Y")},
    }
    for reden, tekst in redenen.items():
        namen = tuple(_named(een) for een in kandidaten.alle if een.reden is reden)
        if namen:
            yield Andere(reden=tekst, namen=namen)


def _named(kandidaat: Kandidaat) -> str:
    wat = specialismen_in_words(kandidaat.wie.specialismen)
    return f"{kandidaat.wie.naam} ({wat})" if wat else kandidaat.wie.naam


def _typed_url(dossier: Dossier, id: UUID) -> str:
    """The page of the form where any code can be typed."""
    onderwerp = next(
        o.link_id for o in dossier.formulier.onderwerpen if any(v.link_id == ZORGVERLENER for v in o.vragen)
    )
    return f"{reverse('stap', args=(id, onderwerp))}?wijzig={ZORGVERLENER}#veld-{ZORGVERLENER}"
