"""The log of one instantie's software, for who makes that software: the audit trail, read by its owner.

Thirty days. What went wrong and where, never what was sent. Looking is recorded, and is no call that the log shows.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from machtigingen.audit import queries as audit
from machtigingen.audit.actions import record
from machtigingen.audit.queries import LOGBOEK_BEKEKEN, Aanroep, Logboekvraag
from machtigingen.foundation import RAADPLEGEN, Actor
from machtigingen.toegang.queries import require

TERMIJN = timedelta(days=30)
BLAD_MAX = 100


@dataclass(frozen=True, kw_only=True)
class Logboekblad:
    """Some calls, newest first; `volgende` is where the next ones begin, None when there are none."""

    aanroepen: tuple[Aanroep, ...]
    volgende: int | None


def find_calls(
    *, actor: Actor, now: datetime, vraag: Logboekvraag, na: int | None = None, hooguit: int = BLAD_MAX
) -> Logboekblad:
    """The calls of the actor's own instantie that fit, of the last thirty days whatever is asked. Raises D203."""
    require(actor, RAADPLEGEN)
    record(actor=actor, now=now, handeling=LOGBOEK_BEKEKEN)
    gevonden = audit.calls(actor.keten, vraag, vanaf=begin(now), na=na, hooguit=hooguit + 1)
    blad = gevonden[:hooguit]
    return Logboekblad(aanroepen=blad, volgende=blad[-1].volgnummer if len(gevonden) > hooguit else None)


def packages(*, actor: Actor, now: datetime) -> tuple[str, ...]:
    """The packages that this instantie's log knows of. Raises D203."""
    require(actor, RAADPLEGEN)
    return audit.packages(actor.keten, vanaf=begin(now))


def begin(now: datetime) -> datetime:
    return now - TERMIJN
