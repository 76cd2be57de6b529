"""What was turned away: a certificate at the door, of software or of a person, or a call that leaves no other trace.

Only what the issuer vouches for is written, of organisations that are registered here; and the same certificate with
the same faults once an hour. So nobody without such a certificate writes anything, and who has one cannot fill the
trail.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from machtigingen.audit.actions import record
from machtigingen.audit.queries import TOEGANG_GEWEIGERD, was_refused_since
from machtigingen.foundation import Actor, DomainError, Fout
from machtigingen.pki import Verdict
from machtigingen.toegang.models import Organisatie
from machtigingen.toegang.queries import holder

TUSSENPOOS = timedelta(hours=1)
_NAAM_MAX = 120


def record_refusal(verdict: Verdict, fout: DomainError, *, now: datetime, handeling: str = TOEGANG_GEWEIGERD) -> None:
    """Of a stranger's certificate there are no `gegevens`, so of that nothing is recorded."""
    if verdict.gegevens is None:
        return
    organisatie = Organisatie.objects.filter(code=verdict.gegevens.organisatiecode).first()
    if organisatie is None:
        return
    wie = holder(verdict.gegevens, organisatie, naam=verdict.gegevens.naam[:_NAAM_MAX])  # as it says itself; no right
    record_once(actor=wie, now=now, handeling=handeling, fouten=(Fout(fout.code),))


def record_once(*, actor: Actor, now: datetime, handeling: str, fouten: Sequence[Fout]) -> None:
    """As `audit.record`, unless the same was recorded less than an hour ago."""
    if not was_refused_since(actor, handeling=handeling, fouten=fouten, vanaf=now - TUSSENPOOS):
        record(actor=actor, now=now, handeling=handeling, code=fouten[0].code, fouten=fouten)
