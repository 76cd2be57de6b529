"""What the audit trail calls an aanvraag, and all that is or was part of it; and which aanvragen are about one person.

Only for who runs the portal, who answers what a patient asks or what must be kept: it is about every instantie.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from machtigingen.aanvragen.bijlagen import WEGGEHAALD
from machtigingen.aanvragen.models import Aanvraag
from machtigingen.aanvragen.verzekerden import Periode, ever_about, index_of, periods
from machtigingen.foundation import Bsn


@dataclass(frozen=True, kw_only=True)
class Aanvraagspoor:
    """An aanvraag as the trail knows it. `naam` is its number, of a concept the beginning of its id; `perioden` is when
    it was about the person that was asked for."""

    id: UUID
    naam: str
    onderwerpen: frozenset[str]
    perioden: tuple[Periode, ...]

    def was_about(self, moment: datetime) -> bool:
        return any(moment in periode for periode in self.perioden)


def of_verzekerde(*, bsn: Bsn, geboortedatum: date) -> tuple[Aanvraagspoor, ...]:
    """Those that are about a person, or were before their BSN was changed."""
    index = index_of(bsn.onthul())
    gevonden = ((een, tuple(periods(een, index=index, geboortedatum=geboortedatum))) for een in ever_about(index))
    return tuple(_spoor(een, perioden) for een, perioden in gevonden if perioden)


def of_aanvragen(ids: Collection[UUID]) -> tuple[frozenset[str], ...]:
    """All that the trail can call each of these."""
    return tuple(_spoor(een).onderwerpen for een in Aanvraag.objects.filter(pk__in=ids).order_by("pk"))


def _spoor(aanvraag: Aanvraag, perioden: tuple[Periode, ...] = ()) -> Aanvraagspoor:
    bijlagen = {str(id_) for id_ in aanvraag.bijlagen.values_list("pk", flat=True)} | set(_files_once_named(aanvraag))
    return Aanvraagspoor(
        id=aanvraag.id,
        naam=aanvraag.aanvraagnummer or f"concept {str(aanvraag.id)[:8]}",
        onderwerpen=frozenset({f"aanvraag:{aanvraag.id}"} | {f"bijlage:{id_}" for id_ in bijlagen}),
        perioden=perioden,
    )


def _files_once_named(aanvraag: Aanvraag) -> Iterator[str]:
    """Answers and timeline still name a file after its own term, and what was taken off is remembered: its rows in the
    trail are found by that."""
    for antwoord in aanvraag.antwoorden.values():
        yield from _ids(antwoord.get("waarde"))
    yield from _ids([een.gegevens.get("bijlage") for een in aanvraag.gebeurtenissen.filter(soort="bijlage")])
    yield from _ids([merk[-1] for merk in aanvraag.bronnen.get(WEGGEHAALD, ())])


def _ids(waarde: object) -> Iterator[str]:
    for deel in waarde if isinstance(waarde, Iterable) and not isinstance(waarde, str | dict) else ():
        if isinstance(deel, str) and len(deel) == 36:
            yield deel
