"""Mijn aanvragen as a sheet: the list as it is narrowed on the page, whole. Nothing of a patient is in it."""

from django.db.models import QuerySet
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from machtigingen.aanvragen.lifecycle import TEKST, Status, hoofdstatus
from machtigingen.aanvragen.models import Aanvraag
from machtigingen.aanvragen.queries import overview, search, stand
from machtigingen.aanvragen.vakken import within
from machtigingen.doors.zorgverlener.lijst import aanvragen, asked_for
from machtigingen.doors.zorgverlener.zoeken import zoek_aanvraag
from machtigingen.foundation import RAADPLEGEN
from machtigingen.toegang.queries import require, vandaag
from machtigingen.toegang.request import PortalRequest
from machtigingen.ui.aanvraagpagina import beslisser_in_words, titel_van
from machtigingen.ui.csvbestand import csv_download

KOP = (
    "Machtigingsaanvraag-ID", "Uw referentie", "Formulier", "Zorgverlener", "Verzekeraar", "Grondslag",
    "Softwarepakket", "Ingediend", "Status", "Specificatie", "Besloten", "Machtigingsnummer", "Geldig tot en met",
    "Einde later gezet", "Bijgewerkt",
)  # fmt: skip
_PER_KEER = 500


@require_safe
def aanvragen_csv(request: PortalRequest) -> HttpResponse:
    """What was looked for, or one part of the list, or all; the page with what is wrong when it is asked wrong."""
    require(request.actor, RAADPLEGEN)
    dag = vandaag(request.now)
    zoek = zoek_aanvraag(request.GET, vandaag=dag)
    if zoek.doel is None and zoek.is_open:
        return aanvragen(request)
    lijst = _part(request) if zoek.doel is None else search(actor=request.actor, now=request.now, zoekvraag=zoek.doel)
    rijen = (_row(aanvraag, request) for aanvraag in lijst.iterator(chunk_size=_PER_KEER))
    return csv_download(f"aanvragen-{request.actor.agb}-{dag}.csv", kop=KOP, rijen=rijen)


def _part(request: PortalRequest) -> QuerySet[Aanvraag]:
    lijst = overview(actor=request.actor, now=request.now)
    vak = asked_for(request)
    return within(lijst, vak, request.now) if vak else lijst


def _row(aanvraag: Aanvraag, request: PortalRequest) -> tuple[str, ...]:
    status = stand(aanvraag, request.now)
    ingediend, geldig_tot = aanvraag.ingediend_at, aanvraag.geldig_tot_on
    return (
        grouped(aanvraag.aanvraagnummer or ""),
        aanvraag.referentie,
        titel_van(aanvraag),
        f"AGB {aanvraag.zorgverlener}" if aanvraag.zorgverlener else "",
        f"UZOVI {aanvraag.uzovi}" if aanvraag.uzovi else "",
        aanvraag.grondslag.capitalize(),
        aanvraag.softwarepakket,
        f"{timezone.localtime(ingediend):%d-%m-%Y %H:%M}" if ingediend else "",
        TEKST[hoofdstatus(status)],
        TEKST[status],
        beslisser_in_words(aanvraag, status),
        grouped(aanvraag.machtigingsnummer),
        f"{geldig_tot:%d-%m-%Y}" if geldig_tot else "",
        _ended(aanvraag),
        f"{timezone.localtime(aanvraag.updated_at):%d-%m-%Y %H:%M}",
    )


def _ended(aanvraag: Aanvraag) -> str:
    """By whom, when the end is not that of the besluit. `search` and `overview` tell that there is a reason."""
    if not getattr(aanvraag, "einde_gezet", False):
        return ""
    niet_uitgevoerd = aanvraag.status == Status.BEEINDIGD.value
    return _("zorg niet uitgevoerd") if niet_uitgevoerd else _("door de zorgverzekeraar")


def grouped(nummer: str) -> str:
    """By four: a sheet would take so many digits in a row for an amount, and round it."""
    return " ".join(nummer[plaats : plaats + 4] for plaats in range(0, len(nummer), 4))
