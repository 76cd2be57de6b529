"""How does COV of the sandbox behave now? A word in a file of its folder: it can be set while everything runs."""

from enum import Enum
from pathlib import Path

STAND = "cov-stand.txt"


class Covstand(Enum):
    GEWOON = "gewoon"
    TRAAG = "traag"
    WEG = "weg"
    KAPOT = "kapot"
    GEWEIGERD = "geweigerd"


def read_stand(map: Path) -> Covstand:
    bestand = map / STAND
    return Covstand(bestand.read_text(encoding="ascii")) if bestand.exists() else Covstand.GEWOON


def write_stand(map: Path, stand: Covstand) -> None:
    (map / STAND).write_text(stand.value, encoding="ascii")
