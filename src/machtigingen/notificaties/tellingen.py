"""How many deliveries wait, arrived or were given up, for who runs the portal: numbers, and nothing of anybody."""

from django.db.models import Count, Q

from machtigingen.notificaties.models import Bezorging
from machtigingen.notificaties.soorten import OVEREENKOMST_VOORBIJ, Kanaal, Toestand

# Ended on purpose: nobody listens any more, or may.
FOR_NOBODY = Q(toestand=Toestand.OPGEGEVEN.value) & (
    Q(abonnement__ended_at__isnull=False) | Q(foutcode=OVEREENKOMST_VOORBIJ)
)


def count_by_toestand() -> dict[tuple[str, str], int]:
    """By kanaal and toestand."""
    geteld = {
        (kanaal, toestand): aantal
        for kanaal, toestand, aantal in Bezorging.objects.order_by()
        .values_list("abonnement__kanaal", "toestand")
        .annotate(aantal=Count("pk"))
    }
    return {(k.value, t.value): geteld.get((k.value, t.value), 0) for k in Kanaal for t in Toestand}


def count_given_up() -> int:
    """What never arrived and somebody can do something about: not what is for nobody any more."""
    return Bezorging.objects.filter(toestand=Toestand.OPGEGEVEN.value).exclude(FOR_NOBODY).count()
