"""The calls of the Instroomservice, whatever protocol they come by: one call into the domain each, and its trace."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

from machtigingen.audit.actions import record
from machtigingen.foundation import INDIENEN, DomainError
from machtigingen.instroom.actions import Ontvangst, receive
from machtigingen.instroom.queries import Stand, find_instroom
from machtigingen.toegang.queries import require
from machtigingen.toegang.request import PortalRequest


def push(request: PortalRequest, *, read: Callable[[], Any]) -> Ontvangst:
    """`read` gives the message as plain JSON values: after the right to send, for who may not needs no advice on it."""
    try:
        require(request.actor, INDIENEN)
        return receive(actor=request.actor, data=read(), now=request.now, geldig=timedelta(hours=request.link_uren))
    except DomainError as fout:
        record(actor=request.actor, now=request.now, handeling="instroom_geweigerd", code=fout.code)
        raise


def follow(request: PortalRequest, *, id: str) -> Stand:
    instroom_id = as_id(id)
    stand = find_instroom(actor=request.actor, instroom_id=instroom_id, now=request.now)
    record(actor=request.actor, now=request.now, handeling="instroom_gevolgd", onderwerp=f"instroom:{instroom_id}")
    return stand


def as_id(tekst: str) -> UUID:
    """Raises A101: what is no id, exists no more than what nobody has."""
    try:
        id_ = UUID(tekst)
    except ValueError as fout:
        raise DomainError.one("A101") from fout
    if str(id_) != tekst.lower():  # UUID also reads braces, a urn, and digits of any script
        raise DomainError.one("A101")
    return id_
