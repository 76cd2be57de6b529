"""The calls of the Instroomservice, whatever protocol they come by: one call into the domain each, and its trace."""

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any
from uuid import UUID

from machtigingen.aanvragen.models import Aanvraag
from machtigingen.aanvragen.queries import MUTATIES_MAX, Mutaties, feed, look, look_at_sent
from machtigingen.audit.actions import record
from machtigingen.audit.queries import AANROEP_GEWEIGERD
from machtigingen.foundation import INDIENEN, RAADPLEGEN, DomainError
from machtigingen.instroom.actions import Ontvangst, receive
from machtigingen.instroom.proef import Proef
from machtigingen.instroom.proef import try_out as try_out_bericht
from machtigingen.instroom.queries import Stand, find_instroom
from machtigingen.instroom.spoor import known, package_in
from machtigingen.toegang.geweigerd import record_once
from machtigingen.toegang.queries import require
from machtigingen.toegang.request import PortalRequest


def push(request: PortalRequest, *, read: Callable[[], Any]) -> Ontvangst:
    """`read` gives the message as plain JSON values: after the right to send, for who may not needs no advice on it."""
    data = None
    try:
        require(request.actor, INDIENEN)
        data = read()
        return receive(actor=request.actor, data=data, now=request.now, geldig=timedelta(hours=request.link_uren))
    except DomainError as fout:
        record_call_refused(request, fout, handeling="instroom_geweigerd", data=data)
        raise


def try_out(request: PortalRequest, *, read: Callable[[], Any]) -> Proef:
    """What `push` would make of it. Who may not send is told so, with what is wrong in the form of the message."""
    try:
        data = read()
    except DomainError as fout:
        raise _refused_proef(request, fout) from fout
    return try_out_bericht(actor=request.actor, data=data, now=request.now)


def _refused_proef(request: PortalRequest, fout: DomainError) -> DomainError:
    """What cannot even be read, after what would have been refused before."""
    try:
        require(request.actor, INDIENEN)
    except DomainError as eerder:
        fout = DomainError(*eerder.fouten, *fout.fouten)
    record_call_refused(request, fout, handeling="instroom_beproefd")
    return fout


def follow(request: PortalRequest, *, id: str) -> Stand:
    try:
        instroom_id = as_id(id)
        stand = find_instroom(actor=request.actor, instroom_id=instroom_id, now=request.now)
    except DomainError as fout:
        record_call_refused(request, fout, handeling="instroom_gevolgd")
        raise
    record(actor=request.actor, now=request.now, handeling="instroom_gevolgd", onderwerp=f"instroom:{instroom_id}")
    return stand


def changes(request: PortalRequest, *, read: Callable[[], dict[str, Any]], recht: str = RAADPLEGEN) -> Mutaties:
    """What changed since a cursor; `read` gives the question. Raises D203, and what `read` raises."""
    with reading(request, parameters=("na", "aantal")):
        require(request.actor, recht)
        gevraagd = read()
        return feed(
            actor=request.actor,
            now=request.now,
            na=gevraagd.get("na", 0),
            hoogstens=gevraagd.get("aantal", MUTATIES_MAX),
        )


def look_at(request: PortalRequest, *, id: str, recht: str = RAADPLEGEN) -> Aanvraag:
    """Raises D203, A101 (foreign or not there: the same). The look is recorded."""
    return look(actor=request.actor, now=request.now, aanvraag_id=_may_look_at(request, id, recht))


def look_at_document(request: PortalRequest, *, id: str) -> Aanvraag:
    """An aanvraag that was sent. Raises A102 besides: of a concept there is no paper, nor of what is typed in it."""
    return look_at_sent(actor=request.actor, now=request.now, aanvraag_id=_may_look_at(request, id, RAADPLEGEN))


def _may_look_at(request: PortalRequest, id: str, recht: str) -> UUID:
    try:
        require(request.actor, recht)
        return as_id(id)
    except DomainError as fout:
        record_call_refused(request, fout, handeling="aanvraag_bekeken")
        raise


@contextmanager
def reading(request: PortalRequest, *, parameters: Collection[str]) -> Iterator[None]:
    """A question that asks nothing about anybody is recorded only when it is refused, and the same refusal once an
    hour."""
    try:
        yield
    except DomainError as fout:
        fouten = known(fout.fouten, parameters=parameters)
        record_once(actor=request.actor, now=request.now, handeling=AANROEP_GEWEIGERD, fouten=fouten)
        raise


def record_call_refused(
    request: PortalRequest, fout: DomainError, *, handeling: str, data: Any = None, parameters: Collection[str] = ()
) -> None:
    """One row for a call that was refused: with codes and our own names, and nothing of what was sent."""
    record(
        actor=request.actor,
        now=request.now,
        handeling=handeling,
        code=fout.code,
        softwarepakket=package_in(data),
        fouten=known(fout.fouten, parameters=parameters),
    )


def as_id(tekst: str, *, code: str = "A101") -> UUID:
    """Raises `code`: what is no id, exists no more than what nobody has."""
    try:
        id_ = UUID(tekst)
    except ValueError as fout:
        raise DomainError.one(code) from fout
    if str(id_) != tekst.lower():  # UUID also reads braces, a urn, and digits of any script
        raise DomainError.one(code)
    return id_
