"""Who works, and when did it last say so?"""

import platform
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

from machtigingen.bedrijfsvoering.models import Hartslag

ELKE = timedelta(seconds=15)
LEEFT = timedelta(seconds=60)  # who did not beat for so long is gone, or as good as
_BEWAARD = timedelta(days=1)


class Proces(Enum):
    """The kinds of process that a portal consists of."""

    PORTAAL = "portaal"
    BEZORG = "bezorg"


@dataclass(frozen=True, kw_only=True)
class Levend:
    """One process that works now."""

    naam: str
    versie: str
    at: datetime


def new_name(proces: Proces) -> str:
    return f"{proces.value}:{platform.node()[:60]}:{secrets.token_hex(4)}"


def beat(*, proces: Proces, naam: str, versie: str, now: datetime) -> None:
    """The first one of a process also clears away what others of its kind left long ago."""
    bijgewerkt = Hartslag.objects.filter(naam=naam).update(at=now, gestopt_at=None)
    if bijgewerkt:
        return
    Hartslag.objects.filter(soort=proces.value, at__lt=now - _BEWAARD).delete()
    Hartslag.objects.create(naam=naam, soort=proces.value, versie=versie, begonnen_at=now, at=now)


def stop(*, naam: str, now: datetime) -> None:
    Hartslag.objects.filter(naam=naam).update(at=now, gestopt_at=now)


def last_beat(proces: Proces) -> datetime | None:
    """None for what never ran."""
    return Hartslag.objects.filter(soort=proces.value).order_by("-at").values_list("at", flat=True).first()


def living(*, now: datetime, proces: Proces | None = None) -> tuple[Levend, ...]:
    rijen = Hartslag.objects.filter(gestopt_at=None, at__gt=now - LEEFT)
    if proces is not None:
        rijen = rijen.filter(soort=proces.value)
    return tuple(Levend(naam=rij.naam, versie=rij.versie, at=rij.at) for rij in rijen.order_by("naam"))
