"""How an aanvraag stands, as one looks for it: each word that people know, and below two of them what it says to the
letter. As a condition, so that a list is narrowed without reading it; it says the same as `queries.stand`."""

from collections.abc import Mapping
from datetime import date, datetime
from enum import Enum
from types import MappingProxyType
from typing import assert_never

from django.db.models import Q

from machtigingen.aanvragen.lifecycle import TOEGEKEND, Status, hoofdstatus, values_of


class Zoekstatus(Enum):
    CONCEPT = "concept"
    IN_BEHANDELING = "in_behandeling"
    INGEDIEND = "ingediend"
    OPGEPAKT = "opgepakt"
    INFORMATIE_GEVRAAGD = "informatie_gevraagd"
    AANGEVULD = "aangevuld"
    GOEDGEKEURD = "goedgekeurd"
    GEHEEL_GOEDGEKEURD = "geheel_goedgekeurd"
    GEDEELTELIJK_GOEDGEKEURD = "gedeeltelijk_goedgekeurd"
    BEEINDIGD = "beeindigd"
    NIET_UITGEVOERD = "niet_uitgevoerd"
    AFGEWEZEN = "afgewezen"
    NIET_NODIG = "niet_nodig"
    INGETROKKEN = "ingetrokken"
    VERVALLEN = "vervallen"


_IN_BEHANDELING, _GOEDGEKEURD = Zoekstatus.IN_BEHANDELING, Zoekstatus.GOEDGEKEURD
VALT_ONDER: Mapping[Zoekstatus, Zoekstatus] = MappingProxyType(
    {
        Zoekstatus.INGEDIEND: _IN_BEHANDELING,
        Zoekstatus.OPGEPAKT: _IN_BEHANDELING,
        Zoekstatus.INFORMATIE_GEVRAAGD: _IN_BEHANDELING,
        Zoekstatus.AANGEVULD: _IN_BEHANDELING,
        Zoekstatus.GEHEEL_GOEDGEKEURD: _GOEDGEKEURD,
        Zoekstatus.GEDEELTELIJK_GOEDGEKEURD: _GOEDGEKEURD,
        Zoekstatus.BEEINDIGD: _GOEDGEKEURD,
        Zoekstatus.NIET_UITGEVOERD: _GOEDGEKEURD,
    }
)
"""Each specification by its word. What was not carried out has ended too."""


def stands_at(gezocht: Zoekstatus, *, now: datetime, vandaag: date) -> Q:
    """Whether that is how it stands at this moment."""
    match gezocht:
        case Zoekstatus.CONCEPT:
            return _is(Status.CONCEPT) & Q(vervalt_at__gt=now)
        case Zoekstatus.VERVALLEN:
            return _is(Status.CONCEPT) & Q(vervalt_at__lte=now) | _is(Status.VERVALLEN)
        case Zoekstatus.OPGEPAKT:
            return _is(Status.IN_BEHANDELING)
        case Zoekstatus.GEHEEL_GOEDGEKEURD:
            return _is(Status.GOEDGEKEURD) & _is_valid(vandaag)
        case Zoekstatus.GEDEELTELIJK_GOEDGEKEURD:
            return _is(Status.GEDEELTELIJK_GOEDGEKEURD) & _is_valid(vandaag)
        case Zoekstatus.BEEINDIGD:
            return _is(Status.BEEINDIGD) | _is(*TOEGEKEND) & Q(geldig_tot_on__lt=vandaag)
        case Zoekstatus.NIET_UITGEVOERD:  # what ended in another way keeps the status of its besluit
            return _is(Status.BEEINDIGD)
        case Zoekstatus.INGEDIEND | Zoekstatus.INFORMATIE_GEVRAAGD | Zoekstatus.AANGEVULD:
            return _is(Status(gezocht.value))
        case (
            Zoekstatus.IN_BEHANDELING
            | Zoekstatus.GOEDGEKEURD
            | Zoekstatus.AFGEWEZEN
            | Zoekstatus.NIET_NODIG
            | Zoekstatus.INGETROKKEN
        ):
            return _is(*(status for status in Status if hoofdstatus(status) is Status(gezocht.value)))
        case _:
            assert_never(gezocht)


def _is(*statussen: Status) -> Q:
    return Q(status__in=values_of(statussen))


def _is_valid(vandaag: date) -> Q:
    return Q(geldig_tot_on__isnull=True) | Q(geldig_tot_on__gte=vandaag)
