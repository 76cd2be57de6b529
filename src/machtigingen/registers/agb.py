"""What does the AGB register say on a date? One statement, by key, for each question.

Only a "no" costs a second one, to see that the register was ever loaded. If it was not, that question
raises R201.
"""

from collections.abc import Iterable
from datetime import date
from functools import cache
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import CharField, F, QuerySet, Value

from machtigingen.foundation import AgbCode
from machtigingen.registers.geladen import require_geladen
from machtigingen.registers.models import Koppeling, Zorgaanbieder, Zorgverlener, holds
from machtigingen.registers.standen import (
    Aanbiedertype,
    AgbFeiten,
    Periode,
    Register,
    Uitkomst,
    Zorgaanbiederstand,
    Zorgverlenerstand,
)

_REGISTERS = (Register.AGB_ZORGVERLENERS, Register.AGB_ZORGAANBIEDERS, Register.AGB_KOPPELINGEN)


def zorgverlener(agb: AgbCode, *, on: date) -> Zorgverlenerstand:
    """The code as zorgverlener."""
    return _zorgverlenerstand(agb, _search(agb), on=on)


def zorgaanbieder(agb: AgbCode, *, on: date) -> Zorgaanbiederstand:
    """The code as praktijk or instelling."""
    return _zorgaanbiederstand(agb, _search(agb), on=on)


def gekoppeld(*, zorgverlener: AgbCode, zorgaanbieder: AgbCode, on: date) -> bool:
    """Whether the zorgverlener works at the zorgaanbieder."""
    return agb_feiten(zorgverlener=zorgverlener, instantie=zorgaanbieder, on=on).gekoppeld


def agb_feiten(*, zorgverlener: AgbCode, instantie: AgbCode, on: date) -> AgbFeiten:
    """All that the checks of a message ask of this register, in one go."""
    rijen = _search(zorgverlener, instantie)
    return AgbFeiten(
        zorgverlener=_zorgverlenerstand(zorgverlener, rijen, on=on),
        instantie=_zorgaanbiederstand(instantie, rijen, on=on),
        gekoppeld=any(on in rij.periode for rij in _koppelingen(rijen)),
    )


def zorgverleners_van(zorgaanbieder: AgbCode, *, on: date) -> tuple[Zorgverlenerstand, ...]:
    """Who works there and is active that day, by name."""
    koppelingen = Koppeling.objects.filter(holds(on), zorgaanbieder=zorgaanbieder.waarde)
    actief = Zorgverlener.objects.filter(holds(on), pk__in=koppelingen.values("zorgverlener"))
    rijen = [_Rij(*waarden) for waarden in _columns(actief, eigen=F("specialismen")).order_by("naam", "agb")]
    if not rijen:
        require_geladen(*_REGISTERS)
    return tuple(_zorgverlenerstand(AgbCode(rij.agb), [rij], on=on) for rij in rijen)


def zorgverleners_of_another_day(zorgaanbieder: AgbCode, *, on: date) -> tuple[Zorgverlenerstand, ...]:
    """Who works there on another day than this one, by name."""
    ooit = Koppeling.objects.filter(zorgaanbieder=zorgaanbieder.waarde).values("zorgverlener")
    nu = {wie.agb.waarde for wie in zorgverleners_van(zorgaanbieder, on=on)}
    personen = Zorgverlener.objects.filter(pk__in=ooit).exclude(pk__in=nu)
    rijen = [_Rij(*waarden) for waarden in _columns(personen, eigen=F("specialismen")).order_by("naam", "agb")]
    return tuple(_zorgverlenerstand(AgbCode(rij.agb), [rij], on=on) for rij in rijen)


class _Rij(NamedTuple):
    """A row of one of the three tables; `eigen` is what only that table has: specialismen, or the type."""

    tabel: str
    agb: str
    naam: str
    eigen: str
    begin_on: date
    einde_on: date | None

    @property
    def periode(self) -> Periode:
        return Periode(begin_on=self.begin_on, einde_on=self.einde_on)


_PERSOON, _AANBIEDER, _KOPPELING = Zorgverlener.__name__, Zorgaanbieder.__name__, Koppeling.__name__
_LEEG = Value("", output_field=CharField())


