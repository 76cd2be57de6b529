"""The folder in which the content of every file lies, sealed, under the id of its row.

The file is on disk before its row is committed: a row never points at nothing. A file without a row is waste, not loss.
"""

import os
from contextlib import suppress
from pathlib import Path
from uuid import UUID

from django.conf import settings

from machtigingen.aanvragen.models import Bijlage
from machtigingen.kluis import sleutelbos


def write(bijlage_id: UUID, data: bytes) -> None:
    """On disk, for certain, when it returns; nothing of it when it raises (OSError). A folder that is away is not made
    anew: it may be a disk that fell off, and what is written in its place is gone when it comes back."""
    pad = path(bijlage_id)
    verzegeld = sleutelbos().seal(data, context=f"bijlage:{bijlage_id}")
    try:
        with pad.open("xb") as bestand:
            bestand.write(verzegeld)
            bestand.flush()
            os.fsync(bestand.fileno())
        _sync(pad.parent)
    except OSError:
        with suppress(OSError):
            pad.unlink(missing_ok=True)
        raise


def content(bijlage: Bijlage) -> bytes | None:
    """None when the file is not there."""
    try:
        verzegeld = path(bijlage.id).read_bytes()
    except FileNotFoundError:
        return None
    return sleutelbos().unseal(verzegeld, context=f"bijlage:{bijlage.id}")


def path(bijlage_id: UUID) -> Path:
    return Path(settings.MACHTIGINGEN_BIJLAGEN) / str(bijlage_id)


def _sync(map_: Path) -> None:
    if os.name != "posix":  # elsewhere a folder cannot be opened, and needs not
        return
    geopend = os.open(map_, os.O_RDONLY)
    try:
        os.fsync(geopend)
    finally:
        os.close(geopend)
