"""How long does everything last that we trust? The CAs of each profile, and their revocation lists."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from .crl import Intrekkingslijst
from .profielen import Profiel
from .schakel import Schakel

CA_WAARSCHUWING = timedelta(days=30)
GEEN_LIJST = "er is geen geldige intrekkingslijst, niemand kan inloggen."


class Onderdeel(StrEnum):
    UITGEVER = "uitgever"
    INTREKKINGSLIJST = "intrekkingslijst"


@dataclass(frozen=True, kw_only=True)
class Geldigheid:
    """Until when one thing counts; `tot` is None for a list that is not there. `let_op` when that needs care now."""

    onderdeel: Onderdeel
    naam: str
    tot: datetime | None
    dagen: int | None
    let_op: bool


def schakels_of(profielen: Iterable[Profiel]) -> tuple[Schakel, ...]:
    """Every CA once, whatever the number of chains it stands in."""
    return tuple({schakel.sleutel: schakel for profiel in profielen for schakel in profiel.schakels}.values())


def lasting(profielen: Iterable[Profiel], at: datetime) -> tuple[Geldigheid, ...]:
    """Each CA with its list, in the order of the profiles."""
    return tuple(een for schakel in schakels_of(profielen) for een in _of(schakel, at))


def _of(schakel: Schakel, at: datetime) -> Iterator[Geldigheid]:
    naam, tot = schakel.bekend_als, schakel.ca.not_valid_after_utc
    yield Geldigheid(
        onderdeel=Onderdeel.UITGEVER,
        naam=naam,
        tot=tot,
        dagen=(tot - at).days,
        let_op=tot - at < CA_WAARSCHUWING,
    )
    crl = schakel.crl
    yield Geldigheid(
        onderdeel=Onderdeel.INTREKKINGSLIJST,
        naam=naam,
        tot=crl.volgende if crl else None,
        dagen=(crl.volgende - at).days if crl else None,
        let_op=crl_needs_care(crl, at),
    )


def crl_needs_care(crl: Intrekkingslijst | None, at: datetime) -> bool:
    return crl is None or not crl.applies(at) or crl.is_past_half_life(at)


def notes(schakel: Schakel, at: datetime) -> Iterator[str]:
    """What the operator must know about one CA; nothing when all is well."""
    einde = schakel.ca.not_valid_after_utc
    if at > einde:
        yield f"het certificaat van deze uitgever is verlopen op {einde:%d-%m-%Y %H:%M} UTC, niemand kan inloggen."
    elif einde - at < CA_WAARSCHUWING:
        yield f"het certificaat van deze uitgever verloopt op {einde:%d-%m-%Y %H:%M} UTC."
    if schakel.crl_fout:
        yield schakel.crl_fout
    if schakel.crl is None or not schakel.crl.applies(at):
        yield GEEN_LIJST
    elif schakel.crl.is_past_half_life(at):
        yield f"de intrekkingslijst verloopt op {schakel.crl.volgende:%d-%m-%Y %H:%M} UTC."
