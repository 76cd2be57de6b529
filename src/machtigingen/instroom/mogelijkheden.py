"""What an instantie can ask for, of insurers that are there: the catalogue and the register together."""

from dataclasses import replace

from machtigingen.formulieren import catalogus
from machtigingen.formulieren.mogelijkheden import Filter, Mogelijkheid, NietNodig, mogelijkheden, niet_nodig
from machtigingen.foundation import Actor, DomainError, Uzovi
from machtigingen.registers import uzovi as uzovi_register
from machtigingen.registers.standen import WLZ, Uitkomst, Verzekeraarsoort
from machtigingen.toegang.queries import require_any


def find_mogelijkheden(*, actor: Actor, filter: Filter) -> tuple[tuple[Mogelijkheid, ...], tuple[NietNodig, ...]]:
    """(forms, care that needs none). Raises D203, R309 for an insurer that is not there on that day. It says nothing of
    anybody, so it leaves no trace in the audit trail."""
    require_any(actor)
    if filter.uzovi:
        wet = _law_of(filter)
        if filter.grondslag not in ("", wet):
            return (), ()
        filter = replace(filter, grondslag=wet)
    return mogelijkheden(catalogus(), filter), niet_nodig(catalogus(), filter, agb=str(actor.agb or ""))


def _law_of(filter: Filter) -> str:
    """Under which law this insurer or zorgkantoor decides."""
    verzekeraar = uzovi_register.verzekeraar(Uzovi.parse(filter.uzovi, pad="uzovi"), on=filter.on)
    if verzekeraar.uitkomst is not Uitkomst.BEKEND:
        raise DomainError.one("R309", pad="uzovi")
    return WLZ if verzekeraar.soort is Verzekeraarsoort.ZORGKANTOOR else "zvw"
