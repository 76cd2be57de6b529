"""The worker beside the portal, killed along with it, and who receives what it delivers."""

import json
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Self

from crash.belasting import Journaal
from crash.beller import Beller
from crash.portaal import HERE, THE_PORTAL, Portaal
from machtigingen_sandbox.omgeving import SYSTEEMCERTIFICAAT
from notificaties.ontvanger import Ontvanger

# What must be heard of an acknowledged act, by its kind in the journal.
SOORTEN = {"ingediend": ("ingediend", "besluit"), "besluiten": ("besluit",)}
EENMAAL = ("ingediend", "besluit")
"""What happens to an aanvraag once at most: nothing here opens one again."""


def told_twice(rows: Mapping[str, Sequence[str]]) -> Iterator[str]:
    for (aanvraag, soort), times in Counter((row[0], row[1]) for row in rows.values()).items():
        if soort in EENMAAL and times > 1:
            yield f"{aanvraag} was told as {soort} under {times} ids"


class Bezorging:
    """Several workers, for they may run side by side."""

    def __init__(self, portaal: Portaal, *, workers: int) -> None:
        self.portaal, self.workers = portaal, workers
        self.ontvanger = Ontvanger()
        self.processen: list[subprocess.Popen[bytes]] = []

    def __enter__(self) -> Self:
        self.ontvanger.__enter__()
        return self

    def __exit__(self, *_: object) -> None:
        self.kill()
        self.ontvanger.__exit__()

    def subscribe(self) -> None:
        package = Beller(self.portaal.omgeving, SYSTEEMCERTIFICAAT, listener="api")
        answer = package.send("/api/v1/abonnementen", {"adres": self.ontvanger.adres})
        assert answer.status == 201, answer.body

    def start(self) -> None:
        self.processen = [self._run("bezorg", stdout=subprocess.DEVNULL) for _ in range(self.workers)]

    def kill(self) -> None:
        for proces in self.processen:
            proces.kill()
            proces.wait(timeout=20)
        self.processen = []

    def finish(self) -> None:
        """Nobody works any more, so no claim is alive; what is left is delivered."""
        done = subprocess.run([sys.executable, HERE / "vrijgeven.py"], env=self.portaal.environment, timeout=120)
        assert done.returncode == 0
        assert self._run("bezorg", "--eenmaal", stdout=subprocess.DEVNULL).wait(timeout=300) == 0

    def _run(self, *words: str, stdout: int) -> subprocess.Popen[bytes]:
        with self.portaal.log.open("ab") as log:
            return subprocess.Popen(
                [sys.executable, *THE_PORTAL, *words],
                env=self.portaal.environment,
                stdin=subprocess.DEVNULL,
                stdout=stdout,
                stderr=log,
            )

    def losses(self, journalen: list[Journaal]) -> Iterator[str]:
        """What was acknowledged and never told, told twice under another id, or told and never happened."""
        told = {een.id: een.json for een in list(self.ontvanger.ontvangen)}
        rows = self.rows
        by_aanvraag: dict[str, set[str]] = {}
        for id_, inhoud in told.items():
            if id_ not in rows:
                yield f"{inhoud} was told, and is not in the ledger"
            elif rows[id_][:2] != [inhoud["aanvraag"], inhoud["soort"]]:
                yield f"{id_} was told as {inhoud}, and is {rows[id_]}"
            by_aanvraag.setdefault(inhoud["aanvraag"], set()).add(inhoud["soort"])
        yield from (f"{id_} {row} was never delivered" for id_, row in rows.items() if id_ not in told)
        yield from told_twice(rows)
        for journaal in journalen:
            for kind, soorten in SOORTEN.items():
                for aanvraag in getattr(journaal, kind):
                    if not by_aanvraag.get(aanvraag, set()).intersection(soorten):
                        yield f"{aanvraag} was acknowledged as {kind}, and nobody was told"

    @property
    def rows(self) -> dict[str, list[str]]:
        done = subprocess.run(
            [sys.executable, HERE / "vrijgeven.py", "--lees"],
            env=self.portaal.environment,
            capture_output=True,
            timeout=120,
            check=True,
        )
        found: dict[str, list[str]] = json.loads(done.stdout)
        return found
