"""From when until when a grant holds: not beyond the policy, from the day that was asked for, and on no day on which
another machtiging of the same chain holds."""

from datetime import date, datetime, timedelta

from machtigingen.aanvragen import toetsing
from machtigingen.aanvragen.dossier import from_json
from machtigingen.aanvragen.lifecycle import HERBEOORDELING, TOEGEKEND, VERLENGING, Handeling, Status
from machtigingen.aanvragen.models import Aanvraag
from machtigingen.aanvragen.opvolging import chain_of, predecessors_of
from machtigingen.aanvragen.queries import besluit_of
from machtigingen.aanvragen.regels import Oordeel
from machtigingen.aanvragen.vervanging import replaced_by
from machtigingen.foundation import DomainError, Fout
from machtigingen.foundation.datums import last_day_of_a_year, last_day_of_years
from machtigingen.toegang.queries import vandaag

LANGST_JAREN = 10
_VROEGST, _LAATST = date(2000, 1, 1), date(2100, 1, 1)  # before and after these somebody made a slip


def period_of(aanvraag: Aanvraag, oordeel: Oordeel | None) -> tuple[date | None, date | None]:
    """From when and until when a grant holds: as the beoordelaar says; else a year from the begin date, of a verlenging
    from the day after the end that the former one had when it was asked. It does not go beyond an end of the policy
    that is known and still ahead (domain notes 1.11). Raises A113 for a period of no day, and for one that nobody can
    mean."""
    van, gekozen = _first_day(aanvraag, oordeel), oordeel.geldig_tot if oordeel else None
    if van is None:
        return None, gekozen
    if not _VROEGST <= van <= _LAATST:
        raise DomainError.one("A113", pad="geldig_van")
    tot = gekozen or last_day_of_a_year(van)
    einde = policy_end(aanvraag, oordeel)
    tot = min(tot, einde) if einde else tot
    if not van <= tot <= last_day_of_years(van, LANGST_JAREN):
        raise DomainError.one("A113", pad="geldig_tot")
    return van, tot


def _first_day(aanvraag: Aanvraag, oordeel: Oordeel | None) -> date | None:
    if oordeel and oordeel.geldig_van:
        return oordeel.geldig_van
    van, _ = toetsing.geldigheid(from_json(aanvraag.antwoorden), aanvraag.bronnen)
    return aanvraag.gevraagd_van_on or van


def policy_end(aanvraag: Aanvraag, oordeel: Oordeel | None) -> date | None:
    """The last day that a grant can have. Of a policy that ended before it begins, another one has come."""
    van, einde = _first_day(aanvraag, oordeel), toetsing.polis_einde(aanvraag.bronnen)
    return einde if van is not None and einde is not None and einde >= van else None


def require_within_policy(aanvraag: Aanvraag, oordeel: Oordeel) -> None:
    """Raises A123 for a last day that a person typed and the policy does not reach: it would silently be another."""
    einde = policy_end(aanvraag, oordeel)
    if einde is not None and oordeel.geldig_tot is not None and oordeel.geldig_tot > einde:
        raise DomainError.one("A123", pad="geldig_tot", datum=f"{einde:%d-%m-%Y}")


def first_day_of_extension(eerste: Aanvraag) -> date | None:
    """The day after the last one of what is extended."""
    return eerste.geldig_tot_on + timedelta(days=1) if eerste.geldig_tot_on else None


def require_grantable(aanvraag: Aanvraag, oordeel: Oordeel, *, now: datetime) -> None:
    """Raises A113, A124 for what `hindrance_of` says, and A125 for a day that falls under another of the same chain.
    What is refused can always be."""
    if oordeel.handeling is Handeling.AFWIJZEN:
        return
    fout = hindrance_of(aanvraag)
    if fout is not None:
        raise DomainError(fout)
    van, tot = period_of(aanvraag, oordeel)
    eerste, gevraagd = extended_by(aanvraag), aanvraag.gevraagd_van_on
    if eerste is not None and van is not None and gevraagd is not None and van < gevraagd:
        raise DomainError(_covered(eerste, "geldig_van"))
    require_free(aanvraag, van, tot, op=vandaag(now), pad="geldig_tot", behalve=replaced_by(aanvraag))


def extended_by(aanvraag: Aanvraag) -> Aanvraag | None:
    """What a verlenging goes on after; and a herbeoordeling of one."""
    soort = aanvraag.vervolg_soort
    for eerste in predecessors_of(aanvraag):
        if soort == VERLENGING:
            return eerste
        soort = eerste.vervolg_soort
    return None


def hindrance_of(aanvraag: Aanvraag) -> Fout | None:
    """Why a verlenging cannot be granted any more: what it extends does not last until the day before the one that was
    asked for. It was ended, replaced, opened again or not carried out meanwhile."""
    eerste, begin = extended_by(aanvraag), aanvraag.gevraagd_van_on
    if eerste is None or (Status(eerste.status) in TOEGEKEND and first_day_of_extension(eerste) == begin):
        return None
    return Fout("A124", "", {"nummer": eerste.aanvraagnummer or "", "datum": _written(begin)})


def require_free(
    aanvraag: Aanvraag, van: date | None, tot: date | None, *, op: date, pad: str, behalve: Aanvraag | None = None
) -> None:
    """Raises A125 when another machtiging of the same chain holds on one of these days; `op` is that of the besluit."""
    begin, einde = _days(aanvraag, van, tot, op=op)
    for een in chain_of(aanvraag):
        if Status(een.status) not in TOEGEKEND or een.pk in (aanvraag.pk, behalve.pk if behalve else None):
            continue
        ander_begin, ander_einde = _days_of(een)
        if max(begin, ander_begin) <= min(einde, ander_einde):  # none with what holds on no day at all
            raise DomainError(_covered(een, pad))


def _covered(een: Aanvraag, pad: str) -> Fout:
    van, tot = _days_of(een)
    gegevens = {"nummer": een.machtigingsnummer, "van": _written(van), "tot": _written(tot)}
    return Fout("A125", pad, gegevens)


def _days_of(een: Aanvraag) -> tuple[date, date]:
    """On which days one that was granted holds."""
    besluit = besluit_of(een)
    if besluit is None:
        return date.max, date.min
    return _days(een, besluit.geldig_van_on, een.geldig_tot_on, op=vandaag(besluit.besloten_at))


def _days(een: Aanvraag, van: date | None, tot: date | None, *, op: date) -> tuple[date, date]:
    """A herbeoordeling takes the place of another from its besluit on: before that day the other one stands."""
    begin = van or date.min
    return max(begin, op) if een.vervolg_soort == HERBEOORDELING else begin, tot or date.max


def _written(dag: date | None) -> str:
    return f"{dag:%d-%m-%Y}" if dag and date.min < dag < date.max else "–"
