"""Which forms and versions are there for an insurer, and since when does each count?

An insurer sees the national forms and its own, published or not. What is of another insurer is not there at all.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum
from functools import lru_cache
from itertools import product, takewhile

from django.db.models import QuerySet

from machtigingen.audit.queries import Dadenvraag, acts
from machtigingen.beslisboom import Catalogusfout, Formulier
from machtigingen.beslisboom.kiezen import in_force
from machtigingen.formulieren.actions import is_uploader
from machtigingen.formulieren.bestanden import Bestanden
from machtigingen.formulieren.catalogus import catalogus
from machtigingen.formulieren.gepubliceerd import bestanden_of, read_versie
from machtigingen.formulieren.models import Formulierversie
from machtigingen.foundation import BEHEREN, BEOORDELEN, Actor, DomainError
from machtigingen.toegang.queries import require, vandaag

GEUPLOAD, TERUGGETROKKEN = "formulier_geupload", "formulier_teruggetrokken"
_MEESTE_UPLOADS = 100


class Stand(Enum):
    """How a version stands today."""

    VOORSTEL = "voorstel"
    STRAKS = "straks"
    GELDT = "geldt"
    VOORBIJ = "voorbij"
    VERVANGEN = "vervangen"  # before its first day


@dataclass(frozen=True, kw_only=True)
class Daad:
    """Who did it, and when."""

    door: str
    at: datetime


@dataclass(frozen=True, kw_only=True)
class Versie:
    """One version as its owner sees it. `laatste_dag`: of what it counts for in effect, since the newest valid one is
    taken; None while no end is known. What insurers uploaded has a `sha256`, and as a proposal perhaps `bevindingen`;
    `eigen_upload`: by who looks, so that somebody else has to publish it. `gaat_voor`:
    of a national one that counts, the own forms that count before it for some of its care."""

    formulier: Formulier
    stand: Stand
    laatste_dag: date | None = None
    sha256: str = ""
    bevindingen: tuple[str, ...] = ()
    geupload: Daad | None = None
    gepubliceerd: Daad | None = None
    eigen_upload: bool = False
    gaat_voor: tuple[Formulier, ...] = ()


def require_looking(actor: Actor) -> None:
    """Who decides by the forms of an insurer may see them. Raises D203."""
    if actor.uzovi is None:
        raise DomainError.one("D203")
    if not actor.mag(BEHEREN):
        require(actor, BEOORDELEN)


def find_versies(*, actor: Actor, now: datetime) -> tuple[Versie, ...]:
    """By code, proposals first and then the newest. Raises D203."""
    require_looking(actor)
    rijen = {(rij.code, rij.versie): rij for rij in _rijen(actor)}
    versies = [*_voorstellen(rijen.values(), actor), *_gepubliceerd(rijen, actor, now)]
    return tuple(sorted(versies, key=lambda een: een.formulier.code))


def find_versie(*, actor: Actor, now: datetime, code: str, versie: str) -> Versie:
    """Raises D203, F301. Of the proposals only this one is read."""
    require_looking(actor)
    rijen = {(rij.code, rij.versie): rij for rij in _rijen(actor).filter(code=code, versie=versie)}
    for een in (*_voorstellen(rijen.values(), actor), *_gepubliceerd(rijen, actor, now)):
        if (een.formulier.code, een.formulier.versie) == (code, versie):
            return een
    raise DomainError.one("F301")


def find_vorige(*, actor: Actor, now: datetime, van: Versie) -> Versie | None:
    """The published version before this one: of the same form of this insurer, or else the national one. Raises
    D203."""
    require_looking(actor)
    formulier = van.formulier
    eerder = [
        een
        for een in _gepubliceerd({}, actor, now)
        if een.formulier.code == formulier.code
        and een.stand is not Stand.VERVANGEN
        and (van.stand is Stand.VOORSTEL or een.formulier.rang < formulier.rang)
    ]
    eigen = [een for een in eerder if een.formulier.uzovi == formulier.uzovi]
    return next(iter(eigen or eerder), None)


def find_vervangen(*, actor: Actor, now: datetime, van: Versie) -> Daad | None:
    """The upload of a colleague that this proposal took the place of, by the trail. Raises D203."""
    require_looking(actor)
    if van.stand is not Stand.VOORSTEL or van.geupload is None:
        return None
    onderwerp = f"formulier:{van.formulier.code}:{van.formulier.versie}"
    vraag = Dadenvraag(handelingen=(GEUPLOAD, TERUGGETROKKEN), onderwerpen={onderwerp})
    sinds_begin = takewhile(lambda daad: daad.handeling == GEUPLOAD, acts(actor.keten, vraag, hooguit=_MEESTE_UPLOADS))
    ander = next((daad for daad in sinds_begin if daad.door != van.geupload.door), None)
    return Daad(door=ander.door, at=ander.tijdstip) if ander else None


def find_bestanden(*, actor: Actor, now: datetime, code: str, versie: str) -> Bestanden:
    """Its files, to go on with. Raises D203, F301."""
    formulier = find_versie(actor=actor, now=now, code=code, versie=versie).formulier
    rij = Formulierversie.objects.filter(uzovi=str(actor.uzovi), code=code, versie=versie).first()
    return bestanden_of(rij) if rij else Bestanden.of_folder(formulier.plekken["formulier", code].bestand.parent)


def uploaded() -> Iterable[Formulierversie]:
    """What all insurers uploaded, without the files: for who runs the portal, at the command line."""
    return Formulierversie.objects.defer("teksten", "gedeeld").order_by("uzovi", "code", "versie")


def uploaded_files(code: str, versie: str) -> Bestanden | None:
    """The files of one of those."""
    rij = Formulierversie.objects.filter(code=code, versie=versie).first()
    return bestanden_of(rij) if rij else None


def _rijen(actor: Actor) -> QuerySet[Formulierversie]:
    """Those of the own insurer, without the files."""
    return Formulierversie.objects.filter(uzovi=str(actor.uzovi)).defer("teksten", "gedeeld").order_by("-geupload_at")


def _voorstellen(rijen: Iterable[Formulierversie], actor: Actor) -> Iterator[Versie]:
    """What a later portal cannot read any more is left out; an upload of the same version takes its place."""
    for rij in rijen:
        formulier = _find_voorstel(rij.pk, rij.sha256) if rij.gepubliceerd_at is None else None
        if formulier is not None:
            yield Versie(
                formulier=formulier,
                stand=Stand.VOORSTEL,
                sha256=rij.sha256,
                bevindingen=tuple(rij.bevindingen),
                geupload=Daad(door=rij.geupload_door, at=rij.geupload_at),
                eigen_upload=is_uploader(rij, actor),
            )


def _find_voorstel(pk: int, sha256: str) -> Formulier | None:
    """None when it was replaced or taken back just now, which is not remembered: it may come back as it was; or when
    it cannot be read."""
    try:
        return _read_voorstel(pk, sha256)
    except Formulierversie.DoesNotExist:
        return None


@lru_cache(maxsize=200)
def _read_voorstel(pk: int, sha256: str) -> Formulier | None:
    """The same files are the same form, or cannot be read now nor later (None). Raises DoesNotExist."""
    rij = Formulierversie.objects.get(pk=pk, sha256=sha256)
    try:
        return read_versie(rij)
    except Catalogusfout:
        return None


def _gepubliceerd(rijen: dict[tuple[str, str], Formulierversie], actor: Actor, now: datetime) -> Iterator[Versie]:
    formulieren = [een for een in catalogus().inhoud.formulieren if een.uzovi in ("", str(actor.uzovi))]
    eigen = [een for een in in_force(formulieren, vandaag(now)) if een.uzovi]
    for een in sorted(formulieren, key=lambda een: een.rang, reverse=True):
        rij, laatste = rijen.get((een.code, een.versie)), _laatste_dag(een, formulieren)
        stand = _stand(een, laatste, vandaag(now))
        yield Versie(
            formulier=een,
            stand=stand,
            gaat_voor=tuple(ander for ander in eigen if stand is Stand.GELDT and not een.uzovi and _shares(een, ander)),
            laatste_dag=laatste,
            sha256=rij.sha256 if rij else "",
            geupload=Daad(door=rij.geupload_door, at=rij.geupload_at) if rij else None,
            gepubliceerd=Daad(door=rij.gepubliceerd_door, at=rij.gepubliceerd_at)
            if rij and rij.gepubliceerd_at
            else None,
        )


def _shares(een: Formulier, ander: Formulier) -> bool:
    """Whether some care leads to both, or a package that names the one means the other."""
    return een.code == ander.code or not _zorg(een).isdisjoint(_zorg(ander))


def _zorg(formulier: Formulier) -> set[tuple[str, ...]]:
    trajecten = {(een.specialisme, een.diagnose, code) for een in formulier.trajecten for code in een.zorgactiviteiten}
    return trajecten | {*product(formulier.prestatiecodelijsten, formulier.prestatiecodes)}


def _stand(formulier: Formulier, laatste_dag: date | None, dag: date) -> Stand:
    if laatste_dag and laatste_dag < formulier.geldig_van:
        return Stand.VERVANGEN
    if formulier.geldig_van > dag:
        return Stand.STRAKS
    return Stand.VOORBIJ if laatste_dag and laatste_dag < dag else Stand.GELDT


def _laatste_dag(formulier: Formulier, alle: Iterable[Formulier]) -> date | None:
    """Its own last day, or the day before a newer version of the same form begins."""
    opvolgers = (
        een.geldig_van - timedelta(days=1)
        for een in alle
        if (een.code, een.uzovi) == (formulier.code, formulier.uzovi) and een.rang > formulier.rang
    )
    eindes = [*opvolgers, *([formulier.geldig_tot] if formulier.geldig_tot else [])]
    return min(eindes, default=None)
