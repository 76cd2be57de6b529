"""Whatever several instanties and insurers do with their aanvragen, in whatever order: only legal moves, nobody acts on
a foreign one, every act has one record, of every move each subscriber hears once, and no day is covered twice."""

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
from isolatie.zorg import ZORG
from levensloop.conftest import INDIENERS, OOGKLINIEK, TANDARTS, ZIEKENHUIS, Balie, code_van
from levensloop.dagen import breaches
from levensloop.slotvolgorde import in_order
from machtigingen_sandbox import personas
from oordelen import per_regel
from reis import PNG
from voluit import keer
from wereld import Wereld

from machtigingen.aanvragen import afsluiting, behandeling, besluiten, bijlagen, indiening, vervolg
from machtigingen.aanvragen.aanvulling import save_answers, send_answers
from machtigingen.aanvragen.geldigheid import require_grantable
from machtigingen.aanvragen.lifecycle import (
    AAN_ZET,
    HERBEOORDELING,
    TABEL,
    TOEGEKEND,
    VERLENGING,
    Handeling,
    Rol,
    Status,
    may,
)
from machtigingen.aanvragen.models import Aanvraag, Gebeurtenis
from machtigingen.aanvragen.queries import dossier_of, feed, stand, visible_to
from machtigingen.aanvragen.regels import regels_of
from machtigingen.aanvragen.vervanging import replaced_by
from machtigingen.audit.actions import verify_all
from machtigingen.audit.models import Regel
from machtigingen.formulieren.afspraken import Regelbesluit
from machtigingen.foundation import BEOORDELEN, INDIENEN, Actor, DomainError
from machtigingen.notificaties.abonneren import subscribe_mail
from machtigingen.notificaties.models import Bezorging
from machtigingen.notificaties.soorten import Soort
from machtigingen.toegang.contacten import colleagues

pytestmark = pytest.mark.zwaar

MENSEN = (
    "persoonlijk-goed", "persoonlijk-raadplegen", "persoonlijk-andere-instantie", "persoonlijk-tandarts",
    "persoonlijk-zonder-autorisatie", "beoordelaar-9901", "beoordelaar-9901-collega", "beoordelaar-9902",
    "beoordelaar-9903", "beoordelaar-9903-collega",
)  # fmt: skip
VREEMD = ("A101", "D203", "D204")
LEEG = ("A105", "A114", "A115", "A116")  # what is wrong with the words alone is said before it is known what about
ABONNEES = (OOGKLINIEK, TANDARTS)
ZETTEN = {(van, naar) for (van, _, _), naar in TABEL.items()}
WELKE = st.integers(min_value=0, max_value=30)
WIE = st.sampled_from(MENSEN)
REDEN = st.sampled_from(["Omdat het zo is.", "Nader bekeken.", ""])


