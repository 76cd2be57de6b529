"""The certificate profiles in force: one source for the whole process, which notices changed files by itself."""

import logging
import os
from collections.abc import Sequence
from datetime import datetime
from functools import cache

from machtigingen.pki import Profiel, ProfielBron
from machtigingen.project.settings import CONFIG

log = logging.getLogger("machtigingen.certificaten")

_eigen: ProfielBron | None = None
_gemeld: tuple[str, ...] = ()


@cache
def _geconfigureerd() -> ProfielBron:
    return ProfielBron(CONFIG.profielen)


def bron() -> ProfielBron:
    return _eigen or _geconfigureerd()


def profielen(at: datetime) -> Sequence[Profiel]:
    """What holds now. What is wrong with it is logged, once for every change."""
    meldingen(at)
    return bron().profielen()


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
    global _eigen
    _eigen = nieuw
