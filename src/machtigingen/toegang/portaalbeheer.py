"""What who runs the portal sees: every organisation, who manages it, and its certificates. Nothing of a patient."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from machtigingen.audit.actions import record
from machtigingen.foundation import PORTAALBEHEER, Actor, DomainError
from machtigingen.toegang.contacten import Contact, managers
from machtigingen.toegang.models import Blokkade, Certificaat, Certificaatverzoek, Organisatie
from machtigingen.toegang.noodstop import Stilgezet, canonical, is_own, stopped
from machtigingen.toegang.queries import require
from machtigingen.toegang.team import Certificaatrij, Stand, certificaten_of
from machtigingen.toegang.uitgifte import OPEN, UNUSED

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


@dataclass(frozen=True, kw_only=True)
class Doelwit:
    """What one stop is about, or would be. `geraakt`: by organisation the certificates that it takes; none of what is
    not registered here. `vernieuwers`: who asked to renew it, what goes along. `is_eigen`: the actor would lock himself
    out."""

    soort: str
    waarde: str
    naam: str
    geraakt: tuple[tuple[Organisatierij, tuple[Certificaatrij, ...]], ...]
    vernieuwers: tuple[str, ...]
    stop: Stilgezet | None
    is_eigen: bool


def find_organisaties(*, actor: Actor, zoek: str = "", hooguit: int = ORGANISATIES_MAX) -> tuple[Organisatierij, ...]:
    """By name, those with this in their name or at the beginning of their code. Raises D208."""
    require(actor, PORTAALBEHEER)
    gevonden = Organisatie.objects.order_by("naam", "code")
    if zoek:
        code = re.sub(r"[\s.-]", "", zoek)
        gevonden = gevonden.filter(Q(naam__icontains=zoek) | Q(code__startswith=code))
    return tuple(_rijen(gevonden[:hooguit]))


def find_organisatie(*, actor: Actor, now: datetime, code: str) -> Organisatiebeeld:
    """Names and addresses of people: who looked is recorded in the chain of the system. Raises D208, B108."""
    require(actor, PORTAALBEHEER)
    organisatie = Organisatie.objects.filter(code=code).first()
    if organisatie is None:
        raise DomainError.one("B108")
    _record_look(organisatie, actor=actor, now=now)
    (rij,) = _rijen([organisatie])
    return Organisatiebeeld(
        rij=rij,
        contactpersonen=managers(code, now=now),
        certificaten=certificaten_of(organisatie, actor=actor, now=now),
    )


def find_doelwit(*, actor: Actor, now: datetime, soort: str, waarde: str) -> Doelwit:
    """Of each organisation of which it names people, who looked is recorded as above. Raises D208, T101."""
    require(actor, PORTAALBEHEER)
    waarde = canonical(soort, waarde)
    if soort == Blokkade.Soort.ORGANISATIE:
        organisaties = Organisatie.objects.filter(code=waarde)
    else:
        organisaties = Organisatie.objects.filter(certificaten__serienummer=waarde).distinct()
    geraakt = []
    for organisatie, rij in zip(organisaties, _rijen(organisaties), strict=True):
        _record_look(organisatie, actor=actor, now=now)
        rijen = certificaten_of(organisatie, actor=actor, now=now)
        geraakt.append((rij, tuple(een for een in rijen if _is_hit(een, soort, waarde))))
    return Doelwit(
        soort=soort,
        waarde=waarde,
        naam=_names({(soort, waarde)}).get((soort, waarde), ""),
        geraakt=tuple(geraakt),
        vernieuwers=_renewers(waarde) if soort == Blokkade.Soort.SERIENUMMER else (),
        stop=next((een for een in stopped() if (een.soort, een.waarde) == (soort, waarde)), None),
        is_eigen=is_own(soort, waarde, actor=actor),
    )


def _record_look(organisatie: Organisatie, *, actor: Actor, now: datetime) -> None:
    onderwerp = f"{Blokkade.Soort.ORGANISATIE.value}:{organisatie.code}"
    record(actor=actor, now=now, handeling="organisatie_bekeken", onderwerp=onderwerp, beheerder=actor.naam)


def _renewers(serienummer: str) -> tuple[str, ...]:
    wacht = Certificaatverzoek.objects.filter(OPEN | UNUSED, vervangt__serienummer=serienummer).order_by("pk")
    return tuple(wacht.values_list("gevraagd_door", flat=True))


def _is_hit(rij: Certificaatrij, soort: str, waarde: str) -> bool:
    """What does not work anyway loses nothing."""
    over = rij.stand in (Stand.BEEINDIGD, Stand.VERLOPEN)
    return not over and (soort == Blokkade.Soort.ORGANISATIE or rij.serienummer == waarde)


def find_stops(*, actor: Actor) -> tuple[tuple[Stilgezet, str], ...]:
    """All that is stopped now, the latest first, each with what it is called here. Raises D208."""
    require(actor, PORTAALBEHEER)
    stops = stopped()
    namen = _names({(een.soort, een.waarde) for een in stops})
    return tuple((een, namen.get((een.soort, een.waarde), "")) for een in stops)


def _names(dingen: Iterable[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """What is known here under a code or a serial number."""
    waarden = [waarde for _, waarde in dingen]
    codes = Organisatie.objects.filter(code__in=waarden).values_list("code", "naam")
    nummers = Certificaat.objects.filter(serienummer__in=waarden).values_list(
        "serienummer", "naam", "organisatie__naam"
    )
    namen = {(Blokkade.Soort.ORGANISATIE.value, code): naam for code, naam in codes}
    return namen | {(Blokkade.Soort.SERIENUMMER.value, nummer): f"{naam}, {van}" for nummer, naam, van in nummers}


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
