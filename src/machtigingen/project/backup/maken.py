"""Make a back-up while the portal works.

A file is on disk before its row is committed, and goes after its row is gone. So: first the files, then the rows as
they are at one moment, then the files that came meanwhile. What went between the last two makes it look once more.
"""

import hashlib
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db import connection

from machtigingen.kluis import sleutel_of, sleutelbos
from machtigingen.kluis.herverzegelen import count_by_key
from machtigingen.project.backup import rijen
from machtigingen.project.backup.archief import BIJLAGEN, RIJEN, Backupfout, Manifest, Schrijver, Tabel, new_file
from machtigingen.project.schema import applied
from machtigingen.project.versie import portal_version
from machtigingen.toegang.noodstop import Stilgezet

KEER = 3
_BIJLAGE = "aanvragen.bijlage"


@dataclass(frozen=True, kw_only=True)
class Verslag:
    rijen: int
    bijlagen: int
    ontbrekend: int
    stilgezet: tuple[Stilgezet, ...] = ()  # stopped after the back-up, and still


@dataclass(frozen=True, kw_only=True)
class _Stand:
    """The rows of one moment, as files in a folder of this run."""

    tabellen: dict[str, Tabel]
    bijlagen: frozenset[str]
    migraties: list[list[str]]
    sleutels: frozenset[str]


def make(path: Path, *, now: datetime) -> Verslag:
    """Raises `Backupfout`, OSError; then there is no archive."""
    with new_file(path) as bestand, tempfile.TemporaryDirectory(dir=path.parent, prefix=".backup-") as werk:
        schrijver = Schrijver(bestand)
        sleutels = _add_files(schrijver, _on_disk())
        stand = _write_rows(Path(werk))
        for _ in range(KEER):
            sleutels |= _add_files(schrijver, stand.bijlagen)
            if not _missing(schrijver, stand):
                break
            stand = _write_rows(Path(werk))
        sleutels |= _add_files(schrijver, stand.bijlagen)
        for naam, tabel in stand.tabellen.items():
            los = Path(werk) / naam
            with los.open("rb") as deel:
                schrijver.add_file(f"{RIJEN}{naam}.jsonl", deel, los.stat().st_size, tabel.sha256)
        manifest = _manifest(schrijver, stand, _kenmerken(sleutels | stand.sleutels), now)
        schrijver.close(manifest)
    samen = sum(tabel.rijen for tabel in stand.tabellen.values())
    return Verslag(rijen=samen, bijlagen=len(manifest.bijlagen), ontbrekend=len(manifest.ontbrekend))


def _on_disk() -> Iterator[str]:
    map_ = Path(settings.MACHTIGINGEN_BIJLAGEN)
    return (pad.name for pad in sorted(map_.iterdir()) if is_id(pad.name)) if map_.is_dir() else iter(())


def is_id(naam: str) -> bool:
    try:
        return str(UUID(naam)) == naam
    except ValueError:
        return False


def _add_files(schrijver: Schrijver, ids: Iterable[str]) -> set[str]:
    """Those that are not in it yet; gives the keys that sealed them."""
    sleutels = set()
    for id_ in ids:
        if f"{BIJLAGEN}{id_}" in schrijver.hashes:
            continue
        try:
            data = (Path(settings.MACHTIGINGEN_BIJLAGEN) / id_).read_bytes()
        except FileNotFoundError:
            continue  # went meanwhile; whether its row did too, the rows tell
        schrijver.add(f"{BIJLAGEN}{id_}", data)
        sleutels.add(sleutel_of(data))
    return sleutels


def _missing(schrijver: Schrijver, stand: _Stand) -> list[str]:
    return sorted(id_ for id_ in stand.bijlagen if f"{BIJLAGEN}{id_}" not in schrijver.hashes)


def _write_rows(werk: Path) -> _Stand:
    tabellen: dict[str, Tabel] = {}
    bijlagen: set[str] = set()
    with rijen.one_moment():
        migraties, sleutels = sorted(map(list, applied())), frozenset(count_by_key())
        for naam, model in rijen.tables().items():
            kolommen, som, aantal = rijen.columns(model), hashlib.sha256(), 0
            with (werk / naam).open("wb") as bestand:
                for rij in rijen.read(model):
                    regel = rijen.line(rij)
                    bestand.write(regel)
                    som.update(regel)
                    aantal += 1
                    if naam == _BIJLAGE:
                        bijlagen.add(rij[kolommen.index("id")])
            tabellen[naam] = Tabel(kolommen=kolommen, rijen=aantal, sha256=som.hexdigest())
    return _Stand(tabellen=tabellen, bijlagen=frozenset(bijlagen), migraties=migraties, sleutels=sleutels)


def _kenmerken(gebruikt: set[str]) -> dict[str, str]:
    """Of each key that it takes to read what is in it."""
    kenmerken = sleutelbos().kenmerken
    if weg := sorted(gebruikt - {""} - set(kenmerken)):
        raise Backupfout(f"er is iets versleuteld met een sleutel die niet in het sleutelbestand staat: {weg[0]}")
    return {naam: kenmerken[naam] for naam in sorted({"index", "link"} | gebruikt - {""})}


def _manifest(schrijver: Schrijver, stand: _Stand, kenmerken: Mapping[str, str], now: datetime) -> Manifest:
    return Manifest(
        versie=portal_version(),
        gemaakt_at=now.isoformat(),
        database=connection.vendor,
        migraties=stand.migraties,
        kenmerken=kenmerken,
        tabellen=stand.tabellen,
        bijlagen={
            id_: schrijver.hashes[f"{BIJLAGEN}{id_}"]
            for id_ in sorted(stand.bijlagen)
            if f"{BIJLAGEN}{id_}" in schrijver.hashes
        },
        ontbrekend=_missing(schrijver, stand),
    )
