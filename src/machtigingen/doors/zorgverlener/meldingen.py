"""Meldingen: which mail addresses of this instantie hear that something happened, and about what.

Whoever may look may see it, who may submit may change it. What the care package gets stands there too, to read.
"""

from dataclasses import dataclass, replace
from urllib.parse import urlsplit
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from machtigingen.foundation import INDIENEN, DomainError
from machtigingen.notificaties.abonneren import subscribe_mail, unsubscribe
from machtigingen.notificaties.queries import Abonnementstand, sends, subscriptions
from machtigingen.notificaties.soorten import Kanaal, Soort
from machtigingen.toegang import invoer
from machtigingen.toegang.queries import require
from machtigingen.toegang.request import PortalRequest
from machtigingen.ui.context import LegeLijst
from machtigingen.ui.pagina import toon
from machtigingen.ui.velden import Breedte, Foutregel, Keuze, Veld, Veldsoort

_TITELS = {
    Soort.INFORMATIE_GEVRAAGD: gettext_lazy("De verzekeraar heeft een vraag"),
    Soort.BESLUIT: gettext_lazy("Er is een besluit"),
    Soort.HEROPEND: gettext_lazy("Een besluit wordt opnieuw bekeken"),
    Soort.BEEINDIGD: gettext_lazy("Een machtiging eindigt op een andere dag"),
    Soort.INGEDIEND: gettext_lazy("Een aanvraag is verstuurd"),
    Soort.IN_BEHANDELING: gettext_lazy("Een beoordelaar is begonnen"),
    Soort.AANGEVULD: gettext_lazy("Een vraag is beantwoord"),
    Soort.INGETROKKEN: gettext_lazy("Een aanvraag is ingetrokken"),
}
# What somebody has to do something with, or waits for.
_GEWOON = (Soort.INFORMATIE_GEVRAAGD, Soort.BESLUIT, Soort.HEROPEND, Soort.BEEINDIGD)


@dataclass(frozen=True, kw_only=True)
class Melding:
    """One line: who is told what, and whether that goes well."""

    id: UUID
    naar: str
    soorten: tuple[str, ...]
    niet_aangekomen: int


@require_http_methods(["GET", "HEAD", "POST"])
def meldingen(request: PortalRequest) -> HttpResponse:
    """GET and POST /meldingen/"""
    if request.method != "POST":
        return _show(request, _fields(adres=invoer.kept(request).get("adres", ""), gekozen=_GEWOON))
    gekozen = tuple(soort for soort in _TITELS if soort.value in request.POST.getlist("soorten"))
    velden = _fields(adres=request.POST.get("adres", ""), gekozen=gekozen)
    if not gekozen:
        require(request.actor, INDIENEN)
        return _show(request, _with_errors(velden, soorten=_("Kies waarvan u bericht wilt krijgen.")), status=422)
    try:
        subscribe_mail(actor=request.actor, now=request.now, adres=request.POST.get("adres", ""), soorten=gekozen)
    except DomainError as fout:
        if fout.code in ("D203", "D204"):
            raise
        return _show(request, _with_errors(velden, adres=fout.fouten[0].melding), status=fout.fouten[0].uitleg.http)
    invoer.forget(request)
    return redirect("meldingen")


meldingen.bewaart_invoer = ("adres",)  # type: ignore[attr-defined]  # when the session has ended


@require_POST
def stoppen(request: PortalRequest, id: UUID) -> HttpResponse:
    """POST /meldingen/{id}/stoppen"""
    unsubscribe(actor=request.actor, now=request.now, kanaal=Kanaal.MAIL, abonnement_id=id)
    return redirect("meldingen")


def _show(request: PortalRequest, velden: tuple[Veld, ...], *, status: int = 200) -> HttpResponse:
    mail = subscriptions(actor=request.actor, now=request.now, kanaal=Kanaal.MAIL)
    pakket = subscriptions(actor=request.actor, now=request.now, kanaal=Kanaal.WEBHOOK)
    mag = request.actor.mag(INDIENEN)
    context: dict[str, object] = {
        "mail": _lines(mail),
        "pakket": _lines(pakket),
        "mag_wijzigen": mag,
        "verstuurt_mail": sends(Kanaal.MAIL),
        "velden": velden if mag else (),
        "fouten": Foutregel.van(velden),
        "leeg": LegeLijst(
            titel=_("Niemand krijgt nu een mail"),
            tekst=_("Voeg een adres toe. In de mail staat alleen een link, geen gegevens van patiënten.")
            if mag
            else _("Een collega die mag indienen, kan een adres toevoegen."),
        ),
    }
    return toon(request, "zorgverlener/meldingen.html", context, status=status)


def _lines(standen: tuple[Abonnementstand, ...]) -> tuple[Melding, ...]:
    return tuple(
        Melding(
            id=stand.id,
            naar=_recipient(stand),
            soorten=tuple(
                str(titel) for soort, titel in _TITELS.items() if not stand.soorten or soort in stand.soorten
            ),
            niet_aangekomen=stand.opgegeven,
        )
        for stand in standen
        if stand.ended_at is None
    )


def _recipient(stand: Abonnementstand) -> str:
    """Of a webhook only the server: the rest of its address may hold a secret of the package."""
    if stand.kanaal is Kanaal.MAIL:
        return stand.adres
    host = urlsplit(stand.adres).hostname or ""
    return f"{stand.softwarepakket} ({host})" if stand.softwarepakket else host


def _fields(*, adres: str, gekozen: tuple[Soort, ...]) -> tuple[Veld, ...]:
    return (
        Veld(
            naam="adres",
            label=_("Mailadres"),
            hint=_("Liefst een adres dat meer collega’s lezen, zoals balie@praktijk.nl."),
            waarde=adres,
            breedte=Breedte.LANG,
            max_lengte=254,
        ),
        Veld(
            naam="soorten",
            label=_("Waarvan wilt u bericht krijgen?"),
            soort=Veldsoort.MEERKEUZE,
            waarden=tuple(soort.value for soort in gekozen),
            keuzes=tuple(Keuze(waarde=soort.value, label=str(titel)) for soort, titel in _TITELS.items()),
        ),
    )


def _with_errors(velden: tuple[Veld, ...], **fouten: str) -> tuple[Veld, ...]:
    return tuple(replace(veld, fout=fouten.get(veld.naam, "")) for veld in velden)
