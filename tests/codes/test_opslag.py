"""Storage that is away, and storage that is full: told apart, and never as a bug."""

import errno
import sqlite3

import pytest
from django.db import OperationalError

from machtigingen.project.weigering import vertaal


def vol() -> OperationalError:
    oorzaak = sqlite3.OperationalError("database or disk is full")
    oorzaak.sqlite_errorcode = sqlite3.SQLITE_FULL
    fout = OperationalError("database or disk is full")
    fout.__cause__ = oorzaak
    return fout


@pytest.mark.parametrize(
    ("fout", "code"),
    [
        (OSError(errno.ENOSPC, "no space"), "S103"),
        (vol(), "S103"),
        (OSError(errno.EROFS, "read-only"), "S101"),
        (OperationalError("unable to open database file"), "S101"),
        (OSError(errno.ECONNRESET, "a network"), "S100"),
    ],
    ids=["disk full", "database full", "read-only", "database away", "no storage at all"],
)
def test_it_says_which(fout: Exception, code: str) -> None:
    assert vertaal(fout).code == code
