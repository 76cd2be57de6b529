"""Deciding: what was typed is read, shown as a letter or recorded, and on to the next. Nothing typed is lost, and
nothing is recorded over what a colleague did."""

import re
from collections.abc import Mapping
from dataclasses import replace
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from machtigingen.aanvragen.behandeling import take
from machtigingen.aanvragen.besluiten import decide
from machtigingen.aanvragen.geldigheid import require_grantable, require_within_policy
from machtigingen.aanvragen.lifecycle import TEKST
from machtigingen.aanvragen.models import Aanvraag
from machtigingen.aanvragen.queries import find, last_of_provider, look, stand
from machtigingen.aanvragen.regels import Oordeel
from machtigingen.beoordeling.queries import Stapel, next_ones
from machtigingen.doors.verzekeraar.besluitbeeld import (
    Besluitbeeld,
    besluiten_in_beeld,
    invoer_in_beeld,
    oordeel_in_beeld,
    voorstel_in_beeld,
)
from machtigingen.doors.verzekeraar.dossier import Botsing, Toestand, invoer_of, toon_dossier
from machtigingen.doors.verzekeraar.keuze import Werkkeuze
from machtigingen.doors.verzekeraar.oordeel import NAMEN, Invoer, errors_by_field, read
from machtigingen.doors.verzekeraar.rechten import Ogen, rechten_of
from machtigingen.foundation import BEOORDELEN, DomainError, Fout
from machtigingen.toegang import invoer as bewaard
from machtigingen.toegang.queries import require
from machtigingen.toegang.request import PortalRequest
from machtigingen.ui.brieven import briefvoorbeeld_van
from machtigingen.ui.context import Melding, Meldingsoort
from machtigingen.ui.documenten import download
from machtigingen.ui.merken import STATUSSEN
from machtigingen.ui.tijdlijn import additions_of

VOLGENDE, VOORBEELD = "volgende", "voorbeeld"


@require_http_methods(["GET", "HEAD", "POST"])
def beoordelen(request: PortalRequest, id: UUID) -> HttpResponse:
    """One aanvraag. A post decides; what is missing is said at the field, and what was typed stays."""
    require(request.actor, BEOORDELEN)
    if request.method == "POST":
        return _post(request, id)
    aanvraag = look(actor=request.actor, now=request.now, aanvraag_id=id)
    toestand = Toestand(getypt=bewaard.kept(request), vorige=_vorige(request))
    return toon_dossier(request, aanvraag, toestand)


beoordelen.bewaart_invoer = NAMEN  # type: ignore[attr-defined]  # when the session has ended


def _post(request: PortalRequest, id: UUID) -> HttpResponse:
    aanvraag = find(actor=request.actor, now=request.now, aanvraag_id=id)
    invoer = invoer_of(aanvraag, request.POST.dict(), request)
    gelezen = read(invoer)
    if gelezen.oordeel is None:
        return _again(request, id, invoer, gelezen.fouten)
    try:
        require_within_policy(aanvraag, gelezen.oordeel)
        if request.POST.get("actie") == VOORBEELD:
            return _letter(request, id, gelezen.oordeel)
        besloten = _decide(request, id, gelezen.oordeel)
    except DomainError as fout:
        fouten = errors_by_field(fout, invoer)
        if fouten is not None:
            return _again(request, id, invoer, fouten)
        if fout.code not in _BOTSINGEN:
            raise
        gezien = look(actor=request.actor, now=request.now, aanvraag_id=id)
        return toon_dossier(request, gezien, _collision(request, gezien, invoer, gelezen.oordeel, fout))
    bewaard.forget(request)
    return HttpResponseRedirect(_onward(request, besloten))


def _letter(request: PortalRequest, id: UUID, oordeel: Oordeel) -> HttpResponse:
    """The letter that this decision would give; nothing is decided."""
    gezien = look(actor=request.actor, now=request.now, aanvraag_id=id)
    require_grantable(gezien, oordeel, now=request.now)
    return download(briefvoorbeeld_van(gezien, oordeel, now=request.now), gezien, soort="voorbeeld-brief")


def _decide(request: PortalRequest, id: UUID, oordeel: Oordeel) -> Aanvraag:
    if request.POST.get("overnemen"):
        take(actor=request.actor, now=request.now, aanvraag_id=id, overnemen=True)
    bevestigd = bool(request.POST.get("bevestigd"))
    return decide(
        actor=request.actor,
        now=request.now,
        aanvraag_id=id,
        oordeel=oordeel,
        bevestigd=bevestigd,
        gezien=_seen(request),
    )


def _seen(request: PortalRequest) -> int | None:
    """What the page was made with; what is no number was made by nobody."""
    gezien = request.POST.get("gezien", "")
    return int(gezien) if re.fullmatch("[0-9]{1,9}", gezien) else None


