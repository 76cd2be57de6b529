"""The fictitious world of the tests: who calls, with which certificate, and what a package sends."""

import json
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import afdruk
from django.test import Client
from machtigingen_sandbox import personas

BEGIN = date(2026, 11, 2)
COV = "machtigingen_sandbox.cov:DemoCov"


def verzekerde(wie: personas.Persona) -> dict[str, Any]:
    return {"bsn": wie.bsn.onthul(), "geboortedatum": wie.geboortedatum.isoformat(), "naam": wie.naam}


def bericht(*, wie: personas.Persona = personas.GEVONDEN, **anders: Any) -> dict[str, Any]:
    """A message that the eye clinic may push; name what must differ."""
    return {
        "softwarepakket": {"naam": "DemoOog", "versie": "5.2"},
        "referentie": "2026-0001",
        "grondslag": "zvw",
        "begindatum": BEGIN.isoformat(),
        "verzekerde": verzekerde(wie),
        "instantie": {"agb": "22990001"},
        "zorgverlener": {"agb": "03990011", "specialisme": "0301"},
        "verstrekking": {"diagnose": "255", "zorgactiviteit": "031545"},
    } | anders


def der(testpki: Path, naam: str) -> bytes:
    return ssl.PEM_cert_to_DER_cert((testpki / "certificaten" / f"{naam}.pem").read_text())


@dataclass
class Beller:
    """A caller with one certificate at one listener, as the server hands it to the portal."""

    listener: str
    certificaat: bytes | None
    client: Client

    def get(self, pad: str, **extra: Any) -> Any:
        return self.client.get(pad, secure=True, **self._omgeving(), **extra)

    def post(self, pad: str, data: Any = None, **extra: Any) -> Any:
        return self.client.post(pad, data or {}, secure=True, **self._omgeving(), **extra)

    def push(self, data: Any, **extra: Any) -> Any:
        body = data if isinstance(data, bytes) else json.dumps(data).encode()
        extra.setdefault("content_type", "application/json")
        return self.client.post("/api/v1/instroom", body, secure=True, **self._omgeving(), **extra)

    def _omgeving(self) -> dict[str, Any]:
        return {
            "machtigingen.listener": self.listener,
            "machtigingen.client_cert": self.certificaat,
            "SERVER_NAME": "localhost",
        }


@dataclass
class Wereld:
    """Makes callers by the name of their certificate."""

    testpki: Path

    def software(self, naam: str | None = "systeem-goed") -> Beller:
        return Beller("api", der(self.testpki, naam) if naam else None, Client())

    def mens(self, naam: str | None = "persoonlijk-goed", **client: Any) -> Beller:
        return Beller("portaal", der(self.testpki, naam) if naam else None, Client(**client))

    def bezoeker(self) -> Beller:
        return Beller("info", None, Client())


@contextmanager
def bewoonde_wereld(testpki: Path, map: Path, *, now: datetime) -> Iterator[Wereld]:
    """Registers, organisations and certificates of the sandbox, in the database that is open now."""
    from machtigingen_sandbox.registers import write_registers
    from machtigingen_sandbox.toegang import serials_to_stop

    from machtigingen.pki import ProfielBron
    from machtigingen.project import certificaten
    from machtigingen.registers.bestanden import bestanden_in
    from machtigingen.registers.loading import load_all
    from machtigingen.toegang.actions import load_toegang
    from machtigingen.toegang.noodstop import block

    def build() -> None:
        load_all(bestanden_in(map), now=now)
        load_toegang(testpki / "toegang.yaml", profielen=bron.profielen(), now=now)
        for serienummer in serials_to_stop(testpki):
            block(soort="serienummer", waarde=serienummer, reden="gelekt", actor=None, now=now)

    bron = ProfielBron(testpki / "certificaatprofielen.yaml")
    certificaten.use_bron(bron)
    write_registers(map)
    afdruk.once((testpki, now), build)
    certificaten.profielen(now)  # has looked for newer revocation lists
    yield Wereld(testpki)
    certificaten.use_bron(None)
