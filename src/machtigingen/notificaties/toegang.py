"""News about access, in the one table of what is to be told: each thing once to each person, by mail.

The worker makes it, for what happened lies in a package below this one. Who is told so did not ask for it: it comes
with the role, and the abonnement that it hangs on is in nobody's list.
"""

from datetime import datetime, timedelta

from django.db import IntegrityError, transaction

from machtigingen.notificaties.models import Abonnement, Bezorging
from machtigingen.notificaties.soorten import Kanaal
from machtigingen.notificaties.vertrek import end_mail_of_who_left
from machtigingen.toegang.berichten import Bericht, due, working

ONTHOUDEN = timedelta(days=400)  # longer than any certificate has a warning ahead of it


def publish_toegang(*, now: datetime) -> int:
    """Writes down what was not told yet. Sends nothing. Says how many."""
    berichten = list(due(now=now))
    sleutels = [een.sleutel for een in berichten]
    verteld = set(Bezorging.objects.filter(sleutel__in=sleutels).values_list("sleutel", flat=True))
    nieuw = sum(_write(een, now=now) for een in berichten if een.sleutel not in verteld)
    _forget(now)
    end_mail_of_who_left(now=now)
    return nieuw


def _write(bericht: Bericht, *, now: datetime) -> bool:
    """False when another worker was first."""
    try:
        with transaction.atomic():
            Bezorging.objects.create(
                abonnement=_abonnement(bericht, now),
                aanvraag_id=None,
                soort=bericht.soort.value,
                status=bericht.datum,
                over=bericht.over,
                sleutel=bericht.sleutel,
                created_at=now,
                volgende_poging_at=now,
            )
    except IntegrityError:
        return False
    return True


def _abonnement(bericht: Bericht, now: datetime) -> Abonnement:
    """By the address that he or she has today."""
    abonnement, _ = Abonnement.objects.get_or_create(
        medewerker=bericht.medewerker,
        ended_at=None,
        defaults={
            "organisatiecode": bericht.organisatiecode,
            "kanaal": Kanaal.MAIL.value,
            "adres": bericht.email,
            "created_at": now,
            "created_by": "portaal",
        },
    )
    if abonnement.adres != bericht.email:
        abonnement.adres = bericht.email
        abonnement.save(update_fields=["adres"])
    return abonnement


def _forget(now: datetime) -> None:
    """The address of who left, and what was told long ago."""
    weg = Abonnement.objects.filter(medewerker__isnull=False, ended_at=None).exclude(medewerker__in=working(now=now))
    for abonnement in weg:
        abonnement.adres, abonnement.ended_at = "", now
        abonnement.save(update_fields=["adres", "ended_at"])
    Bezorging.objects.filter(sleutel__isnull=False, created_at__lt=now - ONTHOUDEN).delete()
