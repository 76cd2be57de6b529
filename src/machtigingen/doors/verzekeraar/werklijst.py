"""The work of the own insurer: one pile at a time, what is due first on top, narrowed to what one can judge best."""

from collections import Counter
from collections.abc import Callable, Mapping

from django.core.paginator import Page, Paginator
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from machtigingen.aanvragen.models import Aanvraag
from machtigingen.beoordeling.queries import AFGESLOTEN, Drukte, Stapel, drukte, worklist
from machtigingen.doors.verzekeraar.keuze import Werkkeuze
from machtigingen.doors.verzekeraar.rijen import tabel_van
from machtigingen.doors.verzekeraar.woorden import STAPELS
from machtigingen.doors.verzekeraar.zoekvelden import nummerveld
from machtigingen.formulieren import catalogus
from machtigingen.toegang.queries import vandaag
from machtigingen.toegang.request import PortalRequest
from machtigingen.ui.cijferpagina import formuliertitels
from machtigingen.ui.context import LegeLijst, Tabblad
from machtigingen.ui.pagina import toon
from machtigingen.ui.velden import Keuze, Veld, Veldsoort

PER_PAGINA = 50


@require_GET
def werklijst(request: PortalRequest) -> HttpResponse:
    """Without a choice: the own desk, or what is to be done when that is empty."""
    werk, keuze = drukte(actor=request.actor), Werkkeuze.read(request.GET)
    stapel = keuze.stapel or (Stapel.BUREAU if werk.on(Stapel.BUREAU, keuze.selectie) else Stapel.TE_DOEN)
    keuze = keuze.on(stapel)
    lijst = worklist(actor=request.actor, now=request.now, stapel=stapel, selectie=keuze.selectie)
    blad: Page[Aanvraag] = Paginator(lijst, PER_PAGINA).get_page(request.GET.get("blad"))
    context: dict[str, object] = {
        "tabs": _tabs(werk, keuze),
        "velden": _velden(werk, keuze, formuliertitels(request.actor.uzovi)),
        "nummer": nummerveld(vandaag=vandaag(request.now)),
        "lijst": stapel.value,
        "gekozen": bool(keuze.selectie.formulier or keuze.selectie.specialisme),
        "alles_url": reverse("werklijst") + Werkkeuze(stapel=stapel).suffix,
        "tabel": tabel_van(blad, keuze=keuze, actor=request.actor, now=request.now),
        "blad": blad,
        "vervolg": keuze.query,
        "leeg": _leeg(keuze),
    }
    return toon(request, "verzekeraar/werklijst.html", context)


def _tabs(werk: Drukte, keuze: Werkkeuze) -> tuple[Tabblad, ...]:
    return tuple(
        Tabblad(
            titel=str(titel),
            url=reverse("werklijst") + keuze.on(stapel).suffix,
            actief=stapel is keuze.stapel,
            aantal=None if stapel in AFGESLOTEN else werk.on(stapel, keuze.selectie),
        )
        for stapel, titel in STAPELS.items()
    )


def _velden(werk: Drukte, keuze: Werkkeuze, titels: Mapping[str, str]) -> tuple[Veld, ...]:
    """What can be chosen on this pile, with how much of it there is. Nothing while there is nothing to choose."""
    stapel = keuze.stapel or Stapel.TE_DOEN
    velden = (
        _veld(
            "formulier",
            _("Formulier"),
            aantallen=werk.by_formulier(stapel),
            waarde=keuze.selectie.formulier,
            titel=lambda code: titels.get(code, ""),
        ),
        _veld(
            "specialisme",
            _("Specialisme"),
            aantallen=werk.by_specialisme(stapel),
            waarde=keuze.selectie.specialisme,
            titel=catalogus().codes.specialisme,
        ),
    )
    return tuple(veld for veld in velden if len(veld.keuzes) > 1 or veld.waarde)


def _veld(naam: str, label: str, *, aantallen: Counter[str], waarde: str, titel: Callable[[str], str]) -> Veld:
    geteld = {waarde: 0} | aantallen if waarde else aantallen
    keuzes = (
        Keuze(waarde=code, label=f"{code} {titel(code)} ({aantal})".replace("  ", " "))
        for code, aantal in sorted(geteld.items())
        if code
    )
    return Veld(naam=naam, label=label, soort=Veldsoort.LIJST, waarde=waarde, keuzes=tuple(keuzes), leeg=_("Alle"))


def _leeg(keuze: Werkkeuze) -> LegeLijst:
    if keuze.selectie.formulier or keuze.selectie.specialisme:
        return LegeLijst(
            titel=_("Hier ligt niets van wat u koos"),
            url=reverse("werklijst") + Werkkeuze(stapel=keuze.stapel).suffix,
            url_tekst=_("Toon alle formulieren en specialismen"),
        )
    match keuze.stapel:
        case Stapel.BUREAU:
            return LegeLijst(titel=_("Uw bureau is leeg"), tekst=_("Neem een aanvraag bij ‘Te doen’."))
        case Stapel.TE_DOEN:
            tekst = _("Nieuwe aanvragen verschijnen hier vanzelf.")
            return LegeLijst(titel=_("Er wacht niets op een besluit"), tekst=tekst)
        case Stapel.BESLOTEN:
            return LegeLijst(titel=_("Er is nog niets besloten"))
        case _:
            return LegeLijst(titel=_("Hier ligt nu niets"))
