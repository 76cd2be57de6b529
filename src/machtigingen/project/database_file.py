"""SQLite: is the file that this thread keeps open still the one at its place?

One that was moved away, or replaced by a copy, stays open; what is written there nobody would ever see again.
"""

import os
from typing import Any

from django.db import connection
from django.db.backends.signals import connection_created


def leave_if_moved() -> None:
    """Closes a connection with a file that lies elsewhere now; the next question opens the one at its place."""
    kept: Any = connection
    if kept.connection is None or not _has_file(kept):
        return
    there = _file_at_its_place(kept)
    if getattr(kept, "opened_file", there) != there:
        kept.close()


def _remember(connection: Any, **_signal: Any) -> None:
    if _has_file(connection):
        connection.opened_file = _file_at_its_place(connection)


def _has_file(connection: Any) -> bool:
    return connection.vendor == "sqlite" and not connection.is_in_memory_db()


def _file_at_its_place(connection: Any) -> tuple[int, int] | None:
    try:
        state = os.stat(connection.settings_dict["NAME"])
    except OSError:
        return None
    return state.st_dev, state.st_ino


connection_created.connect(_remember, dispatch_uid="database_file")
