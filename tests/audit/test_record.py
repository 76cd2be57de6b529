"""What a row of the audit trail says, and that it stands or falls with its act."""

import pytest
from django.db import DatabaseError, connection, transaction

from machtigingen.audit.actions import SYSTEEM, correlatie_id, record, record_each, verify_all, verify_chain
from machtigingen.audit.foutregel import LANGSTE, read_fouten
from machtigingen.audit.models import Keten, Regel
from machtigingen.foundation import Fout

from .conftest import NU, medewerker

pytestmark = pytest.mark.django_db


def test_a_row_says_who_did_what_when_with_which_certificate_and_how_it_ended() -> None:
    eerst = correlatie_id.set("abc")
    record(actor=medewerker(), now=NU, handeling="aanvraag_ingediend", onderwerp="aanvraag:1", code="A104")
    correlatie_id.reset(eerst)
    regel = Regel.objects.get()
    assert (regel.keten, regel.volgnummer) == ("agb:22990001", 1)
    assert (regel.actor, regel.organisatie) == ("S. de Vries", "Oogkliniek Voorbeeldstad")
    assert (regel.soort_actor, regel.certificaat, regel.recorded_at) == ("persoonlijk", "f" * 64, NU)
    assert (regel.handeling, regel.onderwerp) == ("aanvraag_ingediend", "aanvraag:1")
    assert (regel.resultaat, regel.code, regel.correlatie_id) == ("geweigerd", "A104", "abc")


def test_of_faults_it_keeps_codes_and_paths_and_never_what_stood_there() -> None:
    fouten = (Fout("B201", "begindatum", {"veld": "kanarie"}), Fout("B101"), Fout("I101", "instantie.agb"))
    record(actor=medewerker(), now=NU, handeling="instroom_geweigerd", code="B201", fouten=fouten)
    regel = Regel.objects.get()
    assert regel.fouten == "B201 begindatum; B101; I101 instantie.agb"
    assert read_fouten(regel.fouten) == (("B201", "begindatum"), ("B101", ""), ("I101", "instantie.agb"))


def test_of_more_faults_than_fit_it_keeps_the_first_ones_whole() -> None:
    record(actor=medewerker(), now=NU, handeling="x", fouten=[Fout("B205", "verstrekking.diagnose")] * 200)
    regel = Regel.objects.get()
    assert LANGSTE - 30 < len(regel.fouten) <= LANGSTE
    assert set(read_fouten(regel.fouten)) == {("B205", "verstrekking.diagnose")}
    assert verify_chain(regel.keten) is None


def test_what_the_portal_does_by_itself_is_in_a_chain_of_its_own() -> None:
    record(actor=None, now=NU, handeling="toegang_geladen")
    assert Regel.objects.get().keten == SYSTEEM


def test_several_at_once_stand_in_the_chain_as_one_after_the_other() -> None:
    wie = {"actor": medewerker(), "now": NU}
    record(**wie, handeling="mutaties_bekeken")
    record_each(**wie, handeling="mutatie_bekeken", onderwerpen=["aanvraag:2", "aanvraag:1"])
    record_each(**wie, handeling="mutatie_bekeken", onderwerpen=[])
    record(**wie, handeling="mutaties_bekeken")
    regels = [(regel.volgnummer, regel.onderwerp, regel.resultaat) for regel in Regel.objects.order_by("volgnummer")]
    assert regels == [(1, "", "gelukt"), (2, "aanvraag:2", "gelukt"), (3, "aanvraag:1", "gelukt"), (4, "", "gelukt")]
    assert {regel.actor for regel in Regel.objects.all()} == {"S. de Vries"}
    assert verify_chain("agb:22990001") is None


def test_each_instantie_has_its_own_chain(schrijf) -> None:
    schrijf(3)
    schrijf(2, agb="06990002")
    schrijf(1)
    assert dict(Keten.objects.values_list("naam", "volgnummer")) == {"agb:22990001": 4, "agb:06990002": 2}
    assert dict(verify_all()) == {"agb:22990001": None, "agb:06990002": None}


def test_an_act_that_is_undone_leaves_no_row_and_no_gap(schrijf) -> None:
    schrijf(1)
    with pytest.raises(ValueError), transaction.atomic():
        record(actor=medewerker(), now=NU, handeling="aanvraag_ingediend")
        raise ValueError
    schrijf(1)
    assert list(Regel.objects.order_by("volgnummer").values_list("volgnummer", flat=True)) == [1, 2]
    assert verify_chain("agb:22990001") is None


@pytest.mark.parametrize(
    "daad", ["UPDATE audit_regel SET actor = 'iemand anders'", "DELETE FROM audit_regel", "TRUNCATE audit_regel"]
)
def test_the_database_refuses_to_change_or_remove_a_row(schrijf, daad: str) -> None:
    schrijf(1)
    if connection.vendor == "sqlite":  # which has no TRUNCATE
        daad = daad.replace("TRUNCATE", "DELETE FROM")
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(daad)
    assert Regel.objects.get().actor == "S. de Vries"


def test_a_place_in_a_chain_is_taken_once(schrijf) -> None:
    schrijf(1)
    with pytest.raises(DatabaseError), transaction.atomic():
        Regel.objects.create(keten="agb:22990001", volgnummer=1, recorded_at=NU)
