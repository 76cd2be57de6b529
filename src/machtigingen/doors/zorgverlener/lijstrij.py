"""One row of Mijn aanvragen: which aanvraag, how it stands, and the day that counts."""

from collections.abc import Iterable
from datetime import date, datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from machtigingen.aanvragen.doorlooptijd import klokken_of
from machtigingen.aanvragen.lifecycle import TOEGEKEND, Status
from machtigingen.aanvragen.models import Aanvraag
from machtigingen.aanvragen.queries import stand
from machtigingen.aanvragen.termijn import Stand
from machtigingen.aanvragen.vakken import deadlines_of
from machtigingen.toegang.queries import vandaag
from machtigingen.ui.aanvraagpagina import beslisser_in_words, titel_van
from machtigingen.ui.context import Cel, Tabel
from machtigingen.ui.termijnbalk import termijnbalk


def tabel_van(aanvragen: Iterable[Aanvraag], *, titel: str, now: datetime) -> Tabel:
    rijen = tuple(aanvragen)
    deadlines, klokken = deadlines_of(rijen), klokken_of(rijen, now)
    return Tabel(
        titel=titel,
        kolommen=(
            _("Formulier"),
            _("Machtigingsaanvraag-ID"),
            _("Uw referentie"),
            _("Status"),
            _("Termijn"),
            _("Bijgewerkt"),
        ),
        rijen=tuple(_rij(aanvraag, klokken.get(aanvraag.id), deadlines.get(aanvraag.id), now) for aanvraag in rijen),
        lezer="zorgverlener",
    )


def _rij(aanvraag: Aanvraag, klok: Stand | None, antwoord_voor: date | None, now: datetime) -> tuple[Cel, ...]:
    status = stand(aanvraag, now)
    return (
        Cel(tekst=titel_van(aanvraag), url=reverse("aanvraag", args=(aanvraag.id,))),
        Cel(tekst=aanvraag.aanvraagnummer or "–"),
        Cel(tekst=aanvraag.referentie or "–"),
        Cel(status=status.value, door=beslisser_in_words(aanvraag, status)),
        _termijn(aanvraag, status, klok, antwoord_voor),
        Cel(tekst=timezone.localtime(aanvraag.updated_at).strftime("%d-%m-%Y %H:%M")),
    )


def _termijn(aanvraag: Aanvraag, status: Status, klok: Stand | None, antwoord_voor: date | None) -> Cel:
    """The day that counts: to finish, to answer, to decide; or how long it is valid."""
    if status is Status.CONCEPT:
        return Cel(tekst=_("Versturen vóór %(dag)s") % {"dag": _kort(vandaag(aanvraag.vervalt_at))})
    if klok is not None:
        return Cel(balk=termijnbalk(klok, tot=aanvraag.termijn_tot_on, reageren_voor=antwoord_voor))
    einde = aanvraag.geldig_tot_on
    if einde is None or status not in (*TOEGEKEND, Status.BEEINDIGD):
        return Cel(tekst="–")
    gezet = bool(getattr(aanvraag, "einde_gezet", False))
    tekst = _("Geldig tot en met %(dag)s, eerder dan toegekend") if gezet else _("Geldig tot en met %(dag)s")
    return Cel(tekst=tekst % {"dag": _kort(einde)}, voorbij=gezet or status is Status.BEEINDIGD)


def _kort(dag: date) -> str:
    return date_format(dag, "j F Y")
