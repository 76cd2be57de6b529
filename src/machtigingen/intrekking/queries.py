"""Which lists are there, and how does fetching them go?"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from machtigingen.intrekking.actions import read_stored
from machtigingen.intrekking.models import Lijst, Ophaling
from machtigingen.pki import Intrekkingslijst, Schakel


def versions() -> Mapping[str, str]:
    """Of each issuer (its key) which list it is, without reading the lists."""
    return dict(Lijst.objects.values_list("sleutel", "vingerafdruk"))


def all_lijsten() -> tuple[Lijst, ...]:
    return tuple(Lijst.objects.all())


def from_files() -> frozenset[str]:
    """Of which issuers (keys) the list here was in a file of some portal."""
    return frozenset(Lijst.objects.filter(uit_bestand=True).values_list("sleutel", flat=True))


def find_lijsten(schakels: Sequence[Schakel], *, sleutels: Iterable[str]) -> tuple[Intrekkingslijst, ...]:
    """The lists of these keys, each checked against its CA."""
    rijen = Lijst.objects.in_bulk(list(sleutels))
    gelezen = (read_stored(rijen[schakel.sleutel], schakel) for schakel in schakels if schakel.sleutel in rijen)
    return tuple(crl for crl in gelezen if crl is not None)


@dataclass(frozen=True, kw_only=True)
class Stand:
    """How fetching the list of one issuer goes. With a `code` the last time failed."""

    naam: str
    adres: str
    gelukt_at: datetime | None
    code: str


def find_standen(schakels: Sequence[Schakel]) -> tuple[Stand, ...]:
    """Of every list that is fetched."""
    rijen = Ophaling.objects.in_bulk()
    return tuple(
        Stand(
            naam=schakel.bekend_als,
            adres=schakel.adres,
            gelukt_at=rij.gelukt_at if rij else None,
            code=rij.code if rij else "",
        )
        for schakel in schakels
        if schakel.adres
        for rij in (rijen.get(schakel.sleutel),)
    )
