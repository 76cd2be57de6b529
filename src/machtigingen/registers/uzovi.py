"""Which insurers and zorgkantoren are there on a date? Raises R201 when the register was never loaded."""

from datetime import date

from machtigingen.foundation import Uzovi
from machtigingen.registers.geladen import require_geladen
from machtigingen.registers.models import Verzekeraar, holds
from machtigingen.registers.standen import Register, Uitkomst, Verzekeraarsoort, Verzekeraarstand


def verzekeraar(uzovi: Uzovi, *, on: date) -> Verzekeraarstand:
    rij = Verzekeraar.objects.filter(pk=uzovi.waarde).first()
    if rij is None:
        require_geladen(Register.UZOVI)
        return Verzekeraarstand(uzovi=uzovi, uitkomst=Uitkomst.ONBEKEND)
    return _stand(rij, on=on)


def verzekeraars(*, on: date) -> tuple[Verzekeraarstand, ...]:
    """The insurers active that day, by name."""
    standen = tuple(_stand(rij, on=on) for rij in Verzekeraar.objects.filter(holds(on)).order_by("naam", "uzovi"))
    if not standen:
        require_geladen(Register.UZOVI)
    return standen


def zorgkantoren(*, on: date) -> tuple[Verzekeraarstand, ...]:
    """Those of that day, by name."""
    return tuple(een for een in verzekeraars(on=on) if een.soort is Verzekeraarsoort.ZORGKANTOOR)


def is_zorgkantoor(uzovi: Uzovi) -> bool:
    """Whether it decides under the Wlz, on whatever day."""
    return Verzekeraar.objects.filter(pk=uzovi.waarde, soort=Verzekeraarsoort.ZORGKANTOOR.value).exists()


def _stand(rij: Verzekeraar, *, on: date) -> Verzekeraarstand:
    return Verzekeraarstand(
        uzovi=Uzovi(rij.uzovi),
        uitkomst=rij.periode.uitkomst(on),
        naam=rij.naam,
        soort=Verzekeraarsoort(rij.soort),
        periode=rij.periode,
    )
