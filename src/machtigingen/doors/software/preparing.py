"""The calls by which software works in a concept, whatever protocol they come by. None of them sends it."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from machtigingen.aanvragen import pakketantwoorden
from machtigingen.aanvragen.actions import find_concept
from machtigingen.aanvragen.bijlagen import attach_once
from machtigingen.aanvragen.bijlagestand import Quarantaine
from machtigingen.aanvragen.dossier import Dossier
from machtigingen.aanvragen.models import Bijlage
from machtigingen.aanvragen.pakketantwoorden import Overname
from machtigingen.aanvragen.quarantaine import require_free
from machtigingen.aanvragen.queries import dossier_of
from machtigingen.aanvragen.toestand import Toestand, toestand_of
from machtigingen.doors.software.aanroepen import as_id, record_call_refused
from machtigingen.foundation import INDIENEN, DomainError
from machtigingen.toegang.queries import require
from machtigingen.toegang.request import PortalRequest


@dataclass(frozen=True)
class Voorstand:
    """A concept after software put something in it."""

    overname: Overname
    dossier: Dossier
    toestand: Toestand


def put_answers(request: PortalRequest, *, id: str, read: Callable[[], Mapping[str, Any]]) -> Voorstand:
    """Puts answers in a concept, and tells what is open then. What is not right is refused after who may not."""
    with _prepared(request, id, handeling="concept_gewijzigd") as aanvraag_id:
        overname = pakketantwoorden.put_answers(
            actor=request.actor, now=request.now, aanvraag_id=aanvraag_id, ruw=read()
        )
        dossier = dossier_of(overname.aanvraag, request.now)
        return Voorstand(overname, dossier, toestand_of(overname.aanvraag, dossier, actor=request.actor))


def attach(request: PortalRequest, *, id: str, read: Callable[[], tuple[str, str, bytes]]) -> tuple[Bijlage, bool]:
    """Puts a file with a question of a concept; `read` gives the question, the name and the content. Also tells whether
    it is new. Raises X109 when there is a virus in it: it stays, in quarantine, for a person to see."""
    with _prepared(request, id, handeling="bijlage_toegevoegd") as aanvraag_id:
        vraag, naam, data = read()
        bijlage, nieuw = attach_once(
            actor=request.actor, now=request.now, aanvraag_id=aanvraag_id, vraag=vraag, naam=naam, data=data
        )
        if bijlage.quarantaine == Quarantaine.VIRUS:
            require_free(bijlage)
        return bijlage, nieuw


@contextmanager
def _prepared(request: PortalRequest, id: str, *, handeling: str) -> Iterator[UUID]:
    """Around what a package does in a concept that it may work in. Whatever is refused is recorded."""
    try:
        require(request.actor, INDIENEN)
        aanvraag_id = as_id(id)
        find_concept(actor=request.actor, now=request.now, aanvraag_id=aanvraag_id)
        yield aanvraag_id
    except DomainError as fout:
        record_call_refused(request, fout, handeling=handeling, parameters=("vraag",))
        raise