def _again(request: PortalRequest, id: UUID, invoer: Invoer, fouten: Mapping[str, Fout]) -> HttpResponse:
    """The same page with the errors, and with why when meanwhile there is nothing left to decide for the actor."""
    aanvraag = look(actor=request.actor, now=request.now, aanvraag_id=id)
    fout = _hindrance(request, aanvraag)
    botsing = _botsing(aanvraag, invoer_in_beeld(invoer), fout) if fout else None
    return toon_dossier(request, aanvraag, Toestand(getypt=invoer.getypt, fouten=fouten, botsing=botsing))


def _hindrance(request: PortalRequest, aanvraag: Aanvraag) -> DomainError | None:
    """What a whole decision would run into first."""
    status = stand(aanvraag, request.now)
    rechten = rechten_of(aanvraag, actor=request.actor, now=request.now)
    if not rechten.aan_zet:
        return DomainError.one("A102", status=TEKST[status])
    if rechten.collega:
        return DomainError.one("A106", door=rechten.collega)
    return DomainError.one("A107") if rechten.ogen is Ogen.AL_GEGEVEN else None


_BOTSINGEN = ("A102", "A106", "A107", "A108", "A118", "A124")


def _collision(
    request: PortalRequest, aanvraag: Aanvraag, invoer: Invoer, oordeel: Oordeel, fout: DomainError
) -> Toestand:
    """The page as it was typed. What the provider added is shown with it: the next time it was seen."""
    botsing, getypt = _botsing(aanvraag, oordeel_in_beeld(aanvraag, oordeel), fout), dict(invoer.getypt)
    if fout.code == "A118":
        botsing = replace(botsing, nieuw=additions_of(aanvraag, na=_seen(request) or 0))
        getypt["gezien"] = str(last_of_provider(aanvraag))
    return Toestand(getypt=getypt, botsing=botsing)


def _botsing(aanvraag: Aanvraag, mijn: Besluitbeeld, fout: DomainError) -> Botsing:
    """Both values: what was typed, and what a colleague decided or thinks."""
    melding = fout.fouten[0].melding
    match fout.code:
        case "A108":
            knop = ("bevestigd", _("Ik bevestig mijn besluit"))
            return Botsing(melding=melding, mijn=mijn, ander=voorstel_in_beeld(aanvraag), knop=knop)
        case "A118" | "A124":
            return Botsing(melding=melding, mijn=mijn)
        case "A106":
            return Botsing(melding=melding, mijn=mijn, knop=("overnemen", _("Overnemen en vastleggen")))
        case _:
            besluiten = besluiten_in_beeld(aanvraag)
            return Botsing(melding=melding, mijn=mijn, ander=besluiten[0] if besluiten else None)


def _onward(request: PortalRequest, besloten: Aanvraag) -> str:
    """To what was decided, or to the next one; when there is none, to the list."""
    keuze = Werkkeuze.read(request.GET)
    if request.POST.get("actie") != VOLGENDE:
        return reverse("beoordelen", args=(besloten.id,)) + keuze.suffix
    volgende = take_next(request, keuze, na=besloten.id)
    if volgende is None:
        return keuze.lijst_url
    teken = "&" if keuze.suffix else "?"
    return f"{reverse('beoordelen', args=(volgende.id,))}{keuze.suffix}{teken}vorige={besloten.id}"


def take_next(request: PortalRequest, keuze: Werkkeuze, *, na: UUID) -> Aanvraag | None:
    """The next one, on the own desk; one that a colleague takes in this very moment is passed over."""
    stapel = keuze.stapel or Stapel.TE_DOEN
    for volgende in next_ones(actor=request.actor, stapel=stapel, selectie=keuze.selectie, na=na):
        try:
            return take(actor=request.actor, now=request.now, aanvraag_id=volgende.id)
        except DomainError as fout:
            if fout.code not in ("A101", "A102", "A106"):
                raise
    return None


def _vorige(request: PortalRequest) -> Melding | None:
    """What became of the one that was in hand before, as it stands; nothing of what is not the actor's to see."""
    try:
        aanvraag = find(actor=request.actor, now=request.now, aanvraag_id=UUID(request.GET.get("vorige", "")))
    except (ValueError, DomainError):
        return None
    status = stand(aanvraag, request.now)
    woord = _("wacht op een tweede beoordelaar") if aanvraag.voorstel_certificaat else STATUSSEN[status.value].tekst
    return Melding(
        titel=_("Vastgelegd"),
        tekst=_("Aanvraag %(nummer)s: %(status)s.") % {"nummer": aanvraag.aanvraagnummer, "status": str(woord).lower()},
        soort=Meldingsoort.GOED,
        url=reverse("beoordelen", args=(aanvraag.id,)) + Werkkeuze.read(request.GET).suffix,
        url_tekst=_("Bekijk"),
    )
