"""What DemoOog remembers: each press of the button, the exchange it led to, the last known state, and how far it has
read of what changed."""

import json
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from machtigingen_client import Aanvraagstand, Fout, Ontvangst, Stand, Verkeer, Wijzigingen

SCHEMA = """
CREATE TABLE IF NOT EXISTS aanvraag (
    nummer INTEGER PRIMARY KEY,
    referentie TEXT NOT NULL UNIQUE,
    patient INTEGER NOT NULL,
    inhoud TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS wijziging (
    aanvraag TEXT PRIMARY KEY,
    referentie TEXT NOT NULL,
    inhoud TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS gelezen (
    een INTEGER PRIMARY KEY CHECK (een = 1),
    cursor TEXT NOT NULL
);
"""
# A herbeoordeling has the referentie of the aanvraag that it follows on: what changed last is what counts.
EVERYTHING = """
SELECT aanvraag.nummer, aanvraag.inhoud, wijziging.inhoud
FROM aanvraag LEFT JOIN wijziging ON wijziging.rowid = (
    SELECT max(rowid) FROM wijziging AS ook WHERE ook.referentie = aanvraag.referentie
)
ORDER BY aanvraag.nummer DESC
"""


@dataclass(frozen=True, kw_only=True)
class Aanvraag:
    """One press of the button. Either it was received (`ontvangst`), or `melding` says why not. Once it was submitted
    the feed tells the rest (`wijziging`)."""

    referentie: str
    patient: int
    gestuurd_op: datetime
    verkeer: Verkeer = field(repr=False)
    nummer: int = 0
    ontvangst: Ontvangst | None = None
    stand: Stand | None = None
    wijziging: Aanvraagstand | None = None
    melding: str = ""
    fouten: tuple[Fout, ...] = ()
    correlatie_id: str = ""
    herhalen: bool = False

    @property
    def toestand(self) -> str:
        """One word for where it stands: that of the portal, or `mislukt`."""
        if self.ontvangst is None:
            return "mislukt"
        if self.wijziging is not None:
            return self.wijziging.status
        if not self.ontvangst.machtiging_nodig:
            return "niet_nodig"
        if self.stand is None:
            return self.ontvangst.toestand
        submitted = self.stand.aanvraag if self.stand.toestand == "ingediend" else None
        return submitted.status if submitted else self.stand.toestand

    @property
    def is_open(self) -> bool:
        """Whether the portal can still say something new about it."""
        return self.toestand not in {"mislukt", "niet_nodig", "vervallen"}


class Archief:
    """The aanvragen of this package in one SQLite file."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._path = folder / "demooog.sqlite3"
        with self._open() as database:
            database.executescript(SCHEMA)

    def keep(self, aanvraag: Aanvraag) -> Aanvraag:
        """Store it; a repeated referentie replaces what was there, under the same number."""
        with self._open() as database:
            database.execute(
                "INSERT INTO aanvraag (referentie, patient, inhoud) VALUES (?, ?, ?)"
                " ON CONFLICT (referentie) DO UPDATE SET inhoud = excluded.inhoud",
                (aanvraag.referentie, aanvraag.patient, to_json(aanvraag)),
            )
        return next(one for one in self.all() if one.referentie == aanvraag.referentie)

    def keep_changes(self, deel: Wijzigingen) -> None:
        """Store what is in a piece of the feed and how far that is, both or neither."""
        rows = json.loads(deel.verkeer.antwoord)["aanvragen"]
        with self._open() as database:
            for row in rows:
                database.execute(
                    "INSERT OR REPLACE INTO wijziging (aanvraag, referentie, inhoud) VALUES (?, ?, ?)",
                    (row["id"], row["referentie"] or "", json.dumps(row)),
                )
            database.execute("INSERT OR REPLACE INTO gelezen (een, cursor) VALUES (1, ?)", (deel.cursor,))

    def cursor(self) -> str | None:
        """How far the feed was read; None when it never was."""
        with self._open() as database:
            row = database.execute("SELECT cursor FROM gelezen").fetchone()
        return row[0] if row else None

    def find(self, nummer: int) -> Aanvraag | None:
        return next((aanvraag for aanvraag in self.all() if aanvraag.nummer == nummer), None)

    def of_patient(self, patient: int) -> list[Aanvraag]:
        return [aanvraag for aanvraag in self.all() if aanvraag.patient == patient]

    def all(self) -> list[Aanvraag]:
        """Newest first."""
        with self._open() as database:
            rows = database.execute(EVERYTHING).fetchall()
        return [from_json(*row) for row in rows]

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        with closing(sqlite3.connect(self._path)) as database, database:
            yield database


def to_json(aanvraag: Aanvraag) -> str:
    """The raw exchanges and what the exception said; the rest is read from them again."""
    return json.dumps(
        {
            "referentie": aanvraag.referentie,
            "patient": aanvraag.patient,
            "gestuurd_op": aanvraag.gestuurd_op.isoformat(),
            "verkeer": asdict(aanvraag.verkeer),
            "stand": asdict(aanvraag.stand.verkeer) if aanvraag.stand else None,
            "melding": aanvraag.melding,
            "fouten": [asdict(fout) for fout in aanvraag.fouten],
            "correlatie_id": aanvraag.correlatie_id,
            "herhalen": aanvraag.herhalen,
        }
    )


def from_json(nummer: int, text: str, changed: str | None) -> Aanvraag:
    kept: Mapping[str, Any] = json.loads(text)
    verkeer = Verkeer(**kept["verkeer"])
    wijziging = Aanvraagstand.from_answer(json.loads(changed), verkeer=verkeer) if changed else None
    stand = Verkeer(**kept["stand"]) if kept["stand"] else None
    received = not kept["melding"]
    return Aanvraag(
        nummer=nummer,
        referentie=kept["referentie"],
        patient=kept["patient"],
        gestuurd_op=datetime.fromisoformat(kept["gestuurd_op"]),
        verkeer=verkeer,
        ontvangst=Ontvangst.from_dict(json.loads(verkeer.antwoord), verkeer=verkeer) if received else None,
        stand=Stand.from_dict(json.loads(stand.antwoord), verkeer=stand) if stand else None,
        wijziging=wijziging,
        melding=kept["melding"],
        fouten=tuple(Fout(**fout) for fout in kept["fouten"]),
        correlatie_id=kept["correlatie_id"],
        herhalen=kept["herhalen"],
    )
