"""What follows on an aanvraag keeps it: as long as that is not decided or is held, and however far on it is."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from uuid import UUID

from machtigingen.aanvragen.lifecycle import OPEN, Status, values_of
from machtigingen.aanvragen.models import Aanvraag

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
