"""An act of beheer in words: for the line of a log, a timeline and a sheet."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from machtigingen.audit.handelingen import soort_van
from machtigingen.doors.beheer.woorden import RECHTEN
from machtigingen.toegang.daden import Beheerdaad
from machtigingen.ui.context import Regel

_PORTAAL, _BEHEER = "systeem", "beheer: "


def who(door: str) -> str:
    """The portal itself, or who runs it, goes by no name of the organisation."""
    if door.startswith(_BEHEER):
        return _("De beheerder van het portaal")
    return _("Het portaal") if door == _PORTAAL else door


def what(daad: Beheerdaad) -> str:
    return soort_van(daad.handeling).deed


def about(daad: Beheerdaad) -> str:
    """With what, and which right or why."""
    reden = str(RECHTEN.get(daad.reden, daad.reden))
    return " · ".join(deel for deel in (daad.over, reden) if deel)


def timeline(daden: Sequence[Beheerdaad]) -> tuple[Regel, ...]:
    """Oldest first."""
    return tuple(
        Regel(titel=_capital(what(daad)), op=daad.tijdstip, door=who(daad.door), tekst=_why(daad))
        for daad in reversed(daden)
    )


def _why(daad: Beheerdaad) -> str:
    return str(RECHTEN.get(daad.reden, daad.reden))


def _capital(tekst: str) -> str:
    return tekst[:1].upper() + tekst[1:]
