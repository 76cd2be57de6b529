"""Where the connection of the organisation stands, as a task list; and before that, what waits for who manages it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST, require_safe

from machtigingen.doors.beheer.kader import toon_beheer
from machtigingen.doors.beheer.woorden import RECHTEN, dag, days_left, title_of
from machtigingen.foundation import DomainError
from machtigingen.toegang.beheer import answer_right
from machtigingen.toegang.overzicht import overview, software_now
from machtigingen.toegang.request import PortalRequest
from machtigingen.toegang.stappen import Stap
from machtigingen.toegang.team import (
    Certificaatrij,
    Medewerkerrij,
    Rechtverzoekrij,
    Stand,
    rechtverzoeken,
)
from machtigingen.ui.context import Melding, Meldingsoort

_WIE = {
    "contactpersoon": gettext_lazy("u, of uw collega-contactpersoon"),
    "beheerder": gettext_lazy("u, of een andere beheerder"),
    "softwareleverancier": gettext_lazy("uw softwareleverancier"),
    "portaalbeheer": gettext_lazy("de beheerder van het portaal"),
}


@dataclass(frozen=True, kw_only=True)
class Stapregel:
    titel: str
    klaar: bool
    uitleg: str
    wie: str
    url: str


@dataclass(frozen=True, kw_only=True)
class Vraagregel:
    """Somebody asks for a right."""

    id: int
    naam: str
    recht: str
    op: datetime


@require_safe
def overzicht(request: PortalRequest) -> HttpResponse:
    """GET /beheer/"""
    alles = overview(actor=request.actor, now=request.now)
    stand, rijen = alles.stappen, alles.certificaten
    klaar = sum(stap.klaar for stap in stand)
    context: dict[str, object] = {
        "regels": tuple(_line(stap, rijen, is_instantie=request.actor.agb is not None) for stap in stand),
        "klaar": klaar,
        "totaal": len(stand),
        "vragen": tuple(_question(een) for een in rechtverzoeken(actor=request.actor, now=request.now)),
        "meldingen": tuple(_warnings(rijen, alles.mensen, now=request.now)),
        "bewijs": klaar == len(stand) and request.actor.agb is not None,
        "kan_bewijs": request.actor.agb is not None,
    }
    return toon_beheer(request, "overzicht", context)


@require_POST
def antwoord(request: PortalRequest, id: int) -> HttpResponse:
    """POST /beheer/rechtverzoeken/{id}: `antwoord` is ja or nee."""
    if request.POST.get("antwoord") not in ("ja", "nee"):
        raise DomainError.one("T103")
    toegekend = request.POST["antwoord"] == "ja"
    answer_right(actor=request.actor, now=request.now, rechtverzoek=id, toegekend=toegekend)
    return redirect("beheer")


def _question(een: Rechtverzoekrij) -> Vraagregel:
    return Vraagregel(
        id=een.id, naam=een.naam, recht=str(RECHTEN.get(een.autorisatie, een.autorisatie)), op=een.gevraagd_at
    )


def _line(stap: Stap, rijen: Sequence[Certificaatrij], *, is_instantie: bool) -> Stapregel:
    """An insurer has no contactpersonen: there who manages is called beheerder."""
    wie = "beheerder" if stap.wie == "contactpersoon" and not is_instantie else stap.wie
    return Stapregel(
        titel=stap.titel,
        klaar=stap.klaar,
        uitleg=stap.uitleg,
        wie=str(_WIE.get(wie, wie)),
        url=_places(rijen).get(stap.sleutel, ""),
    )


def _places(rijen: Sequence[Certificaatrij]) -> Mapping[str, str]:
    """Where each step is done. An agreement is made outside the portal."""
    software = software_now(rijen)
    mensen = reverse("beheer-medewerkers")
    aanvragen = reverse("beheer-certificaat-aanvragen") + "?voor=software"
    return {
        "contactpersonen": mensen,
        "medewerkers": mensen,
        "adviseur": mensen,
        "systeemcertificaat": reverse("beheer-certificaat", args=(software.id,)) if software else aanvragen,
        "adressen": reverse("beheer-adressen", args=(software.id,)) if software else "",
        "eerste_aanroep": reverse("beheer-certificaat", args=(software.id,)) if software else "",
    }


def _warnings(rijen: Sequence[Certificaatrij], mensen: Sequence[Medewerkerrij], *, now: datetime) -> Iterator[Melding]:
    """What ends soon or ended, what lies ready, and who cannot get in."""
    vervangen = {rij.vervangt for rij in rijen if rij.werkt}
    for rij in rijen:
        url = reverse("beheer-certificaat", args=(rij.id,))
        wat = {"naam": title_of(rij), "dag": dag(rij.geldig_tot)}
        blijft_weg = rij.id not in vervangen and not rij.einde_at
        if rij.stand is Stand.VERLOOPT and rij.id not in vervangen:
            over = days_left(rij, now)
            tekst = ngettext(
                "Het certificaat van %(naam)s verloopt over %(dagen)s dag, op %(dag)s.",
                "Het certificaat van %(naam)s verloopt over %(dagen)s dagen, op %(dag)s.",
                over,
            )
            yield _warn(tekst % (wat | {"dagen": str(over)}), url, _("Vernieuwen"))
        elif rij.stand is Stand.VERLOPEN and blijft_weg:
            yield _warn(_("Het certificaat van %(naam)s is verlopen op %(dag)s.") % wat, url, _("Vernieuwen"))
        elif rij.stand is Stand.INGETROKKEN and blijft_weg and rij.geldig_tot > now:
            yield _warn(_("Het certificaat van %(naam)s is ingetrokken door de uitgever.") % wat, url, _("Bekijken"))
        elif rij.stand is Stand.STILGEZET:
            tekst = _("Het certificaat van %(naam)s is stilgezet door de beheerder van het portaal.") % wat
            yield _warn(tekst, url, _("Bekijken"))
        elif rij.stand is Stand.KLAAR and rij.verzoek:
            tekst = _("Het certificaat van %(naam)s is klaar. Het moet nog worden geïnstalleerd.") % wat
            yield Melding(tekst=tekst, url=url, url_tekst=_("Ophalen"))
    for mens in mensen:
        if mens.geblokkeerd_at and mens.werkt:
            url = reverse("beheer-medewerker", args=(mens.id,))
            yield _warn(_("%(naam)s kan niet inloggen.") % {"naam": mens.naam}, url, _("Weer toelaten"))


def _warn(tekst: str, url: str, url_tekst: str) -> Melding:
    return Melding(tekst=tekst, soort=Meldingsoort.WAARSCHUWING, url=url, url_tekst=url_tekst)
