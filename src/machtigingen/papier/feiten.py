"""A fact with its name, and days and moments as people read them: what every document about an aanvraag is made of."""

from datetime import date, datetime

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext


def feit(vraag: str, antwoord: str, *, klein: str = "") -> dict[str, str]:
    """`klein` stands below it, in smaller letters."""
    return {"vraag": vraag, "antwoord": antwoord or "–", "klein": klein}


def moment(wanneer: datetime) -> str:
    return date_format(localtime(wanneer), "j F Y, H:i")


def dag(wanneer: date) -> str:
    return date_format(wanneer, "j F Y")


def periode(vanaf: date | None, tot: date | None) -> str:
    """From and until; nothing when neither is known."""
    if vanaf and tot:
        return gettext("%(vanaf)s tot en met %(tot)s") % {"vanaf": dag(vanaf), "tot": dag(tot)}
    if vanaf:
        return gettext("vanaf %(vanaf)s") % {"vanaf": dag(vanaf)}
    return gettext("tot en met %(tot)s") % {"tot": dag(tot)} if tot else ""
