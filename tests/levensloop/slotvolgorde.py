"""In which order one act takes what others wait for; on SQLite too, where nobody waits."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection


@contextmanager
def in_order() -> Iterator[set[str]]:
    """Around one act: once it holds the chain of the audit log, it asks for no series of numbers that it has not.
    Tells which chains it held."""
    reeksen: set[str] = set()
    ketens: set[str] = set()

    def look(execute: Callable[..., Any], sql: str, params: Any, *rest: Any) -> Any:
        if sql.startswith('UPDATE "audit_keten"'):
            ketens.add(params[-1])
        elif sql.startswith('UPDATE "aanvragen_nummerreeks"'):
            assert not ketens or params[-1] in reeksen, f"{params[-1]} after the audit log"
            reeksen.add(params[-1])
        return execute(sql, params, *rest)

    with connection.execute_wrapper(look):
        yield ketens
