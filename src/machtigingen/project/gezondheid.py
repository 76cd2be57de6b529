"""Is the portal alive, and is it ready? For whoever runs it; says reasons, never data."""

from datetime import datetime

from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from machtigingen.project import certificaten


@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers."""
    return JsonResponse({"status": "ok"})


@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """200 when a message could be taken in now; 503 with the reasons when not."""
    redenen = [*_database(), *_intrekking(request.now)]
    return JsonResponse({"gereed": not redenen, "redenen": redenen}, status=503 if redenen else 200)


def _database() -> list[str]:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM audit_keten LIMIT 1")
    except DatabaseError:
        return ["De database is niet bereikbaar of nog niet ingericht."]
    return []


def _intrekking(now: datetime) -> list[str]:
    return [
        f"Van {profiel.uitgever.naam} is er geen geldige intrekkingslijst."
        for profiel in certificaten.bron().profielen()
        if profiel.crl is None or not profiel.crl.applies(now)
    ]
