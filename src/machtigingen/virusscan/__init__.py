"""Is there a virus in this file? A port: the operator names an adapter, and the portal knows only what stands here.

`clamd` is ClamAV's own daemon, `geen` is the choice to do without, any other adapter a class of the operator's. It
answers, or raises `NietGescand`; then nobody knows, and a file of which nobody knows is opened by nobody.
"""

import logging
from enum import Enum
from functools import cache
from typing import Protocol

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils.module_loading import import_string

log = logging.getLogger("machtigingen.virusscan")

GEEN, CLAMD = "geen", "clamd"


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


def scan(data: bytes) -> Oordeel:
    """Asks the adapter of this portal, within its time limit."""
    scanner = _scanner()
    if scanner is None:
        return Oordeel.SCHOON
    try:
        gevonden = scanner.scan(data, timeout=settings.MACHTIGINGEN_VIRUSSCAN_TIJDSLIMIET)
    except NietGescand as fout:
        log.warning("virusscan geeft geen antwoord", extra={"soort": str(fout)[:60]})
        return Oordeel.ONBEKEND
    if not gevonden:
        return Oordeel.SCHOON
    log.warning("virus gevonden", extra={"soort": gevonden[:60]})
    return Oordeel.VIRUS


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
    """As `misconfigured`, or why it cannot be asked now."""
    if wat := misconfigured():
        return wat
    try:
        if (scanner := _scanner()) is not None:
            scanner.ping(timeout=settings.MACHTIGINGEN_VIRUSSCAN_TIJDSLIMIET)
    except NietGescand as fout:
        return f"geen antwoord ({fout})"
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