def _search(*codes: AgbCode) -> list[_Rij]:
    """The rows of these codes in all three tables, in one statement."""
    waarden = [code.waarde for code in codes]
    sql, parameters = _statement(len(codes))
    places = dict(zip(_places(len(codes)), waarden, strict=True))
    with connection.cursor() as cursor:
        cursor.execute(sql, [places.get(parameter, parameter) for parameter in parameters])
        rijen = [_rij(*row) for row in cursor.fetchall()]
    compleet = {rij.agb for rij in rijen} == set(waarden) and (len(codes) == 1 or _koppelingen(rijen))
    if not compleet:
        require_geladen(*_REGISTERS)
    return rijen


def _places(number: int) -> list[str]:
    return [f"code-{n}" for n in range(number)]


@cache
def _statement(number: int) -> tuple[str, tuple[Any, ...]]:
    """The statement for so many codes, made from the models and compiled once: compiling costs more than asking."""
    waarden = _places(number)
    personen = Zorgverlener.objects.filter(pk__in=waarden)
    aanbieders = Zorgaanbieder.objects.filter(pk__in=waarden)
    koppelingen = Koppeling.objects.filter(zorgverlener__in=waarden, zorgaanbieder__in=waarden)
    statement = _columns(personen, eigen=F("specialismen")).union(
        _columns(aanbieders, eigen=F("type")),
        _columns(koppelingen, eigen=_LEEG, agb=F("zorgverlener_id"), naam=_LEEG),
        all=True,
    )
    sql, parameters = statement.query.sql_with_params()
    return sql, parameters


def _rij(tabel: str, agb: str, naam: str, eigen: str, begin_on: date | str, einde_on: date | str | None) -> _Rij:
    return _Rij(tabel, agb, naam, eigen, _dag(begin_on), _dag(einde_on) if einde_on else None)


def _dag(waarde: date | str) -> date:
    """SQLite gives a date as the text it keeps."""
    return date.fromisoformat(waarde) if isinstance(waarde, str) else waarde


def _columns(rows: QuerySet[Any], *, eigen: F | Value, **aliases: F | Value) -> QuerySet[Any, tuple[Any, ...]]:
    tabel = Value(rows.model.__name__, output_field=CharField())
    columns: QuerySet[Any, tuple[Any, ...]] = rows.annotate(tabel=tabel, eigen=eigen, **aliases).values_list(
        *_Rij._fields
    )
    return columns


def _koppelingen(rijen: Iterable[_Rij]) -> list[_Rij]:
    return [rij for rij in rijen if rij.tabel == _KOPPELING]


def _by_tabel(agb: AgbCode, rijen: Iterable[_Rij]) -> dict[str, _Rij]:
    return {rij.tabel: rij for rij in rijen if rij.agb == agb.waarde}


def _zorgverlenerstand(agb: AgbCode, rijen: Iterable[_Rij], *, on: date) -> Zorgverlenerstand:
    gevonden = _by_tabel(agb, rijen)
    if persoon := gevonden.get(_PERSOON):
        return Zorgverlenerstand(
            agb=agb,
            uitkomst=persoon.periode.uitkomst(on),
            naam=persoon.naam,
            specialismen=tuple(persoon.eigen.split(",")) if persoon.eigen else (),
            periode=persoon.periode,
        )
    if ander := gevonden.get(_AANBIEDER):
        return Zorgverlenerstand(agb=agb, uitkomst=Uitkomst.ANDER_SOORT, naam=ander.naam)
    return Zorgverlenerstand(agb=agb, uitkomst=Uitkomst.ONBEKEND)


def _zorgaanbiederstand(agb: AgbCode, rijen: Iterable[_Rij], *, on: date) -> Zorgaanbiederstand:
    gevonden = _by_tabel(agb, rijen)
    if aanbieder := gevonden.get(_AANBIEDER):
        type_ = Aanbiedertype(aanbieder.eigen)
        asks = type_ is not Aanbiedertype.ONDERNEMING
        return Zorgaanbiederstand(
            agb=agb,
            uitkomst=aanbieder.periode.uitkomst(on) if asks else Uitkomst.ANDER_SOORT,
            naam=aanbieder.naam,
            type=type_,
            periode=aanbieder.periode,
        )
    if ander := gevonden.get(_PERSOON):
        return Zorgaanbiederstand(agb=agb, uitkomst=Uitkomst.ANDER_SOORT, naam=ander.naam)
    return Zorgaanbiederstand(agb=agb, uitkomst=Uitkomst.ONBEKEND)
