"""A fictitious AGB register of any size, in the files that `machtigingen register laad` takes."""

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path

from machtigingen_sandbox.registers import write_registers


def write_large_registers(folder: Path, *, zorgverleners: int) -> None:
    """The register of the sandbox, with that many more zorgverleners, half of them linked to the eye clinic."""
    write_registers(folder)
    personen, koppelingen = folder / "agb-zorgverleners.csv", folder / "agb-koppelingen.csv"
    _append(personen, ([f"01{n:06d}", f"Z. Zorgverlener {n}", "0101", "2010-01-01", ""] for n in range(zorgverleners)))
    _append(koppelingen, ([f"01{n:06d}", "22990001", "2010-01-01", ""] for n in range(0, zorgverleners, 2)))


def _append(path: Path, rows: Iterable[Sequence[str]]) -> None:
    with path.open("a", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=";", lineterminator="\n").writerows(rows)
