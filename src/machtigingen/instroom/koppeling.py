"""How far does a certificate come at the door? The real checks, for somebody who only has its public part."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from machtigingen.foundation import INDIENEN, Actor, DomainError, Fout, Soort
from machtigingen.instroom.keten import VAN_CERTIFICAAT, Lamp, keten
from machtigingen.pki import Certificaatgegevens, Profiel, verify
from machtigingen.toegang.queries import identify, require, require_any


@dataclass(frozen=True, kw_only=True)
class Certificaatproef:
    """`gegevens` stand in the certificate itself; `reden` is about it alone. `actor` is who it is to the portal."""

    keten: tuple[Lamp, ...]
    fouten: tuple[Fout, ...]
    gegevens: Certificaatgegevens | None
    reden: str
    actor: Actor | None


def try_certificaat(
    der: bytes, *, profielen: Sequence[Profiel], verwacht: Soort | None, now: datetime
) -> Certificaatproef:
    """What `verify` and `identify` say, and whether it may send (software) or come in (a person). Without `verwacht` it
    is tried as what it says to be. Whether the caller holds the key, only TLS can see."""
    verdict = verify(der, profielen=profielen, at=now)
    soort = verwacht or (verdict.gegevens.soort if verdict.gegevens else Soort.SYSTEEM)
    actor: Actor | None = None
    fouten: tuple[Fout, ...] = ()
    try:
        actor = identify(verdict, verwacht=soort, now=now)
        _require(actor, soort)
    except DomainError as fout:
        fouten = fout.fouten
    return Certificaatproef(
        keten=keten(fouten, gekeken=VAN_CERTIFICAAT),
        fouten=fouten,
        gegevens=verdict.gegevens,
        reden=verdict.reden,
        actor=actor,
    )


def _require(actor: Actor, soort: Soort) -> None:
    if soort is Soort.SYSTEEM:
        require(actor, INDIENEN)
    else:
        require_any(actor)
