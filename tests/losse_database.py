"""A database apart from the other tests: transactions are real ones, and every thread has a connection of its own.

A module that imports `losse_database` as its `db` runs in it: `from losse_database import losse_database as db`.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.db import connection, transaction


@pytest.fixture
def losse_database(django_db_setup: None, django_db_blocker: Any, tmp_path: Path) -> Iterator[None]:
    apart = {"sqlite": lambda: _bestand(tmp_path / "los.sqlite3"), "postgresql": _opgeruimd}
    with django_db_blocker.unblock(), apart[connection.vendor]():
        yield


@contextmanager
def _bestand(pad: Path) -> Iterator[None]:
    """SQLite: a copy in a file, for a database in memory has one connection."""
    connection.ensure_connection()
    in_geheugen, naam = connection.connection, connection.settings_dict["NAME"]
    with closing(sqlite3.connect(pad)) as kopie:
        in_geheugen.backup(kopie)
    connection.connection, connection.settings_dict["NAME"] = None, str(pad)
    try:
        yield
    finally:
        connection.close()
        connection.connection, connection.settings_dict["NAME"] = in_geheugen, naam


@contextmanager
def _opgeruimd() -> Iterator[None]:
    yield
    connection.close()  # whatever a test set for it ends here
    maak_leeg()


def maak_leeg() -> None:
    """PostgreSQL: no row is left. Only a superuser can pass by the triggers that keep the audit record."""
    tabellen = ", ".join(f'"{model._meta.db_table}"' for app in apps.get_app_configs() for model in app.get_models())
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(f"TRUNCATE {tabellen} RESTART IDENTITY")
