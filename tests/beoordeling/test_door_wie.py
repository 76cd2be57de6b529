"""Beside a decision in a list stands who gave it, a rule or a person; one look at the list finds that of every row."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from beoordeling.rijen import besluit, verzonden
from django.db import connection
from django.test.utils import CaptureQueriesContext
from levensloop.conftest import Balie
from oordelen import heel
from reis import tekst
from wereld import Beller

from machtigingen.aanvragen import afsluiting, besluiten
from machtigingen.aanvragen.beslissers import Beslisser, beslisser_of, with_beslisser
from machtigingen.aanvragen.lifecycle import Status
from machtigingen.aanvragen.models import Aanvraag
from machtigingen.aanvragen.queries import overview, stand
from machtigingen.beoordeling.queries import Stapel, worklist

NU = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


def beslisser(aanvraag: Aanvraag, now: datetime = NU) -> Beslisser | None:
    gevonden = with_beslisser(Aanvraag.objects.all()).get(pk=aanvraag.pk)
    return beslisser_of(gevonden, stand(gevonden, now))


@pytest.mark.parametrize("status", ["goedgekeurd", "gedeeltelijk_goedgekeurd", "afgewezen"])
@pytest.mark.parametrize(("door_regel", "wie"), [(True, Beslisser.REGEL), (False, Beslisser.BEOORDELAAR)])
def test_a_rule_or_a_person_gave_it(wereld: object, status: str, door_regel: bool, wie: Beslisser) -> None:
    aanvraag = verzonden(NU, status=status)
    besluit(aanvraag, NU, status=status, door_regel=door_regel)
    assert beslisser(aanvraag) is wie


def test_the_last_answer_counts(balie: Balie) -> None:
    aanvraag = verzonden(NU, status="goedgekeurd")
    besluit(aanvraag, NU, door_regel=True)
    besluit(aanvraag, NU, door_regel=False)
    assert beslisser(aanvraag) is Beslisser.BEOORDELAAR


def test_what_is_open_again_or_has_ended_stands_at_no_answer(balie: Balie) -> None:
    wie = {"actor": balie.beoordelaar, "now": balie.now}
    aanvraag = balie.verstuurd()
    besluiten.decide(**wie, aanvraag_id=aanvraag.id, oordeel=heel(True))
    later = NU + timedelta(days=800)
    assert stand(Aanvraag.objects.get(pk=aanvraag.pk), later) is Status.BEEINDIGD
    assert beslisser(aanvraag, later) is None
    afsluiting.reopen(**wie, aanvraag_id=aanvraag.id, reden="Nieuwe meting.")
    assert beslisser(aanvraag) is None


def test_the_lists_of_both_sides_know_it_in_one_question(balie: Balie) -> None:
    for _ in range(3):
        besluit(verzonden(NU, status="afgewezen"), NU, status="afgewezen", door_regel=True)
    lijsten = (
        worklist(actor=balie.beoordelaar, now=NU, stapel=Stapel.BESLOTEN),
        overview(actor=balie.indiener, now=NU),
    )
    for lijst in lijsten:
        with CaptureQueriesContext(connection) as gesteld:
            assert [beslisser_of(een, stand(een, NU)) for een in lijst] == [Beslisser.REGEL] * 3
        assert len(gesteld) == 1


def test_the_desk_reads_it_beside_the_status(balie: Balie, desk: Callable[..., Beller]) -> None:
    versie = balie.verstuurd().formulier_versie
    besluit(verzonden(NU, status="goedgekeurd", formulier_versie=versie), NU, door_regel=True)
    besluit(verzonden(NU, status="afgewezen", formulier_versie=versie), NU, status="afgewezen")
    gelezen = tekst(desk().get("/beoordelen/?lijst=besloten"))
    assert "Goedgekeurd door een regel" in gelezen
    assert "Afgewezen door een beoordelaar" in gelezen


def test_the_other_aanvragen_of_the_insured_say_it_too(balie: Balie, desk: Callable[..., Beller]) -> None:
    nu, eerder = balie.verstuurd(), balie.verstuurd()
    besluiten.decide(actor=balie.beoordelaar, now=balie.now, aanvraag_id=eerder.id, oordeel=heel(True))
    lijst = tekst(desk().get(f"/beoordelen/{nu.id}/")).partition("Andere aanvragen van deze verzekerde")[2]
    assert "Goedgekeurd door een beoordelaar" in lijst
