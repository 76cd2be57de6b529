"""Whatever is asked, decided, ended and taken back about one aanvraag and what follows on it: no day is covered twice,
and no verlenging begins before the day that was asked for."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from conftest import NU
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from levensloop.conftest import Balie, code_van
from levensloop.dagen import breaches
from levensloop.test_dubbel import ANDERS
from oordelen import heel
from voluit import keer
from wereld import Wereld

from machtigingen.aanvragen import afsluiting, besluiten, vervolg
from machtigingen.aanvragen.lifecycle import HERBEOORDELING, VERLENGING
from machtigingen.aanvragen.models import Aanvraag
from machtigingen.aanvragen.regels import Oordeel
from machtigingen.foundation import Actor

pytestmark = pytest.mark.zwaar

WELKE = st.integers(min_value=0, max_value=5)
DAG = st.sampled_from([date(2026, 11, 1), date(2026, 11, 30), date(2027, 3, 31), date(2027, 11, 1), date(2028, 11, 1)])
GEEN = st.none()


class Dagen(RuleBasedStateMachine):
    """What is refused is left: the law is about what is done."""

    def __init__(self, eerste: UUID, *, indiener: Actor, beoordelaar: Actor) -> None:
        super().__init__()
        self.ids, self.indiener, self.beoordelaar, self.now = [eerste], indiener, beoordelaar, NU
        self.gevraagd: dict[UUID, date] = {}
        self.blok = transaction.atomic()
        self.blok.__enter__()

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.blok.__exit__(None, None, None)

    def doe(self, daad: Callable[..., Any], actor: Actor, welke: int, **args: Any) -> None:
        def act() -> None:
            with transaction.atomic():
                daad(actor=actor, now=self.now, aanvraag_id=self.ids[welke % len(self.ids)], **args)

        code_van(act)

    @initialize(anders=st.booleans())
    def wordt_toegekend(self, anders: bool) -> None:
        self.doe(besluiten.decide, self.beoordelaar, 0, oordeel=ANDERS if anders else heel(True))

    @rule(welke=WELKE, soort=st.sampled_from([HERBEOORDELING, VERLENGING]))
    def vraagt(self, welke: int, soort: str) -> None:
        eerste = Aanvraag.objects.get(pk=self.ids[welke % len(self.ids)])
        self.doe(vervolg.ask_again, self.indiener, welke, soort=soort, motivering="Kijk nog eens.")
        for nieuw in Aanvraag.objects.exclude(pk__in=self.ids).filter(vervolg_op=eerste):
            self.ids.append(nieuw.pk)
            if soort == VERLENGING and eerste.geldig_tot_on is not None:
                self.gevraagd[nieuw.pk] = eerste.geldig_tot_on + timedelta(days=1)

    @rule(welke=WELKE, oordeel=st.sampled_from([heel(True), ANDERS, heel(False)]), van=GEEN | DAG, tot=GEEN | DAG)
    def besluit(self, welke: int, oordeel: Oordeel, van: date | None, tot: date | None) -> None:
        dagen = {"geldig_van": van, "geldig_tot": tot} if oordeel != heel(False) else {}
        gelezen = Oordeel(regels=oordeel.regels, toelichting=oordeel.toelichting, **dagen)
        self.doe(besluiten.decide, self.beoordelaar, welke, oordeel=gelezen)

    @rule(welke=WELKE, einde=DAG)
    def zet_een_einde(self, welke: int, einde: date) -> None:
        self.doe(afsluiting.set_end, self.beoordelaar, welke, einde=einde, reden="Polis stopt.")

    @rule(welke=WELKE)
    def meldt_niet_uitgevoerd(self, welke: int) -> None:
        self.doe(afsluiting.report_not_done, self.indiener, welke, reden="Gaat niet door.")

    @rule(welke=WELKE)
    def heropent(self, welke: int) -> None:
        self.doe(afsluiting.reopen, self.beoordelaar, welke, reden="Nader bekeken.")

    @rule(dagen=st.sampled_from([1, 30, 380]))
    def de_tijd_gaat_voort(self, dagen: int) -> None:
        self.now += timedelta(days=dagen)

    @invariant()
    def elke_dag_hoort_bij_een_machtiging(self) -> None:
        assert list(breaches(self.gevraagd)) == []


def test_no_day_is_covered_twice(wereld: Wereld) -> None:
    balie = Balie(wereld, NU)
    eerste, wie = balie.verstuurd().pk, {"indiener": balie.indiener, "beoordelaar": balie.beoordelaar}
    run_state_machine_as_test(
        lambda: Dagen(eerste, **wie),
        settings=settings(
            max_examples=keer(12, 1000),
            stateful_step_count=15,
            suppress_health_check=list(HealthCheck),
        ),
    )
