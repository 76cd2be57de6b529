"""Every race runs in a database with real transactions."""

from losse_database import losse_database as db

__all__ = ["db"]
