"""What arrived at the front: connections and calls, with what was answered."""

import json
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

PUSH = "/api/v1/instroom"
CONTROLE = f"{PUSH}/controle"
WIE = "/wie-ben-ik"
LINK = "/instroom/"


@dataclass(kw_only=True)
class Aanroep:
    """One call. `status` is None as long as it has no answer: for good when the front hung up."""

    moment: float
    verbinding: int
    certificaat: str
    methode: str
    pad: str
    koppen: Mapping[str, str]
    inhoud: bytes = field(default=b"", repr=False)
    status: int | None = None
    antwoord: bytes = field(default=b"", repr=False)
    antwoordkoppen: Mapping[str, str] = field(default_factory=dict)
    klaar: float = 0.0

    @property
    def is_push(self) -> bool:
        return self.methode == "POST" and self.pad == PUSH

    @property
    def is_volg(self) -> bool:
        return self.methode == "GET" and self.pad.startswith(f"{PUSH}/")

    @property
    def is_link(self) -> bool:
        return self.methode == "GET" and self.pad.startswith(LINK)

    @property
    def bericht(self) -> Mapping[str, Any]:
        """What was sent; empty when it is no JSON object."""
        return json_object(self.inhoud)

    @property
    def data(self) -> Mapping[str, Any]:
        """What was answered; empty when it is no JSON object."""
        return json_object(self.antwoord)

    @property
    def wacht(self) -> float | None:
        text = self.antwoordkoppen.get("Retry-After", "")
        return float(text) if text.isdigit() else None

    def __str__(self) -> str:
        return f"{self.methode} {self.pad} → {self.status or 'geen antwoord'} {self.data.get('code', '')}".strip()


@dataclass(frozen=True, kw_only=True)
class Handdruk:
    """One connection: did the other side accept our certificate?"""

    verbinding: int
    gelukt: bool


class Waarnemingen:
    """All that arrived, in order. Safe to share between threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._aanroepen: list[Aanroep] = []
        self._handdrukken: list[Handdruk] = []

    def add(self, one: Aanroep | Handdruk) -> None:
        with self._lock:
            if isinstance(one, Aanroep):
                self._aanroepen.append(one)
            else:
                self._handdrukken.append(one)

    @property
    def aanroepen(self) -> tuple[Aanroep, ...]:
        with self._lock:
            return tuple(self._aanroepen)

    @property
    def handdrukken(self) -> tuple[Handdruk, ...]:
        with self._lock:
            return tuple(self._handdrukken)


def json_object(data: bytes) -> Mapping[str, Any]:
    try:
        content = json.loads(data.decode("utf-8"))
    except ValueError:
        return {}
    return content if isinstance(content, dict) else {}
