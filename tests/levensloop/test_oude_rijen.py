"""What was there before a column: after the update it can be found and read like what comes now."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from levensloop.conftest import TANDARTS, Balie
from levensloop.test_dubbel import beslist, vraag
from losse_database import losse_database as db  # noqa: F401
from oordelen import heel

from machtigingen.aanvragen import afsluiting, besluiten
from machtigingen.aanvragen.models import Aanvraag
from machtigingen.aanvragen.queries import Zoekvraag, besluit_of, search
from machtigingen.beoordeling.queries import Selectie, Stapel, worklist

EERST = [("aanvragen", "0001_initial")]
VOOR_DE_EERSTE_DAG = [("aanvragen", "0008_eerdere_verzekerde")]
KOLOMMEN = ("id", "grondslag", "specialisme", "zorgverlener", "niet_automatisch")


@pytest.fixture
def bijgewerkt(balie: Balie) -> Iterator[dict[str, list]]:
    """Aanvragen as the first version kept them, and then the update; what stood in the columns before, and after."""
    balie.concept(referentie="concept")
    for agb in ("22990001", TANDARTS):
        balie.verstuurd(agb)
    besluiten.decide(
        actor=balie.beoordelaar, now=balie.now, aanvraag_id=balie.verstuurd(referentie="b").id, oordeel=heel(True)
    )
    nieuw = list(Aanvraag.objects.order_by("pk").values_list(*KOLOMMEN))
    try:
        apps = _migrate(EERST)
        oud = apps.get_model("aanvragen", "Aanvraag")
        assert not {"grondslag", "niet_automatisch"} & {veld.name for veld in oud._meta.get_fields()}
        apps.get_model("aanvragen", "Nummerreeks").objects.filter(naam__startswith="mutatie:").delete()
        oud.objects.filter(status="ingediend").update(status="in_behandeling")
    finally:
        _migrate(MigrationExecutor(connection).loader.graph.leaf_nodes())
    yield {"voor": nieuw, "na": list(Aanvraag.objects.order_by("pk").values_list(*KOLOMMEN))}


def _migrate(doelen: list[tuple[str, str]]):
    executor = MigrationExecutor(connection)
    return executor.migrate(doelen).apps


def test_the_columns_say_of_old_rows_what_they_say_of_new_ones(bijgewerkt: dict[str, list]) -> None:
    assert bijgewerkt["na"] == bijgewerkt["voor"]
    assert {rij[1] for rij in bijgewerkt["na"]} == {"zvw"}
    assert all(rij[2] and rij[3] for rij in bijgewerkt["na"])
    assert [rij[4] for rij in bijgewerkt["na"]].count("") == 1, "only a concept has no reason yet"


def test_an_old_one_is_found_by_its_specialisme_and_grondslag(balie: Balie, bijgewerkt: dict[str, list]) -> None:
    specialisme = Aanvraag.objects.filter(agb="22990001").values_list("specialisme", flat=True)[0]
    gezocht = Zoekvraag(grondslag="zvw", specialisme=specialisme)
    assert specialisme
    assert search(actor=balie.indiener, now=balie.now, zoekvraag=gezocht).count() == 3


def test_an_old_one_waits_on_the_desk_and_can_be_decided(balie: Balie, bijgewerkt: dict[str, list]) -> None:
    wacht = Aanvraag.objects.filter(agb="22990001", status="ingediend").get()
    assert wacht.termijn_tot_on == date(2026, 12, 8)
    lijst = worklist(actor=balie.beoordelaar, now=balie.now, stapel=Stapel.TE_DOEN, selectie=Selectie())
    assert wacht in lijst
    besluiten.decide(actor=balie.beoordelaar, now=balie.now, aanvraag_id=wacht.id, oordeel=heel(False))
    assert besluit_of(wacht).status == "afgewezen"


def test_an_old_verlenging_keeps_the_day_that_was_asked_for(balie: Balie) -> None:
    """Also where the first was ended since, and what was asked anew of a verlenging."""
    eerste = beslist(balie, heel(True))
    verlenging = beslist(balie, heel(False), vraag(balie, eerste, "verlenging").id)
    vraag(balie, verlenging, "herbeoordeling")
    wie = {"actor": balie.beoordelaar, "now": balie.now, "aanvraag_id": eerste.id}
    afsluiting.set_end(**wie, einde=date(2026, 11, 30), reden="Polis stopt.")
    rijen = Aanvraag.objects.values_list("vervolg_soort", "gevraagd_van_on")
    voor = set(rijen)
    assert voor == {("", None), ("verlenging", date(2027, 11, 2)), ("herbeoordeling", date(2027, 11, 2))}
    try:
        _migrate(VOOR_DE_EERSTE_DAG)
    finally:
        _migrate(MigrationExecutor(connection).loader.graph.leaf_nodes())
    assert set(rijen.all()) == voor
