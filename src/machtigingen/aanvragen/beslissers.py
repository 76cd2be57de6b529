"""Who gave the last answer to what stands in a list, a rule of the form or a person of the insurer; and who the first
opinion that waits for a second."""

from enum import Enum

from django.db.models import OuterRef, QuerySet, Subquery

from machtigingen.aanvragen.lifecycle import BESLIST, Status
from machtigingen.aanvragen.models import Aanvraag, Besluit, Gebeurtenis


class Beslisser(Enum):
    REGEL = "regel"
    BEOORDELAAR = "beoordelaar"


def with_beslisser(lijst: QuerySet[Aanvraag]) -> QuerySet[Aanvraag]:
    """The same list, of which `beslisser_of` can tell without asking for each row."""
    besluiten = Besluit.objects.filter(aanvraag=OuterRef("pk")).order_by("-volgnummer")
    return lijst.annotate(besloten_door_regel=Subquery(besluiten.values("door_regel")[:1]))


def with_first_opinion(lijst: QuerySet[Aanvraag]) -> QuerySet[Aanvraag]:
    """For `besluiten.gave_first_opinion`, that then leaves the opinion itself shut."""
    voorstellen = Gebeurtenis.objects.filter(aanvraag=OuterRef("pk"), soort="voorstel").order_by("-volgnummer")
    return lijst.annotate(voorstel_door=Subquery(voorstellen.values("door")[:1]))


def beslisser_of(aanvraag: Aanvraag, status: Status) -> Beslisser | None:
    """Of an aanvraag from such a list, as it stands at this moment; none when it stands at no answer."""
    door_regel: bool | None = getattr(aanvraag, "besloten_door_regel", None)
    if status not in BESLIST or door_regel is None:
        return None
    return Beslisser.REGEL if door_regel else Beslisser.BEOORDELAAR
