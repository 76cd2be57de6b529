"""After the besluit: take it back to the desk, or let a machtiging end on another day. Both with a reason."""

import re
from collections.abc import Mapping
from datetime import date
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from machtigingen import beslisboom
from machtigingen.aanvragen.afsluiting import (
    may_set_end,
    may_take_end_back,
    reopen,
    require_end,
    set_end,
    was_ended_by_insurer,
)
from machtigingen.aanvragen.lifecycle import TEKST, Handeling, Rol, next_status
from machtigingen.aanvragen.models import Aanvraag
from machtigingen.aanvragen.queries import besluit_of, find, look, stand
from machtigingen.aanvragen.teksten import read_tekst
from machtigingen.beslisboom import Vraag, Vraagtype
from machtigingen.doors.verzekeraar.handeling import Handelingpagina, toon_handeling
from machtigingen.doors.verzekeraar.keuze import Werkkeuze
from machtigingen.doors.verzekeraar.rechten import rechten_of
from machtigingen.foundation import BEOORDELEN, DomainError, Fout
from machtigingen.toegang import invoer
from machtigingen.toegang.queries import require, vandaag
from machtigingen.toegang.request import PortalRequest
from machtigingen.ui.velden import Veld, Veldsoort


@require_http_methods(["GET", "HEAD", "POST"])
def heropenen(request: PortalRequest, id: UUID) -> HttpResponse:
    """Takes the besluit back to the own desk."""
    require(request.actor, BEOORDELEN)
    fouten: Mapping[str, Fout] = {}
    getypt: Mapping[str, str] = request.POST.dict() if request.method == "POST" else invoer.kept(request)
    if request.method == "POST":
        try:
            reopen(actor=request.actor, now=request.now, aanvraag_id=id, reden=getypt.get("reden", ""))
            return _done(request, id)
        except DomainError as fout:
            fouten = _by_field(fout, {"reden"})
    aanvraag = look(actor=request.actor, now=request.now, aanvraag_id=id)
    laatst = rechten_of(aanvraag, actor=request.actor, now=request.now).heropenen_tot
    if not _is_collision(fouten):
        next_status(stand(aanvraag, request.now), Handeling.HEROPENEN, Rol.BEOORDELAAR)
        if laatst is None:
            raise DomainError.one("A111")
    pagina = Handelingpagina(
        titel=_("Besluit heropenen"),
        uitleg=(
            _("De aanvraag komt terug op uw bureau. De termijn begint opnieuw. De zorgverlener krijgt bericht."),
            *((_("De machtiging geldt niet tot u opnieuw besluit."),) if aanvraag.machtigingsnummer else ()),
            *((_("U kunt dit besluit heropenen tot en met %(dag)s.") % {"dag": _lang(laatst)},) if laatst else ()),
        ),
        velden=(_reden(_("Waarom heropent u dit besluit?"), getypt, fouten),),
        knop=_("Heropenen"),
        botsing=_is_collision(fouten),
    )
    return toon_handeling(request, aanvraag, pagina)


heropenen.bewaart_invoer = ("reden",)  # type: ignore[attr-defined]  # when the session has ended


@require_http_methods(["GET", "HEAD", "POST"])
def einddatum(request: PortalRequest, id: UUID) -> HttpResponse:
    """Ends a machtiging on another day than was granted. A day that may be a slip is asked for twice."""
    require(request.actor, BEOORDELEN)
    fouten: Mapping[str, Fout] = {}
    bevestigen: date | None = None
    getypt: Mapping[str, str] = request.POST.dict() if request.method == "POST" else invoer.kept(request)
    if request.method == "POST":
        try:
            einde, reden = _read_end(getypt.get("einde", ""), getypt.get("reden", ""))
            require_end(find(actor=request.actor, now=request.now, aanvraag_id=id), einde)
            if not _is_slip(einde, getypt, request):
                set_end(actor=request.actor, now=request.now, aanvraag_id=id, einde=einde, reden=reden)
                return _done(request, id)
            bevestigen = einde
        except DomainError as fout:
            fouten = _by_field(fout, {"einde", "reden"})
    aanvraag = look(actor=request.actor, now=request.now, aanvraag_id=id)
    if not _is_collision(fouten) and not may_set_end(aanvraag, request.now):
        raise DomainError.one("A102", status=TEKST[stand(aanvraag, request.now)])
    pagina = Handelingpagina(
        titel=_("Einddatum zetten"),
        uitleg=(
            _("Na deze dag geldt de machtiging niet meer. De zorgverlener ziet de einddatum en de reden, in het rood."),
            *_granted(aanvraag),
        ),
        velden=(
            Veld(
                naam="einde",
                label=_("Laatste dag waarop de machtiging geldt"),
                soort=Veldsoort.DATUM,
                waarde=getypt.get("einde", ""),
                hint=_("Bijvoorbeeld 31-12-2026."),
                fout=_einde_fout(getypt, fouten),
            ),
            _reden(
                _("Waarom eindigt de machtiging?"),
                getypt,
                fouten,
                hint=_("De zorgverlener leest deze tekst. Zij staat ook in de brief aan de verzekerde."),
            ),
        ),
        knop=_("Ja, einddatum vastleggen") if bevestigen else _("Einddatum vastleggen"),
        ernstig=True,
        bevestigen=bevestigen.isoformat() if bevestigen else "",
        waarschuwing=_doubt(bevestigen, request) if bevestigen else "",
        botsing=_is_collision(fouten),
    )
    return toon_handeling(request, aanvraag, pagina)


