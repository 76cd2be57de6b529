"""The portal with one fault put in on purpose: what it does to the promise, the tests must see.

kapot.py FAULT serve        the command line of the portal, broken
"""

import os
import sys
import time
from collections.abc import Callable, Iterator
from typing import Any

LATE_SECONDS = 0.2


def answer_first() -> None:
    """Answers, and commits a moment later."""
    from django.core.signals import request_started
    from django.db import close_old_connections

    import machtigingen.project.wsgi as wsgi

    request_started.disconnect(close_old_connections)  # it would close the connection of an open transaction
    honest = wsgi.application
    wsgi.application = lambda environ, start_response: _Late(honest, environ, start_response)


class _Late:
    """The answer of a request whose transaction stays open until the answer has been sent."""

    def __init__(self, application: Any, environ: Any, start_response: Any) -> None:
        from django.db import transaction

        self._transaction = transaction.atomic()
        self._transaction.__enter__()
        held: list[Any] = []
        self._answer = application(environ, lambda *given: held.append(given))
        self._content = b"".join(self._answer)
        status, headers = held[-1]
        others = [(name, value) for name, value in headers if name != "Content-Length"]
        # With its length told, an answer is whole for who reads it before we get to `close`.
        start_response(status, [*others, ("Content-Length", str(len(self._content)))])

    def __iter__(self) -> Iterator[bytes]:
        return iter((self._content,))

    def close(self) -> None:
        time.sleep(LATE_SECONDS)
        self._transaction.__exit__(None, None, None)
        self._answer.close()


def no_sync() -> None:
    """Leaves it to the system when what was committed reaches the disk."""
    from machtigingen.project import config

    honest = config._sqlite

    def careless(naam: str) -> dict[str, Any]:
        settings = honest(naam)
        settings["OPTIONS"]["init_command"] += "PRAGMA synchronous=OFF;"
        return settings

    config._sqlite = careless


def no_file_sync() -> None:
    """The same for files."""
    os.fsync = lambda _file: None  # type: ignore[assignment]


def say_yes() -> None:
    """Whatever goes wrong, the answer is that it went well."""
    import machtigingen.project.wsgi as wsgi

    honest = wsgi.application

    def application(environ: Any, start_response: Any) -> Any:
        well = "201 Created" if environ["machtigingen.listener"] == "api" else "302 Found"

        def start(status: str, *rest: Any) -> Any:
            return start_response(well if status.startswith("5") else status, *rest)

        return honest(environ, start)

    wsgi.application = application


def leave_half() -> None:
    """A file that could not be written whole stays where it is."""
    from pathlib import Path

    Path.unlink = lambda _path, missing_ok=False: None  # type: ignore[method-assign, assignment]


def keep_the_old_file() -> None:
    """Writes on in the database file that it opened first, wherever that lies by now."""
    from machtigingen.project import database_file

    database_file._file_at_its_place = lambda _connection: None


def make_folder_anew() -> None:
    """Writes a file also where its folder is gone."""
    from pathlib import Path

    honest = Path.open

    def careless(path: Path, *rest: Any, **options: Any) -> Any:
        path.parent.mkdir(exist_ok=True)
        return honest(path, *rest, **options)

    Path.open = careless  # type: ignore[method-assign, assignment]


FAULTS: dict[str, Callable[[], None]] = {
    "answer_first": answer_first,
    "no_sync": no_sync,
    "no_file_sync": no_file_sync,
    "say_yes": say_yes,
    "leave_half": leave_half,
    "keep_the_old_file": keep_the_old_file,
    "make_folder_anew": make_folder_anew,
}

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "machtigingen.project.settings")
    FAULTS[sys.argv.pop(1)]()
    from machtigingen.project.cli import main

    main()
