"""The worker: claim a bezorging, send it outside any transaction, record how it went. Until nothing is due.

A claim is a lease. Who is killed between sending and recording leaves it behind; when it runs out the next worker
sends again, under the same id: at least once, never lost. What is for an organisation that is stopped waits. Several
workers side by side never hold the same claim: on PostgreSQL they pass by each other's rows (SKIP LOCKED), on SQLite
they take turns (BEGIN IMMEDIATE).
"""

import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Event

from django.db import InterfaceError, OperationalError, close_old_connections, transaction
from django.db.models import Q, QuerySet

from machtigingen.kluis import Kluisfout
from machtigingen.notificaties.kanalen import VERZENDERS, Verzender
from machtigingen.notificaties.models import Abonnement, Bezorging
from machtigingen.notificaties.queries import VERZEGELD
from machtigingen.notificaties.soorten import OVEREENKOMST_VOORBIJ, Kanaal, Toestand, bezorgsoort
from machtigingen.notificaties.uitkomst import fail, record_failure, record_success
from machtigingen.notificaties.zending import Bezorgfout, Zending
from machtigingen.toegang.organisaties import is_agreement_over, stopped_codes

log = logging.getLogger("machtigingen.bezorg")

CLAIM = timedelta(minutes=2)  # well over the longest that a kanaal takes
PAUZE_SECONDEN = 2.0

TUSSENPOOS = timedelta(minutes=1)

Klok = Callable[[], datetime]
Taak = Callable[[datetime], object]


@dataclass(frozen=True)
class Verslag:
    bezorgd: int = 0
    mislukt: int = 0


def run(
    *,
    clock: Klok,
    stop: Event,
    once: bool = False,
    verzenders: Mapping[Kanaal, Verzender] = VERZENDERS,
    beat: Callable[[], None] = lambda: None,
    taken: Sequence[Taak] = (),
) -> Verslag:
    """Delivers what is due until `stop` is set, or `once` until nothing is. With the database away it waits. `beat`
    is told each time that it still works. The `taken` make more to deliver: they are done first, and every minute."""
    bezorgd = mislukt = 0
    gedaan: datetime | None = None
    while not stop.is_set():
        beat()
        try:
            if gedaan is None or abs(clock() - gedaan) >= TUSSENPOOS:
                gedaan = clock()
                _do(taken, now=gedaan)
            gelukt = deliver_next(clock=clock, verzenders=verzenders)
        except (OperationalError, InterfaceError) as fout:
            if once:
                raise
            log.error("opslag", extra={"soort": type(fout).__name__})
            close_old_connections()
            gelukt = None
        if gelukt is None:
            if once:
                break
            stop.wait(PAUZE_SECONDEN)
        else:
            bezorgd, mislukt = bezorgd + gelukt, mislukt + (not gelukt)
    return Verslag(bezorgd, mislukt)


def _do(taken: Sequence[Taak], *, now: datetime) -> None:
    for taak in taken:
        try:
            taak(now)
        except (OperationalError, InterfaceError):
            raise
        except Exception as fout:  # a bug of ours; it keeps no delivery waiting
            log.exception("taak", extra={"soort": type(fout).__name__})


def deliver_next(*, clock: Klok, verzenders: Mapping[Kanaal, Verzender] = VERZENDERS) -> bool | None:
    """One attempt at what has waited longest: did it arrive? None when nothing is due."""
    kanalen = [kanaal for kanaal, verzender in verzenders.items() if not verzender.check_config()]
    zending = claim(now=clock(), kanalen=kanalen)
    if zending is None:
        return None
    try:
        verzenders[zending.kanaal].send(zending)
    except Bezorgfout as fout:
        record_failure(zending, fout, now=clock())
        return False
    except Exception as fout:  # a bug of ours; without this one bezorging would keep all others waiting
        log.exception("bezorging", extra={"soort": type(fout).__name__})
        record_failure(zending, Bezorgfout("onverwacht"), now=clock())
        return False
    record_success(zending, now=clock())
    return True


def claim(*, now: datetime, kanalen: Iterable[Kanaal]) -> Zending | None:
    """The bezorging that has waited longest, for this worker alone until the lease runs out."""
    wachtend = _due(now).filter(abonnement__kanaal__in=[kanaal.value for kanaal in kanalen])
    if not wachtend.exists():  # most often: and then there is no need to keep other writers waiting
        return None
    while True:
        with transaction.atomic():
            rij = _next(wachtend)
            if rij is None:
                return None
            if weg := _why_for_nobody(rij.abonnement, now):
                rij.toestand, rij.foutsoort, rij.foutcode = Toestand.OPGEGEVEN.value, "blijvend", weg
                rij.save(update_fields=["toestand", "foutsoort", "foutcode"])
                continue
            rij.geclaimd_tot_at, rij.pogingen = now + CLAIM, rij.pogingen + 1
            rij.save(update_fields=["geclaimd_tot_at", "pogingen"])
        try:
            return _zending(rij, now=now)
        except Kluisfout as fout:  # one address under a key that is gone would else keep all others waiting
            log.error("bezorging", extra={"soort": type(fout).__name__})
            fail(rij.id, poging=rij.pogingen, geclaimd_tot=rij.geclaimd_tot_at, fout=Bezorgfout("onleesbaar"), now=now)


def _why_for_nobody(abonnement: Abonnement, now: datetime) -> str:
    if abonnement.ended_at is not None:
        return "opgezegd"
    return OVEREENKOMST_VOORBIJ if is_agreement_over(abonnement.organisatiecode, now=now) else ""


def _next(wachtend: QuerySet[Bezorging]) -> Bezorging | None:
    """The first that no other worker has in hand, locked."""
    vergrendeld = wachtend.select_for_update(skip_locked=True, of=("self",)).select_related("abonnement")
    return vergrendeld.defer(*VERZEGELD).order_by("volgende_poging_at", "id").first()


def _due(now: datetime) -> QuerySet[Bezorging]:
    """Waiting for longer than it must, in nobody's hands, for a receiver that has had its rest and is not stopped."""
    vrij = Q(geclaimd_tot_at=None) | Q(geclaimd_tot_at__lte=now)
    uitgerust = Q(abonnement__rust_tot_at=None) | Q(abonnement__rust_tot_at__lte=now)
    rijen = Bezorging.objects.exclude(abonnement__organisatiecode__in=stopped_codes())
    return rijen.filter(vrij, uitgerust, toestand=Toestand.WACHT.value, volgende_poging_at__lte=now)


def _zending(rij: Bezorging, *, now: datetime) -> Zending:
    assert rij.geclaimd_tot_at is not None
    return Zending(
        id=rij.id,
        kanaal=Kanaal(rij.abonnement.kanaal),
        adres=rij.abonnement.adres,
        geheim=rij.abonnement.geheim or "",
        organisatiecode=rij.abonnement.organisatiecode,
        aanvraag_id=rij.aanvraag_id,
        aanvraagnummer=rij.aanvraagnummer,
        soort=bezorgsoort(rij.soort),
        status=rij.status,
        over=rij.over,
        gebeurd_at=rij.created_at,
        poging=rij.pogingen,
        poging_at=now,
        geclaimd_tot=rij.geclaimd_tot_at,
    )
