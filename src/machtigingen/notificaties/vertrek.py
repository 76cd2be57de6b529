"""Who left hears nothing any more: the mail to that person's own address ends, whoever asked for it."""

from datetime import datetime

from django.db import transaction

from machtigingen.audit.actions import record
from machtigingen.foundation import Actor
from machtigingen.notificaties.models import Abonnement
from machtigingen.notificaties.soorten import Kanaal
from machtigingen.toegang import beheer, mensen


def end_medewerker(*, actor: Actor, now: datetime, medewerker: int) -> None:
    """As in `toegang`, with the mail, in one transaction. Raises what that raises."""
    with transaction.atomic():
        beheer.end_medewerker(actor=actor, now=now, medewerker=medewerker)
        _end_mail(mensen.left_lately(now=now, code=actor.organisatiecode), actor=actor, now=now)


def end_mail_of_who_left(*, now: datetime) -> None:
    """Of whom the operator said that he leaves, or on which day."""
    with transaction.atomic():
        _end_mail(mensen.left_lately(now=now), actor=None, now=now)


def _end_mail(vertrokken: mensen.Vertrokken, *, actor: Actor | None, now: datetime) -> None:
    """What somebody asked for after that stays: the address may be of another by now."""
    open_ = Abonnement.objects.filter(kanaal=Kanaal.MAIL.value, ended_at=None, medewerker=None)
    rijen = open_.filter(organisatiecode__in={code for code, _ in vertrokken})
    for rij in rijen.select_for_update(no_key=True).order_by("pk"):
        sinds = vertrokken.get((rij.organisatiecode, rij.adres.casefold()))
        if sinds is not None and rij.created_at <= sinds:
            rij.adres, rij.ended_at = "", now
            rij.save(update_fields=["adres", "ended_at"])
            record(actor=actor, now=now, handeling="abonnement_beeindigd", onderwerp=f"abonnement:{rij.pk}")
