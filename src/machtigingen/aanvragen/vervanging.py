"""Two machtigingen for the same care: what becomes of the first when a herbeoordeling is granted, and what covers the
same days already. A new number takes the place of the old one from the day of its besluit; before that day the old one
stands, for what was claimed with it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from machtigingen.aanvragen.doorlooptijd import afspraak_of
from machtigingen.aanvragen.lifecycle import HERBEOORDELING, TOEGEKEND, Status, values_of
from machtigingen.aanvragen.models import Aanvraag
from machtigingen.aanvragen.opvolging import predecessors_of
from machtigingen.aanvragen.queries import VERZEGELD, besluit_of, find
from machtigingen.aanvragen.sporen import leave
from machtigingen.foundation import Actor
from machtigingen.toegang.queries import vandaag


def lock_followed(actor: Actor, now: datetime, aanvraag_id: UUID) -> None:
    """Puts an act in line with who asks anew about the same besluit at this moment, and with who ends or replaces what
    it follows on: these hold the former one. Before the row itself is locked, so that nobody waits for each other."""
    for een in reversed(tuple(predecessors_of(find(actor=actor, now=now, aanvraag_id=aanvraag_id)))):
        Aanvraag.objects.select_for_update().filter(pk=een.pk).order_by("pk").first()


def replaced_by(vervolg: Aanvraag) -> Aanvraag | None:
    """What a granted herbeoordeling takes the place of: the nearest before it about the same days that was granted."""
    soort = vervolg.vervolg_soort
    for eerste in predecessors_of(vervolg):
        if soort != HERBEOORDELING:
            return None
        if Status(eerste.status) in TOEGEKEND:
            return eerste
        soort = eerste.vervolg_soort
    return None


def replace_first(vervolg: Aanvraag, *, actor: Actor, now: datetime) -> None:
    """Ends what a granted herbeoordeling takes the place of: on the day before, or before the new one begins. The
    insurer can take that end back, once the new one does not hold those days. In the transaction of the caller, that
    holds both rows."""
    eerste, nieuw = replaced_by(vervolg), besluit_of(vervolg)
    if eerste is None or nieuw is None or Status(vervolg.status) not in TOEGEKEND:
        return
    einde = _last_day(eerste, begint=nieuw.geldig_van_on, now=now)
    if eerste.geldig_tot_on is not None and eerste.geldig_tot_on <= einde:
        return
    reden = f"Na herbeoordeling vervangen door machtiging {vervolg.machtigingsnummer}."
    eerste.geldig_tot_on, eerste.einde_reden = einde, reden
    gegevens = {"einde": einde.isoformat(), "reden": reden, "bezwaar": afspraak_of(eerste).bezwaar}
    leave(
        eerste,
        actor=actor,
        now=now,
        soort="einddatum",
        handeling="einddatum_gezet",
        melden="beeindigd",
        gegevens=gegevens,
    )


def _last_day(eerste: Aanvraag, *, begint: date | None, now: datetime) -> date:
    """Yesterday, or later when the new one begins later; one that is still to begin never holds."""
    dag = max(vandaag(now), begint or vandaag(now)) - timedelta(days=1)
    besluit = besluit_of(eerste)
    van = besluit.geldig_van_on if besluit else None
    return max(dag, van - timedelta(days=1)) if van else dag


@dataclass(frozen=True, kw_only=True)
class Dekking:
    """A machtiging that holds on some of the same days."""

    machtigingsnummer: str
    aanvraag_id: UUID
    van: date | None
    tot: date | None


def covered_already(aanvraag: Aanvraag, *, van: date | None, tot: date | None) -> tuple[Dekking, ...]:
    """What the same insured has by the same form for the same instantie on these days; for an aanvraag looked at. What
    a herbeoordeling would take the place of is not among them."""
    return tuple(_overlapping(aanvraag, van, tot)) if aanvraag.bsn_index else ()


def _overlapping(aanvraag: Aanvraag, van: date | None, tot: date | None) -> Iterator[Dekking]:
    vervangt = replaced_by(aanvraag) or aanvraag
    zelfde = Aanvraag.objects.filter(
        bsn_index=aanvraag.bsn_index,
        uzovi=aanvraag.uzovi,
        agb=aanvraag.agb,
        formulier_code=aanvraag.formulier_code,
        status__in=values_of(TOEGEKEND),
    ).defer(*VERZEGELD)
    for een in zelfde.exclude(pk__in=[aanvraag.pk, vervangt.pk]).order_by("ingediend_at", "pk"):
        besluit = besluit_of(een)
        begint, eindigt = besluit.geldig_van_on if besluit else None, een.geldig_tot_on
        if (tot is None or begint is None or begint <= tot) and (van is None or eindigt is None or eindigt >= van):
            yield Dekking(machtigingsnummer=een.machtigingsnummer, aanvraag_id=een.id, van=begint, tot=eindigt)
