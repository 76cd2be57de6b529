"""Uw koppeling: what the care package of this instantie sent, in words, for who gets the vendor on the telephone.

Whoever may look at the aanvragen of the instantie may see it: there is less in it than in those.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from machtigingen.audit.foutregel import Foutplek
from machtigingen.audit.queries import Aanroep, Logboekvraag
from machtigingen.foundation import foutcode, foutcodes
from machtigingen.instroom.correcties import find_corrections
from machtigingen.instroom.logboek import find_calls, packages
from machtigingen.toegang.request import PortalRequest
from machtigingen.ui.context import LegeLijst
from machtigingen.ui.deur import WIE
from machtigingen.ui.merken import Merkteken
from machtigingen.ui.pagina import toon
from machtigingen.ui.velden import Foutregel, Keuze, Veld, Veldsoort

PER_BLAD = 50
_NUMMER = re.compile(r"[A-Za-z0-9._-]{1,64}", re.ASCII)
_PLAATS = re.compile(r"[0-9]{1,18}", re.ASCII)


@dataclass(frozen=True, kw_only=True)
class Foutuitleg:
    """One thing that was wrong: in words, where, who solves it, and the page that says how."""

    titel: str
    code: str
    pad: str
    wie: str
    url: str


@dataclass(frozen=True, kw_only=True)
class Aanroepregel:
    tijd: str
    titel: str
    merk: Merkteken
    pakket: str
    nummer: str
    fouten: tuple[Foutuitleg, ...]


@require_http_methods(["GET", "HEAD", "POST"])
def logboek(request: PortalRequest) -> HttpResponse:
    """The calls of the last thirty days, by day. A number is posted and its call shown at once: whatever somebody types
    there, it never stands in an address."""
    pakketten = packages(actor=request.actor, now=request.now)
    invoer = request.POST if request.method == "POST" else {"pakket": request.GET.get("pakket", "")}
    velden, vraag = _zoekvraag(invoer, pakketten)
    if request.method == "POST" and not velden[0].waarde:
        return redirect(f"{reverse('koppeling')}?{_query(vraag)}".rstrip("?"))
    na = request.GET.get("na", "")
    context: dict[str, Any] = {"velden": velden, "fouten": Foutregel.van(velden), "gezocht": vraag != Logboekvraag()}
    if not context["fouten"]:
        plaats = int(na) if _PLAATS.fullmatch(na) else None
        blad = find_calls(actor=request.actor, now=request.now, vraag=vraag, na=plaats, hooguit=PER_BLAD)
        context["dagen"] = _days(blad.aanroepen, request)
        context["leeg"] = _leeg(gezocht=context["gezocht"])
        context["verder"] = _query(vraag, na=str(blad.volgende)) if blad.volgende and not vraag.correlatie_id else ""
    return toon(request, "zorgverlener/koppeling.html", context, status=422 if context["fouten"] else 200)


@require_safe
def correcties(request: PortalRequest) -> HttpResponse:
    """What users change in what the package fills in."""
    pakketten = packages(actor=request.actor, now=request.now)
    pakket = request.GET.get("pakket", "")
    gekozen = pakket if pakket in pakketten else ""
    context = {
        "velden": _package_field(pakketten, gekozen),
        "gekozen": gekozen,
        "gevonden": find_corrections(actor=request.actor, now=request.now, softwarepakket=gekozen),
    }
    return toon(request, "zorgverlener/koppeling_correcties.html", context)


def _zoekvraag(invoer: Mapping[str, str], pakketten: tuple[str, ...]) -> tuple[tuple[Veld, ...], Logboekvraag]:
    """The form as it was filled in, and what it asks for."""
    nummer, pakket = "".join(invoer.get("nummer", "").split()), invoer.get("pakket", "")
    goed = not nummer or _NUMMER.fullmatch(nummer) is not None
    fout = "" if goed else _("Dit nummer klopt niet. Er staan alleen letters, cijfers, punten en streepjes in.")
    veld = Veld(
        naam="nummer",
        label=_("Correlatie-id"),
        hint=_("Het nummer dat uw leverancier noemt, of dat bij een foutmelding staat."),
        waarde=nummer,
        fout=fout,
        fout_kort=_("Correlatie-id: dit nummer klopt niet") if fout else "",
    )
    gekozen = pakket if pakket in pakketten else ""
    return (veld, *_package_field(pakketten, gekozen)), Logboekvraag(
        correlatie_id=nummer if goed else "", softwarepakket=gekozen
    )


def _package_field(pakketten: tuple[str, ...], gekozen: str) -> tuple[Veld, ...]:
    """Nothing to choose while there is one package."""
    if len(pakketten) < 2:
        return ()
    keuzes = tuple(Keuze(waarde=naam, label=naam) for naam in pakketten)
    veld = Veld(
        naam="pakket",
        label=_("Softwarepakket"),
        soort=Veldsoort.LIJST,
        waarde=gekozen,
        keuzes=keuzes,
        leeg=_("Elk pakket"),
    )
    return (veld,)


def _query(vraag: Logboekvraag, **meer: str) -> str:
    return urlencode(({"pakket": vraag.softwarepakket} if vraag.softwarepakket else {}) | meer)


def _days(aanroepen: tuple[Aanroep, ...], request: PortalRequest) -> tuple[tuple[Any, tuple[Aanroepregel, ...]], ...]:
    per_dag = groupby(aanroepen, key=lambda aanroep: timezone.localtime(aanroep.tijdstip).date())
    return tuple((dag, tuple(_regel(aanroep, request) for aanroep in rijen)) for dag, rijen in per_dag)


def _regel(aanroep: Aanroep, request: PortalRequest) -> Aanroepregel:
    return Aanroepregel(
        tijd=timezone.localtime(aanroep.tijdstip).strftime("%H:%M"),
        titel=_titel(aanroep),
        merk=_merk(aanroep),
        pakket=aanroep.softwarepakket,
        nummer=aanroep.correlatie_id,
        fouten=tuple(_uitleg(fout, request) for fout in aanroep.fouten if fout.code in foutcodes()),
    )


def _merk(aanroep: Aanroep) -> Merkteken:
    if not aanroep.gelukt:
        return Merkteken(tekst=_("Geweigerd"), icoon="kruis", toon="fout")
    if aanroep.fouten:
        return Merkteken(tekst=_("Goed, met een opmerking"), icoon="waarschuwing", toon="loopt")
    return Merkteken(tekst=_("Goed"), icoon="vinkje", toon="goed")


def _titel(aanroep: Aanroep) -> str:
    """What it was, for who never saw a call."""
    titels = {
        "instroom_ontvangen": _("Bericht ontvangen"),
        "instroom_herhaald": _("Bericht nog eens ontvangen"),
        "instroom_geweigerd": _("Bericht niet aangenomen"),
        "instroom_beproefd": _("Bericht geprobeerd"),
        "instroom_gevolgd": _("Gekeken hoe het met een aanvraag staat"),
        "aanvraag_bekeken": _("Aanvraag opgehaald"),
        "mutaties_bekeken": _("Gekeken welke aanvragen veranderd zijn"),
        "concept_gewijzigd": _("Antwoorden in een concept gezet"),
        "bijlage_toegevoegd": _("Bestand bij een concept gezet"),
        "abonnement_gemaakt": _("Om berichten gevraagd"),
        "abonnement_geheim_vernieuwd": _("Nieuw geheim voor berichten gevraagd"),
        "abonnement_beeindigd": _("Berichten stopgezet"),
        "bezorging_opnieuw": _("Een bericht opnieuw laten sturen"),
        "aanroep_geweigerd": _("Vraag niet beantwoord"),
        "toegang_geweigerd": _("Certificaat niet toegelaten: %(naam)s") % {"naam": aanroep.certificaat},
    }
    return titels.get(aanroep.handeling, _("Andere aanroep"))


def _uitleg(fout: Foutplek, request: PortalRequest) -> Foutuitleg:
    uitleg = foutcode(fout.code)
    return Foutuitleg(
        titel=uitleg.titel,
        code=fout.code,
        pad=fout.pad,
        wie=str(WIE[uitleg.wie]),
        url=f"{request.adressen['info']}/foutcodes/{fout.code}",
    )


def _leeg(*, gezocht: bool) -> LegeLijst:
    if not gezocht:
        return LegeLijst(
            titel=_("Uw softwarepakket heeft de laatste 30 dagen niets gestuurd"),
            tekst=_("Druk in uw softwarepakket op ‘Machtiging aanvragen’. Daarna ziet u hier wat er gebeurde."),
        )
    return LegeLijst(
        titel=_("Niets gevonden"),
        tekst=_(
            "Kijk of u het nummer goed hebt overgenomen. Wat langer dan 30 dagen geleden is, staat hier niet meer."
        ),
        url=reverse("koppeling"),
        url_tekst=_("Alles tonen"),
    )
