"""The kill switch: stop a serial number or an organisation, and let it go again. By command, or by who runs the portal.

It works on the next request of whoever is stopped, also on a connection that is open: `identify` reads it every time.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from machtigingen.audit.actions import record
from machtigingen.foundation import PORTAALBEHEER, Actor, DomainError
from machtigingen.toegang.models import Blokkade, Certificaat, Organisatie
from machtigingen.toegang.queries import require
from machtigingen.toegang.redenen import read_reden
from machtigingen.toegang.verzoeken import withdraw_of_serienummer

_VORM = {
    Blokkade.Soort.SERIENUMMER: re.compile(r"[0-9a-f]{1,40}"),
    Blokkade.Soort.ORGANISATIE: re.compile(r"[0-9]{4}|[0-9]{8}", re.ASCII),
}


@dataclass(frozen=True, kw_only=True)
class Stilgezet:
    """What is stopped now. `bekend`: something is registered here that it is about."""

    id: int
    soort: str
    waarde: str
    reden: str
    sinds: datetime
    door: str
    bekend: bool


def block(*, soort: str, waarde: str, reden: str, actor: Actor | None, now: datetime, beheerder: str = "") -> Stilgezet:
    """Stops it, also when nobody has it yet. Once more changes nothing. Raises D208, T101 (no such thing to stop), T102
    (no reason, or one with what can be a BSN), T118 (oneself)."""
    waarde = canonical(soort, waarde)
    if actor is not None:
        require(actor, PORTAALBEHEER)
        if is_own(soort, waarde, actor=actor):
            raise DomainError.one("T118")
    reden = read_reden(reden)
    sinds = {"reden": reden, "ingesteld_at": now, "ingesteld_door": _wie(actor, beheerder)}
    rij, _ = _stop(soort, waarde, sinds, actor=actor, now=now, beheerder=beheerder)
    return _stilgezet(rij)


def lift(
    *,
    soort: str,
    waarde: str,
    actor: Actor | None,
    now: datetime,
    beheerder: str = "",
    reden: str = "",
    gezien: int | None = None,
) -> bool:
    """Whether it was stopped. `gezien`: the stop that was there to see. A command needs neither that nor a reason: then
    that of the stop is told again. Raises D208, T101, T102, T117 (stopped anew meanwhile)."""
    waarde = canonical(soort, waarde)
    if actor is not None:
        require(actor, PORTAALBEHEER)
        reden = read_reden(reden)
    with transaction.atomic():
        rij = Blokkade.objects.select_for_update().filter(soort=soort, waarde=waarde, opgeheven_at=None).first()
        if rij is None:
            return False
        if actor is not None and rij.pk != gezien:
            raise DomainError.one("T117")
        rij.opgeheven_at, rij.opgeheven_door = now, _wie(actor, beheerder)
        rij.save(update_fields=["opgeheven_at", "opgeheven_door"])
        _record(rij, "toegang_vrijgegeven", actor, now, beheerder, reden=reden)
    return True


def stopped() -> tuple[Stilgezet, ...]:
    """All that is stopped now, the latest first."""
    return tuple(_stilgezet(rij) for rij in Blokkade.objects.filter(opgeheven_at=None).order_by("-ingesteld_at", "-pk"))


def keep_stopped(eerder: Iterable[Stilgezet], *, now: datetime, beheerder: str) -> tuple[Stilgezet, ...]:
    """After older rows came in the place of these: stops again what they let in, since when and by whom it was
    stopped. Which those are."""
    weer = []
    for stop in eerder:
        sinds = {"reden": stop.reden, "ingesteld_at": stop.sinds, "ingesteld_door": stop.door}
        rij, nieuw = _stop(stop.soort, stop.waarde, sinds, actor=None, now=now, beheerder=beheerder)
        if nieuw:
            weer.append(_stilgezet(rij))
    return tuple(weer)


def _stop(
    soort: str, waarde: str, sinds: dict[str, Any], *, actor: Actor | None, now: datetime, beheerder: str
) -> tuple[Blokkade, bool]:
    """With a certificate goes what was to take its place: that key may be on the same laptop."""
    with transaction.atomic():
        rij, nieuw = Blokkade.objects.get_or_create(soort=soort, waarde=waarde, opgeheven_at=None, defaults=sinds)
        if nieuw and soort == Blokkade.Soort.SERIENUMMER:
            door = actor.naam if actor else beheerder
            withdraw_of_serienummer(actor=actor, now=now, serienummer=waarde, reden=rij.reden, beheerder=door)
        if nieuw:
            _record(rij, "toegang_stilgezet", actor, now, beheerder)
    return rij, nieuw


def is_own(soort: str, waarde: str, *, actor: Actor) -> bool:
    """Whoever stops this locks himself out, and could not lift it."""
    return waarde == (actor.organisatiecode if soort == Blokkade.Soort.ORGANISATIE else actor.serienummer)


def canonical(soort: str, waarde: str) -> str:
    """A serial number as it stands in the registration: hexadecimal, without the colons that tools show. Raises
    T101."""
    if soort not in Blokkade.Soort.values:
        raise DomainError.one("T101", pad="soort")
    if soort == Blokkade.Soort.SERIENUMMER:
        waarde = waarde.strip().lower().replace(":", "").removeprefix("0x").lstrip("0")
    if not _VORM[Blokkade.Soort(soort)].fullmatch(waarde):
        raise DomainError.one("T101", pad="waarde")
    return waarde


def _wie(actor: Actor | None, beheerder: str) -> str:
    return actor.naam if actor else beheerder or "beheer"


def _record(
    rij: Blokkade, handeling: str, actor: Actor | None, now: datetime, beheerder: str, *, reden: str = ""
) -> None:
    """In the chain of the portal, also of who logged in: there the organisation that it is about reads it."""
    record(
        actor=actor,
        now=now,
        handeling=handeling,
        onderwerp=f"{rij.soort}:{rij.waarde}",
        reden=reden or rij.reden,
        beheerder=actor.naam if actor else beheerder,
    )


def _stilgezet(rij: Blokkade) -> Stilgezet:
    if rij.soort == Blokkade.Soort.ORGANISATIE:
        bekend = Organisatie.objects.filter(code=rij.waarde).exists()
    else:
        bekend = Certificaat.objects.filter(serienummer=rij.waarde).exists()
    return Stilgezet(
        id=rij.pk,
        soort=rij.soort,
        waarde=rij.waarde,
        reden=rij.reden,
        sinds=rij.ingesteld_at,
        door=rij.ingesteld_door,
        bekend=bekend,
    )
