"""The key ring: a JSON file outside the database with the sealing keys by id, the index key and the link key.

A process reads it once more as soon as the file is another one (`kluis.rotatie` makes those), so it needs no restart.
"""

import base64
import hashlib
import hmac
import json
import logging
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Self

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

_NONCE = 12
_SLEUTEL = 32
_ID_MAX = 40

log = logging.getLogger("machtigingen.kluis")


class Kluisfout(Exception):
    """A sealed value or the key file cannot be opened: wrong, moved or altered. Always a fault of ours or an attack."""


@dataclass(frozen=True, kw_only=True)
class Sleutelbos:
    """The keys of one portal. `actief` names the key that seals; older ones still open. `kenmerken` tell keys apart
    without giving them away, by their id, or by "index" and "link"."""

    actief: str
    actief_sinds: datetime | None = None
    sleutels: dict[str, AESGCM] = field(repr=False)
    index: bytes = field(repr=False)
    link: bytes = field(repr=False)
    kenmerken: Mapping[str, str] = field(default_factory=dict, repr=False)

    @classmethod
    def load(cls, path: Path) -> Self:
        """Raises `Kluisfout` when the file does not hold a whole key ring."""
        try:
            bos = cls._from_data(json.loads(path.read_text(encoding="ascii")))
        except (AttributeError, KeyError, TypeError, ValueError):
            raise Kluisfout(f"{path}: dit is geen heel sleutelbestand") from None
        if bos.actief not in bos.sleutels:
            raise Kluisfout(f"{path}: de sleutel bij 'actief' staat er niet in")
        return bos

    @classmethod
    def _from_data(cls, data: Any) -> Self:
        ruw = {naam: _sleutel(tekst) for naam, tekst in data["sleutels"].items() if _as_id(naam)}
        vast = {"index": _sleutel(data["index"]), "link": _sleutel(data["link"])}
        sinds = data.get("actief_sinds")
        return cls(
            actief=data["actief"],
            actief_sinds=datetime.fromisoformat(sinds) if sinds else None,
            sleutels={naam: AESGCM(sleutel) for naam, sleutel in ruw.items()},
            kenmerken={naam: _kenmerk(sleutel) for naam, sleutel in (ruw | vast).items()},
            **vast,
        )

    @staticmethod
    def create(path: Path) -> None:
        """Writes a new key file, readable by its owner only. Never overwrites one."""
        data = {
            "actief": "k1",
            "sleutels": {"k1": nieuwe_sleutel()},
            "index": nieuwe_sleutel(),
            "link": nieuwe_sleutel(),
        }
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as bestand:
            json.dump(data, bestand, indent=1)
            bestand.flush()
            os.fsync(bestand.fileno())

    @property
    def kop(self) -> bytes:
        """How all that is sealed with the active key begins."""
        return kop_of(self.actief)

    def seal(self, data: bytes, *, context: str) -> bytes:
        nonce = secrets.token_bytes(_NONCE)
        versleuteld = self.sleutels[self.actief].encrypt(nonce, data, context.encode())
        return self.kop + nonce + versleuteld

    def unseal(self, data: bytes, *, context: str) -> bytes:
        """Raises `Kluisfout` when the value was sealed elsewhere, altered, or under a key that is gone."""
        try:
            kop, rest = data[1 : 1 + data[0]].decode("ascii"), data[1 + data[0] :]
            return self.sleutels[kop].decrypt(rest[:_NONCE], rest[_NONCE:], context.encode())
        except (IndexError, KeyError, ValueError, InvalidTag) as fout:
            raise Kluisfout(context) from fout

    def blind_index(self, tekst: str, *, context: str) -> str:
        """A keyed fingerprint to search by: the same text gives the same index, and tells nothing without the key."""
        return hmac.new(self.index, f"{context}\0{tekst}".encode(), hashlib.sha256).hexdigest()

    def link_token(self, instroom_id: str) -> str:
        """256 bits for in a link, always the same for one instroom, so that a repeated push gives the same link."""
        token = hmac.new(self.link, instroom_id.encode(), hashlib.sha256).digest()
        return base64.urlsafe_b64encode(token).rstrip(b"=").decode("ascii")


def kop_of(sleutel_id: str) -> bytes:
    return bytes([len(sleutel_id)]) + sleutel_id.encode("ascii")


def sleutel_of(verzegeld: bytes) -> str:
    """The id of the key that a value was sealed with; empty for what is no sealed value."""
    try:
        return verzegeld[1 : 1 + verzegeld[0]].decode("ascii")
    except (IndexError, ValueError):
        return ""


def link_hash(token: str) -> str:
    """What is stored of a link token."""
    return hashlib.sha256(token.encode()).hexdigest()


def nieuwe_sleutel() -> str:
    return base64.b64encode(secrets.token_bytes(_SLEUTEL)).decode("ascii")


def _sleutel(tekst: str) -> bytes:
    sleutel = base64.b64decode(tekst, validate=True)
    if len(sleutel) != _SLEUTEL:
        raise ValueError
    return sleutel


def _as_id(naam: str) -> str:
    """Raises ValueError for what is no id of a sealing key."""
    if not (naam.isascii() and naam.isalnum() and len(naam) <= _ID_MAX) or naam in ("index", "link"):
        raise ValueError
    return naam


def _kenmerk(sleutel: bytes) -> str:
    return hmac.new(sleutel, b"kenmerk van een sleutel", hashlib.sha256).hexdigest()[:32]


_bos: Sleutelbos | None = None
_bestand: Path | None = None
_stempel: tuple[int, ...] = ()


def use_sleutels(bos: Sleutelbos) -> None:
    """These, whatever a file says."""
    global _bos, _bestand
    _bos, _bestand = bos, None


def follow_sleutels(path: Path) -> None:
    """Called once at the start of the process, before the first field is read: the keys of this file, also when it is
    another one later. Raises `Kluisfout`."""
    global _bos, _bestand, _stempel
    _stempel = _stempel_of(path)
    _bos, _bestand = Sleutelbos.load(path), path


def sleutelbos() -> Sleutelbos:
    if _bestand is not None:
        _look_again(_bestand)
    if _bos is None:
        raise Kluisfout("geen sleutels geladen")
    return _bos


def _look_again(path: Path) -> None:
    """A file that is away or not whole changes nothing: the keys of before stay."""
    global _bos, _stempel
    stempel = _stempel_of(path)
    if stempel == _stempel:
        return
    try:
        _bos = Sleutelbos.load(path)
        log.info("sleutelbestand opnieuw gelezen")
    except (OSError, Kluisfout) as fout:
        log.error("sleutelbestand niet te lezen, de vorige sleutels blijven", extra={"soort": type(fout).__name__})
    _stempel = stempel


def _stempel_of(path: Path) -> tuple[int, ...]:
    try:
        stand = os.stat(path)
    except OSError:
        return ()
    return stand.st_mtime_ns, stand.st_ino, stand.st_size
