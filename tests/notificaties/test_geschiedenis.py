"""Whatever happens, in whatever order: nothing that was published is lost, nothing comes under another id, and nobody
hears of another's."""

from collections import Counter
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, invariant, rule, run_state_machine_as_test
from namen import nieuwe_naam
from notificaties.toneel import AGB, ANDERE, Klok, abonneer, actor, gebeurt, tijdelijk
from voluit import keer

from machtigingen.foundation import DomainError
from machtigingen.notificaties import bezorgen, uitkomst
from machtigingen.notificaties.abonneren import replay, unsubscribe
from machtigingen.notificaties.bezorgen import CLAIM, claim, deliver_next
from machtigingen.notificaties.models import Abonnement, Bezorging
from machtigingen.notificaties.queries import find_ledger
from machtigingen.notificaties.soorten import Kanaal, Soort
from machtigingen.notificaties.uitstel import WACHTTIJDEN
from machtigingen.notificaties.zending import Bezorgfout, Zending

NU = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
WEBHOOK = [Kanaal.WEBHOOK]
UITKOMSTEN = ("goed", "tijdelijk", "later", "voorgoed", "onverwacht", "opgezegd")


class Ontvangers:
    """All receivers: keeps what arrives, and answers as it is told for this once."""

    def __init__(self) -> None:
        self.uitkomst = "goed"
        self.gekregen: Counter[UUID] = Counter()
        self.van: dict[UUID, str] = {}

    def check_config(self) -> str:
        return ""

    def send(self, zending: Zending) -> None:
        self.van.setdefault(zending.id, zending.organisatiecode)
        assert self.van[zending.id] == zending.organisatiecode
        match self.uitkomst:
            case "goed":
                self.gekregen[zending.id] += 1
            case "tijdelijk":
                raise tijdelijk()
            case "later":
                raise tijdelijk(retry_after=timedelta(hours=5))
            case "voorgoed":
                raise Bezorgfout("http_404", blijvend=True)
            case "opgezegd":
                raise Bezorgfout("http_410", opgezegd=True)
            case "onverwacht":
                raise ZeroDivisionError


