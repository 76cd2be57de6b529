"""To whom the portal sends webhooks for your instantie, and what came of each."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from .lezen import moment, pick
from .verbinding import Verkeer


@dataclass(frozen=True, kw_only=True)
class Abonnement:
    """`geheim` is there only in the answers to `abonneer` and `vernieuw_geheim`: keep it, to check signatures with."""

    id: str
    adres: str
    soorten: tuple[str, ...] = ()
    softwarepakket: str | None = None
    gemaakt_op: datetime | None = None
    beeindigd_op: datetime | None = None
    wacht: int = 0
    opgegeven: int = 0
    geheim: str | None = field(default=None, repr=False)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any], *, verkeer: Verkeer | None = None) -> "Abonnement":
        times = {name: moment(data.get(name)) for name in ("gemaakt_op", "beeindigd_op")}
        return pick(cls, data, **times)


@dataclass(frozen=True, kw_only=True)
class Bezorgfout:
    """How the last attempt failed: `tijdelijk` is tried again, `blijvend` is not."""

    soort: str
    code: str


@dataclass(frozen=True, kw_only=True)
class Bezorging:
    """One message to one abonnement. Its `id` is that of the webhook, at every attempt."""

    id: str
    soort: str
    aanvraag: str
    status: str
    tijd: datetime
    toestand: str
    pogingen: int = 0
    volgende_poging: datetime | None = None
    bezorgd_op: datetime | None = None
    fout: Bezorgfout | None = None

    @classmethod
    def from_dict(cls, data: Mapping[str, Any], *, verkeer: Verkeer | None = None) -> "Bezorging":
        times = {name: moment(data.get(name)) for name in ("volgende_poging", "bezorgd_op")}
        fout = data.get("fout")
        tijd = datetime.fromisoformat(data["tijd"])
        return pick(cls, data, **times, tijd=tijd, fout=pick(Bezorgfout, fout) if fout else None)


@dataclass(frozen=True, kw_only=True)
class Bezorgingen:
    """The newest first. Ask on with `na=volgende` when that is not None."""

    bezorgingen: tuple[Bezorging, ...] = ()
    volgende: str | None = None

    @classmethod
    def from_dict(cls, data: Mapping[str, Any], *, verkeer: Verkeer) -> "Bezorgingen":
        return pick(cls, data, bezorgingen=tuple(map(Bezorging.from_dict, data["bezorgingen"])))


def read_abonnementen(data: Mapping[str, Any], *, verkeer: Verkeer) -> tuple[Abonnement, ...]:
    return tuple(map(Abonnement.from_dict, data["abonnementen"]))
