"""A verlenging lasts no longer than the policy, as COV knows it when it is asked for."""

from datetime import date
from typing import Any

import pytest
from levensloop.conftest import Balie, code_van
from levensloop.slotvolgorde import in_order
from machtigingen_sandbox import personas
from machtigingen_sandbox.cov import DemoCov
from oordelen import heel

from machtigingen.aanvragen import besluiten, vervolg
from machtigingen.aanvragen.models import Aanvraag
from machtigingen.audit.models import Regel
from machtigingen.foundation import Uzovi
from machtigingen.registers import cov
from machtigingen.registers.cov import CovAntwoord, CovUitkomst, CovVraag

BEGINT = date(2027, 11, 2)


class Later(DemoCov):
    """COV knows more of the day on which the verlenging begins than of the days before."""

    def __init__(self, **anders: Any) -> None:
        super().__init__()
        self.anders = anders

    def raadpleeg(self, vraag: CovVraag, **hoe: Any) -> CovAntwoord:
        antwoord = super().raadpleeg(vraag, **hoe)
        if vraag.peildatum != BEGINT:
            return antwoord
        bekend = {"uzovi": antwoord.uzovi, "verzekeraar": "Andere Zorgverzekeraar", "uitkomst": antwoord.uitkomst}
        return CovAntwoord(peildatum=BEGINT, **bekend | self.anders)


@pytest.fixture
def eerste(balie: Balie) -> Aanvraag:
    aanvraag = balie.verstuurd()
    return besluiten.decide(actor=balie.beoordelaar, now=balie.now, aanvraag_id=aanvraag.id, oordeel=heel(True))


def weet(monkeypatch: pytest.MonkeyPatch, **anders: Any) -> None:
    monkeypatch.setattr(cov, "cov_adapter", lambda: Later(**anders))


def vraag(balie: Balie, eerste: Aanvraag) -> Aanvraag:
    wie = {"actor": balie.indiener, "now": balie.now, "aanvraag_id": eerste.id}
    return vervolg.ask_again(**wie, soort="verlenging", motivering="Nog niet klaar.")


def test_it_ends_with_the_policy_as_cov_knows_it_now(
    balie: Balie, eerste: Aanvraag, monkeypatch: pytest.MonkeyPatch
) -> None:
    weet(monkeypatch, polis_einde=date(2027, 12, 31))
    nieuw = vraag(balie, eerste)
    wie = {"actor": balie.beoordelaar, "now": balie.now, "aanvraag_id": nieuw.id}
    assert besluiten.decide(**wie, oordeel=heel(True)).geldig_tot_on == date(2027, 12, 31)
    assert Regel.objects.filter(handeling="cov_geraadpleegd", onderwerp=f"aanvraag:{nieuw.id}").count() == 1


def test_it_takes_its_numbers_before_the_audit_log(balie: Balie, eerste: Aanvraag) -> None:
    with in_order() as ketens:
        vraag(balie, eerste)
    assert len(ketens) == 1


def test_a_policy_that_ends_is_asked_about_anew(balie: Balie) -> None:
    aanvraag = balie.verstuurd(wie=personas.POLIS_LOOPT_AF)
    wie = {"actor": balie.beoordelaar, "now": balie.now}
    eerste = besluiten.decide(**wie, aanvraag_id=aanvraag.id, oordeel=heel(True))
    assert eerste.geldig_tot_on == date(2026, 12, 31)
    nieuw = vraag(balie, eerste)
    assert nieuw.bronnen["cov"]["polis_einde"] == "2027-12-31"
    assert besluiten.decide(**wie, aanvraag_id=nieuw.id, oordeel=heel(True)).geldig_tot_on == date(2027, 12, 31)


@pytest.mark.parametrize(
    ("anders", "code"),
    [
        ({"uitkomst": CovUitkomst.POLIS_BEEINDIGD}, "R304"),
        ({"uitkomst": CovUitkomst.OVERLEDEN}, "R306"),
        ({"uzovi": Uzovi.parse("9902")}, "A122"),
    ],
)
def test_who_is_not_insured_here_then_has_nothing_to_extend(
    balie: Balie, eerste: Aanvraag, monkeypatch: pytest.MonkeyPatch, anders: dict[str, Any], code: str
) -> None:
    weet(monkeypatch, **anders)
    assert code_van(vraag, balie, eerste) == code
    assert not eerste.vervolgen.exists()


def test_while_cov_is_away_nothing_is_sent(balie: Balie, eerste: Aanvraag, settings: Any) -> None:
    settings.MACHTIGINGEN_COV = "cov_dubbels:Weg"
    assert code_van(vraag, balie, eerste) == "R301"
    assert not eerste.vervolgen.exists()


def test_what_was_typed_stays_on_the_page_while_cov_is_away(balie: Balie, eerste: Aanvraag, settings: Any) -> None:
    settings.ROOT_URLCONF = "machtigingen.project.urls_portaal"
    mens = balie.wereld.mens()
    mens.get("/aanvragen/")
    settings.MACHTIGINGEN_COV = "cov_dubbels:Weg"
    antwoord = mens.post(f"/aanvragen/{eerste.id}/verlenging", {"tekst": "Een heel verhaal."})
    assert antwoord.status_code == 503
    assert "Een heel verhaal." in antwoord.content.decode()
