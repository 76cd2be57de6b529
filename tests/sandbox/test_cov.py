"""The demo COV: the same answer for the same magic BSN, every time."""

from datetime import date

import pytest
from machtigingen_sandbox import personas
from machtigingen_sandbox.cov import TRAAG_SECONDEN, DemoCov
from machtigingen_sandbox.personas import PERSONAS, Gedrag, Persona

from machtigingen.foundation import Bsn
from machtigingen.registers.cov import Cov, CovNietBereikbaar, CovUitkomst, CovVraag

VANDAAG = date(2026, 11, 24)
ANSWERING = [persona for persona in PERSONAS if persona.gedrag is Gedrag.GEWOON]


def _ask(persona: Persona, *, cov: Cov | None = None, geboren: date | None = None, timeout: float = 5.0):
    return (cov or DemoCov()).raadpleeg(
        _vraag(persona.bsn, geboren or persona.geboortedatum), agb=None, timeout=timeout
    )


def _vraag(bsn: Bsn, geboren: date) -> CovVraag:
    return CovVraag(bsn=bsn, geboortedatum=geboren, peildatum=VANDAAG, grondslag="zvw")


@pytest.mark.parametrize("persona", ANSWERING, ids=lambda persona: persona.naam)
def test_it_answers_what_the_persona_promises(persona: Persona) -> None:
    assert _ask(persona).uitkomst is persona.cov


def test_there_is_a_persona_for_every_answer() -> None:
    assert {persona.cov for persona in PERSONAS} == set(CovUitkomst)
    assert {persona.gedrag for persona in PERSONAS} == set(Gedrag)


def test_every_bsn_is_its_own_and_of_the_test_range() -> None:
    nummers = [persona.bsn.onthul() for persona in PERSONAS]
    assert len(set(nummers)) == len(nummers)
    assert all(nummer.startswith("9999") for nummer in nummers)


@pytest.mark.parametrize(
    ("persona", "uzovi", "naam"),
    [
        (personas.GEVONDEN, "9901", "Voorbeeld Zorgverzekeraar"),
        (personas.BIJ_TESTZORG, "9902", "Testzorg"),
        (personas.BIJ_DEMOVERZEKERING, "9903", "Demoverzekering"),
    ],
)
def test_it_says_where_someone_is_insured(persona: Persona, uzovi: str, naam: str) -> None:
    antwoord = _ask(persona)
    assert (str(antwoord.uzovi), antwoord.verzekeraar) == (uzovi, naam)
    assert (antwoord.naam, antwoord.geslacht) == (persona.naam, persona.geslacht)
    assert 1 <= len(antwoord.verzekerdenummer) <= 15


def test_it_does_not_know_any_other_bsn() -> None:
    antwoord = DemoCov().raadpleeg(_vraag(Bsn.parse("999990019"), VANDAAG), agb=None, timeout=5.0)
    assert antwoord.uitkomst is CovUitkomst.ONBEKEND


def test_another_birth_date_than_the_persona_has_does_not_match() -> None:
    antwoord = _ask(personas.GEVONDEN, geboren=date(1990, 1, 1))
    assert antwoord.uitkomst is CovUitkomst.GEBOORTEDATUM_ONJUIST
    assert antwoord.naam == "" and antwoord.uzovi is None


def test_it_says_when_a_policy_ends() -> None:
    assert _ask(personas.POLIS_LOOPT_AF).polis_einde == date(2026, 12, 31)
    assert _ask(personas.POLIS_BEEINDIGD).polis_einde == date(2025, 12, 31)
    assert _ask(personas.GEVONDEN).polis_einde is None


def test_the_slow_one_answers_after_two_seconds() -> None:
    slept: list[float] = []
    assert _ask(personas.TRAAG, cov=DemoCov(sleep=slept.append)).uitkomst is CovUitkomst.GEVONDEN
    assert slept == [TRAAG_SECONDEN]


def test_the_slow_one_gives_up_when_it_may_not_take_that_long() -> None:
    slept: list[float] = []
    with pytest.raises(CovNietBereikbaar):
        _ask(personas.TRAAG, cov=DemoCov(sleep=slept.append), timeout=0.5)
    assert slept == [0.5]


def test_the_broken_one_is_down() -> None:
    with pytest.raises(CovNietBereikbaar):
        _ask(personas.STORING)
