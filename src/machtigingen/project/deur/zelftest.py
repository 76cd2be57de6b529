"""Does the proxy let nothing through that a client made up? The portal calls its own public addresses to see.

The calls carry every name in which a certificate is known to travel, with a secret that only this process knows. What
arrives with the secret in it, the proxy did not clear. Until nothing does, the portal is not ready.
"""

import http.client
import logging
import secrets
import ssl
import threading
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from machtigingen.project.lookalikes import ADDRESS, CERTIFICATE, KNOWN

MERK = "Machtigingen-Zelftest"
TIJD = 5
OPNIEUW = 2  # seconds, until it has passed
HERHAAL = 600
GENOEMD = 4
WIE = "/wie-ben-ik"
PADEN = {"info": "/healthz"}
NIET_GEDAAN = "Zelftest van de deur: nog niet gedaan."
LEK = "Zelftest van de deur: niet geslaagd. Het logboek van het portaal zegt waarom."
# Many at once, and the two most dangerous alone: a proxy may treat a first or an only one differently. HAProxy takes no
# more than a hundred headers.
_ALLE = (ADDRESS, *KNOWN)
PROEVEN = (_ALLE, tuple(naam.replace("-", "_") for naam in _ALLE), (CERTIFICATE,), (CERTIFICATE.replace("-", "_"),))

log = logging.getLogger("machtigingen.deur")


@dataclass(frozen=True, kw_only=True)
class Bevinding:
    """What is not well at one address: for the log, and what anybody may hear. How to come in is not for anybody."""

    voluit: str
    reden: str
    bereikt: bool = True


@dataclass
class Zelftest:
    """One for a process. `watch` is what its listeners show it, `redenen` is what readyz says."""

    adressen: Mapping[str, str]
    redenen: tuple[str, ...] = (NIET_GEDAAN,)
    _voluit: tuple[str, ...] = (NIET_GEDAAN,)
    _gezien: dict[bytes, list[frozenset[str]]] = field(default_factory=dict)
    _klaar: threading.Event = field(default_factory=threading.Event)

    def watch(self, headers: Mapping[bytes, bytes]) -> None:
        """Called for each request that a proxy hands over; of our own calls it keeps which headers got through."""
        geheim = headers.get(MERK.encode())
        if geheim is not None and (gezien := self._gezien.get(geheim)) is not None:
            namen = (naam for naam, waarde in headers.items() if geheim in waarde and naam != MERK.encode())
            gezien.append(frozenset(naam.decode("latin-1") for naam in namen))

    def start(self) -> None:
        threading.Thread(target=self._run, name="zelftest", daemon=True).start()

    def stop(self) -> None:
        self._klaar.set()

    def _run(self) -> None:
        wacht: float = 0
        while not self._klaar.wait(wacht):
            wacht = HERHAAL if self.test() else OPNIEUW

    def test(self) -> bool:
        """Whether all is well. Once it was, a proxy that is away for a moment does not undo that."""
        bevonden = [een for naam, adres in self.adressen.items() if (een := self._test(naam, adres))]
        was_goed = not self.redenen
        if not was_goed or any(een.bereikt for een in bevonden) or not bevonden:
            voluit = tuple(een.voluit for een in bevonden)
            if voluit != self._voluit:
                log.log(logging.WARNING if voluit else logging.INFO, "zelftest: %s", " ".join(voluit) or "geslaagd")
            self._voluit = voluit
            self.redenen = tuple(dict.fromkeys(een.reden for een in bevonden))
        return not self.redenen

    def _test(self, naam: str, adres: str) -> Bevinding | None:
        """None when all is well."""
        namen: set[str] = set()
        for proef in PROEVEN:
            geheim = secrets.token_hex(16)
            gezien = self._gezien.setdefault(geheim.encode(), [])
            try:
                status = _call(adres, PADEN.get(naam, WIE), {kop: _value(kop, geheim) for kop in proef}, geheim)
            except (OSError, http.client.HTTPException) as fout:
                weg = f"Zelftest: {adres} is vanaf dit portaal niet te bereiken ({type(fout).__name__})."
                return Bevinding(voluit=weg, reden=weg, bereikt=False)
            finally:
                del self._gezien[geheim.encode()]
            if not gezien:
                elders = f"Zelftest: {adres} antwoordt, maar het verzoek kwam niet bij dit portaal aan."
                return Bevinding(voluit=elders, reden=elders)
            if naam != "info" and status < 400:
                return Bevinding(voluit=f"Zelftest: bij {adres} kwam een vervalst certificaat naar binnen.", reden=LEK)
            namen.update(*gezien)
        if namen:
            lek = f"Zelftest: de proxy van {adres} geeft door wat een client zelf schreef: {_some(namen)}."
            return Bevinding(voluit=lek, reden=LEK)
        return None


def _value(kop: str, geheim: str) -> str:
    return f":{geheim}:" if kop.lower().startswith("client-cert") else geheim


def _some(namen: Iterable[str]) -> str:
    op_rij = sorted(namen)
    rest = len(op_rij) - GENOEMD
    return ", ".join(op_rij[:GENOEMD]) + (f" en nog {rest}" if rest > 0 else "")


def _call(adres: str, pad: str, koppen: Mapping[str, str], geheim: str) -> int:
    """The certificate of the server is not judged: this is about what the proxy does, and the secret is for once."""
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    delen = urlsplit(adres)
    verbinding = http.client.HTTPSConnection(delen.hostname or "", delen.port or 443, timeout=TIJD, context=context)
    try:
        verbinding.request("GET", pad, headers={**koppen, MERK: geheim})
        return verbinding.getresponse().status
    finally:
        verbinding.close()


_huidig: Zelftest | None = None


def use_zelftest(zelftest: Zelftest | None) -> None:
    """The one of this process; None where no proxy stands before it."""
    global _huidig
    _huidig = zelftest


def redenen() -> tuple[str, ...]:
    return _huidig.redenen if _huidig else ()
