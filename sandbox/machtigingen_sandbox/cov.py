"""What does COV say in the sandbox? It answers by magic BSN; the portal knows this adapter only by name."""

import time
from collections.abc import Callable
from datetime import date

from machtigingen.foundation import Bsn, Uzovi
from machtigingen.registers.cov import CovAntwoord, CovNietBereikbaar, CovUitkomst
from machtigingen_sandbox.personas import PERSONAS, Gedrag, Persona
from machtigingen_sandbox.registers import VERZEKERAARS

TRAAG_SECONDEN = 2.0
_BY_BSN = {persona.bsn: persona for persona in PERSONAS}


class DemoCov:
    """An adapter of COV to copy: the same answer for the same question, never a look outside."""

    def __init__(self, *, sleep: Callable[[float], None] = time.sleep) -> None:
        self._sleep = sleep

    def raadpleeg(self, *, bsn: Bsn, geboortedatum: date, peildatum: date, timeout: float) -> CovAntwoord:
        persona = _BY_BSN.get(bsn)
        if persona is None:
            return CovAntwoord(uitkomst=CovUitkomst.ONBEKEND, peildatum=peildatum)
        self._behave(persona.gedrag, timeout)
        if geboortedatum != persona.geboortedatum:
            return CovAntwoord(uitkomst=CovUitkomst.GEBOORTEDATUM_ONJUIST, peildatum=peildatum)
        if persona.cov is not CovUitkomst.GEVONDEN:
            return CovAntwoord(
                uitkomst=persona.cov, peildatum=peildatum, polis_einde=_polis_einde(persona, peildatum)
            )
        return CovAntwoord(
            uitkomst=CovUitkomst.GEVONDEN,
            peildatum=peildatum,
            naam=persona.naam,
            geslacht=persona.geslacht,
            uzovi=Uzovi.parse(persona.uzovi),
            verzekeraar=VERZEKERAARS[persona.uzovi],
            verzekerdenummer=persona.verzekerdenummer,
            polis_einde=_polis_einde(persona, peildatum),
        )

    def _behave(self, gedrag: Gedrag, timeout: float) -> None:
        if gedrag is Gedrag.STORING:
            raise CovNietBereikbaar("magic BSN: COV is down")
        if gedrag is Gedrag.TRAAG:
            self._sleep(min(TRAAG_SECONDEN, timeout))
            if timeout < TRAAG_SECONDEN:
                raise CovNietBereikbaar(f"magic BSN: COV needs {TRAAG_SECONDEN} seconds")


def _polis_einde(persona: Persona, peildatum: date) -> date | None:
    if persona.cov is CovUitkomst.POLIS_BEEINDIGD:
        return date(peildatum.year - 1, 12, 31)
    return date(peildatum.year, 12, 31) if persona.polis_loopt_af else None
