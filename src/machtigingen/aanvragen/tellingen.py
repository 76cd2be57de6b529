"""How many aanvragen there are in each status, for who runs the portal: numbers, and nothing of anybody."""

from django.db.models import Count

from machtigingen.aanvragen.lifecycle import Status
from machtigingen.aanvragen.models import Aanvraag


def count_by_status() -> dict[str, int]:
    """As it is written down, so without who looked: what has lapsed meanwhile still counts as concept."""
    geteld = dict(Aanvraag.objects.order_by().values_list("status").annotate(aantal=Count("pk")))
    return {status.value: geteld.get(status.value, 0) for status in Status}
