"""What a beoordelaar can take along: a file, all questions and answers, the letter of a besluit. Always a download."""

from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from machtigingen.aanvragen import bijlagen
from machtigingen.aanvragen.lifecycle import TEKST
from machtigingen.aanvragen.models import Aanvraag
from machtigingen.aanvragen.queries import besluit_of, besluiten_of, look, stand
from machtigingen.foundation import BEOORDELEN, DomainError
from machtigingen.toegang.queries import require
from machtigingen.toegang.request import PortalRequest
from machtigingen.ui.brieven import brief_van
from machtigingen.ui.documenten import bijlage_van, download, vragen_en_antwoorden_van
from machtigingen.ui.eindebrieven import eindebrief_van, eindes_of


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


@require_GET
def brief(request: PortalRequest, id: UUID) -> HttpResponse:
    """The letter to the insured about the last besluit, or about the one whose number is asked; or about a last day
    that was set later, by its number."""
    require(request.actor, BEOORDELEN)
    gevonden = look(actor=request.actor, now=request.now, aanvraag_id=id)
    if "einde" in request.GET:
        return _eindebrief(request, gevonden)
    besluiten = {str(besluit.volgnummer): besluit for besluit in besluiten_of(gevonden)}
    besluit = besluiten.get(request.GET.get("besluit", next(reversed(besluiten), "")))
    if besluit is None:
        raise DomainError.one("A102", status=TEKST[stand(gevonden, request.now)])
    return download(brief_van(gevonden, besluit, now=request.now), gevonden, soort=f"brief-{besluit.volgnummer}")


def _eindebrief(request: PortalRequest, gevonden: Aanvraag) -> HttpResponse:
    eindes = {str(een.volgnummer): een for een in eindes_of(gevonden)}
    gezet, besluit = eindes.get(request.GET["einde"]), besluit_of(gevonden)
    if gezet is None or besluit is None:
        raise DomainError.one("A102", status=TEKST[stand(gevonden, request.now)])
    pdf = eindebrief_van(gevonden, besluit, gezet, now=request.now)
    return download(pdf, gevonden, soort=f"brief-einddatum-{gezet.volgnummer}")
