"""Who else is there at an organisation: who can grant a right, who judges too, and who is the same person."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from machtigingen.foundation import BEHEREN, BEOORDELEN, Actor, Soort
from machtigingen.toegang.einde import not_over
from machtigingen.toegang.models import Blokkade, Certificaat, Medewerker


@dataclass(frozen=True)
class Contact:
    naam: str
    email: str


def contactpersonen(organisatiecode: str, *, now: datetime, behalve: int | None = None) -> tuple[Contact, ...]:
    """Who can grant rights for this organisation now, in order; `behalve` is who asks for it. Who is locked, or has no
    certificate that works, as far as it is known here, can help nobody. Every page asks this."""
    stops = set(Blokkade.objects.filter(opgeheven_at=None).values_list("soort", "waarde"))
    if (Blokkade.Soort.ORGANISATIE, organisatiecode) in stops:
        return ()
    werkend = _personal(organisatiecode, now=now).filter(
        geldig_tot__gt=now, ingetrokken_at=None, medewerker__geblokkeerd_at=None
    )
    stil = [waarde for soort, waarde in stops if soort == Blokkade.Soort.SERIENUMMER]
    werkend = werkend.exclude(serienummer__in=stil) if stil else werkend
    werkend = werkend.exclude(medewerker=behalve) if behalve is not None else werkend
    eerste_en_tweede = werkend.filter(medewerker__contact__isnull=False).order_by("medewerker__contact")
    return _people(eerste_en_tweede) or _beheerders(werkend)


def managers(organisatiecode: str, *, now: datetime) -> tuple[Contact, ...]:
    """Who manages the access there, able to get in or not: for whoever has to reach them."""
    mensen = Medewerker.objects.filter(not_over(now), organisatie__code=organisatiecode, contact__isnull=False)
    contacten = tuple(Contact(*mens) for mens in mensen.order_by("contact").values_list("naam", "email"))
    return contacten or _beheerders(_personal(organisatiecode, now=now))


def _personal(organisatiecode: str, *, now: datetime) -> QuerySet[Certificaat]:
    """The personal certificates of who works there, in use."""
    return Certificaat.objects.filter(
        not_over(now),
        not_over(now, van="medewerker"),
        organisatie__code=organisatiecode,
        soort=Soort.PERSOONLIJK.value,
        medewerker__isnull=False,
    )


def _beheerders(certificaten: QuerySet[Certificaat]) -> tuple[Contact, ...]:
    """At an insurer: who holds a certificate with that right."""
    return _people(certificaten.order_by("medewerker__naam", "medewerker"), recht=BEHEREN)


def _people(certificaten: QuerySet[Certificaat], *, recht: str = "") -> tuple[Contact, ...]:
    """Whose certificates these are, once each; only those with that right, where one is asked."""
    rijen = certificaten.values_list("medewerker", "medewerker__naam", "medewerker__email", "autorisaties")
    mensen = {pk: Contact(naam, email) for pk, naam, email, rechten in rijen if not recht or recht in rechten}
    return tuple(mensen.values())


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
