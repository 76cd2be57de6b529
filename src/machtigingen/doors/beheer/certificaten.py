"""All certificates and where each stands; one of them with all there is to know; and one that came back, to install."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from machtigingen.doors.beheer.daden import timeline
from machtigingen.doors.beheer.kader import by_field, status_of, toon_beheer
from machtigingen.doors.beheer.opdrachten import Opdracht, install
from machtigingen.doors.beheer.rijen import line_of, line_of_verzoek
from machtigingen.doors.beheer.weg import way_of_verzoek
from machtigingen.doors.beheer.woorden import dag, moment_in_words, rechten_in_words, title_of
from machtigingen.foundation import DomainError, Soort
from machtigingen.toegang import invoer
from machtigingen.toegang.beheer import withdraw_verzoek
from machtigingen.toegang.daden import acts_with
from machtigingen.toegang.overzicht import overview
from machtigingen.toegang.request import PortalRequest
from machtigingen.toegang.team import Certificaatrij, Stand, Verzoekrij, verzoeken
from machtigingen.toegang.team import certificaten as find_certificaten
from machtigingen.ui.velden import Breedte, Foutregel, Veld


@dataclass(frozen=True, kw_only=True)
class Weetje:
    label: str
    waarde: str
    regels: tuple[str, ...] = ()


@require_safe
def certificaten(request: PortalRequest) -> HttpResponse:
    """GET /beheer/certificaten/"""
    alles = overview(actor=request.actor, now=request.now)
    rijen = alles.certificaten
    gevraagd = verzoeken(actor=request.actor)
    van = {een.id: een for een in gevraagd}
    regels = {rij.id: line_of(rij, now=request.now, verzoek=van.get(rij.verzoek or 0)) for rij in rijen}
    weg = {een.id for een in alles.mensen if not een.werkt}
    loopt = [rij for rij in rijen if rij.stand not in (Stand.BEEINDIGD, Stand.VERLOPEN) and rij.medewerker not in weg]
    context: dict[str, object] = {
        "gevraagd": tuple(line_of_verzoek(een) for een in gevraagd if een.stand == "aangevraagd"),
        "software": tuple(regels[rij.id] for rij in loopt if rij.soort is Soort.SYSTEEM),
        "mensen": tuple(regels[rij.id] for rij in loopt if rij.soort is Soort.PERSOONLIJK),
        "voorbij": tuple(regels[rij.id] for rij in rijen if rij not in loopt)
        + tuple(line_of_verzoek(een) for een in gevraagd if een.stand == "vervallen" and een.certificaat is None),
    }
    return toon_beheer(request, "certificaten", context)


@require_safe
def certificaat(request: PortalRequest, id: int) -> HttpResponse:
    """GET /beheer/certificaten/{id}/. Raises T103."""
    rijen = find_certificaten(actor=request.actor, now=request.now)
    rij = find_one(rijen, id)
    gevraagd = {een.id: een for een in verzoeken(actor=request.actor)}
    verzoek = gevraagd.get(rij.verzoek or 0)
    opvolger = next((een for een in rijen if een.vervangt == rij.id and een.werkt), None)
    loopt_al = next(
        (een.id for een in gevraagd.values() if een.vervangt == rij.id and een.stand == "aangevraagd"), None
    )
    context: dict[str, object] = {
        "rij": rij,
        "titel": title_of(rij),
        "regel": line_of(rij, now=request.now, verzoek=verzoek),
        "weetjes": _facts(rij),
        "verzoek": verzoek if verzoek and verzoek.pem else None,
        "installeren": _how_to_install(request, rij, verzoek),
        "daden": timeline(acts_with(actor=request.actor, certificaat=id, verzoek=rij.verzoek)),
        "opvolger": reverse("beheer-certificaat", args=(opvolger.id,)) if opvolger else "",
        "kan_vernieuwen": _can_be_renewed(rij) and opvolger is None and loopt_al is None,
        "kan_beeindigen": rij.stand is not Stand.BEEINDIGD,
        "is_software": rij.soort is Soort.SYSTEEM,
        "wordt_vernieuwd": loopt_al,
    }
    return toon_beheer(request, "certificaat", context)


@require_http_methods(["GET", "HEAD", "POST"])
def verzoek(request: PortalRequest, id: int) -> HttpResponse:
    """GET and POST /beheer/verzoeken/{id}/: a POST withdraws it. Once there is a certificate, that says more. Raises
    T103."""
    gevraagd = _find_verzoek(request, id)
    if gevraagd.certificaat is not None:
        return redirect("beheer-certificaat", id=gevraagd.certificaat)
    getypt: Mapping[str, str] = request.POST.dict() if request.method == "POST" else invoer.kept(request)
    fouten: Mapping[str, str] = {}
    status = 200
    if request.method == "POST":
        try:
            withdraw_verzoek(actor=request.actor, now=request.now, verzoek=id, reden=getypt.get("reden", ""))
        except DomainError as fout:
            if fout.code == "T111":  # answered or withdrawn meanwhile: the page says which
                return redirect("beheer-verzoek", id=id)
            fouten, status = by_field(fout, ("reden",)), status_of(fout)
        else:
            invoer.forget(request)
            return redirect("beheer-verzoek", id=id)
    veld = Veld(
        naam="reden",
        label=_("Waarom trekt u deze aanvraag in?"),
        hint=_("Zet er geen gegevens van patiënten in."),
        waarde=getypt.get("reden", ""),
        fout=fouten.get("reden", ""),
        breedte=Breedte.LANG,
        mag_leeg=True,
    )
    context: dict[str, object] = {
        "verzoek": gevraagd,
        "titel": _("Software") if gevraagd.soort is Soort.SYSTEEM else gevraagd.naam,
        "weg": way_of_verzoek(gevraagd),
        "voor": "software" if gevraagd.soort is Soort.SYSTEEM else gevraagd.medewerker,
        "veld": veld,
        "fouten": Foutregel.van((veld,)),
    }
    return toon_beheer(request, "verzoek", context, status=status)


verzoek.bewaart_invoer = ("reden",)  # type: ignore[attr-defined]  # when the session has ended


@require_safe
def pem(request: PortalRequest, id: int) -> HttpResponse:
    """GET /beheer/verzoeken/{id}/certificaat.pem. Raises T103, also while it is not there yet."""
    gevraagd = _find_verzoek(request, id)
    if not gevraagd.pem:
        raise DomainError.one("T103")
    antwoord = HttpResponse(gevraagd.pem, content_type="application/x-pem-file")
    antwoord["Content-Disposition"] = f'attachment; filename="certificaat-{id}.pem"'
    return antwoord


def find_one(rijen: tuple[Certificaatrij, ...], id: int) -> Certificaatrij:
    """Raises T103."""
    gevonden = next((rij for rij in rijen if rij.id == id), None)
    if gevonden is None:
        raise DomainError.one("T103")
    return gevonden


def _find_verzoek(request: PortalRequest, id: int) -> Verzoekrij:
    gevonden = next((een for een in verzoeken(actor=request.actor) if een.id == id), None)
    if gevonden is None:
        raise DomainError.one("T103")
    return gevonden


def _how_to_install(request: PortalRequest, rij: Certificaatrij, verzoek: Verzoekrij | None) -> Opdracht | None:
    if rij.stand is not Stand.KLAAR or verzoek is None or not verzoek.pem:
        return None
    return install(rij.soort, request.actor.organisatiecode, verzoek.id)


def _can_be_renewed(rij: Certificaatrij) -> bool:
    return rij.stand not in (Stand.BEEINDIGD, Stand.STILGEZET, Stand.VERVANGEN) and rij.einde_at is None


def _facts(rij: Certificaatrij) -> tuple[Weetje, ...]:
    gebruikt = moment_in_words(rij.laatst_gebruikt_at) if rij.laatst_gebruikt_at else _("Nog niet")
    vanaf = _("%(op)s, vanaf %(adres)s") if rij.laatst_adres else "%(op)s"
    software = (
        Weetje(
            label=_("Mag bellen vanaf"),
            waarde="" if rij.adressen else _("Elk adres. Registreer uw adressen: dat is veiliger."),
            regels=rij.adressen,
        ),
    )
    einde = (Weetje(label=_("Reden van het einde"), waarde=rij.einde_reden),) if rij.einde_reden else ()
    return (
        Weetje(label=_("Rechten"), waarde=rechten_in_words(rij.autorisaties)),
        Weetje(label=_("Laatst gebruikt"), waarde=vanaf % {"op": gebruikt, "adres": rij.laatst_adres}),
        *(software if rij.soort is Soort.SYSTEEM else ()),
        Weetje(label=_("Geldig tot"), waarde=dag(rij.geldig_tot)),
        Weetje(label=_("Serienummer"), waarde=rij.serienummer),
        *einde,
    )
