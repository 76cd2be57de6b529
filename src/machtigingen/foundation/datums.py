"""When may care begin, and when can somebody be born? Rules for the push and for the form alike. Pure."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

NEDERLAND = ZoneInfo("Europe/Amsterdam")  # where a day begins and ends, in every message and register
TERUG_JAREN = 2
OUDST_JAREN = 130


def code_begindatum(begin: date, *, vandaag: date) -> str | None:
    """B214 when ahead: COV cannot look ahead. B215 over two years back: COV does not answer then (domain notes 1.5)."""
    if begin > vandaag:
        return "B214"
    return "B215" if begin < jaren_eerder(vandaag, TERUG_JAREN) else None


def code_geboortedatum(geboren: date, *, vandaag: date) -> str | None:
    """B216 unless born already, and at most 130 years ago."""
    return None if jaren_eerder(vandaag, OUDST_JAREN) <= geboren <= vandaag else "B216"


def jaren_eerder(dag: date, jaren: int) -> date:
    """The same day some years before, or the first of all days; 29 February becomes 28."""
    if dag.year <= jaren:
        return date.min
    try:
        return dag.replace(year=dag.year - jaren)
    except ValueError:
        return dag.replace(year=dag.year - jaren, day=28)


def years_before(moment: datetime, jaren: int) -> datetime:
    """The same time of the same day some years before."""
    return datetime.combine(jaren_eerder(moment.date(), jaren), moment.timetz())


def years_after(moment: datetime, jaren: int) -> datetime:
    """The same time of the same day some years later; 29 February becomes 1 March."""
    try:
        return moment.replace(year=moment.year + jaren)
    except ValueError:
        return moment.replace(year=moment.year + jaren, month=3, day=1)


def last_day_of_a_year(begin: date) -> date:
    """The last day of the year that begins then: 2 November to 1 November, 29 February to 28 February."""
    return last_day_of_years(begin, 1)


def last_day_of_years(begin: date, jaren: int) -> date:
    try:
        return begin.replace(year=begin.year + jaren) - timedelta(days=1)
    except ValueError:
        return date(begin.year + jaren, 2, 28)
