"""Say every so often that this process works, for `readyz`, the figures, and whoever wants to change the database."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from threading import Event, Thread

from django.db import DatabaseError, close_old_connections, connection

from machtigingen.bedrijfsvoering.hartslagen import ELKE, Proces, beat, new_name, stop
from machtigingen.project import klok
from machtigingen.project.versie import portal_version

log = logging.getLogger("machtigingen.hartslag")


class Hart:
    """Of one process. That the database is away stops nothing; the next beat tries again."""

    def __init__(self, proces: Proces) -> None:
        self._proces, self._naam = proces, new_name(proces)
        self._gezegd = False
        self._vorige = klok.nu() - ELKE

    def beat(self) -> None:
        """Often enough is often enough."""
        now = klok.nu()
        if now - self._vorige < ELKE:
            return
        self._vorige = now
        self._try(lambda: beat(proces=self._proces, naam=self._naam, versie=portal_version(), now=now))

    def also(self, act: Callable[[datetime], object]) -> None:
        """Something that a process that works has to do again and again."""
        self._try(lambda: act(klok.nu()))

    def stop(self) -> None:
        self._try(lambda: stop(naam=self._naam, now=klok.nu()))

    def _try(self, act: Callable[[], object]) -> None:
        try:
            act()
            self._gezegd = False
        except DatabaseError as fout:
            if not self._gezegd:
                log.error("hartslag", extra={"soort": type(fout).__name__})
            self._gezegd = True


@contextmanager
def beating(proces: Proces, *, also: Callable[[datetime], object] = lambda _: None) -> Iterator[None]:
    """In a thread of its own, with a connection of its own."""
    hart, einde = Hart(proces), Event()

    def work() -> None:
        try:
            while not einde.is_set():
                close_old_connections()
                hart.beat()
                hart.also(also)
                einde.wait(ELKE.total_seconds() / 3)
            hart.stop()
        except Exception:  # else Python writes its text beside the log
            log.exception("hartslag")
        finally:
            connection.close()

    thread = Thread(target=work, name="hartslag", daemon=True)
    thread.start()
    try:
        yield
    finally:
        einde.set()
        thread.join(timeout=5)
