"""Erase sessions that are over: what was posted too late lies sealed in them, and nobody can come back for it."""

from datetime import datetime

from django.contrib.sessions.models import Session
from django.db.models import QuerySet


def count_sessions(*, now: datetime) -> int:
    return _over(now).count()


def erase_sessions(*, now: datetime) -> int:
    return _over(now).delete()[0]


def _over(now: datetime) -> QuerySet[Session]:
    return Session.objects.filter(expire_date__lt=now)
