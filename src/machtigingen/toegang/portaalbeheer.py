"""What who runs the portal sees: every organisation, who manages it, and its certificates. Nothing of a patient."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from machtigingen.foundation import PORTAALBEHEER, Actor, DomainError
from machtigingen.toegang.models import Blokkade, Organisatie
from machtigingen.toegang.queries import Contact, contactpersonen, require
from machtigingen.toegang.team import Certificaatrij, certificaten_of

ORGANISATIES_MAX = 50


@dataclass(frozen=True, kw_only=True)
class Organisatierij:
    """The agreement holds from `begin_on` through `einde_on`; `stil`: all of it is stopped."""

    code: str
    naam: str
    soort: str
    begin_on: date | None
    einde_on: date | None
    stil: bool


@dataclass(frozen=True, kw_only=True)
class Organisatiebeeld:
    """One organisation, with who manages it and its certificates."""

    rij: Organisatierij
    contactpersonen: tuple[Contact, ...]
    certificaten: tuple[Certificaatrij, ...]


def find_organisaties(*, actor: Actor, zoek: str = "", hooguit: int = ORGANISATIES_MAX) -> tuple[Organisatierij, ...]:
    """By name, those with this in their name or at the beginning of their code. Raises D208."""
    require(actor, PORTAALBEHEER)
    gevonden = Organisatie.objects.order_by("naam", "code")
    if zoek:
        code = re.sub(r"[\s.-]", "", zoek)
        gevonden = gevonden.filter(Q(naam__icontains=zoek) | Q(code__startswith=code))
    return tuple(_rijen(gevonden[:hooguit]))


def find_organisatie(*, actor: Actor, now: datetime, code: str) -> Organisatiebeeld:
    """Raises D208, B108."""
    require(actor, PORTAALBEHEER)
    organisatie = Organisatie.objects.filter(code=code).first()
    if organisatie is None:
        raise DomainError.one("B108")
    (rij,) = _rijen([organisatie])
    return Organisatiebeeld(
        rij=rij,
        contactpersonen=contactpersonen(code),
        certificaten=certificaten_of(organisatie, actor=actor, now=now),
    )


def _rijen(organisaties: Iterable[Organisatie]) -> Iterable[Organisatierij]:
    stops = Blokkade.objects.filter(soort=Blokkade.Soort.ORGANISATIE, opgeheven_at=None)
    stil = set(stops.values_list("waarde", flat=True))
    for een in organisaties:
        yield Organisatierij(
            code=een.code,
            naam=een.naam,
            soort=een.soort,
            begin_on=een.begin_on,
            einde_on=een.einde_on,
            stil=een.code in stil,
        )
