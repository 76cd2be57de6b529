"""How does the whole demo start, stay fresh and stop?"""

import os
import ssl
import time
import urllib.request
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import click

from machtigingen_sandbox import beheer
from machtigingen_sandbox.omgeving import COV, SOFTWAREPAKKET, Omgeving, Sandboxfout, shown
from machtigingen_sandbox.processen import Processen
from machtigingen_sandbox.signalen import signals_interrupt
from machtigingen_sandbox.welkom import welcome

READY_SECONDS = 60
POLL_SECONDS = 0.05
WATCH_SECONDS = 0.5
REFRESH_EVERY = timedelta(hours=1)


def system_clock() -> datetime:
    return datetime.now(UTC)


def up(omgeving: Omgeving) -> None:
    """Runs until Ctrl-C. Raises `Sandboxfout` when it cannot start, or when one of its programs ends."""
    with signals_interrupt():
        try:
            with running(omgeving, clock=system_clock) as processen:
                click.echo(welcome(omgeving))
                watch(omgeving, processen, clock=system_clock)
        except KeyboardInterrupt:
            click.echo("\nGestopt. De gegevens zijn bewaard.")


@contextmanager
def running(omgeving: Omgeving, *, clock: Callable[[], datetime]) -> Iterator[Processen]:
    """The portal, its worker and the demo package, the first and the last answering; stopped when the block ends."""
    omgeving.check_poorten()
    if not omgeving.configuratie.exists():
        click.echo(f"De sandbox wordt gemaakt in {shown(omgeving.map)} …")
    beheer.prepare(omgeving, now=clock())
    with Processen(logmap=omgeving.logmap) as processen:
        start(omgeving, processen)
        wait_until_ready(omgeving, processen)
        yield processen


def start(omgeving: Omgeving, processen: Processen) -> None:
    if omgeving.cov == "dienst":
        start_cov(omgeving, processen)
    start_portaal(omgeving, processen)
    processen.start(
        "bezorger", ["-m", "machtigingen.project.cli", "bezorg"], environment=beheer.portal_environment(omgeving)
    )
    demooog = ["machtigingen_sandbox.demooog", str(omgeving.map)]
    processen.start(SOFTWAREPAKKET, ["-m", *demooog], environment=beheer.portal_environment(omgeving))


def start_cov(omgeving: Omgeving, processen: Processen) -> None:
    cov = ["machtigingen_sandbox.cov_dienst", str(omgeving.map)]
    processen.start(COV, ["-m", *cov], environment=dict(os.environ))


def start_portaal(omgeving: Omgeving, processen: Processen) -> None:
    environment = beheer.portal_environment(omgeving)
    serve = ["machtigingen.project.cli", "serve", "--config", environment["MACHTIGINGEN_CONFIG"]]
    processen.start("portaal", ["-m", *serve], environment=environment)


def wait_until_ready(omgeving: Omgeving, processen: Processen) -> None:
    cov = (omgeving.adres(COV),) if omgeving.cov == "dienst" else ()
    wait_for((*cov, f"{omgeving.adres('info')}/readyz", omgeving.adres(SOFTWAREPAKKET)), omgeving, processen)


def wait_for(addresses: Iterable[str], omgeving: Omgeving, processen: Processen) -> None:
    """Until each of these answers. Raises `Sandboxfout` when one never does, or when a program ends."""
    tls = ssl.create_default_context(cafile=omgeving.ca)
    tls.load_cert_chain(omgeving.map / "cov.pem", omgeving.map / "cov.key")
    trust = urllib.request.HTTPSHandler(context=tls)
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}), trust)
    end = time.monotonic() + READY_SECONDS
    for address in addresses:
        while reason := _reason_not_ready(opener, address):
            processen.check()
            if time.monotonic() > end:
                logs = shown(omgeving.logmap)
                raise Sandboxfout(f"{address} is nog niet gereed: {reason}\nKijk in {logs}.")
            time.sleep(POLL_SECONDS)


def watch(omgeving: Omgeving, processen: Processen, *, clock: Callable[[], datetime]) -> None:
    """Keeps certificates and the revocation list fresh. By the wall clock, because a laptop sleeps."""
    refreshed_at = clock()
    while True:
        processen.check()
        if clock() - refreshed_at >= REFRESH_EVERY:
            refreshed_at = clock()
            beheer.refresh(omgeving, now=refreshed_at)
        time.sleep(WATCH_SECONDS)


def _reason_not_ready(opener: urllib.request.OpenerDirector, address: str) -> str:
    try:
        with opener.open(address, timeout=5):
            return ""
    except OSError as error:  # no connection, no trust, no answer in time, or a refusal
        return str(error)
