"""The access of one organisation as a whole: people, certificates and what is left to do, read once for one page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from machtigingen.foundation import Actor, Soort
from machtigingen.toegang.models import Organisatie
from machtigingen.toegang.queries import vandaag
from machtigingen.toegang.stappen import Software, Stap
from machtigingen.toegang.stappen import stappen as list_stappen
from machtigingen.toegang.team import Certificaatrij, Medewerkerrij, certificaten_of, managed_by, people_of

ALLES = Software(mag=True, adressen=True, gebruikt=True)


@dataclass(frozen=True, kw_only=True)
class Overzicht:
    """`stappen`: the connection as a task list, in the order in which it is done."""

    mensen: tuple[Medewerkerrij, ...]
    certificaten: tuple[Certificaatrij, ...]
    stappen: tuple[Stap, ...]


def overview(*, actor: Actor, now: datetime) -> Overzicht:
    """Raises D208."""
    organisatie = managed_by(actor)
    rijen = certificaten_of(organisatie, actor=actor, now=now)
    mensen = people_of(organisatie, rijen, actor=actor, now=now)
    return Overzicht(mensen=mensen, certificaten=rijen, stappen=_steps(organisatie, mensen, rijen, now))


def _steps(
    organisatie: Organisatie, allen: Sequence[Medewerkerrij], rijen: Sequence[Certificaatrij], now: datetime
) -> tuple[Stap, ...]:
    mensen = [een for een in allen if een.werkt and een.geblokkeerd_at is None]
    software = connection(rijen)
    return list_stappen(
        is_instantie=organisatie.is_instantie,
        loopt=organisatie.begin_on is None or organisatie.begin_on <= vandaag(now),
        rechten=[_rights(mens) for mens in mensen],
        beproefd=[_rights(mens, gebruikt=True) for mens in mensen],
        software=_what_is_ready(software) if software else None,
    )


def _rights(mens: Medewerkerrij, *, gebruikt: bool = False) -> frozenset[str]:
    """Of all certificates that work; `gebruikt`: only of those that were used."""
    werkt = (rij for rij in mens.certificaten if rij.werkt and (rij.laatst_gebruikt_at or not gebruikt))
    return frozenset[str]().union(*(rij.autorisaties for rij in werkt))


def connection(rijen: Sequence[Certificaatrij]) -> Certificaatrij | None:
    """The certificate of software that speaks for the connection: one that can do all of it by itself, and rather the
    one that stays than the one that it replaces."""
    werkt = [rij for rij in rijen if rij.soort is Soort.SYSTEEM and rij.werkt]
    return max(werkt, key=lambda rij: (_what_is_ready(rij) == ALLES, rij.einde_at is None, rij.id), default=None)


def software_now(rijen: Sequence[Certificaatrij]) -> Certificaatrij | None:
    """The certificate of software that a next one takes the place of, whether it works or not."""
    blijft = (rij for rij in rijen if rij.soort is Soort.SYSTEEM and rij.einde_at is None)
    return next(blijft, None)


def _what_is_ready(rij: Certificaatrij) -> Software:
    return Software(mag=bool(rij.autorisaties), adressen=bool(rij.adressen), gebruikt=bool(rij.laatst_gebruikt_at))
