"""Fetch each list again before it is old: what is due, one worker at a time, until told to stop.

A failure is logged and recorded when it is another one than before, and once more when it is over. It is tried again
soon; meanwhile the last good list stays, until its own end.
"""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from threading import Event

from django.db import InterfaceError, OperationalError, close_old_connections, transaction

from machtigingen.audit.actions import record
from machtigingen.foundation import DomainError, Fout
from machtigingen.intrekking.actions import GELADEN, Geladen, Lijstfout, load, onderwerp_of
from machtigingen.intrekking.fetching import NietOpgehaald, fetch
from machtigingen.intrekking.models import Ophaling
from machtigingen.pki import Schakel

log = logging.getLogger("machtigingen.intrekking")

OPNIEUW = timedelta(minutes=5)
PAUZE_SECONDEN = 5.0

Schakels = Callable[[], Sequence[Schakel]]
Halen = Callable[[str], bytes]


@dataclass(frozen=True, kw_only=True)
class Uitslag:
    """How one fetch went: a list, or a `fout` with what exactly was wrong."""

    naam: str
    geladen: Geladen | None = None
    fout: Fout | None = None
    reden: str = ""

    @property
    def code(self) -> str:
        return self.fout.code if self.fout else ""


def run(*, schakels: Schakels, clock: Callable[[], datetime], stop: Event, tussenpoos: timedelta) -> None:
    """Fetches what is due until `stop` is set. Nothing that goes wrong ends it."""
    while not stop.is_set():
        try:
            fetch_due(schakels=schakels(), now=clock(), tussenpoos=tussenpoos)
        except (OperationalError, InterfaceError) as fout:
            log.error("opslag", extra={"soort": type(fout).__name__})
            close_old_connections()
        except Exception as fout:  # a bug of ours; without this all lists would grow old
            log.exception("intrekkingslijst", extra={"soort": type(fout).__name__})
        stop.wait(PAUZE_SECONDEN)


def fetch_due(
    *, schakels: Sequence[Schakel], now: datetime, tussenpoos: timedelta, alles: bool = False, halen: Halen = fetch
) -> tuple[Uitslag, ...]:
    """Each list whose time has come, or with `alles` every one that has an address."""
    adressen = {schakel.sleutel: schakel for schakel in schakels if schakel.adres}
    return tuple(
        _fetch_one(schakel, now=now, tussenpoos=tussenpoos, halen=halen)
        for schakel in adressen.values()
        if _claim(schakel, now=now, alles=alles)
    )


def _claim(schakel: Schakel, *, now: datetime, alles: bool) -> bool:
    """Ours, and nobody else's until the next attempt is due."""
    Ophaling.objects.get_or_create(sleutel=schakel.sleutel, defaults={"volgende_at": now})
    rij = Ophaling.objects.filter(sleutel=schakel.sleutel)
    return bool((rij if alles else rij.filter(volgende_at__lte=now)).update(volgende_at=now + OPNIEUW))


def _fetch_one(schakel: Schakel, *, now: datetime, tussenpoos: timedelta, halen: Halen) -> Uitslag:
    """What was fetched before is in the database; what only this process still knows was forgotten there."""
    naam, zonder = schakel.bekend_als, replace(schakel, crl=None)
    try:
        uitslag = Uitslag(naam=naam, geladen=load(halen(schakel.adres), schakels=(zonder,), now=now))
    except NietOpgehaald as fout:
        uitslag = Uitslag(naam=naam, fout=DomainError.one("S201", uitgever=naam).fouten[0], reden=str(fout))
    except Lijstfout as fout:
        uitslag = Uitslag(naam=naam, fout=fout.fouten[0], reden=fout.reden)
    _note(schakel, uitslag, now=now, volgende_at=now + (min(tussenpoos, OPNIEUW) if uitslag.fout else tussenpoos))
    return uitslag


def _note(schakel: Schakel, uitslag: Uitslag, *, now: datetime, volgende_at: datetime) -> None:
    with transaction.atomic():
        rij = Ophaling.objects.select_for_update().get(sleutel=schakel.sleutel)
        was, rij.code, rij.volgende_at = rij.code, uitslag.code, volgende_at
        if not uitslag.fout:
            rij.gelukt_at = now
        rij.save()
        if uitslag.code and uitslag.code != was:
            record(actor=None, now=now, handeling=GELADEN, onderwerp=onderwerp_of(schakel), code=uitslag.code)
    if uitslag.code and uitslag.code != was:
        log.warning("intrekkingslijst %s: %s %s", uitslag.naam, uitslag.code, uitslag.reden)
    elif was and not uitslag.code:
        log.warning("intrekkingslijst %s: opgehaald, na %s", uitslag.naam, was)
