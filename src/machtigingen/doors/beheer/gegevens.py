"""The name and address of a person: of somebody new, put right, and of who left and comes back."""

from collections.abc import Mapping

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from machtigingen.doors.beheer.handeling import Handelingpagina, toon_handeling
from machtigingen.doors.beheer.kader import by_field, status_of
from machtigingen.doors.beheer.persoon import find_person
from machtigingen.foundation import BEHEREN, DomainError
from machtigingen.toegang import invoer
from machtigingen.toegang.gegevens import Gegevens, add_medewerker, revise_medewerker
from machtigingen.toegang.queries import require
from machtigingen.toegang.request import PortalRequest
from machtigingen.toegang.team import Medewerkerrij
from machtigingen.ui.velden import Breedte, Veld

_WEL, _NIET = "wel", "niet"


@require_http_methods(["GET", "HEAD", "POST"])
def nieuw(request: PortalRequest) -> HttpResponse:
    """GET and POST /beheer/medewerkers/nieuw"""
    require(request.actor, BEHEREN)
    getypt, fouten, status = _typed(request), {}, 200
    if request.method == "POST":
        try:
            id_ = add_medewerker(
                actor=request.actor, now=request.now, naam=getypt.get("naam", ""), email=getypt.get("email", "")
            )
        except DomainError as fout:
            fouten, status = by_field(fout, ("naam", "email")), status_of(fout)
        else:
            invoer.forget(request)
            return redirect("beheer-medewerker", id=id_)
    pagina = Handelingpagina(
        titel=_("Medewerker toevoegen"),
        uitleg=(_("Daarna vraagt u een persoonlijk certificaat aan. Daarmee logt de medewerker in."),),
        velden=_fields(getypt, fouten),
        knop=_("Toevoegen"),
        terug=reverse("beheer-medewerkers"),
    )
    return toon_handeling(request, pagina, status=status)


nieuw.bewaart_invoer = ("naam", "email")  # type: ignore[attr-defined]  # when the session has ended


@require_http_methods(["GET", "HEAD", "POST"])
def wijzigen(request: PortalRequest, id: int) -> HttpResponse:
    """GET and POST /beheer/medewerkers/{id}/wijzigen. Raises T103."""
    wie = find_person(request, id)
    getypt, fouten, status = _typed(request), {}, 200
    if request.method == "POST":
        try:
            revise_medewerker(
                actor=request.actor,
                now=request.now,
                medewerker=id,
                naam=getypt.get("naam", ""),
                email=getypt.get("email", ""),
                gezien=_seen(getypt),
            )
        except DomainError as fout:
            fouten, status = by_field(fout, ("naam", "email"), codes={"T117": "naam"}), status_of(fout)
        else:
            invoer.forget(request)
            return redirect("beheer-medewerker", id=id)
    return toon_handeling(request, _page(wie, getypt, fouten, botsing=status == 409), status=status)


wijzigen.bewaart_invoer = ("naam", "email")  # type: ignore[attr-defined]  # when the session has ended


def _typed(request: PortalRequest) -> Mapping[str, str]:
    return request.POST.dict() if request.method == "POST" else invoer.kept(request)


def _seen(getypt: Mapping[str, str]) -> Gegevens:
    return Gegevens(
        naam=getypt.get("gezien_naam", ""),
        email=getypt.get("gezien_email", ""),
        werkt=getypt.get("gezien_werkt", _WEL) == _WEL,
    )


def _page(
    wie: Medewerkerrij, getypt: Mapping[str, str], fouten: Mapping[str, str], *, botsing: bool
) -> Handelingpagina:
    werkt = wie.werkt
    nu = _("Nu staat er: %(naam)s, %(email)s.") % {"naam": wie.naam, "email": wie.email}
    uitleg = (
        _("In het logboek blijft bij alles van vroeger de naam van toen staan, net als in het certificaat zelf.")
        if werkt
        else _("De oude certificaten blijven beëindigd. Vraag hierna een nieuw certificaat aan.")
    )
    wat = {"naam": wie.naam}
    return Handelingpagina(
        titel=_("Gegevens van %(naam)s") % wat if werkt else _("%(naam)s werkt hier weer") % wat,
        uitleg=(uitleg, *((nu,) if botsing else ())),
        velden=_fields({"naam": wie.naam, "email": wie.email, **getypt}, fouten),
        knop=_("Bewaren") if werkt else _("Weer toelaten"),
        terug=reverse("beheer-medewerker", args=(wie.id,)),
        verborgen=(
            ("gezien_naam", wie.naam),
            ("gezien_email", wie.email),
            ("gezien_werkt", _WEL if werkt else _NIET),
        ),
    )


def _fields(getypt: Mapping[str, str], fouten: Mapping[str, str]) -> tuple[Veld, ...]:
    return (
        Veld(
            naam="naam",
            label=_("Naam"),
            hint=_("Zoals collega’s de medewerker kennen, bijvoorbeeld S. de Vries."),
            waarde=getypt.get("naam", ""),
            fout=fouten.get("naam", ""),
            breedte=Breedte.LANG,
        ),
        Veld(
            naam="email",
            label=_("E-mailadres van het werk"),
            hint=_("Hierheen gaan berichten over het certificaat. Bijvoorbeeld s.devries@praktijk.nl."),
            waarde=getypt.get("email", ""),
            fout=fouten.get("email", ""),
            breedte=Breedte.LANG,
        ),
    )
