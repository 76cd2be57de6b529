"""Was a register ever taken in, and when? It tells "unknown" from "not available"."""

from datetime import datetime

from machtigingen.foundation import DomainError
from machtigingen.registers.models import Lading
from machtigingen.registers.standen import Register


def geladen_at(register: Register) -> datetime | None:
    """When the register was last taken in; None if never."""
    return Lading.objects.filter(pk=register.value).values_list("geladen_at", flat=True).first()


def require_geladen(*registers: Register) -> None:
    """Raises R201 when one of them was never taken in."""
    namen = {register.value for register in registers}
    ontbreekt = namen - set(Lading.objects.filter(pk__in=namen).values_list("register", flat=True))
    if ontbreekt:
        raise DomainError.one("R201", register=", ".join(sorted(ontbreekt)))
