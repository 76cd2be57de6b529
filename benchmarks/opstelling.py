"""A real portal to measure: real TLS, one process, one kept connection; CPU is that of the portal's process alone."""

import http.client
import json
import sqlite3
import ssl
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

import psutil
from machtigingen_sandbox import beheer
from machtigingen_sandbox.omgeving import SYSTEEMCERTIFICAAT, Omgeving
from machtigingen_sandbox.processen import Processen

from benchmarks.genereer import write_large_registers


@dataclass(frozen=True)
class Meting:
    """Per request: seconds of CPU of the portal, and seconds on the clock as the caller sees them."""

    cpu: float
    wall: float


class Portaal:
    """One running portal with one caller on one kept connection."""

    def __init__(self, omgeving: Omgeving, pid: int) -> None:
        context = ssl.create_default_context(cafile=omgeving.ca)
        own = SYSTEEMCERTIFICAAT
        context.load_cert_chain(omgeving.certificaat(own), omgeving.certificaat(own, "key"))
        self._connection = http.client.HTTPSConnection("localhost", omgeving.poorten["api"], context=context)
        self._process = psutil.Process(pid)
        self._message = json.loads(omgeving.voorbeeldbericht.read_text(encoding="utf-8"))
        self._numbers = count()
        self.folder = omgeving.map

    def bytes_stored(self, *, by: Callable[[], None], times: int) -> float:
        """What one such call adds to the database."""
        before = self._pages()
        for _ in range(times):
            by()
        return (self._pages() - before) / times

    def _pages(self) -> int:
        with closing(sqlite3.connect(self.folder / "portaal.sqlite3")) as db:
            (pages,), (size,) = (db.execute(f"PRAGMA {what}").fetchone() for what in ("page_count", "page_size"))
        return int(pages) * int(size)

    def push(self) -> None:
        """A new message, all the way to the commit."""
        message = self._message | {"referentie": f"bench-{next(self._numbers)}"}
        self._ask("POST", "/api/v1/instroom", json.dumps(message), expect=201)

    def empty(self) -> None:
        """A view that only says who calls, behind the same server, middleware and TLS: what every request costs."""
        self._ask("GET", "/wie-ben-ik", None, expect=200)

    def _ask(self, method: str, path: str, body: str | None, *, expect: int) -> None:
        headers = {"Content-Type": "application/json"} if body else {}
        self._connection.request(method, path, body, headers)
        response = self._connection.getresponse()
        answer = response.read()
        if response.status != expect:
            raise RuntimeError(f"{method} {path}: {response.status} {answer[:300]!r}")

    def measure(self, act: Callable[[], None], times: int) -> Meting:
        cpu, wall = self._cpu(), time.perf_counter()
        for _ in range(times):
            act()
        return Meting((self._cpu() - cpu) / times, (time.perf_counter() - wall) / times)

    def _cpu(self) -> float:
        used = self._process.cpu_times()
        return float(used.user + used.system)


@contextmanager
def running(folder: Path, *, zorgverleners: int) -> Iterator[Portaal]:
    """A sandbox of its own with a register of that many more zorgverleners."""
    omgeving = Omgeving.on_free_ports(folder)
    beheer.prepare(omgeving, now=datetime.now(UTC))
    write_large_registers(folder / "registers", zorgverleners=zorgverleners)
    beheer.run(omgeving, ("register", "laad", "alles", str(folder / "registers")))
    with Processen(logmap=omgeving.logmap) as processen:
        environment = beheer.portal_environment(omgeving)
        serve = ["-m", "machtigingen.project.cli", "serve", "--config", environment["MACHTIGINGEN_CONFIG"]]
        pid = processen.start("portaal", serve, environment=environment)
        _wait(omgeving, processen)
        yield Portaal(omgeving, pid)


def _wait(omgeving: Omgeving, processen: Processen) -> None:
    """Until it listens. `serve` may replace itself, but keeps its process id."""
    log = omgeving.logmap / "portaal.log"
    while b"gereed" not in log.read_bytes():
        processen.check()
        time.sleep(0.05)


class BareCommit:
    """What durable storage itself costs: the rows of one push, as bare inserts in one commit, with our settings."""

    ROWS = 4  # the aanvraag, the message, the audit row, and the end of its chain

    def __init__(self, folder: Path, *, size: float) -> None:
        """`size`: the bytes that one push adds to the database."""
        self._row = b"x" * round(size / self.ROWS)
        self._db = sqlite3.connect(folder / "kaal.sqlite3", isolation_level=None)
        self._db.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE rij (data BLOB)")

    def commit(self) -> None:
        self._db.execute("BEGIN IMMEDIATE")
        for _ in range(self.ROWS):
            self._db.execute("INSERT INTO rij VALUES (?)", (self._row,))
        self._db.execute("COMMIT")

    def measure(self, times: int) -> Meting:
        cpu, wall = time.process_time(), time.perf_counter()
        for _ in range(times):
            self.commit()
        return Meting((time.process_time() - cpu) / times, (time.perf_counter() - wall) / times)
