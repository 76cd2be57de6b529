"""Which organisations there are, by code or name, and one of them: its agreement, who manages it, its certificates."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from django.http import HttpResponse
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from machtigingen.doors.beheer.portaal.kader import toon_portaal
from machtigingen.doors.beheer.portaal.regels import line_of
from machtigingen.toegang.portaalbeheer import (
    ORGANISATIES_MAX,
    Organisatierij,
    find_organisatie,
    find_organisaties,
)
from machtigingen.toegang.queries import vandaag
from machtigingen.toegang.request import PortalRequest
from machtigingen.ui.context import Cel, LegeLijst, Tabel
from machtigingen.ui.velden import Veld

ZOEK_MAX = 100
SOORTEN: Mapping[str, Promise] = MappingProxyType(
    {
        "praktijk": gettext_lazy("Praktijk"),
        "instelling": gettext_lazy("Instelling"),
        "verzekeraar": gettext_lazy("Zorgverzekeraar"),
        "portaalbeheer": gettext_lazy("Portaalbeheer"),
        "tussenpartij": gettext_lazy("Tussenpartij"),
    }
)


@require_safe
def organisaties(request: PortalRequest) -> HttpResponse:
    """GET /portaalbeheer/organisaties/?zoek="""
    zoek = "".join(filter(str.isprintable, " ".join(request.GET.get("zoek", "").split())))[:ZOEK_MAX]
    rijen = find_organisaties(actor=request.actor, zoek=zoek)
    context: dict[str, object] = {
        "veld": Veld(naam="zoek", label=_("AGB-code, UZOVI-code of naam"), waarde=zoek, max_lengte=ZOEK_MAX),
        "zoek": zoek,
        "tabel": _table(rijen, vandaag(request.now)) if rijen else None,
        "leeg": LegeLijst(
            titel=_("Niets gevonden"),
            tekst=_("Zoek op een deel van de naam, of op het begin van de code."),
            url=reverse("portaalbeheer-organisaties"),
            url_tekst=_("Alles tonen"),
        ),
        "hooguit": ORGANISATIES_MAX if len(rijen) == ORGANISATIES_MAX else 0,
    }
    return toon_portaal(request, "organisaties", context)


@require_safe
def organisatie(request: PortalRequest, code: str) -> HttpResponse:
    """GET /portaalbeheer/organisaties/{code}/. Raises B108."""
    beeld = find_organisatie(actor=request.actor, now=request.now, code=code)
    regels = [(rij.werkt, line_of(rij)) for rij in beeld.certificaten]
    context: dict[str, object] = {
        "rij": beeld.rij,
        "soort": SOORTEN[beeld.rij.soort],
        "overeenkomst": agreement(beeld.rij, vandaag(request.now)),
        "contactpersonen": beeld.contactpersonen,
        "werkend": tuple(regel for werkt, regel in regels if werkt),
        "voorbij": tuple(regel for werkt, regel in regels if not werkt),
    }
    return toon_portaal(request, "organisatie", context)


def agreement(rij: Organisatierij, nu: date) -> str:
    """From when until when it holds, and whether that is now."""
    van = date_format(rij.begin_on, "j F Y") if rij.begin_on else ""
    tot = date_format(rij.einde_on, "j F Y") if rij.einde_on else ""
    if rij.einde_on and rij.einde_on < nu:
        return _("Voorbij sinds %s") % tot
    if rij.begin_on and rij.begin_on > nu:
        return _("Begint op %s") % van
    if tot:
        return _("Van %(van)s tot en met %(tot)s") % {"van": van, "tot": tot} if van else _("Tot en met %s") % tot
    return _("Vanaf %s") % van if van else _("Loopt, zonder einddatum")


def _table(rijen: tuple[Organisatierij, ...], nu: date) -> Tabel:
    return Tabel(
        titel=_("Organisaties"),
        kolommen=(_("Naam"), _("Code"), _("Soort"), _("Overeenkomst")),
        rijen=tuple(
            (
                Cel(tekst=rij.naam, url=reverse("portaalbeheer-organisatie", args=(rij.code,))),
                Cel(tekst=rij.code),
                Cel(tekst=str(SOORTEN[rij.soort])),
                Cel(tekst=agreement(rij, nu), onder=_("staat stil") if rij.stil else ""),
            )
            for rij in rijen
        ),
    )
