"""Who left hears nothing any more: the mail to that person's own address ends, whoever asked for it."""

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from machtigingen.audit.actions import record
from machtigingen.foundation import Actor
from machtigingen.notificaties.models import Abonnement
from machtigingen.notificaties.soorten import Kanaal
from machtigingen.toegang import beheer, mensen


def end_medewerker(*, actor: Actor, now: datetime, medewerker: int) -> None:
    """As in `toegang`, with the mail, in one transaction. Raises what that raises."""
    with transaction.atomic():
        beheer.end_medewerker(actor=actor, now=now, medewerker=medewerker)
        _end_mail(_open().filter(organisatiecode=actor.organisatiecode), actor=actor, now=now)


def end_mail_of_who_left(*, now: datetime) -> None:
    """Of whom the operator said that he leaves, on which day, or that he left long ago."""
    with transaction.atomic():
        _end_mail(_open(), actor=None, now=now)


def _open() -> QuerySet[Abonnement]:
    return Abonnement.objects.filter(kanaal=Kanaal.MAIL.value, ended_at=None, medewerker=None)


def _end_mail(rijen: QuerySet[Abonnement], *, actor: Actor | None, now: datetime) -> None:
    """What somebody asked for after that stays: the address may be of another by now. The address is sealed: it is
    looked at without a lock, and only what ends is locked."""
    vertrokken = mensen.left(now=now, codes=set(rijen.values_list("organisatiecode", flat=True)))
    van_wie_weg_is = rijen.filter(organisatiecode__in={code for code, _ in vertrokken})
    weg = [rij.pk for rij in van_wie_weg_is if _is_of_who_left(rij, vertrokken)]
    for rij in rijen.filter(pk__in=weg).select_for_update(no_key=True).order_by("pk"):
        rij.adres, rij.ended_at = "", now
        rij.save(update_fields=["adres", "ended_at"])
        record(actor=actor, now=now, handeling="abonnement_beeindigd", onderwerp=f"abonnement:{rij.pk}")


def _is_of_who_left(rij: Abonnement, vertrokken: mensen.Vertrokken) -> bool:
    sinds = vertrokken.get((rij.organisatiecode, rij.adres.casefold()))
    return sinds is not None and rij.created_at <= sinds
