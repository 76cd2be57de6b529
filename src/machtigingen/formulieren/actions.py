"""What who owns forms does: upload a proposal, take it back, and publish one that a colleague uploaded.

A proposal is replaced by the next upload of the same version. What is published never changes.
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction

from machtigingen.audit.actions import record
from machtigingen.beslisboom import Catalogusfout, Formulier
from machtigingen.beslisboom.formulier import version_order
from machtigingen.formulieren.catalogus import catalogus
from machtigingen.formulieren.gepubliceerd import bestanden_of, keep_up, read_versie
from machtigingen.formulieren.models import Formulierversie
from machtigingen.formulieren.upload import Geupload, read_upload, unreadable
from machtigingen.foundation import BEHEREN, Actor, DomainError
from machtigingen.toegang.contacten import is_same_person
from machtigingen.toegang.queries import require, require_person, vandaag

MEESTE_VOORSTELLEN = 50
VERSTE_DAGEN = 731  # two years ahead


def upload(*, actor: Actor, now: datetime, uploads: Sequence[Geupload]) -> Formulier:
    """A proposal, with all that is wrong with it beside it. Raises D202, D203, D208, F302, F303, F304 (this version is
    published already)."""
    uzovi = require_owner(actor)
    bestanden, formulier = read_upload(uploads, uzovi=uzovi)
    bevindingen = bestanden.review(formulier.versie)
    with transaction.atomic():
        rij = _to_write(formulier, uzovi)
        rij.teksten, rij.gedeeld = dict(bestanden.teksten), dict(bestanden.gedeeld)
        rij.sha256, rij.bevindingen = bestanden.sha256, list(bevindingen)
        rij.geupload_at, rij.geupload_door = now, actor.naam
        rij.geupload_certificaat, rij.geupload_medewerker = actor.certificaat, actor.medewerker
        _save(rij)
        record(actor=actor, now=now, handeling="formulier_geupload", onderwerp=_onderwerp(rij))
    return formulier


def withdraw(*, actor: Actor, now: datetime, code: str, versie: str, gezien: str) -> None:
    """Takes a proposal back. `gezien` is the sha256 of what one saw. Raises D202, D203, D208, F301, F304, F308 (a
    colleague changed it meanwhile)."""
    with transaction.atomic():
        rij = _proposal(require_owner(actor), code, versie, lock=True)
        _require_seen(rij, gezien)
        rij.delete()
        record(actor=actor, now=now, handeling="formulier_teruggetrokken", onderwerp=_onderwerp(rij))


def publish(*, actor: Actor, now: datetime, code: str, versie: str, gezien: str, geldig_van: date) -> None:
    """From that day, whatever the file says; the version before it ends the day before, and one that would begin on
    that same day never counts. Raises D202, D203, D208, F301, F304, F305 (something is wrong with it), F306 (who
    uploaded it), F307 (that day cannot be), F308."""
    uzovi = require_owner(actor)
    formulier = _review_again(_proposal(uzovi, code, versie))
    with transaction.atomic():
        dagen = _lock_days(uzovi, code)
        rij = _proposal(uzovi, code, versie, lock=True)
        _require_seen(rij, gezien)
        _require_publishable(rij, actor)
        _require_day(formulier, geldig_van, now=now)
        _require_last(formulier, dagen.get(geldig_van, ""))
        rij.gepubliceerd_at, rij.gepubliceerd_door = now, actor.naam
        rij.gepubliceerd_certificaat, rij.gepubliceerd_medewerker = actor.certificaat, actor.medewerker
        rij.geldig_van_on = geldig_van
        rij.save()
        record(actor=actor, now=now, handeling="formulier_gepubliceerd", onderwerp=_onderwerp(rij))
        transaction.on_commit(keep_up, robust=True)


def require_proposal(*, actor: Actor, code: str, versie: str, gezien: str) -> None:
    """Before the page of an act is shown. Raises D202, D203, D208, F301, F304, and F308 when something was seen."""
    _find_seen(actor, code, versie, gezien)


def require_publishable(*, actor: Actor, code: str, versie: str, gezien: str) -> None:
    """Before the page that publishes is shown. Raises the same, and F305, F306 as `publish`."""
    _require_publishable(_find_seen(actor, code, versie, gezien), actor)


def require_owner(actor: Actor) -> str:
    """Whose forms the actor may change: those of this insurer. Raises D202, D203, D208."""
    if actor.uzovi is None:
        raise DomainError.one("D203")
    require(actor, BEHEREN)
    require_person(actor)
    return str(actor.uzovi)


def is_uploader(rij: Formulierversie, actor: Actor) -> bool:
    return is_same_person(
        actor,
        naam=rij.geupload_door,
        certificaat=rij.geupload_certificaat,
        medewerker=rij.geupload_medewerker,
    )


def _review_again(rij: Formulierversie) -> Formulier:
    """What is wrong by the rules of the portal as it is now, that may be stricter than at the upload, is kept with it.
    Outside the transaction that publishes, for it may take long. Raises F303."""
    try:
        formulier, bevindingen = read_versie(rij), list(bestanden_of(rij).review(rij.versie))
    except Catalogusfout as fout:
        raise unreadable(fout) from fout
    if bevindingen != rij.bevindingen:
        zelfde = Formulierversie.objects.filter(pk=rij.pk, sha256=rij.sha256, gepubliceerd_at=None)
        zelfde.update(bevindingen=bevindingen)
    return formulier


def _to_write(formulier: Formulier, uzovi: str) -> Formulierversie:
    """The proposal to replace, locked, or a new one. Raises F302 (there are too many), F304."""
    if any((een.code, een.versie) == (formulier.code, formulier.versie) for een in catalogus().inhoud.formulieren):
        raise DomainError.one("F304", versie=formulier.versie)
    rij = _find(uzovi, formulier.code, formulier.versie, lock=True)
    if rij is not None:
        return rij
    if Formulierversie.objects.filter(uzovi=uzovi, gepubliceerd_at=None).count() >= MEESTE_VOORSTELLEN:
        raise DomainError.one("F302", pad="bestanden", reden=f"U hebt al {MEESTE_VOORSTELLEN} voorstellen.")
    return Formulierversie(uzovi=uzovi, code=formulier.code, versie=formulier.versie)


def _save(rij: Formulierversie) -> None:
    """Raises F308 when a colleague uploaded the same new version at the same moment."""
    try:
        with transaction.atomic():
            rij.save()
    except IntegrityError as fout:
        raise DomainError.one("F308") from fout


def _proposal(uzovi: str, code: str, versie: str, *, lock: bool = False) -> Formulierversie:
    """Raises F301, F304."""
    rij = _find(uzovi, code, versie, lock=lock)
    if rij is None:
        raise DomainError.one("F301")
    return rij


def _find_seen(actor: Actor, code: str, versie: str, gezien: str) -> Formulierversie:
    rij = _proposal(require_owner(actor), code, versie)
    if gezien:
        _require_seen(rij, gezien)
    return rij


def _find(uzovi: str, code: str, versie: str, *, lock: bool) -> Formulierversie | None:
    """Raises F304 for what is published."""
    rijen = Formulierversie.objects.select_for_update() if lock else Formulierversie.objects.all()
    rij = rijen.filter(uzovi=uzovi, code=code, versie=versie).first()
    if rij is not None and rij.gepubliceerd_at is not None:
        raise DomainError.one("F304", versie=rij.versie)
    return rij


def _require_publishable(rij: Formulierversie, actor: Actor) -> None:
    if rij.bevindingen:
        raise DomainError.one("F305")
    if is_uploader(rij, actor):
        raise DomainError.one("F306", door=rij.geupload_door)


def _require_seen(rij: Formulierversie, gezien: str) -> None:
    if rij.sha256 != gezien:
        raise DomainError.one("F308")


def _require_day(formulier: Formulier, geldig_van: date, *, now: datetime) -> None:
    """Tomorrow at the earliest: what was asked until today was asked by what counted then."""
    eerste = vandaag(now) + timedelta(days=1)
    if geldig_van < eerste:
        raise DomainError.one("F307", pad="geldig_van", reden=f"Kies {eerste:%d-%m-%Y} of later.")
    if formulier.geldig_tot and formulier.geldig_tot < geldig_van:
        tot = f"{formulier.geldig_tot:%d-%m-%Y}"
        raise DomainError.one("F307", pad="geldig_van", reden=f"Dit formulier geldt tot en met {tot}.")
    laatste = vandaag(now) + timedelta(days=VERSTE_DAGEN)
    if geldig_van > laatste:
        raise DomainError.one("F307", pad="geldig_van", reden=f"Kies {laatste:%d-%m-%Y} of eerder.")


def _lock_days(uzovi: str, code: str) -> dict[date, str]:
    """On which days versions of this form begin, of each the one that counts; until the end of the transaction nobody
    publishes another one."""
    rijen = Formulierversie.objects.select_for_update().filter(uzovi=uzovi, code=code).order_by("pk")
    dagen = [(dag, versie) for dag, versie in rijen.values_list("geldig_van_on", "versie") if dag]
    return dict(sorted(dagen, key=lambda een: version_order(een[1])))


def _require_last(formulier: Formulier, ander: str) -> None:
    """Of two that begin on one day the last by name counts: one that would count for nothing is not published."""
    if version_order(ander) > version_order(formulier.versie):
        reden = f"Op die dag begint al versie {ander}. De naam van een versie die haar vervangt, komt daarna."
        raise DomainError.one("F307", pad="geldig_van", reden=reden)


def _onderwerp(rij: Formulierversie) -> str:
    return f"formulier:{rij.code}:{rij.versie}"
