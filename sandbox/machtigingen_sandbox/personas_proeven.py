"""What is a test identity? Calls to make, and the answer that each gets, as the tables write it."""

import json
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from machtigingen_sandbox import patienten, personas

PUSH, WIE, VOLG = "/api/v1/instroom", "/wie-ben-ik", "/api/v1/instroom/{id}"


@dataclass(frozen=True, kw_only=True)
class Verzoek:
    """One call at a listener, and the answer as the tables write it: `403 I101`, `201, waarschuwing R302`."""

    verwacht: str
    methode: str = "POST"
    pad: str = PUSH
    listener: str = "api"
    certificaat: str | None = "systeem-goed"
    koppen: dict[str, str] = field(default_factory=lambda: {"Content-Type": "application/json"})
    inhoud: bytes = b""


@dataclass(frozen=True, kw_only=True)
class Proef:
    """One row: what its first cells say, the calls in order, and for a form what the rules make of its answers."""

    cellen: tuple[str, ...]
    verzoeken: tuple[Verzoek, ...]
    besluit: str = ""

    @property
    def code(self) -> str:
        """The code that this row provokes, or an empty text."""
        last = self.verzoeken[-1].verwacht.split()
        return last[-1] if len(last) > 1 else ""


@dataclass(frozen=True, kw_only=True)
class Groep:
    """One table. `kolommen` are the first cells, and then one for each answer that is shown."""

    titel: str
    uitleg: str
    kolommen: tuple[str, ...]
    proeven: tuple[Proef, ...]


def bericht(now: datetime, **anders: Any) -> dict[str, Any]:
    """The example message of the sandbox, as other vendors than DemoOog would send it; name what must differ."""
    base = patienten.voorbeeld_instroom(now)
    return base | {"verzekerde": wie(personas.GEVONDEN)} | anders


def push(now: datetime, verwacht: str, *, certificaat: str | None = "systeem-goed", **anders: Any) -> Verzoek:
    return Verzoek(verwacht=verwacht, certificaat=certificaat, inhoud=json.dumps(bericht(now, **anders)).encode())


def wie(persona: personas.Persona) -> dict[str, str]:
    return {"bsn": persona.bsn.onthul(), "geboortedatum": persona.geboortedatum.isoformat()}


def shown(value: object) -> str:
    return f"`{json.dumps(value, ensure_ascii=False)}`"
