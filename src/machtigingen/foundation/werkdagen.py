"""Which days are working days? Monday to Friday, without the holidays of the Algemene termijnenwet. Pure.

Source: Algemene termijnenwet, articles 1 and 3. Good Friday is no public holiday, but that law treats it as one.
King's Day is 27 April, or the 26th when that is a Sunday; the 5th of May counts in every year.
"""

from datetime import date, timedelta
from functools import cache

_DAG = timedelta(days=1)
_ZATERDAG, _ZONDAG = 5, 6
_MET_PASEN = (-2, 1, 39, 50)  # Good Friday, Easter Monday, Ascension Day, Whit Monday: days from Easter Sunday


def is_werkdag(dag: date) -> bool:
    return dag.weekday() < _ZATERDAG and dag not in feestdagen(dag.year)


def werkdag_na(dag: date, aantal: int) -> date:
    """The working day that is so many working days later. With 0 the day itself, or the first working day after it."""
    if aantal < 0:
        raise ValueError("a number of working days is not negative")
    gevonden = dag
    for _ in range(aantal):
        gevonden = _werkdag_vanaf(gevonden + _DAG)
    return _werkdag_vanaf(gevonden)


def werkdagen_tussen(van: date, tot: date) -> int:
    """How many working days come after `van`, up to and including `tot`; negative when `tot` comes first."""
    if tot < van:
        return -werkdagen_tussen(tot, van)
    return sum(is_werkdag(van + dagen * _DAG) for dagen in range(1, (tot - van).days + 1))


@cache
def feestdagen(jaar: int) -> frozenset[date]:
    """The days of a year that are no working day, whatever day of the week they are."""
    pasen = eerste_paasdag(jaar)
    return frozenset(
        {
            date(jaar, 1, 1),
            _koningsdag(jaar),
            date(jaar, 5, 5),
            date(jaar, 12, 25),
            date(jaar, 12, 26),
            *(pasen + dagen * _DAG for dagen in _MET_PASEN),
        }
    )


def eerste_paasdag(jaar: int) -> date:
    """Easter Sunday in the Gregorian calendar, by the computation that J.-M. Oudin published in 1940."""
    eeuw, gulden = jaar // 100, jaar % 19
    correctie = (eeuw - (eeuw - 17) // 25) // 3
    epacta = (eeuw - eeuw // 4 - correctie + 19 * gulden + 15) % 30
    epacta -= (epacta // 28) * (1 - (29 // (epacta + 1)) * ((21 - gulden) // 11))
    volle_maan = (jaar + jaar // 4 + epacta + 2 - eeuw + eeuw // 4) % 7
    vanaf_21_maart = epacta - volle_maan
    return date(jaar, 3, 28) + vanaf_21_maart * _DAG


def _koningsdag(jaar: int) -> date:
    dag = date(jaar, 4, 27)
    return dag - _DAG if dag.weekday() == _ZONDAG else dag


def _werkdag_vanaf(dag: date) -> date:
    while not is_werkdag(dag):
        dag += _DAG
    return dag
