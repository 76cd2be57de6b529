"""The certificate profiles in force: one source for the whole process, which notices changed files by itself, and the
revocation lists that any process put in the database."""

import logging
import os
from collections.abc import Sequence
from datetime import datetime
from functools import cache
from threading import Lock
from time import monotonic

from django.db import DatabaseError

from machtigingen.intrekking import queries as intrekking
from machtigingen.intrekking.actions import remember as take_in
from machtigingen.pki import OUDER, Geldigheid, Profiel, ProfielBron, Schakel, lasting, schakels_of
from machtigingen.project.settings import CONFIG

log = logging.getLogger("machtigingen.certificaten")

# A list that another process loads, holds here for what comes after so long.
KIJKEN_SECONDEN = 0.5

_eigen: ProfielBron | None = None
_gemeld: tuple[str, ...] = ()


class _Gedeeld:
    """Which lists of the database this process has already taken over."""

    def __init__(self) -> None:
        self.lock = Lock()
        self.gekeken: float | None = None
        self.gezien: set[tuple[str, str]] = set()

    def take_over(self, bron: ProfielBron) -> None:
        """One look per while, by one thread; for the first everybody waits. Raises `DatabaseError`; the next question
        then looks again."""
        if self._looked_just_now() or not self.lock.acquire(blocking=self.gekeken is None):
            return
        try:
            self._offer_new(bron)
            self.gekeken = monotonic()
        finally:
            self.lock.release()

    def _looked_just_now(self) -> bool:
        return self.gekeken is not None and monotonic() - self.gekeken < KIJKEN_SECONDEN

    def _offer_new(self, bron: ProfielBron) -> None:
        schakels = schakels_of(bron.profielen())
        bekend = {schakel.sleutel for schakel in schakels}
        nieuw = {een for een in intrekking.versions().items() if een[0] in bekend} - self.gezien
        if nieuw:
            sleutels, uit_bestand = {sleutel for sleutel, _ in nieuw}, intrekking.from_files()
            bron.offer(intrekking.find_lijsten(schakels, sleutels=sleutels - uit_bestand))
            bron.offer(intrekking.find_lijsten(schakels, sleutels=sleutels & uit_bestand), melding=OUDER)
            self.gezien |= nieuw


_gedeeld = _Gedeeld()


@cache
def _geconfigureerd() -> ProfielBron:
    return ProfielBron(CONFIG.profielen)


def bron() -> ProfielBron:
    """For who shows or warns: with the storage away what we knew last, for nobody gets in then anyway."""
    try:
        _gedeeld.take_over(_huidig())
    except DatabaseError as fout:
        log.error("opslag", extra={"soort": type(fout).__name__})
    return _huidig()


def remember(at: datetime) -> None:
    """Lists that are in a file here, in the database too: no portal on it, and none after a restart, then takes an
    older one. Raises `DatabaseError`."""
    bron = _huidig()
    _gedeeld.take_over(bron)
    take_in(bron.to_remember(at), now=at)


def is_configured() -> bool:
    """Are there profiles at all? What only sends messages works without."""
    return _eigen is not None or CONFIG.profielen.is_file()


def _huidig() -> ProfielBron:
    return _eigen or _geconfigureerd()


def profielen(at: datetime) -> Sequence[Profiel]:
    """What holds now, for who lets people in. What is wrong with it is logged, once for every change. Raises
    `DatabaseError`: what was withdrawn may stand where we cannot look."""
    _gedeeld.take_over(_huidig())
    meldingen(at)
    return _huidig().profielen()


def schakels() -> tuple[Schakel, ...]:
    """Every CA in force, with its newest list."""
    return schakels_of(bron().profielen())


def geldigheid(at: datetime) -> tuple[Geldigheid, ...]:
    """How long each CA and each revocation list lasts."""
    return lasting(bron().profielen(), at)


def meldingen(at: datetime) -> tuple[str, ...]:
    """What the operator must know about the profiles and revocation lists, without where they lie."""
    global _gemeld
    map_ = f"{CONFIG.profielen.parent}{os.sep}"
    nieuw = tuple(melding.replace(map_, "") for melding in bron().meldingen(at))
    if nieuw != _gemeld:
        _gemeld = nieuw
        for melding in nieuw:
            log.warning("certificaatprofielen: %s", melding)
    return nieuw


def use_bron(nieuw: ProfielBron | None) -> None:
    """Other profiles than the configured ones (tests); None puts those back."""
    global _eigen, _gedeeld
    _eigen, _gedeeld = nieuw, _Gedeeld()
