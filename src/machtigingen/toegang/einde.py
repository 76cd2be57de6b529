"""When is something over? On its last moment, and not while that is still ahead."""

from datetime import datetime

from django.db.models import Q


def not_over(now: datetime, *, van: str = "") -> Q:
    """What has no end, or one that is ahead. `van`: the relation to what ends, as in `medewerker`."""
    veld = f"{van}__einde_at" if van else "einde_at"
    return Q(**{veld: None}) | Q(**{f"{veld}__gt": now})
