"""Until when is an aanvraag kept? For whoever shows it, so that people can save what they want to keep longer."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.conf import settings

from machtigingen.aanvragen.wissen import age_of
from machtigingen.bewaring.regels import bewaard_tot, bijlagen_bewaard_tot
from machtigingen.foundation.datums import NEDERLAND


@dataclass(frozen=True)
class Bewaard:
    """The last days on which it, and its attachments, are surely there. None: for as long as it waits for a besluit or
    is held."""

    aanvraag_on: date | None
    bijlagen_on: date | None


def kept_until(aanvraag_id: UUID) -> Bewaard:
    """Of an aanvraag that was looked at. What happens to it later makes it longer."""
    ouderdom, termijnen = age_of(aanvraag_id), settings.MACHTIGINGEN_BEWAARTERMIJNEN
    return Bewaard(
        aanvraag_on=_day(bewaard_tot(ouderdom, termijnen)), bijlagen_on=_day(bijlagen_bewaard_tot(ouderdom, termijnen))
    )


def _day(moment: datetime | None) -> date | None:
    return moment.astimezone(NEDERLAND).date() if moment else None
