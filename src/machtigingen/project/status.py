"""What /status tells: gathered here, for only here everything is known."""

from datetime import date, datetime

from django.db import DatabaseError

from machtigingen.bedrijfsvoering.hartslagen import Proces, last_beat
from machtigingen.bedrijfsvoering.onderhoud import announced
from machtigingen.doors.info.status import Deel, Onderhoud, Portaalstand, Werking
from machtigingen.foundation.datums import NEDERLAND
from machtigingen.notificaties.queries import is_behind
from machtigingen.project import gezondheid
from machtigingen.registers.cov import answered_last, problem
from machtigingen.registers.geladen import geladen_at
from machtigingen.registers.standen import Register

_NAMEN = {
    Register.AGB_ZORGVERLENERS: "AGB, zorgverleners",
    Register.AGB_ZORGAANBIEDERS: "AGB, praktijken en instellingen",
    Register.AGB_KOPPELINGEN: "AGB, wie waar werkt",
    Register.UZOVI: "UZOVI, zorgverzekeraars",
}


def stand_of(now: datetime) -> Portaalstand:
    """With the database away: a storing, and no more than that."""
    try:
        registers, berichten, onderhoud = _registers(), _berichten(now), _onderhoud(now)
    except DatabaseError:
        delen = {Deel.PORTAAL: Werking.STORING, Deel.COV: _cov()}
        return Portaalstand(delen=delen, registers={}, onderhoud=None)
    delen = {
        Deel.PORTAAL: Werking.STORING if gezondheid.redenen(now) else Werking.GOED,
        Deel.COV: _cov(),
        Deel.REGISTERS: Werking.GOED if all(registers.values()) else Werking.STORING,
        Deel.BERICHTEN: berichten,
    }
    return Portaalstand(delen=delen, registers=registers, onderhoud=onderhoud)


def _registers() -> dict[str, date | None]:
    geladen = {naam: geladen_at(register) for register, naam in _NAMEN.items()}
    return {naam: moment.astimezone(NEDERLAND).date() if moment else None for naam, moment in geladen.items()}


def _cov() -> Werking:
    if problem():
        return Werking.STORING
    return {None: Werking.ONBEKEND, True: Werking.GOED, False: Werking.BEPERKT}[answered_last()]


def _berichten(now: datetime) -> Werking:
    laatst = last_beat(Proces.BEZORG)
    if is_behind(now=now) or (laatst and now - laatst > gezondheid.STIL):
        return Werking.BEPERKT
    return Werking.GOED if laatst else Werking.ONBEKEND


def _onderhoud(now: datetime) -> Onderhoud | None:
    bericht = announced(now)
    return Onderhoud(tekst=bericht.tekst, van_at=bericht.van_at, tot_at=bericht.tot_at) if bericht else None
