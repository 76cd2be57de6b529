"""Asking the provider for more: from questions that are asked often, or in one's own words; several at once."""

from collections.abc import Mapping
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from machtigingen.aanvragen.behandeling import MEESTE_VRAGEN, ask_information
from machtigingen.aanvragen.besluiten import require_free
from machtigingen.aanvragen.doorlooptijd import afspraak_of
from machtigingen.aanvragen.lifecycle import Handeling, Rol, next_status
from machtigingen.aanvragen.models import Aanvraag
from machtigingen.aanvragen.queries import look, stand
from machtigingen.doors.verzekeraar.keuze import Werkkeuze
from machtigingen.formulieren.afspraken import Afspraak
from machtigingen.foundation import BEOORDELEN, DomainError
from machtigingen.foundation.werkdagen import werkdag_na
from machtigingen.toegang import invoer
from machtigingen.toegang.queries import require, vandaag
from machtigingen.toegang.request import PortalRequest
from machtigingen.ui.aanvraagpagina import titel_van
from machtigingen.ui.pagina import toon
from machtigingen.ui.velden import Foutregel, Veld, Veldsoort

EERST = 2  # so many empty fields an empty page has
ERBIJ, SJABLOON = "erbij", "sjabloon:"


@require_http_methods(["GET", "HEAD", "POST"])
def vragen(request: PortalRequest, id: UUID) -> HttpResponse:
    """A press on a template or on "one more" only fills the page; what was typed stays."""
    require(request.actor, BEOORDELEN)
    if request.method != "POST":
        return _toon(request, id, _typed(invoer.kept(request)))
    getypt, actie = _typed(request.POST), request.POST.get("actie", "")
    if actie == ERBIJ or actie.startswith(SJABLOON):
        return _toon(request, id, getypt, actie=actie)
    try:
        ask_information(actor=request.actor, now=request.now, aanvraag_id=id, vragen=getypt)
    except DomainError as fout:
        if fout.code in _BOTSINGEN:
            return _toon(request, id, getypt)
        if any(not een.pad.startswith("vragen") for een in fout.fouten):
            raise
        fouten = {_number(een.pad): een.melding for een in fout.fouten}
        return _toon(request, id, getypt, fouten=fouten)
    invoer.forget(request)
    return HttpResponseRedirect(reverse("beoordelen", args=(id,)) + Werkkeuze.read(request.GET).suffix)


vragen.bewaart_invoer = ("vraag-*",)  # type: ignore[attr-defined]  # when the session has ended


def _typed(getypt: Mapping[str, str]) -> list[str]:
    """The questions in their order, empty ones too."""
    nummers = [nummer for nummer in range(1, MEESTE_VRAGEN + 1) if f"vraag-{nummer}" in getypt]
    return [getypt[f"vraag-{nummer}"] for nummer in nummers]


def _number(pad: str) -> int:
    """Which question an error is about: the first when it is about all."""
    return int(pad.removeprefix("vragen[").removesuffix("]")) + 1 if "[" in pad else 1


def _with_template(getypt: list[str], afspraak: Afspraak, code: str) -> list[str]:
    """The questions of a template below those that were typed; each once."""
    sjabloon = afspraak.sjabloon(code)
    staan = [vraag for vraag in getypt if vraag.strip()]
    nieuw = [vraag for vraag in (sjabloon.vragen if sjabloon else ()) if vraag not in staan]
    return (staan + nieuw)[:MEESTE_VRAGEN]


def _toon(
    request: PortalRequest, id: UUID, getypt: list[str], *, actie: str = "", fouten: Mapping[int, str] | None = None
) -> HttpResponse:
    aanvraag = look(actor=request.actor, now=request.now, aanvraag_id=id)
    botsing = _collision(request, aanvraag)
    if botsing is not None and not any(tekst.strip() for tekst in getypt):
        raise botsing
    afspraak = afspraak_of(aanvraag)
    if actie.startswith(SJABLOON):
        getypt = _with_template(getypt, afspraak, actie.removeprefix(SJABLOON))
    aantal = min(max(len(getypt) + (actie == ERBIJ), EERST), MEESTE_VRAGEN)
    velden = _velden(getypt + [""] * (aantal - len(getypt)), fouten or {})
    context = {
        "aanvraag": aanvraag,
        "formuliertitel": titel_van(aanvraag),
        "sjablonen": afspraak.sjablonen,
        "velden": velden,
        "erbij": aantal < MEESTE_VRAGEN,
        "uitleg": _uitleg(aanvraag, afspraak, request),
        "terug": reverse("beoordelen", args=(id,)) + Werkkeuze.read(request.GET).suffix,
        "fouten": ((Foutregel(tekst=botsing.fouten[0].melding),) if botsing else ()) + Foutregel.van(velden),
    }
    status = 409 if botsing else 422 if context["fouten"] else 200
    return toon(request, "verzekeraar/vragen.html", context, status=status)


_BOTSINGEN = ("A102", "A106")


def _collision(request: PortalRequest, aanvraag: Aanvraag) -> DomainError | None:
    """Why nothing can be asked now; what was typed then stays on the page."""
    try:
        next_status(stand(aanvraag, request.now), Handeling.INFORMATIE_VRAGEN, Rol.BEOORDELAAR)
        require_free(aanvraag, request.actor)
    except DomainError as fout:
        return fout
    return None


def _velden(getypt: list[str], fouten: Mapping[int, str]) -> tuple[Veld, ...]:
    return tuple(
        Veld(
            naam=f"vraag-{nummer}",
            label=_("Vraag %(nummer)s") % {"nummer": nummer},
            soort=Veldsoort.LANGE_TEKST,
            waarde=tekst,
            mag_leeg=nummer > 1,
            fout=fouten.get(nummer, ""),
        )
        for nummer, tekst in enumerate(getypt, start=1)
    )


def _uitleg(aanvraag: Aanvraag, afspraak: Afspraak, request: PortalRequest) -> tuple[str, ...]:
    """What asking does to the clock, and until when there can be an answer."""
    tot = werkdag_na(vandaag(request.now), afspraak.reactie_werkdagen)
    daarna = (
        _("Na het antwoord begint de termijn opnieuw: %(dagen)s werkdagen.") % {"dagen": afspraak.termijn_werkdagen}
        if afspraak.opnieuw_na_aanvulling
        else _("Na het antwoord loopt de termijn verder waar zij stond.")
    )
    return (
        _("Zodra u verstuurt, staat de termijn stil. De zorgverlener krijgt bericht."),
        _("Antwoorden kan tot en met %(dag)s.") % {"dag": date_format(tot, "l j F Y")},
        daarna,
        _("Komt er geen antwoord? Dan loopt de termijn na die dag verder waar zij stond."),
    )
