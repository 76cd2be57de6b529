"""Whatever three instanties and two insurers do, in whatever order: each sees its own, all of it, and nothing else."""

import html
import re
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from conftest import NU
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from isolatie.geschiedenis import CONCEPT, IN_BEHANDELING, MENSEN, PATIENTEN, SOFTWARE, VERVALLEN, Mens, Zaak
from isolatie.zorg import ZORG
from reis import PNG
from voluit import keer
from wereld import Beller, Wereld, bericht

from machtigingen.aanvragen.lifecycle import TABEL, Status, hoofdstatus
from machtigingen.aanvragen.models import Aanvraag
from machtigingen.audit.actions import verify_all
from machtigingen.project import klok

pytestmark = [pytest.mark.zwaar, pytest.mark.een_database]

PORTAAL = "https://localhost:8443"
CRL_LANG_GENOEG = timedelta(days=6)  # past that the door rightly lets nobody in any more
OVERGANGEN = {(van.value, naar.value) for (van, _, _), naar in TABEL.items()}
WIE = st.none() | st.sampled_from(MENSEN)  # none: whoever it belongs to, or it would seldom come to anything
AGB = st.sampled_from(sorted(SOFTWARE))


class Geschiedenis(RuleBasedStateMachine):
    zaken = Bundle("zaken")

    def __init__(self, stad: Wereld) -> None:
        super().__init__()
        self.stad, self.now, self.alle = stad, NU, list[Zaak]()
        self.blok = transaction.atomic()
        self.blok.__enter__()
        klok.zet(lambda: self.now)
        self.bellers = {mens.certificaat: stad.mens(mens.certificaat) for mens in MENSEN}
        self.log_iedereen_in()
        self.gezien: dict[str, tuple[int, str]] = {}  # of each aanvraag the versie and status after the last step
        self.mocht: set[str] = set()  # what the last step was allowed to change

    def teardown(self) -> None:
        assert {breuk for _, breuk in verify_all()} <= {None}
        transaction.set_rollback(True)
        self.blok.__exit__(None, None, None)

    def log_iedereen_in(self) -> None:
        for beller in self.bellers.values():
            beller.get("/wie-ben-ik")
            assert beller.post("/inloggen").status_code == 302

    def als(self, mens: Mens) -> Beller:
        return self.bellers[mens.certificaat]

    def push(self, agb: str, data: dict[str, Any]) -> Any:
        return self.stad.software(SOFTWARE[agb]).push(data)

    @rule(target=zaken, agb=AGB, wie=st.sampled_from(PATIENTEN))
    def stuurt_een_bericht(self, agb: str, wie: Any) -> Zaak:
        data = bericht(wie=wie, referentie=f"nr {len(self.alle)}", **ZORG[agb].bericht)
        antwoord = self.push(agb, data)
        assert antwoord.status_code == 201, antwoord.content
        link = antwoord.json()["link"].removeprefix(PORTAAL)
        aanvraag = self.stad.software(SOFTWARE[agb]).get(f"/api/v1/instroom/{antwoord.json()['id']}").json()["aanvraag"]
        zaak = Zaak(
            agb=agb, uzovi=wie.uzovi, bericht=data, instroom=antwoord.json()["id"], link=link, aanvraag=aanvraag["id"],
            vervalt=self.now + timedelta(hours=24),
        )  # fmt: skip
        self.alle.append(zaak)
        self.mocht = {zaak.aanvraag}
        return zaak

    @rule(zaak=zaken)
    def stuurt_het_nog_eens(self, zaak: Zaak) -> None:
        antwoord = self.push(zaak.agb, zaak.bericht)
        assert (antwoord.status_code, antwoord.json()["id"]) == (201, zaak.instroom)

    @rule(zaak=zaken, agb=AGB)
    def stuurt_wat_een_ander_al_stuurde(self, zaak: Zaak, agb: str) -> None:
        antwoord = self.push(agb, zaak.bericht)
        assert antwoord.status_code == (201 if agb == zaak.agb else 403)

    @rule(zaak=zaken, agb=AGB)
    def volgt(self, zaak: Zaak, agb: str) -> None:
        antwoord = self.stad.software(SOFTWARE[agb]).get(f"/api/v1/instroom/{zaak.instroom}")
        assert antwoord.status_code == (200 if agb == zaak.agb else 404)
        if agb == zaak.agb:
            assert antwoord.json()["aanvraag"]["status"] == zaak.stand(self.now)

    @rule(zaak=zaken, mens=WIE)
    def opent_de_link(self, zaak: Zaak, mens: Mens | None) -> None:
        mens = mens or zaak.indiener
        antwoord, stand = self.als(mens).get(zaak.link), zaak.stand(self.now)
        if mens.beoordeelt:
            assert antwoord.status_code == 403
        elif not zaak.is_van(mens):
            assert antwoord.status_code == 404
        elif stand == VERVALLEN:
            assert antwoord.status_code == 410
        elif stand == CONCEPT and not mens.dient_in:
            assert antwoord.status_code == 403
        else:
            assert antwoord["Location"] == f"/aanvragen/{zaak.aanvraag}/"
            zaak.open(self.now)

    @rule(zaak=zaken, mens=WIE)
    def antwoordt_en_voegt_toe(self, zaak: Zaak, mens: Mens | None) -> None:
        mens = mens or zaak.indiener
        beller, pad = self.als(mens), f"/aanvragen/{zaak.aanvraag}/vragen/"
        zorg, foto = ZORG[zaak.agb], SimpleUploadedFile("foto.png", PNG)
        invoer = {**zorg.antwoorden, "bijlagen": {"actie": "toevoegen", zorg.foto: foto}}
        for onderwerp, getypt in invoer.items():
            antwoord = beller.post(f"{pad}{onderwerp}", {**getypt, "versie": "999"})
            assert (antwoord.status_code == 302) is zaak.mag_bewerkt(mens, self.now), antwoord.status_code
        if zaak.mag_bewerkt(mens, self.now):
            zaak.klaar, zaak.bijlagen, self.mocht = True, 1, {zaak.aanvraag}  # the same photo is there once

    @rule(zaak=zaken, mens=WIE)
    def dient_in(self, zaak: Zaak, mens: Mens | None) -> None:
        mens = mens or zaak.indiener
        antwoord = self.als(mens).post(f"/aanvragen/{zaak.aanvraag}/indienen")
        mag = mens.dient_in and zaak.is_van(mens)
        if mag and zaak.status != CONCEPT:
            assert antwoord.status_code == 302
        elif mag and zaak.stand(self.now) == CONCEPT:
            assert antwoord.status_code == (302 if zaak.klaar else 422)
            zaak.status, self.mocht = (IN_BEHANDELING if zaak.klaar else CONCEPT), {zaak.aanvraag}
        else:
            assert antwoord.status_code in (403, 404, 410)

    @rule(zaak=zaken, mens=WIE, goed=st.booleans())
    def besluit(self, zaak: Zaak, mens: Mens | None, goed: bool) -> None:
        mens = mens or zaak.beoordelaar
        welk = "goedkeuren" if goed else "afwijzen"
        besluit = {"besluit": welk, "reden": "niet_aangetoond", "toelichting": "gelezen"}
        antwoord = self.als(mens).post(f"/beoordelen/{zaak.aanvraag}/", besluit)
        if not mens.beoordeelt:
            assert antwoord.status_code == 403
        elif not zaak.is_van(mens):
            assert antwoord.status_code == 404
        elif zaak.status != IN_BEHANDELING:
            assert antwoord.status_code == 409
        else:
            assert antwoord.status_code == 302
            zaak.status, self.mocht = ("goedgekeurd" if goed else "afgewezen"), {zaak.aanvraag}

    @rule(zaak=zaken, mens=WIE)
    def kijkt(self, zaak: Zaak, mens: Mens | None) -> None:
        mens = mens or zaak.indiener
        pad = "/beoordelen" if mens.beoordeelt else "/aanvragen"
        antwoord = self.als(mens).get(f"{pad}/{zaak.aanvraag}/")
        alleen_kijken = zaak.status == CONCEPT and not mens.dient_in  # lapsed or not, it was never sent
        goed = zaak.is_van(mens) and not alleen_kijken
        assert antwoord.status_code == (
            404 if not zaak.is_van(mens) else 403 if alleen_kijken else antwoord.status_code
        )
        assert goed is (antwoord.status_code in (200, 302))

    @rule(zaak=zaken, mens=WIE)
    def logt_uit_en_probeert_nog_iets(self, zaak: Zaak, mens: Mens | None) -> None:
        mens = mens or zaak.indiener
        beller = self.als(mens)
        assert beller.post("/uitloggen").status_code == 302
        for pad in (f"/aanvragen/{zaak.aanvraag}/indienen", f"/beoordelen/{zaak.aanvraag}/"):
            assert beller.post(pad, {"besluit": "goedkeuren", "toelichting": "te laat"}).status_code in (401, 403)
        assert zaak.aanvraag not in beller.get("/beoordelen/" if mens.beoordeelt else "/aanvragen/").content.decode()
        assert beller.post("/inloggen").status_code == 302

    @rule(uren=st.sampled_from([1, 25]))
    def de_tijd_gaat_door(self, uren: int) -> None:
        if self.now + timedelta(hours=uren) < NU + CRL_LANG_GENOEG:
            self.now += timedelta(hours=uren)
            self.log_iedereen_in()

    @invariant()
    def ieder_ziet_in_de_lijst_precies_wat_van_hem_is(self) -> None:
        for mens in MENSEN:
            pad = "/beoordelen/" if mens.beoordeelt else "/aanvragen/"
            beller = self.als(mens)
            delen = re.findall(r'class="mp-tab" href="([^"]+)"', beller.get(pad).content.decode())
            lijst = "".join(beller.get(html.unescape(deel)).content.decode() for deel in delen)
            verwacht = {zaak.aanvraag for zaak in self.alle if zaak.staat_in_lijst(mens, self.now)}
            assert set(re.findall(rf'href="{pad}([0-9a-f-]{{36}})/(?:\?[^"]*)?"', lijst)) == verwacht

    @invariant()
    def alleen_wat_mocht_is_veranderd(self) -> None:
        nu = {str(een.id): (een.versie, een.status) for een in Aanvraag.objects.defer("antwoorden", "bronnen")}
        anders = {id_ for id_ in nu if self.gezien.get(id_) != nu[id_]}
        assert anders <= self.mocht
        for id_ in anders & self.gezien.keys():
            van, naar = self.gezien[id_][1], nu[id_][1]
            assert van == naar or (van, naar) in OVERGANGEN
        self.gezien, self.mocht = nu, set()

    @invariant()
    def het_is_zoals_het_is_opgeschreven(self) -> None:
        rijen = {str(een.id): een for een in Aanvraag.objects.prefetch_related("bijlagen")}
        statussen = {id_: hoofdstatus(Status(een.status)).value for id_, een in rijen.items()}
        assert statussen == {een.aanvraag: een.status for een in self.alle}
        assert {id_: een.agb for id_, een in rijen.items()} == {een.aanvraag: een.agb for een in self.alle}
        aantallen = {id_: len(een.bijlagen.all()) for id_, een in rijen.items()}
        assert aantallen == {een.aanvraag: een.bijlagen for een in self.alle}
        nummers = [een.aanvraagnummer for een in rijen.values() if een.aanvraagnummer]
        nummers += [een.machtigingsnummer for een in rijen.values() if een.machtigingsnummer]
        assert len(set(nummers)) == len(nummers)
        assert {een.aanvraag for een in self.alle if een.status != CONCEPT} == {
            id_ for id_, een in rijen.items() if een.aanvraagnummer
        }

    @invariant()
    def wat_er_gebeurde_staat_vast(self) -> None:
        assert {breuk for _, breuk in verify_all()} <= {None}


def test_in_any_history_each_has_only_what_is_theirs(stad: Wereld) -> None:
    run_state_machine_as_test(
        partial(Geschiedenis, stad),
        settings=settings(
            max_examples=keer(2, 40),
            stateful_step_count=keer(15, 40),
            suppress_health_check=list(HealthCheck),
        ),
    )
