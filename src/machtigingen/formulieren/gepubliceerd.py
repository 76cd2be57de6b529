"""What insurers published, from the database to the catalogus of this process.

No call asks the database for a form. A process that works looks every so often whether something was published
(`refresh`), and the one that publishes does so at once. A published version never changes, so each is read once.
"""

import logging
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

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
    """A version that this portal cannot read is logged and left out, and stands in the way of no other. Raises
    DatabaseError, and OSError when the disk is full: then all stays as it was."""
    rijen = Formulierversie.objects.filter(gepubliceerd_at__isnull=False).order_by("pk")
    staan = [_Sleutel(*rij) for rij in rijen.values_list("pk", "sha256", "geldig_van_on")]
    bekend = published()
    if staan != list(bekend):
        use_published({een: bekend[een] if een in bekend else _load(een) for een in staan})


def unreadable() -> tuple[Catalogusfout, ...]:
    """Why published versions are left out: where, and what is wrong."""
    return tuple(een for een in published().values() if isinstance(een, Catalogusfout))


def refused_today() -> tuple[Catalogusfout, ...]:
    """Published versions that count, and that would not pass an upload now: where, and why. Raises DatabaseError."""
    return tuple(
        fout
        for sleutel, een in published().items()
        if isinstance(een, Formulier) and (fout := _refused(Formulierversie.objects.get(pk=sleutel.pk)))
    )


def _refused(rij: Formulierversie) -> Catalogusfout | None:
    try:
        bestanden_of(rij).load(rij.versie)
    except Catalogusfout as fout:
        return _of(rij, fout)
    return None


def keep_up() -> None:
    """As `refresh`, in a portal that works: what a full disk prevents is tried again at the next look."""
    try:
        refresh()
    except OSError as fout:
        log.error("formulieren niet ververst", extra={"soort": type(fout).__name__})


def _load(sleutel: _Sleutel) -> Formulier | Catalogusfout:
    rij = Formulierversie.objects.get(pk=sleutel.pk, sha256=sleutel.sha256)
    try:
        return read_versie(rij)
    except Catalogusfout as fout:
        waar = _of(rij, fout)
        log.error("formulier niet te lezen", extra={"plek": f"{waar.bestand}:{waar.regel}"})
        return waar


def _of(rij: Formulierversie, fout: Catalogusfout) -> Catalogusfout:
    """With the version beside its file."""
    return Catalogusfout(Path(rij.code, rij.versie, fout.bestand), fout.regel, fout.tekst)


def read_versie(rij: Formulierversie) -> Formulier:
    """The form in a row. Of a published one the day that was chosen counts, whatever its file says, and a check that is
    newer than its publication takes no aanvraag along. Raises Catalogusfout, also for a text that is not the one that
    was uploaded."""
    bestanden = bestanden_of(rij)
    if bestanden.sha256 != rij.sha256:
        tekst = "De bestanden in de database zijn niet meer zoals ze geüpload zijn: de sha256 klopt niet."
        raise Catalogusfout(Path("formulier.yaml"), 1, tekst)
    formulier = bestanden.load(rij.versie, streng=rij.gepubliceerd_at is None)
    return replace(formulier, geldig_van=rij.geldig_van_on) if rij.geldig_van_on else formulier


def bestanden_of(rij: Formulierversie) -> Bestanden:
    teksten: Mapping[str, str] = rij.teksten
    gedeeld: Mapping[str, str] = rij.gedeeld
    return Bestanden(teksten, gedeeld)
