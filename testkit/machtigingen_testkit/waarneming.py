"""What arrived at the front: connections and calls, with what was answered. The same to a judge in JSON and in SOAP."""

import json
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from urllib.parse import parse_qs, urlsplit

from machtigingen_testkit import soap

PUSH = "/api/v1/instroom"
CONTROLE = f"{PUSH}/controle"
WIE = "/wie-ben-ik"
AANVRAGEN = "/api/v1/aanvragen"
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
    def soort(self) -> str:
        """The Content-Type, in small letters."""
        return {naam.lower(): value for naam, value in self.koppen.items()}.get("content-type", "").strip().lower()

    @property
    def is_soap(self) -> bool:
        return self.methode == "POST" and self.pad == soap.ADRES

    @cached_property
    def verzoek(self) -> soap.Verzoek | None:
        """What was asked over SOAP."""
        return soap.read_call(self.inhoud, soort=self.soort) if self.is_soap else None

    def _asks(self, methode: str, pad: str, operatie: str) -> bool:
        if self.is_soap:
            return self.verzoek is not None and self.verzoek.operatie == operatie
        return self.methode == methode and self.pad == pad

    @property
    def is_push(self) -> bool:
        return self._asks("POST", PUSH, "StuurInstroom")

    @property
    def is_controle(self) -> bool:
        return self._asks("POST", CONTROLE, "ControleerInstroom")

    @property
    def is_wie(self) -> bool:
        return self._asks("GET", WIE, "WieBenIk")

    @property
    def is_volg(self) -> bool:
        return self.gevolgd != ""

    @property
    def gevolgd(self) -> str:
        """The id of the instroom that is followed."""
        if self._asks("", "", "VolgInstroom"):
            return str(self.verzoek.data.get("id", "")) if self.verzoek else ""
        return self.pad.removeprefix(f"{PUSH}/") if self.methode == "GET" and self.pad.startswith(f"{PUSH}/") else ""

    @property
    def is_wijzigingen(self) -> bool:
        """It asks what changed in all aanvragen."""
        if self.is_soap:
            return self._asks("", "", "HaalAanvragen")
        return self.methode == "GET" and urlsplit(self.pad).path == AANVRAGEN

    @property
    def na(self) -> str:
        """From where on it asks what changed; empty for all there is."""
        if self.is_soap:
            return str(self.verzoek.data.get("na") or "") if self.verzoek else ""
        return parse_qs(urlsplit(self.pad).query).get("na", [""])[0]

    @property
    def is_link(self) -> bool:
        return self.methode == "GET" and self.pad.startswith(LINK)

    @property
    def bericht(self) -> Mapping[str, Any]:
        """What was sent; empty when it cannot be read."""
        if not self.is_soap:
            return json_object(self.inhoud)
        bericht = self.verzoek.data.get("bericht") if self.verzoek else None
        return bericht if isinstance(bericht, dict) else {}

    @property
    def data(self) -> Mapping[str, Any]:
        """What was answered; empty when it is no answer of the portal."""
        return soap.read_answer(self.antwoord) if self.is_soap else json_object(self.antwoord)

    @property
    def wacht(self) -> float | None:
        text = self.antwoordkoppen.get("Retry-After", "")
        return float(text) if text.isdigit() else None

    def __str__(self) -> str:
        return f"{self.methode} {self.pad} → {self.status or 'geen antwoord'} {self.data.get('code', '')}".strip()


class Waarnemingen:
    """All that arrived, in order. Safe to share between threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._aanroepen: list[Aanroep] = []
        self._verbindingen: list[int] = []

    def connected(self, verbinding: int) -> None:
        """Somebody connects: before it is known whether the other side accepts our certificate."""
        with self._lock:
            self._verbindingen.append(verbinding)

    def called(self, aanroep: Aanroep) -> None:
        with self._lock:
            self._aanroepen.append(aanroep)

    @property
    def aanroepen(self) -> tuple[Aanroep, ...]:
        with self._lock:
            return tuple(self._aanroepen)

    @property
    def verbindingen(self) -> tuple[int, ...]:
        with self._lock:
            return tuple(self._verbindingen)


def json_object(data: bytes) -> Mapping[str, Any]:
    try:
        content = json.loads(data.decode("utf-8"))
    except ValueError:
        return {}
    return content if isinstance(content, dict) else {}