class Bezorgdienst(RuleBasedStateMachine):
    abonnementen = Bundle("abonnementen")
    claims = Bundle("claims")

    def __init__(self) -> None:
        super().__init__()
        self.klok = Klok(NU)
        self.ontvangers = Ontvangers()
        self.lopend: dict[UUID, str] = {}  # abonnement → of which instantie, until it ends
        self.verwacht: dict[UUID, list[UUID]] = {}  # abonnement → the aanvragen that it was told of

    @rule(target=abonnementen, code=st.sampled_from([AGB, ANDERE]))
    def abonneer(self, code: str) -> tuple[UUID, str]:
        try:
            id_ = abonneer(f"https://{nieuwe_naam()}.example/", now=self.klok(), code=code).stand.id
        except DomainError as fout:
            assert fout.code == "N105"
            return uuid4(), code
        self.lopend[id_], self.verwacht[id_] = code, []
        return id_, code

    @rule(soort=st.sampled_from(list(Soort)), agb=st.sampled_from([AGB, ANDERE, "12345678"]), lukt=st.booleans())
    def er_gebeurt_iets(self, soort: Soort, agb: str, lukt: bool) -> None:
        """Or the act fails after all, and then nothing happened."""
        with suppress(Teruggedraaid), transaction.atomic():
            aanvraag = gebeurt(soort.value, now=self.klok(), agb=agb)
            if not lukt:
                raise Teruggedraaid
            for id_, code in self.lopend.items():
                if code == agb:
                    self.verwacht[id_].append(aanvraag)

    @rule(uitkomst=st.sampled_from(UITKOMSTEN))
    def de_werker_bezorgt(self, uitkomst: str) -> None:
        self.ontvangers.uitkomst = uitkomst
        deliver_next(clock=self.klok, verzenders={Kanaal.WEBHOOK: self.ontvangers})
        self.kijk_wie_opzegde()

    @rule(target=claims, verstuurd=st.booleans())
    def een_werker_wordt_gedood(self, verstuurd: bool) -> Zending | None:
        """Before it sends, or between sending and recording."""
        zending = claim(now=self.klok(), kanalen=WEBHOOK)
        if zending and verstuurd:
            self.ontvangers.gekregen[zending.id] += 1
        return zending

    @rule(zending=consumes(claims), lukte=st.booleans())
    def of_hij_was_alleen_traag(self, zending: Zending | None, lukte: bool) -> None:
        if zending is None:
            return
        if lukte:
            self.ontvangers.gekregen[zending.id] += 1
            uitkomst.record_success(zending, now=self.klok())
        else:
            uitkomst.record_failure(zending, tijdelijk(), now=self.klok())

    @rule(minuten=st.sampled_from([1, 3, 30, 60 * 8, 60 * 24]))
    def er_gaat_tijd_voorbij(self, minuten: int) -> None:
        self.klok.later(minutes=minuten)

    @rule(abonnement=abonnementen, nummer=st.integers(0, 5), wie=st.sampled_from([AGB, ANDERE]))
    def iemand_wil_het_opnieuw(self, abonnement: tuple[UUID, str], nummer: int, wie: str) -> None:
        id_, code = abonnement
        rijen = list(Bezorging.objects.filter(abonnement=id_).order_by("created_at", "id"))
        if not rijen:
            return
        hier = {"kanaal": Kanaal.WEBHOOK, "abonnement_id": id_, "bezorging_id": rijen[nummer % len(rijen)].id}
        try:
            replay(actor=actor(wie), now=self.klok(), **hier)
        except DomainError as fout:
            assert fout.code == ("N101" if wie != code else "N106")
        else:
            assert wie == code and id_ in self.lopend

    @rule(abonnement=abonnementen, wie=st.sampled_from([AGB, ANDERE]))
    def iemand_zegt_op(self, abonnement: tuple[UUID, str], wie: str) -> None:
        id_, code = abonnement
        try:
            unsubscribe(actor=actor(wie), now=self.klok(), kanaal=Kanaal.WEBHOOK, abonnement_id=id_)
        except DomainError as fout:
            assert fout.code == "N101" and (wie != code or id_ not in self.verwacht)
        else:
            assert wie == code
            self.lopend.pop(id_, None)

    def kijk_wie_opzegde(self) -> None:
        beeindigd = set(Abonnement.objects.exclude(ended_at=None).values_list("id", flat=True))
        self.lopend = {id_: code for id_, code in self.lopend.items() if id_ not in beeindigd}

    @invariant()
    def each_abonnement_has_one_bezorging_of_each_thing_that_happened(self) -> None:
        er_zijn = Counter(Bezorging.objects.values_list("abonnement", "aanvraag_id"))
        assert er_zijn == Counter((id_, een) for id_, aanvragen in self.verwacht.items() for een in aanvragen)

    @invariant()
    def what_is_called_delivered_arrived_under_its_own_id(self) -> None:
        bezorgd = set(Bezorging.objects.filter(toestand="bezorgd").values_list("id", flat=True))
        assert bezorgd <= self.ontvangers.gekregen.keys()
        assert self.ontvangers.gekregen.keys() <= set(Bezorging.objects.values_list("id", flat=True))

    @invariant()
    def nothing_is_given_up_that_could_still_arrive(self) -> None:
        opgegeven = Bezorging.objects.filter(toestand="opgegeven").exclude(foutsoort="blijvend")
        assert not opgegeven.filter(pogingen__lte=len(WACHTTIJDEN)).exists()

    @invariant()
    def nobody_reads_the_ledger_of_another(self) -> None:
        for id_, code in list(self.lopend.items())[:2]:
            find_ledger(actor=actor(code), kanaal=Kanaal.WEBHOOK, abonnement_id=id_)
            with pytest.raises(DomainError, match="N101"):
                find_ledger(
                    actor=actor(ANDERE if code == AGB else AGB), kanaal=Kanaal.WEBHOOK, abonnement_id=id_
                )  # fmt: skip

    def teardown(self) -> None:
        """In the end everybody is there again: then all arrives that was not given up."""
        self.ontvangers.uitkomst = "goed"
        self.klok.later(seconds=CLAIM.total_seconds(), days=2)
        for _ in range(10 * Bezorging.objects.count() + 1):
            deliver_next(clock=self.klok, verzenders={Kanaal.WEBHOOK: self.ontvangers})
        assert not Bezorging.objects.filter(toestand="wacht").exists()
        self.what_is_called_delivered_arrived_under_its_own_id()
        super().teardown()


class Teruggedraaid(Exception):
    pass


class InEenTransactie(Bezorgdienst):
    """Each history in a transaction of its own, that is rolled back."""

    def __init__(self) -> None:
        self.transactie = transaction.atomic()
        self.transactie.__enter__()
        super().__init__()

    def teardown(self) -> None:
        try:
            super().teardown()
        finally:
            transaction.set_rollback(True)
            self.transactie.__exit__(None, None, None)


def doorloop(aantal: int, **anders: Any) -> None:
    hoe = {"stateful_step_count": 30, "deadline": None, "suppress_health_check": list(HealthCheck)}
    run_state_machine_as_test(InEenTransactie, settings=settings(max_examples=aantal, **hoe, **anders))


@pytest.mark.zwaar
@pytest.mark.django_db
def test_every_history_ends_well() -> None:
    doorloop(keer(30, 500))


def vergeet(zending: Zending, *, now: datetime) -> None:
    """Does not record that it arrived."""


def hernoem(rij: Bezorging, *, now: datetime) -> Zending:
    """Another id with every attempt."""
    return replace(ZENDING(rij, now=now), id=uuid4())


def geef_op(**_: object) -> None:
    """No second attempt."""


ZENDING = bezorgen._zending


@pytest.mark.zwaar
@pytest.mark.django_db
@pytest.mark.parametrize(
    ("module", "naam", "kapot"),
    [
        (bezorgen, "record_success", vergeet),
        (bezorgen, "_zending", hernoem),
        (uitkomst, "next_attempt", geef_op),
    ],
    ids=["forgets", "renames", "gives up"],
)
def test_a_worker_that_is_broken_is_found_out(
    monkeypatch: pytest.MonkeyPatch, module: Any, naam: str, kapot: Any
) -> None:
    monkeypatch.setattr(module, naam, kapot)
    with pytest.raises(AssertionError):
        doorloop(200, phases=[Phase.generate], database=None, derandomize=True)
