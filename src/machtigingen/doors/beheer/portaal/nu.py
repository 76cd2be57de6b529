"""What needs care now, what to do about it, and how long everything lasts that the portal trusts."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from machtigingen.doors.beheer.portaal.beheerstand import AANPAK, Beheerstand, Onderwerp
from machtigingen.doors.beheer.portaal.kader import explanation, toon_portaal
from machtigingen.doors.beheer.woorden import dag
from machtigingen.notificaties.tellingen import count_given_up
from machtigingen.pki import Geldigheid
from machtigingen.pki.geldigheid import Onderdeel
from machtigingen.toegang.portaalbeheer import find_stops
from machtigingen.toegang.request import PortalRequest
from machtigingen.ui.context import Cel, Melding, Meldingsoort, Tabel


@dataclass(frozen=True, kw_only=True)
class Punt:
    """One thing that needs care. `ernstig`: nothing comes in until it is over."""

    tekst: str
    doen: str
    url: str
    ernstig: bool = False


@require_safe
def nu(request: PortalRequest, stand_of: Callable[[datetime], Beheerstand]) -> HttpResponse:
    """GET /portaalbeheer/"""
    stand = stand_of(request.now)
    punten = tuple(_points(stand, uitleg=explanation(request)))
    context: dict[str, object] = {
        "punten": punten,
        "rustig": Melding(titel=_("Alles werkt"), tekst=_("U hoeft nu niets te doen."), soort=Meldingsoort.GOED),
        "stil": _stopped(request),
        "geldigheid": _lasting(stand.geldigheid),
    }
    return toon_portaal(request, "nu", context)


def _points(stand: Beheerstand, *, uitleg: str) -> Iterator[Punt]:
    """The worst first."""
    for ernstig, zinnen in ((True, stand.redenen), (False, stand.meldingen | {Onderwerp.OPGEGEVEN: _given_up()})):
        for onderwerp, teksten in zinnen.items():
            for tekst in teksten:
                aanpak = AANPAK[onderwerp]
                yield Punt(tekst=tekst, doen=str(aanpak.doen), url=f"{uitleg}#{aanpak.anker}", ernstig=ernstig)


def _given_up() -> tuple[str, ...]:
    aantal = count_given_up()
    tekst = ngettext("%(aantal)s bericht kwam niet aan.", "%(aantal)s berichten kwamen niet aan.", aantal)
    return (tekst % {"aantal": aantal},) if aantal else ()


def _stopped(request: PortalRequest) -> Melding | None:
    """No fault: somebody chose so, and what was stolen stays stopped."""
    aantal = len(find_stops(actor=request.actor))
    tekst = ngettext(
        "Er staat %(aantal)s certificaat of organisatie stil.",
        "Er staan %(aantal)s certificaten of organisaties stil.",
        aantal,
    )
    url = reverse("portaalbeheer-noodstop")
    return Melding(tekst=tekst % {"aantal": aantal}, url=url, url_tekst=_("Bekijken")) if aantal else None


def _lasting(geldigheid: tuple[Geldigheid, ...]) -> Tabel:
    namen = {Onderdeel.UITGEVER: _("Certificaat van de uitgever"), Onderdeel.INTREKKINGSLIJST: _("Intrekkingslijst")}
    return Tabel(
        titel=_("Zo lang geldt het nog"),
        kolommen=(_("Wat"), _("Uitgever"), _("Nog")),
        rijen=tuple((Cel(tekst=namen[een.onderdeel]), Cel(tekst=een.naam), _left(een)) for een in geldigheid),
    )


def _left(een: Geldigheid) -> Cel:
    if een.tot is None or een.dagen is None:
        return Cel(tekst=_("Er is geen lijst"))
    if een.dagen < 0:
        return Cel(tekst=_("Verlopen"), onder=dag(een.tot))
    nog = ngettext("%(dagen)s dag", "%(dagen)s dagen", een.dagen) % {"dagen": een.dagen}
    return Cel(tekst=nog, onder=_("tot en met %s") % dag(een.tot))
