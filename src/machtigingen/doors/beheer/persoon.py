"""One person of the organisation: contactpersoon or not, let in again, a new second factor, and end."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from machtigingen.doors.beheer.handeling import Handelingpagina, toon_handeling
from machtigingen.doors.beheer.kader import read_number, status_of, toon_beheer
from machtigingen.doors.beheer.rijen import Certificaatregel, line_of
from machtigingen.foundation import BEHEREN, DomainError
from machtigingen.notificaties.vertrek import end_medewerker
from machtigingen.toegang import beheer
from machtigingen.toegang.herzien import revise_contact
from machtigingen.toegang.queries import require
from machtigingen.toegang.request import PortalRequest
from machtigingen.toegang.team import Medewerkerrij, team
from machtigingen.ui.velden import Foutregel, Keuze, Veld, Veldsoort

_RANG = {"1": 1, "2": 2, "geen": None}


@require_safe
def medewerker(request: PortalRequest, id: int) -> HttpResponse:
    """GET /beheer/medewerkers/{id}/. Raises T103."""
    return _show(request, id)


@require_POST
def contactpersoon(request: PortalRequest, id: int) -> HttpResponse:
    """POST /beheer/medewerkers/{id}/contactpersoon: `rang` is 1, 2 or geen; `gezien_1` and `gezien_2` who they were."""
    rang = request.POST.get("rang", "")
    if rang not in _RANG:
        require(request.actor, BEHEREN)
        return _show(request, id, fout=_("Kies een van deze drie."), status=422)
    try:
        gezien = (read_number(request.POST.get("gezien_1", "")), read_number(request.POST.get("gezien_2", "")))
        revise_contact(actor=request.actor, now=request.now, medewerker=id, rang=_RANG[rang], gezien=gezien)
    except DomainError as fout:
        if fout.code not in ("T106", "T114", "T117"):
            raise
        return _show(request, id, gekozen=rang, fout=fout.fouten[0].melding, status=status_of(fout))
    if _was_myself(request, id) and _RANG[rang] is None:
        return redirect("wie-ben-ik")  # who stopped managing sees no page of beheer any more
    return redirect("beheer-medewerker", id=id)


@require_POST
def deblokkeren(request: PortalRequest, id: int) -> HttpResponse:
    return _press(request, id, beheer.unlock)


@require_POST
def tweede_factor(request: PortalRequest, id: int) -> HttpResponse:
    return _press(request, id, beheer.reset_tweede_factor)


def _press(request: PortalRequest, id: int, handeling: Callable[..., None]) -> HttpResponse:
    handeling(actor=request.actor, now=request.now, medewerker=id)
    return redirect("beheer-medewerker", id=id)


@require_http_methods(["GET", "HEAD", "POST"])
def beeindigen(request: PortalRequest, id: int) -> HttpResponse:
    """GET and POST /beheer/medewerkers/{id}/beeindigen"""
    fout: DomainError | None = None
    wie = find_person(request, id)
    if request.method == "POST":
        try:
            end_medewerker(actor=request.actor, now=request.now, medewerker=id)
        except DomainError as geweigerd:
            if geweigerd.code != "T106":
                raise
            fout = geweigerd
        else:
            return redirect("wie-ben-ik" if wie.is_mijzelf else "beheer-medewerkers")
    if not wie.werkt:
        raise DomainError.one("T111")
    pagina = Handelingpagina(
        titel=_("%(naam)s werkt hier niet meer") % {"naam": wie.naam},
        uitleg=(
            _("Alle certificaten van %(naam)s stoppen meteen. Dit kunt u niet terugdraaien.") % {"naam": wie.naam},
            _("Komt deze persoon later terug? Dan laat u hem of haar weer toe, en vraagt u een nieuw certificaat aan."),
        ),
        velden=(),
        knop=_("Toegang beëindigen"),
        terug=reverse("beheer-medewerker", args=(id,)),
        ernstig=True,
        fout=fout.fouten[0].melding if fout else "",
    )
    return toon_handeling(request, pagina, status=status_of(fout) if fout else 200)


def find_person(request: PortalRequest, id: int) -> Medewerkerrij:
    """Raises T103."""
    gevonden = next((een for een in team(actor=request.actor, now=request.now) if een.id == id), None)
    if gevonden is None:
        raise DomainError.one("T103")
    return gevonden


def _was_myself(request: PortalRequest, id: int) -> bool:
    return request.actor.medewerker == id


def _show(request: PortalRequest, id: int, *, gekozen: str = "", fout: str = "", status: int = 200) -> HttpResponse:
    mensen = team(actor=request.actor, now=request.now)
    wie = next((een for een in mensen if een.id == id), None)
    if wie is None:
        raise DomainError.one("T103")
    veld = _contact_field(wie, mensen, gekozen=gekozen, fout=fout) if request.actor.agb and not wie.einde_at else None
    regels: tuple[Certificaatregel, ...] = tuple(line_of(rij, now=request.now) for rij in wie.certificaten)
    context: dict[str, Any] = {
        "wie": wie,
        "certificaten": regels,
        "veld": veld,
        "zitten": {een.contact: een.id for een in mensen if een.contact},
        "fouten": Foutregel.van((veld,)) if veld else (),
    }
    return toon_beheer(request, "medewerker", context, status=status)


def _contact_field(wie: Medewerkerrij, mensen: tuple[Medewerkerrij, ...], *, gekozen: str, fout: str) -> Veld:
    zit = {een.contact: een.naam for een in mensen if een.contact}
    nu = {rang: _("nu: %(naam)s") % {"naam": zit[rang]} if rang in zit else _("nu: niemand") for rang in (1, 2)}
    return Veld(
        naam="rang",
        label=_("Is %(naam)s contactpersoon?") % {"naam": wie.naam},
        soort=Veldsoort.KEUZE,
        waarde=gekozen or str(wie.contact or "geen"),
        hint=_("Een contactpersoon beheert medewerkers, certificaten en rechten."),
        keuzes=(
            Keuze(waarde="1", label=_("Eerste contactpersoon"), uitleg=nu[1]),
            Keuze(waarde="2", label=_("Tweede contactpersoon"), uitleg=nu[2]),
            Keuze(waarde="geen", label=_("Geen contactpersoon")),
        ),
        fout=fout,
    )
