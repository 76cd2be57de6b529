"""Which of the registered certificates did their issuers withdraw? For who manages them to see: the door judges every
certificate for itself."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from machtigingen.pki import Profiel
from machtigingen.toegang.models import Certificaat


def note_revoked(*, profielen: Sequence[Profiel], now: datetime) -> int:
    """Since when we know; taken back for what was only suspended. Of an issuer without a list what was known stays.
    Says how many changed."""
    lijsten = _lists(profielen)
    rijen = Certificaat.objects.filter(geldig_tot__gt=now)  # what is over may have left the list
    anders = 0
    for rij in rijen.only("uitgever", "serienummer", "ingetrokken_at").iterator():
        staat_erop = _is_listed(rij, lijsten)
        if staat_erop is not None and staat_erop is not (rij.ingetrokken_at is not None):
            Certificaat.objects.filter(pk=rij.pk).update(ingetrokken_at=now if staat_erop else None)
            anders += 1
    return anders


Lijst = frozenset[int] | None


def _lists(profielen: Sequence[Profiel]) -> Mapping[str, Sequence[Lijst]]:
    """By the name of the issuer, which more than one may have; None for one without a list."""
    lijsten: dict[str, list[Lijst]] = {}
    for een in profielen:
        lijsten.setdefault(een.uitgever.naam, []).append(een.crl.serienummers if een.crl else None)
    return lijsten


def _is_listed(rij: Certificaat, lijsten: Mapping[str, Sequence[Lijst]]) -> bool | None:
    """None when nothing can be said. Of whose issuer is not known by this name, each issuer counts."""
    die = lijsten.get(rij.uitgever) or [lijst for van_een in lijsten.values() for lijst in van_een]
    nummer = int(rij.serienummer, 16)
    if any(lijst is not None and nummer in lijst for lijst in die):
        return True
    return None if None in die or not die else False
