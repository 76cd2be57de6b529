"""Ask for a certificate, or renew one: for whom, the CSR, and what it will be able to do."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from machtigingen.doors.beheer.certificaten import find_one
from machtigingen.doors.beheer.kader import by_field, status_of, toon_beheer
from machtigingen.doors.beheer.opdrachten import make_csr
from machtigingen.doors.beheer.woorden import RECHTEN, UITLEG, dag, rechten_in_words, title_of
from machtigingen.foundation import DomainError, Soort
from machtigingen.pki import CSR_MAX
from machtigingen.toegang import invoer
from machtigingen.toegang.beheer import request_certificaat
from machtigingen.toegang.overzicht import Overzicht, overview, software_now
from machtigingen.toegang.request import PortalRequest
from machtigingen.toegang.team import Certificaatrij, Medewerkerrij, Stand, mogelijk
from machtigingen.ui.velden import Breedte, Foutregel, Keuze, Veld, Veldsoort

SOFTWARE = "software"
_PLEKKEN = {"T110": "csr", "T119": "csr"}


@dataclass(frozen=True, kw_only=True)
class Aanvraagdoel:
    """For whom: the software of the organisation, or one person. `oud` is the certificate that this replaces."""

    soort: Soort
    medewerker: Medewerkerrij | None = None
    oud: Certificaatrij | None = None

    @property
    def voor(self) -> str:
        return str(self.medewerker.id) if self.medewerker else SOFTWARE

    @property
    def naam(self) -> str:
        return self.medewerker.naam if self.medewerker else _("uw software")


@require_http_methods(["GET", "HEAD", "POST"])
def aanvragen(request: PortalRequest) -> HttpResponse:
    """GET and POST /beheer/certificaten/aanvragen: ?voor=software, ?voor={medewerker} or ?vervangt={certificaat}."""
    vraag = request.POST if request.method == "POST" else request.GET
    alles = overview(actor=request.actor, now=request.now)
    doel = _goal(alles, vraag)
    if doel is None:
        return _choose(request, alles)
    if request.method != "POST":
        return _show(request, doel, invoer.kept(request))
    csr, fouten, status = _csr_of(request), {}, 200
    try:
        id_ = request_certificaat(
            actor=request.actor,
            now=request.now,
            soort=doel.soort.value,
            medewerker=doel.medewerker.id if doel.medewerker else None,
            csr=csr,
            adressen=request.POST.get("adressen", "").splitlines(),
            autorisaties=request.POST.getlist("rechten"),
            vervangt=doel.oud.id if doel.oud else None,
        )
    except DomainError as fout:
        fouten = by_field(fout, ("csr", "adressen", "autorisaties"), codes=_PLEKKEN)
        status = status_of(fout)
    else:
        invoer.forget(request)
        return redirect("beheer-verzoek", id=id_)
    getypt = request.POST.dict() | {"csr": "" if "PRIVATE KEY" in csr else csr}  # a secret is not sent back
    return _show(request, doel, getypt, rechten=request.POST.getlist("rechten"), fouten=fouten, status=status)


aanvragen.bewaart_invoer = ("adressen",)  # type: ignore[attr-defined]  # when the session has ended


def _csr_of(request: PortalRequest) -> str:
    """What was pasted, or the file when nothing was."""
    geplakt = request.POST.get("csr", "").strip()
    bestand = request.FILES.get("csr_bestand")
    if geplakt or not isinstance(bestand, UploadedFile):
        return geplakt[: CSR_MAX + 1]
    return bestand.read(CSR_MAX + 1).decode("utf-8", "replace").lstrip("\N{ZERO WIDTH NO-BREAK SPACE}").strip()


def _goal(alles: Overzicht, vraag: Mapping[str, Any]) -> Aanvraagdoel | None:
    """None while nobody was chosen. Raises T103, T111."""
    mensen = {str(een.id): een for een in alles.mensen}
    if vraag.get("vervangt"):
        oud = _old(alles, str(vraag["vervangt"]))
        van = mensen.get(str(oud.medewerker))
        if oud.soort is Soort.PERSOONLIJK and van is None:
            raise DomainError.one("T103")  # of nobody by name: that is asked for anew
        return Aanvraagdoel(soort=oud.soort, medewerker=van, oud=oud)
    voor = str(vraag.get("voor", ""))
    if not voor:
        return None
    if voor == SOFTWARE:
        return Aanvraagdoel(soort=Soort.SYSTEEM)
    if voor not in mensen:
        raise DomainError.one("T103")
    if not mensen[voor].werkt:
        raise DomainError.one("T111")
    return Aanvraagdoel(soort=Soort.PERSOONLIJK, medewerker=mensen[voor])


def _old(alles: Overzicht, id: str) -> Certificaatrij:
    oud = find_one(alles.certificaten, int(id) if id.isascii() and id.isdecimal() and len(id) < 19 else 0)
    if oud.stand is Stand.BEEINDIGD:
        raise DomainError.one("T111")
    return oud


def _choose(request: PortalRequest, alles: Overzicht) -> HttpResponse:
    """For whom?"""
    mensen = [een for een in alles.mensen if een.werkt]
    software = software_now(alles.certificaten)
    adres = reverse("beheer-certificaat-aanvragen")
    context: dict[str, object] = {
        "software_url": f"{adres}?vervangt={software.id}" if software else f"{adres}?voor={SOFTWARE}",
        "software": software,
        "mensen": tuple((een, f"{adres}?voor={een.id}") for een in mensen),
    }
    return toon_beheer(request, "aanvragen_voor", context)


def _show(
    request: PortalRequest, doel: Aanvraagdoel, getypt: Mapping[str, str], *, rechten: list[str] | None = None,
    fouten: Mapping[str, str] | None = None, status: int = 200,
) -> HttpResponse:  # fmt: skip
    fouten = fouten or {}
    velden = (*_what_it_may(request, doel, getypt, rechten, fouten), _csr_field(getypt, fouten))
    context: dict[str, object] = {
        "doel": doel,
        "velden": velden[:-1],
        "csr": velden[-1],
        "fouten": Foutregel.van(velden),
        "opdracht": make_csr(doel.soort, request.actor.organisatiecode),
        "is_software": doel.soort is Soort.SYSTEEM,
        "uitleg": _explain(request, doel),
        "terug": reverse("beheer-certificaat", args=(doel.oud.id,)) if doel.oud else reverse("beheer-certificaten"),
    }
    return toon_beheer(request, "aanvragen", context, status=status)


def _explain(request: PortalRequest, doel: Aanvraagdoel) -> tuple[str, ...]:
    """What a renewal keeps, and how long both work."""
    if doel.oud is None:
        return ()
    wat = {"naam": title_of(doel.oud), "dag": dag(doel.oud.geldig_tot)}
    houdt = _("Het nieuwe certificaat krijgt dezelfde rechten: %(rechten)s.") % {
        "rechten": rechten_in_words(doel.oud.autorisaties).lower()
    }
    if not doel.oud.werkt:
        return (houdt,)
    if doel.soort is Soort.PERSOONLIJK:
        return (houdt, _("Het oude certificaat blijft werken tot %(dag)s, of tot u het beëindigt.") % wat)
    dagen = settings.MACHTIGINGEN_OVERLAP_DAGEN
    uiterlijk = dag(min(request.now + timedelta(days=dagen), doel.oud.geldig_tot))
    overlap = ngettext(
        "Is het nieuwe certificaat er, dan blijft het oude nog %(dagen)s dag werken. Komt het vandaag, dan is dat "
        "tot %(dag)s. In die tijd zet u uw software over.",
        "Is het nieuwe certificaat er, dan blijft het oude nog %(dagen)s dagen werken. Komt het vandaag, dan is dat "
        "tot %(dag)s. In die tijd zet u uw software over.",
        dagen,
    )
    return (_("%(naam)s krijgt een nieuw certificaat.") % wat, houdt, overlap % {"dagen": str(dagen), "dag": uiterlijk})


def _what_it_may(
    request: PortalRequest, doel: Aanvraagdoel, getypt: Mapping[str, str], rechten: list[str] | None,
    fouten: Mapping[str, str],
) -> tuple[Veld, ...]:  # fmt: skip
    """A renewal takes over what there was."""
    if doel.oud is not None:
        return ()
    kan = [een for een in RECHTEN if een in mogelijk(actor=request.actor, soort=doel.soort)]
    veld = Veld(
        naam="rechten",
        label=_("Wat mag dit certificaat?"),
        soort=Veldsoort.MEERKEUZE,
        hint=_("U kunt dit later veranderen."),
        waarden=tuple(rechten or ()),
        keuzes=tuple(Keuze(waarde=een, label=str(RECHTEN[een]), uitleg=str(UITLEG[een])) for een in kan),
        fout=fouten.get("autorisaties", ""),
        mag_leeg=True,
    )
    return (veld, address_field(getypt, fouten)) if doel.soort is Soort.SYSTEEM else (veld,)


def address_field(getypt: Mapping[str, str], fouten: Mapping[str, str]) -> Veld:
    return Veld(
        naam="adressen",
        label=_("Vanaf welke IP-adressen belt uw software?"),
        soort=Veldsoort.LANGE_TEKST,
        hint=_(
            "Eén adres per regel, zoals 198.51.100.7, of een reeks zoals 198.51.100.0/24 of 2001:db8:1::/48. Uw "
            "netwerkbeheerder weet het."
        )
        + " "
        + (
            _("Zonder adressen werkt het certificaat niet.")
            if settings.MACHTIGINGEN_ADRESSEN_VERPLICHT
            else _("Leeg betekent: vanaf elk adres.")
        ),
        waarde=getypt.get("adressen", ""),
        fout=fouten.get("adressen", ""),
        fout_kort=_("Vanaf welke IP-adressen: ") + fouten["adressen"] if "adressen" in fouten else "",
        mag_leeg=True,
    )


def _csr_field(getypt: Mapping[str, str], fouten: Mapping[str, str]) -> Veld:
    return Veld(
        naam="csr",
        label=_("Plak hier de CSR"),
        soort=Veldsoort.LANGE_TEKST,
        hint=_("De tekst begint met -----BEGIN CERTIFICATE REQUEST-----."),
        waarde=getypt.get("csr", ""),
        fout=fouten.get("csr", ""),
        breedte=Breedte.LANG,
    )
