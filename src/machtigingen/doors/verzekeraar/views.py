"""The desk of a beoordelaar: the list, one aanvraag with everything that matters, and the decision."""

from collections.abc import Iterable
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from machtigingen.aanvragen import besluiten, bijlagen
from machtigingen.aanvragen.lifecycle import AAN_ZET
from machtigingen.aanvragen.models import Aanvraag
from machtigingen.aanvragen.queries import besluit_of, dossier_of, find, look, stand
from machtigingen.aanvragen.regels import Oordeel, regels_of, whole
from machtigingen.beoordeling.queries import decided, worklist
from machtigingen.formulieren.afspraken import Regelbesluit
from machtigingen.foundation import BEOORDELEN, DomainError
from machtigingen.toegang import invoer
from machtigingen.toegang.queries import require
from machtigingen.toegang.request import PortalRequest
from machtigingen.ui.aanvraagpagina import groepen_van, tijdlijn_van, titel_van
from machtigingen.ui.context import Cel, LegeLijst, Tabel
from machtigingen.ui.documenten import bijlage_van, download, vragen_en_antwoorden_van
from machtigingen.ui.pagina import toon
from machtigingen.ui.velden import Foutregel, Keuze, Veld, Veldsoort

PER_PAGINA = 50
LAATSTE = 20


@require_GET
def werklijst(request: PortalRequest) -> HttpResponse:
    """What waits, and below it what was decided last."""
    wachtend = Paginator(worklist(actor=request.actor, now=request.now), PER_PAGINA)
    blad = wachtend.get_page(request.GET.get("blad"))
    context = {
        "tabel": _tabel(request, _("Wacht op een besluit"), blad),
        "blad": blad,
        "klaar": _tabel(request, _("Laatst besloten"), decided(actor=request.actor)[:LAATSTE]),
        "leeg": LegeLijst(
            titel=_("Er wacht niets op een besluit"), tekst=_("Nieuwe aanvragen verschijnen hier vanzelf.")
        ),
    }
    return toon(request, "verzekeraar/werklijst.html", context)


def _tabel(request: PortalRequest, titel: str, aanvragen: Iterable[Aanvraag]) -> Tabel:
    return Tabel(
        titel=titel,
        kolommen=(_("Formulier"), _("Machtigingsaanvraag-ID"), _("Instantie (AGB)"), _("Ingediend"), _("Status")),
        rijen=tuple(_rij(aanvraag, request) for aanvraag in aanvragen),
    )


def _rij(aanvraag: Aanvraag, request: PortalRequest) -> tuple[Cel, ...]:
    return (
        Cel(tekst=titel_van(aanvraag), url=reverse("beoordelen", args=(aanvraag.id,))),
        Cel(tekst=aanvraag.aanvraagnummer or "–"),
        Cel(tekst=aanvraag.agb),
        Cel(tekst=timezone.localtime(aanvraag.ingediend_at).strftime("%d-%m-%Y %H:%M")),
        Cel(status=stand(aanvraag, request.now).value),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def beoordelen(request: PortalRequest, id: UUID) -> HttpResponse:
    """One aanvraag. A post decides; what is missing is said at the field, and what was typed stays."""
    require(request.actor, BEOORDELEN)
    if request.method == "GET" or request.method == "HEAD":
        aanvraag, eerder = look(actor=request.actor, now=request.now, aanvraag_id=id), invoer.kept(request)
        return _toon(request, aanvraag, besluit=eerder.get("besluit", ""), toelichting=eerder.get("toelichting", ""))
    besluit, toelichting = request.POST.get("besluit", ""), request.POST.get("toelichting", "")
    fouten = (
        {} if besluit in ("goedkeuren", "afwijzen") else {"besluit": _("Kies of u de aanvraag goedkeurt of afwijst.")}
    )
    try:
        if not fouten:
            besluiten.decide(
                actor=request.actor,
                now=request.now,
                aanvraag_id=id,
                oordeel=_oordeel(request, id, goedkeuren=besluit == "goedkeuren", toelichting=toelichting),
            )
            invoer.forget(request)
            return HttpResponseRedirect(reverse("beoordelen", args=(id,)))
    except DomainError as fout:
        if fout.fouten[0].pad != "toelichting":
            raise
        fouten["toelichting"] = fout.fouten[0].melding
    aanvraag = look(actor=request.actor, now=request.now, aanvraag_id=id)
    return _toon(request, aanvraag, besluit=besluit, toelichting=toelichting, fouten=fouten)


def _oordeel(request: PortalRequest, id: UUID, *, goedkeuren: bool, toelichting: str) -> Oordeel:
    """The same about every line."""
    aanvraag = find(actor=request.actor, now=request.now, aanvraag_id=id)
    regels = regels_of(dossier_of(aanvraag, aanvraag.ingediend_at or request.now))
    uitkomst = Regelbesluit.TOEGEKEND if goedkeuren else Regelbesluit.AFGEWEZEN
    return whole(regels, uitkomst, toelichting=toelichting, reden="" if goedkeuren else "niet_aangetoond")


beoordelen.bewaart_invoer = ("besluit", "toelichting")  # type: ignore[attr-defined]  # when the session has ended


def _toon(
    request: PortalRequest,
    aanvraag: Aanvraag,
    *,
    besluit: str = "",
    toelichting: str = "",
    fouten: dict[str, str] | None = None,
) -> HttpResponse:
    fouten = fouten or {}
    status = stand(aanvraag, request.now)
    velden = (
        Veld(
            naam="besluit",
            label=_("Wat besluit u?"),
            soort=Veldsoort.KEUZE,
            waarde=besluit,
            keuzes=(Keuze(waarde="goedkeuren", label=_("Goedkeuren")), Keuze(waarde="afwijzen", label=_("Afwijzen"))),
            fout=fouten.get("besluit", ""),
        ),
        Veld(
            naam="toelichting",
            label=_("Toelichting"),
            soort=Veldsoort.LANGE_TEKST,
            waarde=toelichting,
            hint=_("De zorgverlener leest deze tekst. Schrijf kort waarom."),
            fout=fouten.get("toelichting", ""),
        ),
    )
    context = {
        "aanvraag": aanvraag,
        "titel": titel_van(aanvraag),
        "status": status.value,
        "aan_zet": status in AAN_ZET,
        "besluit": besluit_of(aanvraag),
        "regels": tijdlijn_van(aanvraag, status, noem_beoordelaar=True),
        "groepen": groepen_van(aanvraag, request.now, bijlage_route="beoordelaar-bijlage"),
        "velden": velden,
        "fouten": Foutregel.van(velden),
    }
    return toon(request, "verzekeraar/beoordelen.html", context, status=422 if fouten else 200)


@require_GET
def bijlage(request: PortalRequest, id: UUID, bijlage_id: UUID) -> HttpResponse:
    """A file, always as a download."""
    require(request.actor, BEOORDELEN)
    gevonden, data = bijlagen.read(actor=request.actor, now=request.now, aanvraag_id=id, bijlage_id=bijlage_id)
    return bijlage_van(gevonden.naam, gevonden.type, data)


@require_GET
def vragen_en_antwoorden(request: PortalRequest, id: UUID) -> HttpResponse:
    """All questions and answers on paper."""
    require(request.actor, BEOORDELEN)
    gevonden = look(actor=request.actor, now=request.now, aanvraag_id=id)
    return download(vragen_en_antwoorden_van(gevonden, now=request.now), gevonden, soort="vragen-en-antwoorden")
