"""Wie deed wat: the acts of beheer of one organisation, by day and narrowed by period and person; as a sheet too."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import groupby
from urllib.parse import urlencode

from django.http import HttpResponse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from machtigingen import beslisboom
from machtigingen.beslisboom import Vraag, Vraagtype
from machtigingen.doors.beheer.daden import about, what, who
from machtigingen.doors.beheer.kader import toon_beheer
from machtigingen.foundation import DomainError
from machtigingen.foundation.datums import NEDERLAND
from machtigingen.toegang.daden import DADEN_BESTAND_MAX, DADEN_MAX, Beheerdaad, find_acts, who_did
from machtigingen.toegang.queries import vandaag
from machtigingen.toegang.request import PortalRequest
from machtigingen.ui.csvbestand import csv_download
from machtigingen.ui.velden import Foutregel, Keuze, Veld, Veldsoort

KOP = ("Moment", "Wie", "Wat", "Over wie of wat", "Recht of reden")


@dataclass(frozen=True, kw_only=True)
class Filter:
    velden: tuple[Veld, ...]
    vanaf: date | None = None
    tot: date | None = None
    wie: str = ""

    @property
    def is_goed(self) -> bool:
        return not any(veld.fout for veld in self.velden)

    @property
    def query(self) -> str:
        return urlencode({veld.naam: veld.waarde for veld in self.velden if veld.waarde})


@dataclass(frozen=True, kw_only=True)
class Daadregel:
    tijd: str
    wie: str
    wat: str
    over: str


@require_safe
def logboek(request: PortalRequest) -> HttpResponse:
    """GET /beheer/logboek?vanaf=&tot=&wie="""
    keuze = _filter(request)
    daden = _find(request, keuze, DADEN_MAX) if keuze.is_goed else ()
    context: dict[str, object] = {
        "velden": keuze.velden,
        "fouten": Foutregel.van(keuze.velden),
        "gezocht": bool(keuze.query),
        "query": keuze.query if keuze.is_goed else "",
        "dagen": _days(daden),
        "meer": len(daden) == DADEN_MAX,
        "hooguit": DADEN_MAX,
    }
    return toon_beheer(request, "logboek", context, status=200 if keuze.is_goed else 422)


@require_safe
def logboek_csv(request: PortalRequest) -> HttpResponse:
    """GET /beheer/logboek.csv, narrowed as the page; the page with what is wrong when it is asked wrong."""
    keuze = _filter(request)
    if not keuze.is_goed:
        return logboek(request)
    rijen = (
        (f"{localtime(een.tijdstip):%d-%m-%Y %H:%M}", who(een.door), what(een), een.over, een.reden)
        for een in _find(request, keuze, DADEN_BESTAND_MAX)
    )
    return csv_download(f"beheer-{request.actor.organisatiecode}-{vandaag(request.now)}.csv", kop=KOP, rijen=rijen)


def _find(request: PortalRequest, keuze: Filter, hooguit: int) -> tuple[Beheerdaad, ...]:
    return find_acts(
        actor=request.actor,
        now=request.now,
        vanaf=_begin_of(keuze.vanaf) if keuze.vanaf else None,
        voor=_begin_of(keuze.tot + timedelta(days=1)) if keuze.tot else None,
        door=keuze.wie,
        hooguit=hooguit,
    )


def _begin_of(dag: date) -> datetime:
    return datetime.combine(dag, time(), NEDERLAND)


def _filter(request: PortalRequest) -> Filter:
    namen = who_did(actor=request.actor)
    vanaf, vanaf_veld = _day("vanaf", _("Vanaf"), request.GET)
    tot, tot_veld = _day("tot", _("Tot en met"), request.GET)
    if vanaf and tot and vanaf > tot:
        laat = _("Deze dag ligt na de laatste dag. Vul een eerdere dag in.")
        vanaf_veld = _day_field("vanaf", _("Vanaf"), request.GET, fout=laat)
    gekozen = request.GET.get("wie", "")
    wie = Veld(
        naam="wie",
        label=_("Wie"),
        soort=Veldsoort.LIJST,
        waarde=gekozen if gekozen in namen else "",
        keuzes=tuple(Keuze(waarde=naam, label=who(naam)) for naam in namen),
        leeg=_("Iedereen"),
    )
    return Filter(velden=(vanaf_veld, tot_veld, wie), vanaf=vanaf, tot=tot, wie=wie.waarde)


def _day(naam: str, label: str, invoer: Mapping[str, str]) -> tuple[date | None, Veld]:
    try:
        dag = beslisboom.parse_antwoord(Vraag(link_id=naam, tekst=label, type=Vraagtype.DATE), invoer.get(naam))
    except DomainError as fout:
        return None, _day_field(naam, label, invoer, fout=fout.fouten[0].melding)
    return (date.fromisoformat(str(dag)) if dag else None), _day_field(naam, label, invoer)


def _day_field(naam: str, label: str, invoer: Mapping[str, str], *, fout: str = "") -> Veld:
    return Veld(
        naam=naam,
        label=label,
        soort=Veldsoort.DATUM,
        waarde=str(invoer.get(naam, "")).strip(),
        hint=_("Bijvoorbeeld 31-12-2026."),
        fout=fout,
        fout_kort=f"{label}: {fout[:1].lower()}{fout[1:]}" if fout else "",
    )


def _days(daden: tuple[Beheerdaad, ...]) -> tuple[tuple[date, tuple[Daadregel, ...]], ...]:
    per_dag = groupby(daden, key=lambda daad: localtime(daad.tijdstip).date())
    return tuple((dag, tuple(_line(daad) for daad in rijen)) for dag, rijen in per_dag)


def _line(daad: Beheerdaad) -> Daadregel:
    return Daadregel(tijd=f"{localtime(daad.tijdstip):%H:%M}", wie=who(daad.door), wat=what(daad), over=about(daad))
