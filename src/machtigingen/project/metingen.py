"""Figures for who watches over the portal, in the text format of Prometheus: on a port of this machine only.

Powers: what was asked and how long it took, what software was told, what waits, how long certificates last, who works.
Limits: no figure says who: labels are ours (a route, a code, a status), or the name of a CA. One process counts for
itself; what comes from the database is the same for all.
"""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import DatabaseError, connection
from prometheus_client import CollectorRegistry, Counter, Histogram, start_http_server
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from machtigingen.aanvragen.tellingen import count_by_status
from machtigingen.bedrijfsvoering.hartslagen import Proces, last_beat, living
from machtigingen.notificaties.tellingen import count_by_toestand
from machtigingen.project import certificaten, klok
from machtigingen.project.versie import portal_version

log = logging.getLogger("machtigingen.metingen")

LOOPBACK = "127.0.0.1"
GELUKT = "gelukt"
_SECONDEN = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)
_PUSH = frozenset({"api/v1/instroom", "soap/instroom/v1"})

registry = CollectorRegistry()
_verzoeken = Counter(
    "machtigingen_verzoeken", "Verzoeken.", ["listener", "route", "methode", "status"], registry=registry
)
_duur = Histogram(
    "machtigingen_verzoek_seconden", "Hoe lang een verzoek duurde.", ["listener"], buckets=_SECONDEN, registry=registry
)
_weigeringen = Counter("machtigingen_weigeringen", "Weigeringen per foutcode.", ["listener", "code"], registry=registry)
_pushes = Counter("machtigingen_pushes", "Uitkomst van wat software instuurde.", ["uitkomst"], registry=registry)


def count_request(*, listener: str, route: str, methode: str, status: int, seconden: float, code: str) -> None:
    """`route` is the pattern, never the address. `code` of what was refused."""
    _verzoeken.labels(listener, route, methode, str(status)).inc()
    _duur.labels(listener).observe(seconden)
    if code:
        _weigeringen.labels(listener, code).inc()
    if listener == "api" and route in _PUSH and methode == "POST":
        _pushes.labels(code or GELUKT).inc()


class Opslag(Collector):
    """What stands in the database now, and how long certificates last. With the database away: that, and no more."""

    def __init__(self, *, na: Callable[[], None] = lambda: None) -> None:
        self._na = na  # a thread of its own closes its connection

    def collect(self) -> Iterator[GaugeMetricFamily]:
        yield _een("machtigingen_versie", "De versie die draait.", ["versie"], {(portal_version(),): 1})
        bereikbaar = 1
        try:
            yield from _from_database()
        except DatabaseError as fout:
            log.error("opslag", extra={"soort": type(fout).__name__})
            bereikbaar = 0
        except Exception:  # the small server would write its text beside the log
            log.exception("metingen")
        finally:
            self._na()
        yield _een("machtigingen_database_bereikbaar", "1: de database antwoordt.", [], {(): bereikbaar})


def _een(naam: str, uitleg: str, labels: list[str], waarden: dict[tuple[str, ...], float]) -> GaugeMetricFamily:
    familie = GaugeMetricFamily(naam, uitleg, labels=labels)
    for namen, waarde in waarden.items():
        familie.add_metric(list(namen), waarde)
    return familie


def _from_database() -> Iterator[GaugeMetricFamily]:
    now = klok.nu()
    yield _een(
        "machtigingen_aanvragen", "Aanvragen per status.", ["status"], {(s,): n for s, n in count_by_status().items()}
    )
    yield _een(
        "machtigingen_bezorgingen",
        "Webhooks en mail per toestand.",
        ["kanaal", "toestand"],
        {(kanaal, toestand): n for (kanaal, toestand), n in count_by_toestand().items()},
    )
    yield _een(
        "machtigingen_hartslag_seconden",
        "Hoe lang geleden dit soort proces voor het laatst werkte.",
        ["proces"],
        {(p.value,): (now - at).total_seconds() for p in Proces if (at := last_beat(p))},
    )
    yield _een(
        "machtigingen_processen",
        "Hoeveel processen er nu werken.",
        ["proces"],
        {(p.value,): len(living(now=now, proces=p)) for p in Proces},
    )
    yield _een(
        "machtigingen_geldig_dagen",
        "Hoeveel dagen een CA of intrekkingslijst nog geldt.",
        ["onderdeel", "naam"],
        {(een.onderdeel.value, een.naam): een.dagen for een in certificaten.geldigheid(now) if een.dagen is not None},
    )


registry_van_opslag = Opslag(na=lambda: connection.close())


@contextmanager
def listening(poort: int) -> Iterator[None]:
    """On this machine only; nothing when the port is 0. Raises OSError."""
    if not poort:
        yield
        return
    registry.register(registry_van_opslag)
    server, thread = start_http_server(poort, addr=LOOPBACK, registry=registry)
    try:
        yield
    finally:
        server.shutdown()
        server.server_close()
        thread.join(timeout=5)
        registry.unregister(registry_van_opslag)
