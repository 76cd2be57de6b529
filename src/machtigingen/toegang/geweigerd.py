"""A certificate that was turned away at the door, for whose instantie it was issued to read.

Only what the issuer vouches for is written, of organisations that are registered here; and the same certificate with
the same reason once an hour. So nobody without such a certificate writes anything, and who has one cannot fill the
trail.
"""

from datetime import datetime, timedelta

from machtigingen.audit.actions import record
from machtigingen.audit.queries import TOEGANG_GEWEIGERD, was_refused_since
from machtigingen.foundation import Actor, AgbCode, DomainError, Fout, Uzovi
from machtigingen.pki import Certificaatgegevens, Verdict
from machtigingen.toegang.models import Organisatie

TUSSENPOOS = timedelta(hours=1)
_NAAM_MAX = 120


def record_refusal(verdict: Verdict, fout: DomainError, *, now: datetime) -> None:
    """Of a stranger's certificate there are no `gegevens`, so of that nothing is recorded."""
    if verdict.gegevens is None:
        return
    organisatie = Organisatie.objects.filter(code=verdict.gegevens.organisatiecode).first()
    if organisatie is None:
        return
    wie = _holder(verdict.gegevens, organisatie)
    if not was_refused_since(wie, code=fout.code, vanaf=now - TUSSENPOOS):
        record(actor=wie, now=now, handeling=TOEGANG_GEWEIGERD, code=fout.code, fouten=(Fout(fout.code),))


def _holder(gegevens: Certificaatgegevens, organisatie: Organisatie) -> Actor:
    """As the certificate names them; without any right."""
    code = gegevens.organisatiecode
    return Actor(
        soort=gegevens.soort,
        naam=gegevens.naam[:_NAAM_MAX],
        organisatie=organisatie.naam,
        agb=AgbCode.parse(code) if len(code) == 8 else None,
        uzovi=Uzovi.parse(code) if len(code) == 4 else None,
        certificaat=gegevens.vingerafdruk,
        serienummer=gegevens.serienummer,
        geldig_tot=gegevens.geldig_tot,
    )
