"""The key ring: a JSON file outside the database with the sealing keys by id, the index key and the link key."""

import base64
import hashlib
import hmac
import json
import os
import secrets
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

_NONCE = 12
_SLEUTEL = 32


class Kluisfout(Exception):
    """A sealed value or the key file cannot be opened: wrong, moved or altered. Always a fault of ours or an attack."""


@dataclass(frozen=True, kw_only=True)
class Sleutelbos:
    """The keys of one portal. `actief` names the key that seals; older ones still open."""

    actief: str
    sleutels: dict[str, AESGCM] = field(repr=False)
    index: bytes = field(repr=False)
    link: bytes = field(repr=False)

    @classmethod
    def load(cls, path: Path) -> Self:
        """Raises `Kluisfout` when the file does not hold a whole key ring."""
        try:
            data = json.loads(path.read_text(encoding="ascii"))
            bos = cls(
                actief=data["actief"],
                sleutels={naam: AESGCM(_sleutel(tekst)) for naam, tekst in data["sleutels"].items()},
                index=_sleutel(data["index"]),
                link=_sleutel(data["link"]),
            )
        except (AttributeError, KeyError, TypeError, ValueError):
            raise Kluisfout(f"{path}: dit is geen heel sleutelbestand") from None
        if bos.actief not in bos.sleutels:
            raise Kluisfout(f"{path}: de sleutel bij 'actief' staat er niet in")
        return bos

    @staticmethod
    def create(path: Path) -> None:
        """Writes a new key file, readable by its owner only. Never overwrites one."""
        data = {"actief": "k1", "sleutels": {"k1": _nieuw()}, "index": _nieuw(), "link": _nieuw()}
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as bestand:
            json.dump(data, bestand, indent=1)
            bestand.flush()
            os.fsync(bestand.fileno())

    def seal(self, data: bytes, *, context: str) -> bytes:
        nonce = secrets.token_bytes(_NONCE)
        kop = self.actief.encode("ascii")
        versleuteld = self.sleutels[self.actief].encrypt(nonce, data, context.encode())
        return bytes([len(kop)]) + kop + nonce + versleuteld

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


def link_hash(token: str) -> str:
    """What is stored of a link token."""
    return hashlib.sha256(token.encode()).hexdigest()


def _nieuw() -> str:
    return base64.b64encode(secrets.token_bytes(_SLEUTEL)).decode("ascii")


def _sleutel(tekst: str) -> bytes:
    sleutel = base64.b64decode(tekst, validate=True)
    if len(sleutel) != _SLEUTEL:
        raise ValueError
    return sleutel


_bos: Sleutelbos | None = None


def use_sleutels(bos: Sleutelbos) -> None:
    """Called once at the start of the process, before the first field is read."""
    global _bos
    _bos = bos


def sleutelbos() -> Sleutelbos:
    if _bos is None:
        raise Kluisfout("geen sleutels geladen")
    return _bos
