"""One announcement for everybody: written by the operator, shown until its end."""

from dataclasses import dataclass
from datetime import datetime

from machtigingen.audit.actions import record
from machtigingen.bedrijfsvoering.models import Onderhoudsbericht

_RIJ = 1
TEKST_MAX = 300


@dataclass(frozen=True, kw_only=True)
class Bericht:
    tekst: str
    van_at: datetime | None
    tot_at: datetime | None


class Berichtfout(Exception):
    """It cannot be announced so; the text says why."""


def announce(*, tekst: str, van_at: datetime | None, tot_at: datetime | None, now: datetime, beheerder: str) -> None:
    """Takes the place of what was announced before. Raises `Berichtfout`."""
    tekst = " ".join(tekst.split())
    if not tekst or len(tekst) > TEKST_MAX or not tekst.isprintable():
        raise Berichtfout(f"schrijf een tekst van 1 tot en met {TEKST_MAX} tekens")
    if tot_at and (tot_at <= now or (van_at and tot_at <= van_at)):
        raise Berichtfout("het einde moet na nu en na het begin liggen")
    waarden = {"tekst": tekst, "van_at": van_at, "tot_at": tot_at, "gezet_at": now}
    Onderhoudsbericht.objects.update_or_create(id=_RIJ, defaults=waarden)
    record(actor=None, now=now, handeling="onderhoud_gemeld", beheerder=beheerder)


def withdraw(*, now: datetime, beheerder: str) -> bool:
    """Whether there was one."""
    weg, _ = Onderhoudsbericht.objects.filter(id=_RIJ).delete()
    if weg:
        record(actor=None, now=now, handeling="onderhoud_ingetrokken", beheerder=beheerder)
    return bool(weg)


def announced(now: datetime) -> Bericht | None:
    """What is to be told now: also what is still to come, and nothing that is over."""
    rij = Onderhoudsbericht.objects.filter(id=_RIJ).first()
    if rij is None or (rij.tot_at and rij.tot_at <= now):
        return None
    return Bericht(tekst=rij.tekst, van_at=rij.van_at, tot_at=rij.tot_at)
