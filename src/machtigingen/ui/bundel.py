"""Whole dossiers to keep: of each aanvraag the summary, all questions and answers, and its files, in one zip.

The portal keeps a file for a year and an aanvraag for two, so who has to keep them longer takes them along. The zip is
made in memory, for nothing of a patient is ever written on a disk in clear; that is why there is a limit. No name in it
tells of a patient: a file goes by its number in the summary.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from io import BytesIO
from uuid import UUID
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from django.http import HttpResponse
from django.utils.timezone import localtime

from machtigingen.aanvragen import bijlagen
from machtigingen.aanvragen.models import Aanvraag
from machtigingen.aanvragen.queries import look_at_sent
from machtigingen.foundation import Actor, DomainError
from machtigingen.ui.documenten import EINDEN, bijlagen_van, samenvatting_van, vragen_en_antwoorden_van

MEESTE_AANVRAGEN = 25
SAMEN_MAX = 40 * 1024 * 1024


def bundel_van(*, actor: Actor, now: datetime, aanvraag_ids: Sequence[UUID]) -> HttpResponse:
    """A download. Each look is recorded, as of every file. Raises A101 (foreign, or not there), A102 (not sent), X105
    (none, or too much at once)."""
    eenmaal = tuple(dict.fromkeys(aanvraag_ids))
    if not 0 < len(eenmaal) <= MEESTE_AANVRAGEN:
        raise DomainError.one("X105", pad="aanvraag")
    aanvragen = [look_at_sent(actor=actor, now=now, aanvraag_id=een) for een in eenmaal]
    if sum(bijlage.grootte for aanvraag in aanvragen for bijlage in bijlagen_van(aanvraag)) > SAMEN_MAX:
        raise DomainError.one("X105", pad="aanvraag")
    antwoord = HttpResponse(_zip(aanvragen, actor=actor, now=now), content_type="application/zip")
    antwoord["Content-Disposition"] = f'attachment; filename="{_naam(aanvragen, now)}"'
    return antwoord


def _naam(aanvragen: Sequence[Aanvraag], now: datetime) -> str:
    if len(aanvragen) == 1:
        return f"dossier-{aanvragen[0].aanvraagnummer}.zip"
    return f"dossiers-{localtime(now):%Y-%m-%d}.zip"


def _zip(aanvragen: Sequence[Aanvraag], *, actor: Actor, now: datetime) -> bytes:
    """Not compressed: a PDF, JPEG or PNG gets no smaller."""
    geheel = BytesIO()
    with ZipFile(geheel, "w", ZIP_STORED) as archief:
        for aanvraag in aanvragen:
            for naam, inhoud in _bestanden(aanvraag, actor=actor, now=now):
                info = ZipInfo(f"{aanvraag.aanvraagnummer}/{naam}", date_time=localtime(now).timetuple()[:6])
                archief.writestr(info, inhoud)
    return geheel.getvalue()


def _bestanden(aanvraag: Aanvraag, *, actor: Actor, now: datetime) -> Iterator[tuple[str, bytes]]:
    yield "samenvatting.pdf", samenvatting_van(aanvraag, now=now)
    yield "vragen-en-antwoorden.pdf", vragen_en_antwoorden_van(aanvraag, now=now)
    for nummer, bijlage in enumerate(bijlagen_van(aanvraag), start=1):
        _, data = bijlagen.read(actor=actor, now=now, aanvraag_id=aanvraag.id, bijlage_id=bijlage.id)
        yield f"bijlage-{nummer}{EINDEN[bijlage.type][0]}", data
