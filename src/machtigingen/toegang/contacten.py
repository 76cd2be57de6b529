"""Who else is there at an organisation: who can grant a right, who judges too, and who is the same person."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from machtigingen.foundation import BEHEREN, BEOORDELEN, Actor, Soort
from machtigingen.toegang.einde import not_over
from machtigingen.toegang.models import Blokkade, Certificaat, Medewerker


@dataclass(frozen=True)
class Contact:
    naam: str
    email: str


def contactpersonen(organisatiecode: str, *, now: datetime, behalve: int | None = None) -> tuple[Contact, ...]:
    """Who can grant rights for this organisation now, in order; `behalve` is who asks for it. Who is locked, or has no
    certificate that works, can help nobody."""
    werkt = not_over(now)
    mensen = Medewerker.objects.filter(werkt, organisatie__code=organisatiecode, geblokkeerd_at=None)
    mensen = mensen.filter(Exists(_lets_in(now).filter(medewerker=OuterRef("pk")))).defer("factor_geheim")
    mensen = mensen.exclude(pk=behalve) if behalve is not None else mensen
    return _contacts(mensen, _lets_in(now))


def managers(organisatiecode: str, *, now: datetime) -> tuple[Contact, ...]:
    """Who manages the access there, able to get in or not: for whoever has to reach them."""
    werkt = not_over(now)
    mensen = Medewerker.objects.filter(werkt, organisatie__code=organisatiecode).defer("factor_geheim")
    return _contacts(mensen, Certificaat.objects.filter(werkt))


def _contacts(mensen: QuerySet[Medewerker], certificaten: QuerySet[Certificaat]) -> tuple[Contact, ...]:
    contacten = list(mensen.filter(contact__isnull=False).order_by("contact")) or _beheerders(mensen, certificaten)
    return tuple(Contact(mens.naam, mens.email) for mens in contacten)


def _lets_in(now: datetime) -> QuerySet[Certificaat]:
    """The personal certificates that work, as far as it is known here."""
    stop = Q(soort=Blokkade.Soort.SERIENUMMER, waarde=OuterRef("serienummer")) | Q(
        soort=Blokkade.Soort.ORGANISATIE, waarde=OuterRef("organisatie__code")
    )
    rijen = Certificaat.objects.filter(not_over(now), soort=Soort.PERSOONLIJK.value)
    rijen = rijen.filter(geldig_tot__gt=now, ingetrokken_at=None)
    return rijen.exclude(Exists(Blokkade.objects.filter(stop, opgeheven_at=None)))


def _beheerders(mensen: QuerySet[Medewerker], certificaten: QuerySet[Certificaat]) -> list[Medewerker]:
    """At an insurer: who holds a certificate with that right."""
    rechten = certificaten.filter(medewerker__in=mensen).values_list("medewerker", "autorisaties")
    houders = {pk for pk, autorisaties in rechten if BEHEREN in autorisaties}
    return [mens for mens in mensen.order_by("naam", "pk") if mens.pk in houders]


@dataclass(frozen=True)
class Collega:
    """Somebody of the same organisation, by the fingerprint of the certificate."""

    naam: str
    certificaat: str
    medewerker: int | None = None


def is_same_person(actor: Actor, *, naam: str, certificaat: str, medewerker: int | None) -> bool:
    """As medewerker, whatever certificate and name he or she has now. Where one of the two is not known as that: by the
    certificate, or after a renewal by the name within the organisation, however it is spelled."""
    if medewerker is not None and actor.medewerker is not None:
        return medewerker == actor.medewerker
    return certificaat == actor.certificaat or _letters(naam) == _letters(actor.naam)


def _letters(naam: str) -> str:
    return "".join(teken for teken in naam.casefold() if teken.isalnum())


def colleagues(actor: Actor, *, now: datetime) -> tuple[Collega, ...]:
    """Who else at the actor's insurer may judge, by name, with a certificate that is valid now."""
    if actor.uzovi is None:
        return ()
    rijen = Certificaat.objects.filter(
        not_over(now),
        not_over(now, van="medewerker"),
        organisatie__code=str(actor.uzovi),
        soort=Soort.PERSOONLIJK.value,
        geldig_tot__gt=now,
        ingetrokken_at=None,
        medewerker__geblokkeerd_at=None,
    )
    eigen = Q(vingerafdruk=actor.certificaat)
    if actor.medewerker is not None:
        eigen |= Q(medewerker=actor.medewerker)
    per_mens: dict[object, Certificaat] = {}
    for rij in rijen.exclude(eigen).order_by("naam", "pk"):
        if BEOORDELEN in rij.autorisaties:  # of who has two certificates the last one counts
            per_mens[rij.medewerker_id or rij.vingerafdruk] = rij
    return tuple(Collega(rij.naam, rij.vingerafdruk, rij.medewerker_id) for rij in per_mens.values())
