"""Reads what the portal has stored, without the portal: the audit record is whole, and here is the rest as JSON.

A program of its own: `MACHTIGINGEN_CONFIG` names the portal, standard input the aanvragen to read whole (null: all).
"""

import contextlib
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.models import Count, F, OuterRef, Q, Subquery

from machtigingen.project.cli import main as machtigingen

FINAL = ("goedgekeurd", "gedeeltelijk_goedgekeurd", "afgewezen", "niet_nodig")
GRANTED = ("goedgekeurd", "gedeeltelijk_goedgekeurd")


def stored(only: Sequence[str] | None) -> dict[str, Any]:
    return {
        "halves": list(halves()),
        "doubles": list(doubles()),
        "aanvragen": dict(aanvragen(only)),
        "durability": durability(),
    }


def durability() -> dict[str, Any]:
    """What this very connection, made with the portal's settings, promises about a commit."""
    asked = {
        "sqlite": {"journal_mode": "PRAGMA journal_mode", "synchronous": "PRAGMA synchronous"},
        "postgresql": {"fsync": "SHOW fsync", "synchronous_commit": "SHOW synchronous_commit"},
    }[connection.vendor]
    answers = {}
    with connection.cursor() as cursor:
        for name, question in asked.items():
            cursor.execute(question)
            answers[name] = cursor.fetchone()[0]
    return answers


def aanvragen(only: Sequence[str] | None) -> Iterator[tuple[str, Any]]:
    from machtigingen.aanvragen.models import Aanvraag

    rows = Aanvraag.objects.all() if only is None else Aanvraag.objects.filter(pk__in=only)
    for one in rows.prefetch_related("bijlagen", "besluiten"):
        besluit = max(one.besluiten.all(), key=lambda each: each.volgnummer, default=None)
        yield (
            str(one.pk),
            {
                "status": one.status,
                "aanvraagnummer": one.aanvraagnummer,
                "antwoorden": {vraag: antwoord["waarde"] for vraag, antwoord in one.antwoorden.items()},
                "bijlagen": [str(bijlage.pk) for bijlage in one.bijlagen.all()],
                "besluit": besluit and [besluit.status, besluit.toelichting],
            },
        )


def halves() -> Iterator[str]:
    """What one transaction writes together, and only half of it is there."""
    from machtigingen.aanvragen.models import Aanvraag, Besluit, Bijlage
    from machtigingen.audit.models import Regel
    from machtigingen.instroom.models import Instroom

    for instroom in Instroom.objects.filter(aanvraag=None):
        if instroom.antwoord["niet_nodig"] is None:
            yield f"instroom {instroom} has no aanvraag"
    sent = Q(ingediend_at__isnull=False)
    wrong = {
        "has no instroom": Q(instroom=None, vervolg_soort=""),
        "is sent without a number": sent & Q(aanvraagnummer=None),
        "has a number and is not sent": ~sent & Q(aanvraagnummer__isnull=False),
        "is answered without a besluit": Q(status__in=FINAL, besluiten=None),
        "is approved without a number": Q(status__in=GRANTED, machtigingsnummer=""),
        "has a machtigingsnummer and is not approved": ~Q(status__in=GRANTED) & ~Q(machtigingsnummer=""),
        "is sent without a place in the feed": sent & Q(mutatie=None),
        "is sent and its timeline is empty": sent & Q(gebeurtenissen=None),
    }
    for what, condition in wrong.items():
        yield from (f"aanvraag {one.pk} {what}" for one in Aanvraag.objects.filter(condition))
    last = Besluit.objects.filter(aanvraag=OuterRef("aanvraag")).order_by("-volgnummer").values("pk")[:1]
    decided = Besluit.objects.filter(pk=Subquery(last), aanvraag__status__in=FINAL)
    for besluit in decided.exclude(status=F("aanvraag__status")):
        yield f"besluit {besluit.pk} differs from the status of its aanvraag"
    for bijlage in Bijlage.objects.all():
        if not (Path(settings.MACHTIGINGEN_BIJLAGEN) / str(bijlage)).is_file():
            yield f"bijlage {bijlage} has no file"
    for acts, things in (
        ("instroom_ontvangen", {f"instroom:{one.pk}" for one in Instroom.objects.only("pk")}),
        ("aanvraag_ingediend", {f"aanvraag:{one.pk}" for one in Aanvraag.objects.filter(sent).only("pk")}),
        ("bijlage_toegevoegd", {f"bijlage:{one.pk}" for one in Bijlage.objects.only("pk")}),
    ):
        recorded = list(Regel.objects.filter(handeling=acts, resultaat="gelukt").values_list("onderwerp", flat=True))
        yield from (f"{one} stands without {acts}" for one in things - set(recorded))
        yield from (f"{one} is gone, and {acts} is there" for one in set(recorded) - things)
        if len(recorded) != len(set(recorded)):
            yield f"something was {acts} twice"


def doubles() -> Iterator[str]:
    """Numbers that were given twice. Constraints forbid it; here we look whether they hold."""
    from machtigingen.aanvragen.models import Aanvraag, Nummerreeks

    for field in ("aanvraagnummer", "machtigingsnummer"):
        given = Aanvraag.objects.exclude(**{field: None}).exclude(**{field: ""})
        yield from given.values_list(field, flat=True).annotate(times=Count("pk")).filter(times__gt=1)
    for reeks in Nummerreeks.objects.filter(naam__startswith="aanvraag:"):
        given = Aanvraag.objects.filter(aanvraagnummer__startswith=reeks.naam.removeprefix("aanvraag:")).count()
        if given > reeks.laatste:
            yield f"{given} numbers given, and the series says {reeks.laatste}"


if __name__ == "__main__":
    with contextlib.redirect_stdout(sys.stderr):
        machtigingen(["audit", "verify"], standalone_mode=False)  # sets Django up too
    print(json.dumps(stored(json.load(sys.stdin))))  # noqa: T201
