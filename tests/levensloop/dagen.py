"""The law over the days of machtigingen that follow on each other, from what stands in the database alone."""

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import combinations
from uuid import UUID

from machtigingen.aanvragen.lifecycle import TOEGEKEND, Status
from machtigingen.aanvragen.models import Aanvraag
from machtigingen.aanvragen.queries import besluit_of
from machtigingen.toegang.queries import vandaag


def breaches(gevraagd: Mapping[UUID, date]) -> Iterator[str]:
    """`gevraagd`: on which day each verlenging was to begin when it was asked."""
    machtigingen = [een for een in Aanvraag.objects.order_by("created_at", "pk") if Status(een.status) in TOEGEKEND]
    for een in machtigingen:
        begin = besluit_of(een).geldig_van_on
        if een.pk in gevraagd and begin < gevraagd[een.pk]:
            yield f"{een} begins on {begin}, and was asked for {gevraagd[een.pk]}"
    for een, ander in combinations(machtigingen, 2):
        if _begin_of_chain(een) == _begin_of_chain(ander):
            yield from _shared(een, ander)


def _shared(een: Aanvraag, ander: Aanvraag) -> Iterator[str]:
    """What was claimed with the first before the second was decided stays; so only the days since count."""
    besluiten = [besluit_of(een), besluit_of(ander)]
    begin = max(*(besluit.geldig_van_on for besluit in besluiten), *(vandaag(een.besloten_at) for een in besluiten))
    einde = min(een.geldig_tot_on, ander.geldig_tot_on)
    if begin <= einde:
        yield f"{een} and {ander} both hold from {begin} to {einde}"


def _begin_of_chain(aanvraag: Aanvraag) -> UUID:
    """A copy begins a new one."""
    while aanvraag.vervolg_op is not None and aanvraag.vervolg_soort != "kopie":
        aanvraag = aanvraag.vervolg_op
    return aanvraag.pk
