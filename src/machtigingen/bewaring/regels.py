"""When may something go? Pure: the terms of an operator, and the facts of one aanvraag.

The terms are those of the domain notes (1.11, and 9 row 21): a push that nobody opened 24 hours, a concept 30 days, an
aanvraag two years, its attachments one, the audit log at least five years.
"""

from dataclasses import asdict, dataclass
from datetime import UTC, datetime, time, timedelta
from enum import Enum

from machtigingen.aanvragen.ouderdom import Ouderdom
from machtigingen.foundation.datums import NEDERLAND, years_after

LANGST_JAREN = 100
_PER_JAAR = {"jaren": 1, "dagen": 366, "uren": 366 * 24}
AUDIT_MINIMUM = 5  # jaren; NEN 7513 and what its users agreed (domain notes 6)


@dataclass(frozen=True, kw_only=True)
class Termijnen:
    """For how long each class of data is kept."""

    ongeopend_uren: int = 24
    concept_dagen: int = 30
    aanvraag_jaren: int = 2
    bijlage_jaren: int = 1
    audit_jaren: int = 5

    def problem(self) -> str:
        """Why these terms cannot be; empty when they can."""
        for naam, waarde in asdict(self).items():
            if waarde > LANGST_JAREN * _PER_JAAR[naam.rpartition("_")[2]]:
                return f"{naam}: dit mag hooguit {LANGST_JAREN} jaar zijn"
        if self.audit_jaren < AUDIT_MINIMUM:
            return f"audit_jaren: dit moet minstens {AUDIT_MINIMUM} zijn (NEN 7513)"
        if self.audit_jaren < self.aanvraag_jaren:
            return "audit_jaren: dit moet minstens zo lang zijn als aanvraag_jaren"
        if self.bijlage_jaren > self.aanvraag_jaren:
            return "bijlage_jaren: een bijlage kan niet langer blijven dan haar aanvraag"
        return ""


class Klasse(Enum):
    """What is kept for a term of its own. The order is that in which it goes."""

    ABONNEMENT = "abonnement"
    ONGEOPEND = "ongeopend"
    CONCEPT = "concept"
    AANVRAAG = "aanvraag"
    BIJLAGE = "bijlage"
    AUDIT = "audit"
    SESSIE = "sessie"
    AFVAL = "afval"


def klasse_van(ouderdom: Ouderdom) -> Klasse:
    if ouderdom.ingediend:
        return Klasse.AANVRAAG
    return Klasse.CONCEPT if ouderdom.geopend else Klasse.ONGEOPEND


def bewaard_tot(ouderdom: Ouderdom, termijnen: Termijnen) -> datetime | None:
    """From this moment on an aanvraag may go, with all that belongs to it. None: as long as it is held (bewaarslot), or
    waits for a besluit.

    Nothing goes that can still be used: no concept that can be worked on, no machtiging that is still valid.
    """
    if ouderdom.bewaarslot or ouderdom.wacht_op_besluit:
        return None
    match klasse_van(ouderdom):
        case Klasse.ONGEOPEND:
            return max(ouderdom.created_at + timedelta(hours=termijnen.ongeopend_uren), ouderdom.vervalt_at)
        case Klasse.CONCEPT:
            return max(ouderdom.laatst_at + timedelta(days=termijnen.concept_dagen), ouderdom.vervalt_at)
        case _:
            return max(years_after(ouderdom.laatst_at, termijnen.aanvraag_jaren), _niet_meer_geldig_at(ouderdom))


def bijlagen_bewaard_tot(ouderdom: Ouderdom, termijnen: Termijnen) -> datetime | None:
    """The same for the attachments alone: of a sent aanvraag they go earlier, of a concept with it."""
    tot = bewaard_tot(ouderdom, termijnen)
    if tot is None or not ouderdom.ingediend:
        return tot
    return years_after(ouderdom.laatst_at, termijnen.bijlage_jaren)


def _niet_meer_geldig_at(ouderdom: Ouderdom) -> datetime:
    """Its last day counts, in the Netherlands."""
    if ouderdom.geldig_tot_on is None:
        return ouderdom.laatst_at
    return datetime.combine(ouderdom.geldig_tot_on + timedelta(days=1), time.min, tzinfo=NEDERLAND).astimezone(UTC)


def is_due(tot: datetime | None, now: datetime) -> bool:
    return tot is not None and tot <= now
