"""Another active key, in the key file. It is replaced whole or not at all, so that nobody reads half of one.

Powers: a new key at once, or first made ready so that it can be taken to other machines. A key never comes back under
its old id. Limits: only the keys that seal. The index key and the link key stay: see docs/beheer.md for why.
"""

import json
import os
import re
import secrets
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from machtigingen.kluis.sleutels import Kluisfout, Sleutelbos, nieuwe_sleutel

# What was sealed before a process noticed the new key is in the database by then, and what is kept for an hour for who
# was logged out (toegang.invoer) is over.
RUST = timedelta(hours=1)
_NUMMER = re.compile(r"k([0-9]{1,9})", re.ASCII)


class Rotatiefout(Exception):
    """This cannot be done to the key file now; the text says why."""


def prepare(path: Path) -> str:
    """A key that opens, and does not seal yet. Gives its id; the same as before while it was not made active."""
    data = _read(path)
    klaar = _prepared(data)
    if klaar is None:
        klaar = _add(data)
        _write(path, data)
    return klaar


def rotate(path: Path, *, now: datetime) -> str:
    """Makes the key active that was prepared, or else a new one. Gives its id."""
    data = _read(path)
    klaar = _prepared(data) or _add(data)
    data |= {"actief": klaar, "actief_sinds": now.isoformat()}
    _write(path, data)
    return klaar


def remove(path: Path, sleutel_id: str, *, now: datetime) -> None:
    """Nothing may need it any more: that is for the caller to know. Raises `Rotatiefout`."""
    data = _read(path)
    check_removable(Sleutelbos.load(path), sleutel_id, now=now)
    del data["sleutels"][sleutel_id]
    _write(path, data)


def check_removable(bos: Sleutelbos, sleutel_id: str, *, now: datetime) -> None:
    """As far as the key file can tell. Raises `Rotatiefout`."""
    if sleutel_id not in bos.sleutels:
        raise Rotatiefout(f"{sleutel_id}: deze sleutel staat niet in het sleutelbestand")
    if sleutel_id == bos.actief:
        raise Rotatiefout(f"{sleutel_id} is de sleutel die nu versleutelt. Geef eerst 'machtigingen sleutel roteer'.")
    if bos.actief_sinds and now - bos.actief_sinds < RUST:
        raise Rotatiefout(
            f"{bos.actief} versleutelt nog geen uur. Er kan nog iets onderweg zijn dat {sleutel_id} nodig heeft."
        )


def _read(path: Path) -> dict[str, Any]:
    Sleutelbos.load(path)  # whole, or Kluisfout
    data: dict[str, Any] = json.loads(path.read_text(encoding="ascii"))
    return data


def _nummer(sleutel_id: str) -> int:
    past = _NUMMER.fullmatch(sleutel_id)
    return int(past[1]) if past else 0


def _prepared(data: dict[str, Any]) -> str | None:
    """Newer than the active one."""
    nieuwste = max(data["sleutels"], key=_nummer)
    return nieuwste if _nummer(nieuwste) > _nummer(data["actief"]) else None


def _add(data: dict[str, Any]) -> str:
    """The active one never goes, so a number is never used twice."""
    sleutel_id = f"k{max(map(_nummer, data['sleutels'])) + 1}"
    data["sleutels"][sleutel_id] = nieuwe_sleutel()
    return sleutel_id


def _write(path: Path, data: dict[str, Any]) -> None:
    """Beside it first, with the same owner and for its owner only; then in its place."""
    deel = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        with os.fdopen(os.open(deel, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as bestand:
            json.dump(data, bestand, indent=1)
            bestand.flush()
            _same_owner(path, bestand.fileno())
            os.fsync(bestand.fileno())
        Sleutelbos.load(deel)
        os.replace(deel, path)
    except (OSError, Kluisfout):
        with suppress(OSError):
            deel.unlink(missing_ok=True)
        raise
    _sync(path.parent)


def _same_owner(path: Path, bestand: int) -> None:
    """Who runs this as root must not take the file from the account of the portal."""
    if os.name == "posix":
        stand = os.stat(path)
        os.fchmod(bestand, stand.st_mode & 0o777)
        if (stand.st_uid, stand.st_gid) != (os.geteuid(), os.getegid()):
            os.fchown(bestand, stand.st_uid, stand.st_gid)


def _sync(map_: Path) -> None:
    if os.name != "posix":
        return
    geopend = os.open(map_, os.O_RDONLY)
    try:
        os.fsync(geopend)
    finally:
        os.close(geopend)
