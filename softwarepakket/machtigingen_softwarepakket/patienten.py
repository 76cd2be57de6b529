"""The patients of the clinic, read from a JSON file at the start.

Each has naam, geboortedatum, geslacht, bsn, behandeling {diagnose, zorgactiviteit?} and uitleg.
"""

import json
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from machtigingen_client import Behandeling

NAMES_OF_TREATMENTS = {
    "031545": "Ooglidcorrectie",
    "039020": "Uitgebreide ooglidcorrectie",
    "031547": "Wenkbrauwlift",
    "031548": "Wenkbrauwlift via kijkoperatie",
    "031562": "Correctie van de ooglidspier",
    "031563": "Correctie van een hangend ooglid",
}


@dataclass(frozen=True, kw_only=True)
class Patient:
    nummer: int  # the package's own number; a BSN never stands in an address
    naam: str
    geboortedatum: date
    geslacht: str
    bsn: str = field(repr=False)
    behandeling: Behandeling
    uitleg: str

    @property
    def naam_behandeling(self) -> str:
        code = self.behandeling.zorgactiviteit
        return NAMES_OF_TREATMENTS.get(code, f"Zorgactiviteit {code}") if code else "Behandeling nog te kiezen"


def load_patienten(path: Path) -> dict[int, Patient]:
    """The patients by number, in the order of the file."""
    rows = json.loads(path.read_text(encoding="utf-8"))
    return {nummer: read_patient(nummer, row) for nummer, row in enumerate(rows, start=1)}


def read_patient(nummer: int, row: dict[str, Any]) -> Patient:
    return Patient(
        nummer=nummer,
        naam=row["naam"],
        geboortedatum=date.fromisoformat(row["geboortedatum"]),
        geslacht=row["geslacht"],
        bsn=row["bsn"],
        behandeling=Behandeling(**row["behandeling"]),
        uitleg=row["uitleg"],
    )