class Geschiedenis(RuleBasedStateMachine):
    """Knows of each aanvraag only what the table says; the portal has to come to the same."""

    def __init__(self, balie: Balie, actoren: dict[str, Actor]) -> None:
        super().__init__()
        self.balie, self.actoren, self.now = balie, actoren, NU
        self.blok = transaction.atomic()
        self.blok.__enter__()
        self.nummers: dict[UUID, str] = {}
        self.gevraagd: dict[UUID, date] = {}
        self.bestanden = 0

    def teardown(self) -> None:
        try:
            assert {breuk for _, breuk in verify_all()} <= {None}
        finally:
            transaction.set_rollback(True)
            self.blok.__exit__(None, None, None)

    @initialize()
    def onthoudt(self) -> None:
        self.ids = list(Aanvraag.objects.order_by("created_at", "referentie").values_list("pk", flat=True))

    def kies(self, welke: int) -> Aanvraag:
        return Aanvraag.objects.get(pk=self.ids[welke % len(self.ids)])

    def doe(
        self,
        aanvraag: Aanvraag,
        wie: str,
        handeling: Handeling,
        daad: Callable[..., Any],
        *,
        mits: bool = True,
        staat: Status | None = None,
        **args: Any,
    ) -> Any:
        """Does it, and looks whether it should have been possible: by who it was, by the table (from `staat`, where
        that is not what it stands at), and by `mits`."""
        actor = self.actoren[wie]
        rol = Rol.BEOORDELAAR if actor.uzovi else Rol.INDIENER
        recht = BEOORDELEN if actor.uzovi else INDIENEN
        eigen = visible_to(actor).filter(pk=aanvraag.pk).exists()
        mag = actor.mag(recht) and eigen and may(staat or stand(aanvraag, self.now), handeling, rol) and mits
        voor, eerste = self.tel(), replaced_by(aanvraag)
        try:
            with transaction.atomic(), in_order():
                uit = daad(actor=actor, now=self.now, aanvraag_id=aanvraag.pk, **args)
        except DomainError as fout:
            assert not mag, f"{fout.code}: {wie} {handeling}"
            assert self.tel() == voor, "a refused act leaves nothing"
            own_text = not mits and fout.code in LEEG
            assert eigen or fout.code in VREEMD or own_text, "a foreign aanvraag says nothing of itself"
            return None
        assert mag, f"{wie} {handeling} {stand(aanvraag, self.now)}"
        self.vergelijk(aanvraag, uit, voor, vervangen=eerste is not None and self.is_vervangen(eerste))
        return uit

    def is_vervangen(self, eerste: Aanvraag) -> bool:
        """A granted herbeoordeling ended the first in the same act."""
        return Aanvraag.objects.get(pk=eerste.pk).versie != eerste.versie

    def tel(self) -> tuple[int, int, int]:
        return Regel.objects.count(), Gebeurtenis.objects.count(), Bezorging.objects.count()

    def vergelijk(self, was: Aanvraag, uit: Any, voor: tuple[int, int, int], *, vervangen: bool) -> None:
        """One act: one record, at most one line of the timeline, and one bezorging for each who subscribed to it; and
        the same for what it took the place of."""
        regels, lijnen, bezorgd = (nu - toen for nu, toen in zip(self.tel(), voor, strict=True))
        if vervangen:
            assert Status(Aanvraag.objects.get(pk=was.pk).status) in TOEGEKEND
            regels, lijnen, bezorgd = regels - 1, lijnen - 1, bezorgd - (was.agb in ABONNEES)
        nu = uit if isinstance(uit, Aanvraag) else Aanvraag.objects.get(pk=was.pk)
        if isinstance(uit, Aanvraag) and uit.versie == was.versie and uit.pk == was.pk:
            assert (regels, lijnen, bezorgd) == (0, 0, 0), "nothing changed, so nothing is said"
            return
        assert regels == 1
        if nu.pk == was.pk:
            assert (Status(was.status), Status(nu.status)) in ZETTEN
        assert lijnen == (nu.versie - was.versie), "each change of a sent aanvraag is a line of its timeline"
        assert bezorgd == (nu.agb in ABONNEES and nu.mutatie != was.mutatie), "each subscriber hears of it once"

    @rule(welke=WELKE, wie=WIE, overnemen=st.booleans())
    def neemt(self, welke: int, wie: str, overnemen: bool) -> None:
        aanvraag = self.kies(welke)
        vrij = overnemen or aanvraag.behandelaar_certificaat in ("", self.actoren[wie].certificaat)
        self.doe(aanvraag, wie, Handeling.NEMEN, behandeling.take, mits=vrij, overnemen=overnemen)

    def heeft_niemand_anders(self, aanvraag: Aanvraag, wie: str) -> bool:
        return aanvraag.behandelaar_certificaat in ("", self.actoren[wie].certificaat)

    @rule(welke=WELKE, wie=WIE)
    def geeft_terug(self, welke: int, wie: str) -> None:
        aanvraag = self.kies(welke)
        mits = self.heeft_niemand_anders(aanvraag, wie)
        self.doe(aanvraag, wie, Handeling.OVERDRAGEN, behandeling.hand_over, mits=mits)

    @rule(welke=WELKE, wie=WIE, vraag=REDEN)
    def vraagt(self, welke: int, wie: str, vraag: str) -> None:
        aanvraag = self.kies(welke)
        mits = bool(vraag) and self.heeft_niemand_anders(aanvraag, wie)
        self.doe(aanvraag, wie, Handeling.INFORMATIE_VRAGEN, behandeling.ask_information, mits=mits, vragen=[vraag])

    @rule(welke=WELKE, wie=WIE, tekst=REDEN)
    def antwoordt(self, welke: int, wie: str, tekst: str) -> None:
        """In two steps, for a draft that cannot be sent is kept, with a record of its own."""
        aanvraag = self.kies(welke)
        self.doe(
            aanvraag, wie, Handeling.AANVULLEN, save_answers, antwoorden={0: tekst}, gezien=self.concept_van(aanvraag)
        )
        if tekst:
            with transaction.atomic():
                self.verstuurt(aanvraag, wie, tekst)

    def concept_van(self, aanvraag: Aanvraag) -> dict[int, str]:
        verzoek = aanvraag.informatieverzoeken.filter(beantwoord_at=None).first()
        return {int(nummer): een["tekst"] for nummer, een in verzoek.concept.items()} if verzoek else {}

    def verstuurt(self, aanvraag: Aanvraag, wie: str, tekst: str) -> None:
        actor = self.actoren[wie]
        if not (actor.mag(INDIENEN) and str(actor.agb) == aanvraag.agb and aanvraag.status == "informatie_gevraagd"):
            return
        gezien = self.concept_van(aanvraag)
        na = send_answers(actor=actor, now=self.now, aanvraag_id=aanvraag.pk, antwoorden={0: tekst}, gezien=gezien)
        assert na.status == "aangevuld"

    @rule(
        welke=WELKE,
        wie=WIE,
        uitkomsten=st.tuples(*[st.sampled_from([Regelbesluit.TOEGEKEND, Regelbesluit.AFGEWEZEN])] * 2),
        reden=REDEN,
    )
    def besluit(self, welke: int, wie: str, uitkomsten: tuple[Regelbesluit, ...], reden: str) -> None:
        aanvraag = self.kies(welke)
        regels = regels_of(dossier_of(aanvraag, self.now))
        oordeel = per_regel(*uitkomsten[: len(regels)], toelichting=reden)
        eigen = besluiten.gave_first_opinion(aanvraag, self.actoren[wie])
        kan = code_van(require_grantable, aanvraag, oordeel, now=self.now) == ""
        mits = bool(reden) and self.heeft_niemand_anders(aanvraag, wie) and not eigen and kan
        self.doe(aanvraag, wie, oordeel.handeling, besluiten.decide, mits=mits, oordeel=oordeel, bevestigd=True)

    @rule(welke=WELKE, wie=WIE, aan=WIE)
    def draagt_over(self, welke: int, wie: str, aan: str) -> None:
        aanvraag, naar = self.kies(welke), self.actoren[aan].certificaat
        collega = naar in [een.certificaat for een in colleagues(self.actoren[wie], now=self.now)]
        mits = collega and self.heeft_niemand_anders(aanvraag, wie)
        self.doe(aanvraag, wie, Handeling.OVERDRAGEN, behandeling.hand_over, mits=mits, naar=naar)

    @rule(welke=WELKE, wie=WIE)
    def wacht_niet_langer(self, welke: int, wie: str) -> None:
        self.doe(self.kies(welke), wie, Handeling.NIET_LANGER_WACHTEN, behandeling.stop_waiting)

    @rule(welke=WELKE, wie=WIE)
    def voegt_een_document_toe(self, welke: int, wie: str) -> None:
        self.bestanden += 1
        data = PNG + str(self.bestanden).encode()
        self.doe(self.kies(welke), wie, Handeling.BIJLAGE_TOEVOEGEN, bijlagen.attach_later, naam="brief.png", data=data)

    @rule(welke=WELKE, wie=WIE, reden=REDEN, dagen=st.sampled_from([-40, 0, 30, 5000]))
    def zet_een_einde(self, welke: int, wie: str, reden: str, dagen: int) -> None:
        aanvraag, einde = self.kies(welke), self.now.date() + timedelta(days=dagen)
        besluit = aanvraag.besluiten.order_by("volgnummer").last()
        van, tot = (besluit.geldig_van_on, besluit.geldig_tot_on) if besluit else (None, None)
        binnen = (van is None or einde >= van - timedelta(days=1)) and (tot is None or einde <= tot)
        binnen = binnen and code_van(afsluiting.require_end, aanvraag, einde) == ""
        zelf_gezet = afsluiting.was_ended_by_insurer(aanvraag)
        self.doe(
            aanvraag, wie, Handeling.EINDDATUM_ZETTEN, afsluiting.set_end, mits=bool(reden) and binnen,
            staat=Status(aanvraag.status) if zelf_gezet else None, einde=einde, reden=reden,
        )  # fmt: skip

    @rule(welke=WELKE, wie=st.sampled_from(sorted(INDIENERS.values())))
    def kopieert_en_verstuurt(self, welke: int, wie: str) -> None:
        """Of a foreign one there is no copy; one that is sent is a new aanvraag like any other, with its own number."""
        eerste, actor = self.kies(welke), self.actoren[wie]
        try:
            with transaction.atomic():
                kopie = vervolg.copy_as_new(actor=actor, now=self.now, aanvraag_id=eerste.pk)
                foto = ZORG[eerste.agb].foto
                bijlagen.attach(actor=actor, now=self.now, aanvraag_id=kopie.pk, vraag=foto, naam="foto.png", data=PNG)
                nieuw = indiening.submit(actor=actor, now=self.now, aanvraag_id=kopie.pk)
        except DomainError as fout:
            assert str(actor.agb) == eerste.agb or fout.code == "A101"
            return
        assert str(actor.agb) == eerste.agb and nieuw.aanvraagnummer != eerste.aanvraagnummer
        assert (Status.CONCEPT, Status(nieuw.status)) in ZETTEN
        self.ids.append(nieuw.pk)

    @rule(welke=WELKE, wie=WIE, reden=REDEN)
    def trekt_in(self, welke: int, wie: str, reden: str) -> None:
        self.doe(self.kies(welke), wie, Handeling.INTREKKEN, afsluiting.withdraw, mits=bool(reden), reden=reden)

    @rule(welke=WELKE, wie=WIE, reden=REDEN)
    def meldt_niet_uitgevoerd(self, welke: int, wie: str, reden: str) -> None:
        self.doe(
            self.kies(welke), wie, Handeling.NIET_UITGEVOERD_MELDEN, afsluiting.report_not_done, mits=bool(reden),
            staat=afsluiting.stand_for_not_done(self.kies(welke), self.now), reden=reden,
        )  # fmt: skip

    @rule(welke=WELKE, wie=WIE, reden=REDEN)
    def heropent(self, welke: int, wie: str, reden: str) -> None:
        aanvraag = self.kies(welke)
        laatst = afsluiting.last_reopening(aanvraag) if aanvraag.besluiten.exists() else None
        op_tijd = laatst is not None and self.now.date() <= laatst
        mits = bool(reden) and op_tijd and not afsluiting.is_built_on(aanvraag)
        self.doe(aanvraag, wie, Handeling.HEROPENEN, afsluiting.reopen, mits=mits, reden=reden)

    @rule(welke=WELKE, wie=st.sampled_from(MENSEN[:5]), soort=st.sampled_from([HERBEOORDELING, VERLENGING]))
    def vraagt_een_vervolg(self, welke: int, wie: str, soort: str) -> None:
        eerste, actor = self.kies(welke), self.actoren[wie]
        eerder = vervolg.open_vervolg_of(eerste, soort)
        mag = actor.mag(INDIENEN) and str(actor.agb) == eerste.agb and vervolg.can_ask_again(eerste, soort, self.now)
        try:
            with transaction.atomic(), in_order():
                nieuw = vervolg.ask_again(
                    actor=actor, now=self.now, aanvraag_id=eerste.pk, soort=soort, motivering="Kijk nog eens."
                )
        except DomainError:
            assert not mag
            return
        assert mag or eerder is not None
        if eerder is None:
            self.ids.append(nieuw.pk)
            if soort == VERLENGING and eerste.geldig_tot_on:
                self.gevraagd[nieuw.pk] = eerste.geldig_tot_on + timedelta(days=1)
        else:
            assert nieuw.pk == eerder.pk

    @rule(dagen=st.sampled_from([1, 30, 380]))
    def de_tijd_gaat_voort(self, dagen: int) -> None:
        self.now += timedelta(days=dagen)

    @invariant()
    def wie_aan_zet_is_heeft_een_termijn(self) -> None:
        for aanvraag in Aanvraag.objects.filter(pk__in=self.ids):
            assert (Status(aanvraag.status) in AAN_ZET) is (aanvraag.termijn_tot_on is not None), aanvraag.status
            wacht = aanvraag.informatieverzoeken.filter(beantwoord_at=None).count()
            assert wacht == (aanvraag.status == "informatie_gevraagd")

    @invariant()
    def geen_dag_is_dubbel_gedekt(self) -> None:
        assert list(breaches(self.gevraagd)) == []

    @invariant()
    def een_nummer_blijft_hetzelfde_en_is_van_een(self) -> None:
        gegeven = dict(Aanvraag.objects.exclude(machtigingsnummer="").values_list("pk", "machtigingsnummer"))
        assert len(set(gegeven.values())) == len(gegeven)
        for id_, nummer in gegeven.items():
            assert self.nummers.setdefault(id_, nummer) == nummer
        met = Aanvraag.objects.filter(status__in=[status.value for status in (*TOEGEKEND, Status.BEEINDIGD)])
        assert set(gegeven) == set(met.values_list("pk", flat=True))

    @invariant()
    def ieder_ziet_het_zijne_in_de_volgorde_van_de_mutaties(self) -> None:
        for naam in ("persoonlijk-goed", "beoordelaar-9902"):
            actor = self.actoren[naam]
            eigen = {"agb": str(actor.agb)} if actor.agb else {"uzovi": str(actor.uzovi)}
            with transaction.atomic():
                gezien = [een.pk for een in feed(actor=actor, now=self.now).aanvragen]
                transaction.set_rollback(True)  # looking is recorded, and here only acts are counted
            assert sorted(gezien) == sorted(Aanvraag.objects.filter(**eigen).values_list("pk", flat=True))


def test_every_history_keeps_to_the_table(wereld: Wereld) -> None:
    balie = Balie(wereld, NU)
    for agb, wie in (
        (OOGKLINIEK, personas.GEVONDEN), (OOGKLINIEK, personas.BIJ_TESTZORG), (ZIEKENHUIS, personas.OOK_GEVONDEN),
        (TANDARTS, personas.GEVONDEN), (TANDARTS, personas.BIJ_DEMOVERZEKERING),
    ):  # fmt: skip
        balie.verstuurd(agb, wie)
    actoren = {naam: balie.als(naam) for naam in MENSEN}
    for agb in ABONNEES:
        naam = INDIENERS[agb]
        subscribe_mail(actor=actoren[naam], now=NU, adres="post@voorbeeld.example", soorten=list(Soort))
    run_state_machine_as_test(
        lambda: Geschiedenis(balie, actoren),
        settings=settings(
            max_examples=keer(15, 400),
            stateful_step_count=30,
            suppress_health_check=list(HealthCheck),
        ),
    )
