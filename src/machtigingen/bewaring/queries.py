"""Until when is an aanvraag kept? For whoever shows it, so that people can save what they want to keep longer. And does
the job run at all?"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.conf import settings

from machtigingen.aanvragen.wissen import ages_of, candidates
from machtigingen.bewaring.opslag import last_run, waiting_at_last_run
from machtigingen.bewaring.regels import bewaard_tot, bijlagen_bewaard_tot, is_due
from machtigingen.foundation.datums import NEDERLAND

GEDULD = timedelta(days=7)
_STEEKPROEF = 100


@dataclass(frozen=True)
class Bewaard:
    """Until which day it is kept, and until which its attachments. None: for as long as it waits for a besluit or is
    held."""

    aanvraag_on: date | None
    bijlagen_on: date | None


def kept_until(aanvraag_id: UUID) -> Bewaard:
    """Of an aanvraag that was looked at. What happens to it later makes it longer."""
    return all_kept_until([aanvraag_id])[aanvraag_id]


def all_kept_until(ids: Collection[UUID]) -> Mapping[UUID, Bewaard]:
    """As `kept_until`, of each in a list."""
    termijnen = settings.MACHTIGINGEN_BEWAARTERMIJNEN
    return {
        id_: Bewaard(
            aanvraag_on=_day(bewaard_tot(ouderdom, termijnen)),
            bijlagen_on=_day(bijlagen_bewaard_tot(ouderdom, termijnen)),
        )
        for id_, ouderdom in ages_of(ids).items()
    }


def _day(moment: datetime | None) -> date | None:
    return moment.astimezone(NEDERLAND).date() if moment else None


def waiting_too_long() -> int:
    """How many aanvragen only stay because nobody decides on them, as the job last found."""
    return waiting_at_last_run()


def is_behind(*, now: datetime) -> bool:
    """Has the job not run for a week? Where it never ran: is there something that should have gone a week ago?"""
    laatst = last_run()
    if laatst is not None:
        return now - laatst > GEDULD
    toen, termijnen = now - GEDULD, settings.MACHTIGINGEN_BEWAARTERMIJNEN
    gevonden = candidates(
        ongeopend_voor=toen - timedelta(hours=termijnen.ongeopend_uren),
        concept_voor=toen - timedelta(days=termijnen.concept_dagen),
        ingediend_voor=toen - timedelta(days=366 * termijnen.aanvraag_jaren),
        na=None,
        hooguit=_STEEKPROEF,
    )
    return any(is_due(bewaard_tot(ouderdom, termijnen), toen) for _, ouderdom in gevonden)
