"""The archive: a tar with the attachments, a file of rows for each table, and last the manifest with its signature.

An archive that was cut off has no manifest, so it is never taken for a whole one. Of what lies in it nothing is put
anywhere by its name.
"""

import hashlib
import io
import json
import os
import re
import tarfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import IO, Any, BinaryIO

from machtigingen.kluis import sleutelbos

SOORT, VORM = "machtigingen-backup", 1
MANIFEST, HANDTEKENING = "manifest.json", "manifest.handtekening"
BIJLAGEN, RIJEN = "bijlagen/", "rijen/"
_NAAM = re.compile(r"bijlagen/[0-9a-f-]{36}|rijen/[a-z0-9_.]{1,100}\.jsonl", re.ASCII)
_BESCHADIGD = "deze back-up is beschadigd of niet heel"


class Backupfout(Exception):
    """It cannot be made or put back; the text says why, and nothing was changed."""


@dataclass(frozen=True, kw_only=True)
class Tabel:
    kolommen: list[str]
    rijen: int
    sha256: str


@dataclass(frozen=True, kw_only=True)
class Manifest:
    """What is in it, and what it takes to put it back."""

    versie: str
    gemaakt_at: str
    database: str
    migraties: list[list[str]]
    kenmerken: Mapping[str, str]  # of the keys that it needs
    tabellen: Mapping[str, Tabel]
    bijlagen: Mapping[str, str]  # each id with its hash
    ontbrekend: list[str] = field(default_factory=list)

    def to_bytes(self) -> bytes:
        data = {"soort": SOORT, "vorm": VORM} | asdict(self)
        return json.dumps(data, ensure_ascii=False, sort_keys=True, indent=1).encode()

    @classmethod
    def from_bytes(cls, data: bytes) -> "Manifest":
        """Raises `Backupfout`."""
        try:
            gelezen = json.loads(data)
            soort, vorm = gelezen.pop("soort"), gelezen.pop("vorm")
            if soort != SOORT:
                raise ValueError
            if vorm != VORM:
                raise Backupfout(f"deze back-up heeft vorm {vorm!r}; deze versie leest alleen vorm {VORM}")
            tabellen = {naam: Tabel(**tabel) for naam, tabel in gelezen.pop("tabellen").items()}
            return cls(**gelezen, tabellen=tabellen)
        except (AttributeError, KeyError, TypeError, ValueError) as fout:
            raise Backupfout(_BESCHADIGD) from fout


def sign(manifest: bytes) -> str:
    return sleutelbos().blind_index(manifest.decode(), context="backup")


class Schrijver:
    """Adds to an archive that is being made, and knows the hash of all that is in it."""

    def __init__(self, bestand: BinaryIO) -> None:
        self._tar = tarfile.open(fileobj=bestand, mode="w", format=tarfile.PAX_FORMAT)  # noqa: SIM115
        self.hashes: dict[str, str] = {}

    def add(self, naam: str, data: bytes) -> None:
        self.add_file(naam, io.BytesIO(data), len(data), hashlib.sha256(data).hexdigest())

    def add_file(self, naam: str, bestand: BinaryIO, grootte: int, sha256: str) -> None:
        deel = tarfile.TarInfo(naam)
        deel.size, deel.mode = grootte, 0o600
        self._tar.addfile(deel, bestand)
        self.hashes[naam] = sha256

    def close(self, manifest: Manifest) -> None:
        data = manifest.to_bytes()
        self.add(MANIFEST, data)
        self.add(HANDTEKENING, sign(data).encode())
        self._tar.close()


@contextmanager
def new_file(path: Path) -> Iterator[BinaryIO]:
    """For its owner only, there when it is whole, and never in the place of another."""
    if path.exists():
        raise Backupfout(f"{path} bestaat al")
    deel = path.with_name(f"{path.name}.deel")
    try:
        with os.fdopen(os.open(deel, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as bestand:
            yield bestand
            bestand.flush()
            os.fsync(bestand.fileno())
        os.replace(deel, path)
    except FileExistsError as fout:
        raise Backupfout(f"{deel} bestaat al: is er nog een back-up bezig? Haal het anders weg.") from fout
    except BaseException:
        deel.unlink(missing_ok=True)
        raise


class Lezer:
    """An archive to put back. Every way in which it is not whole is a `Backupfout`."""

    def __init__(self, path: Path) -> None:
        self.path = path
        with _whole():
            los = {naam: deel.read() for naam, deel in self._members() if naam in (MANIFEST, HANDTEKENING)}
        try:
            self._getekend = los[MANIFEST]
            self.handtekening = los[HANDTEKENING].decode("ascii")
        except (KeyError, ValueError) as fout:
            raise Backupfout(_BESCHADIGD) from fout
        self.manifest = Manifest.from_bytes(self._getekend)

    def check_signature(self) -> None:
        if sign(self._getekend) != self.handtekening:
            raise Backupfout(f"{_BESCHADIGD}, of iemand heeft hem veranderd")

    def check_content(self) -> None:
        """Reads all of it."""
        manifest = self.manifest
        moet = {f"{RIJEN}{naam}.jsonl": tabel.sha256 for naam, tabel in manifest.tabellen.items()}
        moet |= {f"{BIJLAGEN}{id_}": sha256 for id_, sha256 in manifest.bijlagen.items()}
        with _whole():
            gevonden = {naam: hash_of(deel) for naam, deel in self._members() if naam in moet}
        if gevonden != moet:
            raise Backupfout(_BESCHADIGD)

    def bijlagen(self) -> Iterator[tuple[str, bytes]]:
        for naam, deel in self._members():
            id_ = naam.removeprefix(BIJLAGEN)
            if naam.startswith(BIJLAGEN) and id_ in self.manifest.bijlagen:
                yield id_, deel.read()

    def tabellen(self) -> Iterator[tuple[str, Iterator[bytes]]]:
        """Each table with its lines, to be read before the next table."""
        for naam, deel in self._members():
            tabel = naam.removeprefix(RIJEN).removesuffix(".jsonl")
            if naam.startswith(RIJEN) and tabel in self.manifest.tabellen:
                yield tabel, iter(deel)

    def _members(self) -> Iterator[tuple[str, IO[bytes]]]:
        with tarfile.open(self.path, "r:") as tar:
            for deel in tar:
                inhoud = tar.extractfile(deel) if deel.isreg() else None
                if inhoud is None or not (_NAAM.fullmatch(deel.name) or deel.name in (MANIFEST, HANDTEKENING)):
                    raise Backupfout(_BESCHADIGD)
                yield deel.name, inhoud


def hash_of(bestand: Any) -> str:
    return hashlib.file_digest(bestand, "sha256").hexdigest()


@contextmanager
def _whole() -> Iterator[None]:
    try:
        yield
    except (tarfile.TarError, EOFError, ValueError) as fout:
        raise Backupfout(_BESCHADIGD) from fout
