"""A webhook: an id and a status, posted as JSON and signed. The receiver asks the rest with its certificate.

The only place of the portal that calls an address that somebody else filled in. So: the name is looked up once, every
address it gives is judged, and the connection is made to one that passed; no proxy, no redirect, little time for all of
it together, from the name to the last octet, and little of the answer is read.
"""

import json
import socket
import ssl
from collections.abc import Mapping
from contextlib import closing, suppress
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from functools import cache
from http.client import HTTPConnection, HTTPException
from threading import Timer
from time import monotonic
from typing import Any

from django.conf import settings

from machtigingen.foundation import DomainError
from machtigingen.notificaties.adressen import Webadres, is_outside, parse_webhook
from machtigingen.notificaties.handtekening import signed_headers
from machtigingen.notificaties.kanalen.tijdslimiet import within
from machtigingen.notificaties.zending import Bezorgfout, Zending

VERBINDEN_SECONDEN = 5.0
IN_TOTAAL_SECONDEN = 20.0  # the specification advises 15 to 30
PLAATSEN_MAX = 3  # of the addresses that a name leads to
ANTWOORD_MAX = 1024
# Of these the request itself is not at fault (RFC 9110, 15.5.9; RFC 8470; RFC 6585, 4).
_TIJDELIJK = frozenset({408, 425, 429})
_OPGEZEGD = 410


def check_config() -> str:
    return ""


def send(zending: Zending) -> None:
    """Raises `Bezorgfout` unless the receiver answers 2xx."""
    try:
        adres = parse_webhook(zending.adres, sandbox=settings.MACHTIGINGEN_SANDBOX)
    except DomainError:
        raise Bezorgfout("adres_geweigerd", blijvend=True) from None
    body = payload(zending)
    koppen = {
        "Content-Type": "application/json",
        "User-Agent": "Machtigingenportaal",
        **signed_headers(id=str(zending.id), body=body, geheim=zending.geheim, now=zending.poging_at),
    }
    status, retry_after = _post(adres, body, koppen)
    if not 200 <= status < 300:
        raise _refused(status, retry_after, now=zending.poging_at)


def payload(zending: Zending) -> bytes:
    """Nothing about a patient: what an id means, takes a certificate."""
    inhoud = {
        "id": str(zending.id),
        "soort": zending.soort.value,
        "aanvraag": str(zending.aanvraag_id),
        "aanvraagnummer": zending.aanvraagnummer or None,
        "status": zending.status,
        "tijd": zending.gebeurd_at.astimezone(UTC).isoformat(),
    }
    return json.dumps(inhoud, separators=(",", ":")).encode()


def _refused(status: int, retry_after: str, *, now: datetime) -> Bezorgfout:
    blijvend = 400 <= status < 500 and status not in _TIJDELIJK
    return Bezorgfout(
        f"http_{status}",
        blijvend=blijvend,
        retry_after=_wait(retry_after, now=now),
        opgezegd=status == _OPGEZEGD,
    )


def _wait(tekst: str, *, now: datetime) -> timedelta | None:
    """Retry-After: seconds or a moment (RFC 9110, 10.2.3). What is neither says nothing."""
    if tekst.isascii() and tekst.isdigit() and len(tekst) < 10:
        return timedelta(seconds=int(tekst))
    with suppress(TypeError, ValueError):
        moment = parsedate_to_datetime(tekst)
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)) - now
    return None


def _post(adres: Webadres, body: bytes, koppen: Mapping[str, str]) -> tuple[int, str]:
    verbinding = _Verbinding(adres)
    einde = Timer(IN_TOTAAL_SECONDEN, verbinding.break_off)
    einde.daemon = True
    einde.start()
    try:
        with closing(verbinding):
            verbinding.request("POST", adres.pad, body=body, headers=dict(koppen))
            antwoord = verbinding.getresponse()
            antwoord.read(ANTWOORD_MAX)
            return antwoord.status, antwoord.headers.get("Retry-After", "").strip()
    except TimeoutError as fout:
        raise Bezorgfout("tijd_op") from fout
    except (OSError, HTTPException) as fout:
        code = "tls" if isinstance(fout, ssl.SSLError) else "verbinding"
        raise Bezorgfout("tijd_op" if verbinding.broken_off else code) from fout
    finally:
        einde.cancel()


class _Verbinding(HTTPConnection):
    """Goes to the address that was judged, and can be broken off from outside, however slowly the other side drips."""

    def __init__(self, adres: Webadres) -> None:
        super().__init__(adres.host, adres.poort, timeout=VERBINDEN_SECONDEN)
        self.adres = adres
        self.default_port = 443 if adres.versleuteld else 80  # what the header Host leaves out
        self.broken_off = False
        self.lijn: socket.socket | None = None  # `sock` is let go of before the answer is read

    def connect(self) -> None:
        lijn = self._hold(_connected(self.adres, einde=monotonic() + IN_TOTAAL_SECONDEN))
        lijn.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        if self.adres.versleuteld:
            tls = _tls().wrap_socket(lijn, server_hostname=self.adres.host, do_handshake_on_connect=False)
            self._hold(tls)
            tls.do_handshake()

    def _hold(self, lijn: socket.socket) -> socket.socket:
        """From here on it can be broken off. Raises TimeoutError when it was already."""
        self.sock = self.lijn = lijn
        if self.broken_off:
            raise TimeoutError
        return lijn

    def break_off(self) -> None:
        self.broken_off = True
        if self.lijn is not None:
            with suppress(OSError):
                socket.socket.shutdown(self.lijn, socket.SHUT_RDWR)


def _connected(adres: Webadres, *, einde: float) -> socket.socket:
    """A connection to the first of its addresses that may be called and answers, of a few. Raises `Bezorgfout`,
    OSError."""
    laatste: OSError = TimeoutError()
    for familie, soort, protocol, _naam, plaats in _places(adres, einde=einde):
        over = einde - monotonic()
        if over <= 0:
            break
        poging = socket.socket(familie, soort, protocol)
        poging.settimeout(min(VERBINDEN_SECONDEN, over))
        try:
            poging.connect(plaats)
        except OSError as fout:
            poging.close()
            laatste = fout
        else:
            poging.settimeout(VERBINDEN_SECONDEN)
            return poging
    raise laatste


def _places(adres: Webadres, *, einde: float) -> list[Any]:
    """Where its name leads, as far as that may be called. Whoever owns the name decides how many there are."""
    try:
        gevonden = within(
            einde - monotonic(), lambda: socket.getaddrinfo(adres.host, adres.poort, type=socket.SOCK_STREAM)
        )
    except TimeoutError:
        raise
    except (OSError, UnicodeError) as fout:
        raise Bezorgfout("naam_onbekend") from fout
    mag = [een for een in gevonden if is_outside(str(een[4][0]), sandbox=settings.MACHTIGINGEN_SANDBOX)]
    if not mag:
        raise Bezorgfout("adres_geweigerd", blijvend=True)
    return mag[:PLAATSEN_MAX]


@cache
def _tls() -> ssl.SSLContext:
    """TLS 1.2 or newer, a certificate that the system trusts, with the right name."""
    context = ssl.create_default_context()
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context
