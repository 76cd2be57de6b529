"""Who works at the organisation, who of them is contactpersoon, and whose access ends or is let go again."""

from collections.abc import Collection, Mapping
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from machtigingen.foundation import Actor, DomainError
from machtigingen.toegang.eigen import managed, own_medewerker, require_somebody_who_manages, write_down
from machtigingen.toegang.einde import not_over
from machtigingen.toegang.gegevens import GEEN_FACTOR, UIT_DIENST
from machtigingen.toegang.models import Medewerker, Organisatie
from machtigingen.toegang.rechten import close_questions
from machtigingen.toegang.verzoeken import withdraw_of_medewerker

Vertrokken = Mapping[tuple[str, str], datetime]
"""Who left: of which organisation with which address, and since when."""


def end_medewerker(*, actor: Actor, now: datetime, medewerker: int) -> None:
    """With all certificates, and what was asked for: at the issuer, and of the contactpersoon.

    Raises D208, T103, T106 (the last who manages), T111."""
    with transaction.atomic():
        organisatie = managed(actor)
        withdraw_of_medewerker(actor=actor, now=now, organisatie=organisatie, medewerker=medewerker, reden=UIT_DIENST)
        wie = own_medewerker(organisatie, medewerker, now=now)
        wie.einde_at, wie.contact = now, None
        wie.save(update_fields=["einde_at", "contact"])
        close_questions(Q(certificaat__medewerker=wie), door=actor.naam, now=now)
        loopt = not_over(now)
        wie.certificaten.filter(loopt).update(einde_at=now, einde_reden=UIT_DIENST)
        require_somebody_who_manages(organisatie, now=now)
        write_down(actor, now, "medewerker_beeindigd", wie)


def left(*, now: datetime, codes: Collection[str]) -> Vertrokken:
    """Of these organisations, however long ago."""
    rijen = Medewerker.objects.filter(einde_at__lte=now, organisatie__code__in=codes)
    kolommen = rijen.values_list("organisatie__code", "email", "einde_at")
    return {(van, email.casefold()): einde for van, email, einde in kolommen if einde}


def set_contact(*, actor: Actor, now: datetime, medewerker: int, rang: int | None) -> None:
    """First (1), second (2) or no contactpersoon. Who stood there takes the place that comes free, or the second.

    Raises D208, T103, T106 (the last), T107 (an insurer has no contactpersonen: there it is a right), T111 (also who
    leaves on a day that is known), T114 (both places are taken)."""
    if rang not in (None, 1, 2):
        raise DomainError.one("T103")
    with transaction.atomic():
        organisatie = managed(actor)
        wie = own_medewerker(organisatie, medewerker, now=now)
        if not organisatie.is_instantie:
            raise DomainError.one("T107")
        if wie.contact == rang:
            return
        if wie.einde_at is not None:
            raise DomainError.one("T111")
        _make_room(organisatie, wie, rang)
        wie.contact = rang
        wie.save(update_fields=["contact"])
        require_somebody_who_manages(organisatie, now=now)
        write_down(actor, now, "contactpersoon_gezet", wie, reden={1: "eerste", 2: "tweede", None: "geen"}[rang])


def _make_room(organisatie: Organisatie, wie: Medewerker, rang: int | None) -> None:
    """Nobody stops being contactpersoon because another becomes one. Raises T114."""
    zittend = organisatie.medewerkers.filter(contact=rang).first() if rang is not None else None
    if zittend is None:
        return
    vrij = wie.contact or next(
        (een for een in (1, 2) if not organisatie.medewerkers.filter(contact=een).exists()), None
    )
    if vrij is None:
        raise DomainError.one("T114")
    Medewerker.objects.filter(pk=wie.pk).update(contact=None)
    Medewerker.objects.filter(pk=zittend.pk).update(contact=vrij)


def unlock(*, actor: Actor, now: datetime, medewerker: int) -> None:
    """Lets somebody in again who was locked. Raises D208, T103, T111."""
    with transaction.atomic():
        wie = own_medewerker(managed(actor), medewerker, now=now)
        wie.geblokkeerd_at, wie.foute_pogingen = None, 0
        wie.save(update_fields=["geblokkeerd_at", "foute_pogingen"])
        write_down(actor, now, "medewerker_gedeblokkeerd", wie)


def reset_tweede_factor(*, actor: Actor, now: datetime, medewerker: int) -> None:
    """At the next login he or she sets up a new one. Raises D208, T103, T111."""
    with transaction.atomic():
        wie = own_medewerker(managed(actor), medewerker, now=now)
        Medewerker.objects.filter(pk=wie.pk).update(**GEEN_FACTOR)
        write_down(actor, now, "tweede_factor_gewist", wie)
