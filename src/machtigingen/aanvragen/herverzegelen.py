"""The attachments, sealed again with the active key: one at a time, its row locked, so that nothing comes back of what
is removed meanwhile. The new file takes the place of the old one in one step; who reads gets either."""

import os
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from uuid import UUID, uuid4

from django.conf import settings
from django.db import transaction

from machtigingen.aanvragen.models import Bijlage
from machtigingen.kluis import sleutel_of, sleutelbos

_KOP_MAX = 256


def count_files_by_key() -> Counter[str]:
    """How many attachments each key sealed. A file that is not there counts for none."""
    return Counter(sleutel_id for _, sleutel_id in _files())


def reseal_files() -> int:
    """One round; gives how many were written."""
    return sum(_reseal(id_) for id_, sleutel_id in _files() if sleutel_id != sleutelbos().actief)


def _files() -> Iterator[tuple[UUID, str]]:
    for id_ in Bijlage.objects.order_by("pk").values_list("pk", flat=True).iterator():
        with suppress(FileNotFoundError), _pad(id_).open("rb") as bestand:
            yield id_, sleutel_of(bestand.read(_KOP_MAX))


def _reseal(id_: UUID) -> int:
    """Nothing when it is gone, or in somebody's hands. What a kill leaves of it has no row, and `bewaar` sweeps it."""
    with transaction.atomic():
        slot = Bijlage.objects.select_for_update(skip_locked=True, of=("self",))
        if not slot.filter(pk=id_).values_list("pk", flat=True).first():
            return 0
        deel = _pad(uuid4())
        try:
            _write(deel, _sealed_anew(id_))
            os.replace(deel, _pad(id_))
        except FileNotFoundError:
            return 0
        finally:
            deel.unlink(missing_ok=True)
        return 1


def _sealed_anew(id_: UUID) -> bytes:
    bos, context = sleutelbos(), f"bijlage:{id_}"
    return bos.seal(bos.unseal(_pad(id_).read_bytes(), context=context), context=context)


def _write(deel: Path, data: bytes) -> None:
    with deel.open("xb") as bestand:
        bestand.write(data)
        bestand.flush()
        os.fsync(bestand.fileno())


def _pad(id_: UUID) -> Path:
    return Path(settings.MACHTIGINGEN_BIJLAGEN) / str(id_)
