"""Somebody with the database in hands changes the trail: the first row that does not fit is named."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from voluit import keer

from machtigingen.audit.actions import Breuk, hash_of, verify_all, verify_chain
from machtigingen.audit.models import Keten, Regel
from machtigingen.foundation import Fout

from .conftest import NU

pytestmark = pytest.mark.django_db

KETEN = "agb:22990001"
LENGTE = 6
INHOUD = (
    "soort_actor", "actor", "organisatie", "certificaat", "handeling", "onderwerp", "resultaat", "code",
    "correlatie_id", "softwarepakket", "fouten", "reden", "afzender", "indiener", "vorige_hash", "hash",
)  # fmt: skip
PLAATS = st.integers(min_value=1, max_value=LENGTE)
per_voorbeeld = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=keer(40, 400))


@pytest.fixture
def keten(schrijf) -> str:
    schrijf(LENGTE)
    schrijf(2, agb="06990002")
    return KETEN


@contextmanager
def inbraak() -> Iterator[None]:
    """As somebody who may do anything with the database, until the end of the block: then all is as it was."""
    with transaction.atomic():
        if connection.vendor == "sqlite":
            for daad in ("update", "delete"):
                voer_uit(f"DROP TRIGGER audit_regel_geen_{daad}")
        else:
            voer_uit("ALTER TABLE audit_regel DISABLE TRIGGER audit_regel_vast")
        yield
        transaction.set_rollback(True)


def voer_uit(statement: str, *waarden: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, waarden)


def zet(volgnummer: int, kolom: str, waarde: object) -> None:
    voer_uit(f"UPDATE audit_regel SET {kolom} = %s WHERE keten = %s AND volgnummer = %s", waarde, KETEN, volgnummer)


def test_an_untouched_chain_is_whole(keten: str) -> None:
    assert verify_chain(keten) is None


@per_voorbeeld
@given(plaats=PLAATS, kolom=st.sampled_from(INHOUD), waarde=st.text("abc123:", min_size=1, max_size=8))
def test_an_altered_row_is_named(keten: str, plaats: int, kolom: str, waarde: str) -> None:
    with inbraak():
        zet(plaats, kolom, waarde)
        breuk = verify_chain(keten)
        assert breuk is not None
        assert breuk.volgnummer == plaats


@pytest.mark.parametrize("kolom", ["softwarepakket", "fouten", "reden"])
def test_a_row_from_which_package_or_faults_or_reason_were_wiped_is_named(keten: str, schrijf, kolom: str) -> None:
    schrijf(1, softwarepakket="DemoOog", fouten=(Fout("B201", "begindatum"),), reden="rechtszaak")
    with inbraak():
        zet(LENGTE + 1, kolom, "")
        assert verify_chain(keten) == Breuk(keten, LENGTE + 1, "inhoud is veranderd")


def test_a_row_of_before_package_faults_and_reason_were_kept_still_fits() -> None:
    """The hash as version 1.0 wrote it."""
    regel = Regel(
        keten=KETEN, volgnummer=1, recorded_at=NU, soort_actor="systeem", actor="DemoOog", organisatie="Oogkliniek",
        certificaat="f" * 64, handeling="instroom_geweigerd", resultaat="geweigerd", code="B201", correlatie_id="abc",
    )  # fmt: skip
    assert hash_of(regel) == "c024ae4ceec8cbdbc5294e0554c4fd8692cd9bbd9648e2127a1cb3d1f016c894"


@per_voorbeeld
@given(PLAATS)
def test_another_moment_is_noticed(keten: str, plaats: int) -> None:
    with inbraak():
        Regel.objects.filter(keten=keten, volgnummer=plaats).update(recorded_at=NU.replace(microsecond=1))
        assert verify_chain(keten) == Breuk(keten, plaats, "inhoud is veranderd")


@per_voorbeeld
@given(st.sets(PLAATS, min_size=1))
def test_of_removed_rows_the_first_is_named(keten: str, weg: set[int]) -> None:
    with inbraak():
        for plaats in weg:
            voer_uit("DELETE FROM audit_regel WHERE keten = %s AND volgnummer = %s", keten, plaats)
        breuk = verify_chain(keten)
        assert breuk is not None
        assert breuk.volgnummer == min(weg)
        assert "ontbre" in breuk.reden


@per_voorbeeld
@given(st.lists(PLAATS, min_size=2, max_size=2, unique=True))
def test_of_rows_that_changed_places_the_first_is_named(keten: str, plaatsen: list[int]) -> None:
    een, ander = plaatsen
    with inbraak():
        for van, naar in ((een, 99), (ander, een), (99, ander)):
            zet(van, "volgnummer", naar)
        breuk = verify_chain(keten)
        assert breuk is not None
        assert breuk.volgnummer == min(plaatsen)


@per_voorbeeld
@given(PLAATS)
def test_a_row_put_in_between_is_named(keten: str, plaats: int) -> None:
    with inbraak():
        for volgnummer in range(LENGTE, plaats - 1, -1):
            zet(volgnummer, "volgnummer", volgnummer + 1)
        Regel.objects.create(keten=keten, volgnummer=plaats, recorded_at=NU, hash="0" * 64)
        breuk = verify_chain(keten)
        assert breuk is not None
        assert breuk.volgnummer == plaats


def test_a_perfect_row_after_the_end_is_named(keten: str) -> None:
    laatste = Regel.objects.get(keten=keten, volgnummer=LENGTE)
    vals = Regel(keten=keten, volgnummer=LENGTE + 1, recorded_at=NU, actor="niemand", vorige_hash=laatste.hash)
    vals.hash = hash_of(vals)
    vals.save(force_insert=True)
    assert verify_chain(keten) == Breuk(keten, LENGTE + 1, "regel is er later bij gezet")


def test_an_end_that_was_changed_is_named(keten: str) -> None:
    Keten.objects.filter(naam=keten).update(hash="0" * 64)
    assert verify_chain(keten) == Breuk(keten, LENGTE, "einde van de keten is veranderd")


def test_a_chain_without_its_end_is_named(keten: str) -> None:
    Keten.objects.filter(naam=keten).delete()
    breuk = dict(verify_all())[keten]
    assert breuk is not None


@per_voorbeeld
@given(PLAATS)
def test_a_row_moved_to_another_chain_is_missed_in_its_own(keten: str, plaats: int) -> None:
    with inbraak():
        zet(plaats, "keten", "agb:99999999")
        breuken = dict(verify_all())
        assert breuken[keten].volgnummer == plaats
        assert breuken["agb:99999999"] is not None


def test_a_break_in_one_chain_says_nothing_of_another(keten: str) -> None:
    with inbraak():
        zet(2, "actor", "iemand anders")
        assert dict(verify_all()) == {
            keten: Breuk(keten, 2, "inhoud is veranderd"),
            "agb:06990002": None,
        }