einddatum.bewaart_invoer = ("einde", "reden")  # type: ignore[attr-defined]  # when the session has ended


def _done(request: PortalRequest, id: UUID) -> HttpResponse:
    invoer.forget(request)
    return HttpResponseRedirect(reverse("beoordelen", args=(id,)) + Werkkeuze.read(request.GET).suffix)


def _read_end(einde: str, reden: str) -> tuple[date, str]:
    """Raises all that is wrong with both at once: no day (A112), no date, and what `read_tekst` raises."""
    fouten: list[Fout] = []
    dag = None
    try:
        dag = beslisboom.parse_antwoord(Vraag(link_id="einde", tekst="einde", type=Vraagtype.DATE), einde)
        fouten += [] if dag else [Fout("A112", "einde")]
    except DomainError as fout:
        fouten += fout.fouten
    try:
        reden = read_tekst(reden, veld="reden", leeg="A105")
    except DomainError as fout:
        fouten += fout.fouten
    if fouten:
        raise DomainError(*fouten)
    return date.fromisoformat(str(dag)), reden


def _is_slip(einde: date, getypt: Mapping[str, str], request: PortalRequest) -> bool:
    """A day in the past, or a year of two figures, that was not confirmed yet."""
    kort = re.fullmatch(r"\D*\d{1,2}\D+\d{1,2}\D+\d{2}\D*", getypt.get("einde", "").strip()) is not None
    return (kort or einde < vandaag(request.now)) and getypt.get("bevestigd") != einde.isoformat()


def _doubt(einde: date, request: PortalRequest) -> str:
    woorden = (
        _("%(dag)s is al voorbij. De machtiging geldt dan nu niet meer. Klopt dat? Leg dan nog een keer vast.")
        if einde < vandaag(request.now)
        else _("U bedoelt %(dag)s. Klopt dat? Leg dan nog een keer vast.")
    )
    return woorden % {"dag": _lang(einde)}


def _granted(aanvraag: Aanvraag) -> tuple[str, ...]:
    besluit = besluit_of(aanvraag)
    if besluit is None or besluit.geldig_van_on is None or besluit.geldig_tot_on is None:
        return ()
    dagen = {"van": date_format(besluit.geldig_van_on, "j F Y"), "tot": date_format(besluit.geldig_tot_on, "j F Y")}
    toegekend = _("Toegekend is: van %(van)s tot en met %(tot)s.") % dagen
    if not was_ended_by_insurer(aanvraag) or aanvraag.geldig_tot_on is None:
        return (toegekend,)
    gezet = _("Nu staat de einddatum op %(dag)s.") % {"dag": _lang(aanvraag.geldig_tot_on)}
    if not may_take_end_back(aanvraag):
        return (toegekend, gezet, _("Terugnemen kan niet meer: na deze dag geldt een andere machtiging."))
    terug = _("Vul %(tot)s in om de einddatum terug te nemen. De machtiging loopt dan weer zoals toegekend.") % dagen
    return (toegekend, gezet, terug)


def _reden(label: str, getypt: Mapping[str, str], fouten: Mapping[str, Fout], *, hint: str = "") -> Veld:
    return Veld(
        naam="reden",
        label=label,
        soort=Veldsoort.LANGE_TEKST,
        waarde=getypt.get("reden", ""),
        hint=hint or _("De zorgverlener leest deze tekst."),
        fout=_melding(fouten, "reden"),
    )


def _einde_fout(getypt: Mapping[str, str], fouten: Mapping[str, Fout]) -> str:
    leeg = "einde" in fouten and not getypt.get("einde", "").strip()
    return _("Vul de laatste dag in.") if leeg else _melding(fouten, "einde")


def _melding(fouten: Mapping[str, Fout], naam: str) -> str:
    return fouten[naam].melding if naam in fouten else ""


def _by_field(fout: DomainError, velden: set[str]) -> dict[str, Fout]:
    """Raises it again when it is neither about what was typed nor a collision: then what was typed has to stay."""
    if fout.code in _BOTSINGEN:
        return {"reden": fout.fouten[0]}
    if any(een.pad not in velden for een in fout.fouten):
        raise fout
    return {een.pad: een for een in fout.fouten}


_BOTSINGEN = ("A102", "A111")


def _is_collision(fouten: Mapping[str, Fout]) -> bool:
    """What somebody else did meanwhile, or that it is too late, is no fault of what was typed."""
    return any(fout.code in _BOTSINGEN for fout in fouten.values())


def _lang(dag: date) -> str:
    return date_format(dag, "j F Y")
