"""Aanvragen that follow on each other, however far. What follows on one keeps it, as long as that is not decided or is
held."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from uuid import UUID

from machtigingen.aanvragen.lifecycle import OPEN, VERVOLG, Status, values_of
from machtigingen.aanvragen.models import Aanvraag
from machtigingen.aanvragen.queries import VERZEGELD

_LOPEND = frozenset(values_of((Status.CONCEPT, *OPEN)))


def kept_by_what_follows(ids: Collection[UUID]) -> frozenset[UUID]:
    """Those of these that must stay for what follows on them, or on what follows on that, and so on."""
    blijft: set[UUID] = set()
    laag: Mapping[UUID, frozenset[UUID]] = {id_: frozenset({id_}) for id_ in ids}  # on which of these it follows
    while laag:
        volgende: defaultdict[UUID, frozenset[UUID]] = defaultdict(frozenset)
        vervolgen = Aanvraag.objects.filter(vervolg_op__in=laag)
        for id_, op, status, slot in vervolgen.values_list("pk", "vervolg_op", "status", "bewaarslot"):
            eerder = laag[op] if op else frozenset()
            volgende[id_] |= eerder
            if status in _LOPEND or slot:
                blijft |= eerder
        laag = volgende
    return frozenset(blijft)


def predecessors_of(aanvraag: Aanvraag) -> Iterator[Aanvraag]:
    """What it follows on in the same chain, the nearest first."""
    een = aanvraag
    while een.vervolg_op is not None and een.vervolg_soort in VERVOLG:
        een = een.vervolg_op
        yield een


def followers_of(aanvraag: Aanvraag) -> Iterator[Aanvraag]:
    """What follows on it in the same chain, the nearest first."""
    laag = [aanvraag]
    while laag:
        gevonden = Aanvraag.objects.filter(vervolg_op__in=laag, vervolg_soort__in=VERVOLG).defer(*VERZEGELD)
        laag = list(gevonden.order_by("created_at", "pk"))
        yield from laag


def chain_of(aanvraag: Aanvraag) -> Iterator[Aanvraag]:
    """All of the same chain, the first one first."""
    *_, eerste = (aanvraag, *predecessors_of(aanvraag))
    yield eerste
    yield from followers_of(eerste)
