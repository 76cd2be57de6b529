"""What insurers published, from the database to the catalogus of this process.

No call asks the database for a form. A process that works looks every so often whether something was published
(`refresh`), and the one that publishes does so at once. A published version never changes, so each is read once.
"""

import logging
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from machtigingen.beslisboom import Catalogusfout, Formulier
from machtigingen.formulieren.bestanden import Bestanden
from machtigingen.formulieren.catalogus import published, use_published
from machtigingen.formulieren.models import Formulierversie

log = logging.getLogger("machtigingen.formulieren")


@dataclass(frozen=True)
class _Sleutel:
    """What tells a published version apart, also after a back-up was put back."""

    pk: int
    sha256: str
    geldig_van: date | None


def refresh() -> None:
    """Raises DatabaseError, and Catalogusfout for a version that this portal cannot read: then all stays as it was."""
    rijen = Formulierversie.objects.filter(gepubliceerd_at__isnull=False).order_by("pk")
    staan = [_Sleutel(*rij) for rij in rijen.values_list("pk", "sha256", "geldig_van_on")]
    bekend = published()
    if staan != list(bekend):
        use_published({een: bekend.get(een) or _load(een) for een in staan})


def keep_up() -> None:
    """As `refresh`, in a portal that works: a version that it cannot read is logged, and the rest goes on."""
    try:
        refresh()
    except Catalogusfout as fout:
        log.error("formulier niet te lezen", extra={"plek": f"{fout.bestand}:{fout.regel}"})


def _load(sleutel: _Sleutel) -> Formulier:
    return read_versie(Formulierversie.objects.get(pk=sleutel.pk, sha256=sleutel.sha256))


def read_versie(rij: Formulierversie) -> Formulier:
    """The form in a row. Of a published one the day that was chosen counts, whatever its file says. Raises
    Catalogusfout."""
    formulier = bestanden_of(rij).load(rij.versie)
    return replace(formulier, geldig_van=rij.geldig_van_on) if rij.geldig_van_on else formulier


def bestanden_of(rij: Formulierversie) -> Bestanden:
    teksten: Mapping[str, str] = rij.teksten
    gedeeld: Mapping[str, str] = rij.gedeeld
    return Bestanden(teksten, gedeeld)
