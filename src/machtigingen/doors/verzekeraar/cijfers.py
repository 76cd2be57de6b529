"""How the own insurer is doing: figures on a page, as a sheet and for a program. Nothing of a patient is in them."""

from typing import Any

from django.http import HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from machtigingen.beoordeling.cijferbestand import KOP, as_json, as_rows
from machtigingen.beoordeling.cijfers import Cijfers, Periode
from machtigingen.beoordeling.metingen import find_figures
from machtigingen.doors.verzekeraar.cijferfilter import Filter, read_filter
from machtigingen.foundation import BEOORDELEN, Uzovi
from machtigingen.toegang.queries import require, vandaag
from machtigingen.toegang.request import PortalRequest
from machtigingen.ui import cijferpagina as beeld
from machtigingen.ui.context import LegeLijst
from machtigingen.ui.csvbestand import csv_download
from machtigingen.ui.pagina import toon
from machtigingen.ui.velden import Foutregel


@require_safe
def cijfers(request: PortalRequest) -> HttpResponse:
    """The page. Without a question: twelve months, all forms."""
    gevraagd = _filter(request)
    return _toon(request, gevraagd, _found(request, gevraagd.periode, gevraagd) if gevraagd.periode else None)


@require_safe
def cijfers_csv(request: PortalRequest) -> HttpResponse:
    """The same figures as a sheet; the page with what is wrong when the question is not right."""
    gevraagd = _filter(request)
    if gevraagd.periode is None:
        return _toon(request, gevraagd, None)
    rijen = as_rows(_found(request, gevraagd.periode, gevraagd), titels=beeld.formuliertitels(request.actor.uzovi))
    naam = f"cijfers-{request.actor.uzovi}-{gevraagd.periode.van}-{gevraagd.periode.tot}.csv"
    return csv_download(naam, kop=KOP, rijen=rijen)


@require_safe
def cijfers_json(request: PortalRequest) -> HttpResponse:
    """The same figures for a program; the page with what is wrong when the question is not right."""
    gevraagd = _filter(request)
    if gevraagd.periode is None:
        return _toon(request, gevraagd, None)
    gevonden = _found(request, gevraagd.periode, gevraagd)
    inhoud = as_json(gevonden, uzovi=str(request.actor.uzovi), formulier=gevraagd.formulier)
    return JsonResponse(inhoud, json_dumps_params={"ensure_ascii": False})


def _filter(request: PortalRequest) -> Filter:
    require(request.actor, BEOORDELEN)
    return read_filter(request.GET, vandaag=vandaag(request.now), titels=beeld.formuliertitels(request.actor.uzovi))


def _found(request: PortalRequest, periode: Periode, gevraagd: Filter) -> Cijfers:
    return find_figures(actor=request.actor, now=request.now, periode=periode, formulier=gevraagd.formulier)


def _toon(request: PortalRequest, gevraagd: Filter, gevonden: Cijfers | None) -> HttpResponse:
    fouten = Foutregel.van(gevraagd.velden)
    context = {
        "velden": gevraagd.velden,
        "fouten": fouten,
        "is_open": gevraagd.is_open,
        "query": gevraagd.query,
        "periode": gevraagd.periode,
    } | (_figures(gevonden, request.actor.uzovi) if gevonden else {})
    return toon(request, "verzekeraar/cijfers.html", context, status=422 if fouten else 200)


def _figures(cijfers: Cijfers, uzovi: Uzovi | None) -> dict[str, Any]:
    if not cijfers.totaal.ingediend:
        tekst = _("Kies een andere periode of een ander formulier.")
        return {"leeg": LegeLijst(titel=_("In deze periode is niets ingediend"), tekst=tekst)}
    formulieren = beeld.per_formulier(cijfers, titels=beeld.formuliertitels(uzovi))
    pakketten = beeld.per_softwarepakket(cijfers)
    per_formulier, per_pakket = _("Hoe is besloten, per formulier"), _("Hoe is besloten, per softwarepakket")
    tijden = (beeld.beeld_doorlooptijd(cijfers.totaal), beeld.tabel_doorlooptijd(cijfers.totaal))
    return {
        "kerncijfers": beeld.kerncijfers_van(cijfers.totaal),
        "delen": (
            (beeld.beeld_per_maand(cijfers), beeld.tabel_per_maand(cijfers)),
            *([tijden] if cijfers.totaal.doorlooptijd_beoordelaar.aantal else []),
            (
                beeld.beeld_per_groep(formulieren, id="per-formulier", titel=per_formulier),
                beeld.tabel_van(formulieren, titel=_("Cijfers per formulier"), eerste=_("Formulier")),
            ),
            (
                beeld.beeld_per_groep(pakketten, id="per-softwarepakket", titel=per_pakket),
                beeld.tabel_van(pakketten, titel=_("Cijfers per softwarepakket"), eerste=_("Softwarepakket")),
            ),
        ),
    }
