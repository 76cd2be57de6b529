"""Is there a virus in this file? A port: the operator names an adapter, and the portal knows only what stands here.

`clamd` is ClamAV's own daemon, `geen` is the choice to do without, any other adapter a class of the operator's. It
answers, or raises `NietGescand`; then nobody knows, and a file of which nobody knows is opened by nobody.
"""

import logging
from enum import Enum
from functools import cache
from time import monotonic
from typing import Protocol

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils.module_loading import import_string

log = logging.getLogger("machtigingen.virusscan")

GEEN, CLAMD = "geen", "clamd"
RUST_SECONDEN = 30.0
# What every scanner finds, though it is none; in two pieces, so that none takes this very file away.
PROEFVIRUS = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS" + b"-TEST-FILE!$H+H*"
_rust_tot = 0.0


class Oordeel(Enum):
    """What is known of a file."""

    SCHOON = "schoon"  # or nobody looks, because the operator chose so
    VIRUS = "virus"
    ONBEKEND = "onbekend"


class NietGescand(Exception):
    """The scanner is down, slow, or says what cannot be used; asking again later may help."""


class Virusscanner(Protocol):
    """What an adapter is; it is made with the address that the configuration names."""

    def scan(self, data: bytes, *, timeout: float) -> str:
        """The name of what it found; empty when it found nothing. Raises `NietGescand` when there is no answer within
        `timeout` seconds."""
        ...

    def ping(self, *, timeout: float) -> None:
        """Raises `NietGescand` when it cannot be asked now."""
        ...


def scan_now(data: bytes) -> Oordeel:
    """As `scan`, for somebody who waits: a scanner that took all its time for nothing is left alone for a while."""
    global _rust_tot
    begonnen = monotonic()
    if begonnen < _rust_tot:
        return Oordeel.ONBEKEND
    oordeel = scan(data)
    if oordeel is Oordeel.ONBEKEND and monotonic() - begonnen >= settings.MACHTIGINGEN_VIRUSSCAN_TIJDSLIMIET / 2:
        _rust_tot = monotonic() + RUST_SECONDEN
    return oordeel


def scan(data: bytes) -> Oordeel:
    """Asks the adapter of this portal, within its time limit."""
    scanner = _scanner()
    if scanner is None:
        return Oordeel.SCHOON
    try:
        gevonden = scanner.scan(data, timeout=settings.MACHTIGINGEN_VIRUSSCAN_TIJDSLIMIET)
    except Exception as fout:  # an adapter of somebody else may raise anything; the file is kept all the same
        log.warning("virusscan geeft geen antwoord", extra={"soort": _kind(fout)})
        return Oordeel.ONBEKEND
    if not gevonden:
        return Oordeel.SCHOON
    log.warning("virus gevonden", extra={"soort": gevonden[:60]})
    return Oordeel.VIRUS


def _kind(fout: Exception) -> str:
    return str(fout)[:60] if isinstance(fout, NietGescand) else type(fout).__name__


def misconfigured() -> str:
    """Why the scanner cannot be used as it is configured, in the words of the operator; empty when it can."""
    try:
        _scanner()
    except ImproperlyConfigured as fout:
        return str(fout)
    except ImportError:
        return f"{settings.MACHTIGINGEN_VIRUSSCAN!r} is geen adapter"
    return ""


def problem() -> str:
    """As `misconfigured`, or why it finds nothing now: it cannot be asked, or does not know the virus that is none."""
    if wat := misconfigured() or silence():
        return wat
    if _scanner() is None or scan(PROEFVIRUS) is Oordeel.VIRUS:
        return ""
    return "vindt het proefvirus (EICAR) niet: heeft hij zijn kenmerken van virussen?"


def silence() -> str:
    """Why it cannot be asked now; empty when it can."""
    try:
        if (scanner := _scanner()) is not None:
            scanner.ping(timeout=settings.MACHTIGINGEN_VIRUSSCAN_TIJDSLIMIET)
    except Exception as fout:  # as in `scan`
        return f"geen antwoord ({_kind(fout)})"
    return ""


def _scanner() -> Virusscanner | None:
    """None where the operator chose to do without, or did not choose. Raises ImproperlyConfigured, ImportError."""
    return _adapter(settings.MACHTIGINGEN_VIRUSSCAN, settings.MACHTIGINGEN_VIRUSSCAN_ADRES)


@cache
def _adapter(naam: str, adres: str) -> Virusscanner | None:
    if naam in ("", GEEN):
        return None
    pad = "machtigingen.virusscan.clamd:Clamd" if naam == CLAMD else naam
    if pad.count(":") != 1:
        raise ImproperlyConfigured(f"{naam!r} is geen adapter")
    scanner: Virusscanner = import_string(pad.replace(":", "."))(adres)
    return scanner
