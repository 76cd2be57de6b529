"""What does COV say in the sandbox, without a network between? The portal knows this adapter only by name."""

import time
from collections.abc import Callable

from machtigingen.foundation import AgbCode
from machtigingen.registers.cov import CovAntwoord, CovNietBereikbaar, CovVraag, GeenAntwoord
from machtigingen.registers.vz801802.dienst import opdracht_van
from machtigingen.registers.vz801802.duiding import antwoord_van
from machtigingen_sandbox.cov_antwoorden import zoekresultaat
from machtigingen_sandbox.personas import PERSONAS, Gedrag

TRAAG_SECONDEN = 2.0
GEDRAG = {persona.bsn.onthul(): persona.gedrag for persona in PERSONAS}


class DemoCov:
    """An adapter of COV to copy: the same answer for the same question on any day, never a look outside."""

    def __init__(self, *, sleep: Callable[[float], None] = time.sleep) -> None:
        self._sleep = sleep

    def raadpleeg(self, vraag: CovVraag, *, agb: AgbCode | None, timeout: float) -> CovAntwoord:
        self._behave(GEDRAG.get(vraag.bsn.onthul(), Gedrag.GEWOON), timeout)
        return antwoord_van(zoekresultaat(opdracht_van(vraag), vandaag=vraag.peildatum), vraag)

    def _behave(self, gedrag: Gedrag, timeout: float) -> None:
        if gedrag is Gedrag.STORING:
            raise CovNietBereikbaar(GeenAntwoord.STORING)
        if gedrag is Gedrag.TRAAG:
            self._sleep(min(TRAAG_SECONDEN, timeout))
            if timeout < TRAAG_SECONDEN:
                raise CovNietBereikbaar(GeenAntwoord.TIJD_OP)
