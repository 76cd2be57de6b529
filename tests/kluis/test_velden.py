"""Sealed fields in the database: nothing readable is stored, and a value opens only in its own field."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection

from machtigingen.aanvragen.models import Aanvraag, Besluit, Bijlage
from machtigingen.kluis import Kluisfout

NU = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
GEHEIM = {"bsn": {"waarde": "999911004"}, "naam": {"waarde": "J. Jansen-Voorbeeld é 眼"}, "lijst": [1, None, True, 0]}

pytestmark = pytest.mark.django_db


def maak(**velden) -> Aanvraag:
    return Aanvraag.objects.create(
        agb="22990001", status="concept", created_at=NU, updated_at=NU, vervalt_at=NU + timedelta(days=1), **velden
    )


def ruw(kolom: str) -> bytes:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {kolom} FROM aanvragen_aanvraag")
        return bytes(cursor.fetchone()[0])


def schuif(uit: str, naar: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE aanvragen_aanvraag SET {naar} = {uit}")


def test_a_sealed_value_comes_back_as_it_was() -> None:
    maak(antwoorden=GEHEIM)
    assert Aanvraag.objects.get().antwoorden == GEHEIM


def test_nothing_of_it_can_be_read_in_the_database() -> None:
    maak(antwoorden=GEHEIM)
    for deel in (b"999911004", b"Jansen", b"waarde", b"bsn"):
        assert deel not in ruw("antwoorden")


def test_the_same_value_in_two_rows_looks_different() -> None:
    maak(antwoorden=GEHEIM)
    eerst = ruw("antwoorden")
    Aanvraag.objects.all().delete()
    maak(antwoorden=GEHEIM)
    assert ruw("antwoorden") != eerst


def test_a_value_moved_to_another_field_does_not_open() -> None:
    maak(antwoorden=GEHEIM)
    schuif("antwoorden", "bronnen")
    with pytest.raises(Kluisfout):
        Aanvraag.objects.get()


def test_a_value_moved_to_another_table_does_not_open() -> None:
    aanvraag = maak()
    Bijlage.objects.create(
        aanvraag=aanvraag, vraag="foto", naam="foto.png", type="", grootte=1, added_at=NU, added_by=""
    )
    Besluit.objects.create(aanvraag=aanvraag, status="", door_regel=True, toelichting="Klopt.", besloten_at=NU)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE aanvragen_bijlage SET naam = (SELECT toelichting FROM aanvragen_besluit)")
    with pytest.raises(Kluisfout):
        Bijlage.objects.get()


def test_an_absent_value_stays_absent() -> None:
    maak()
    assert Aanvraag.objects.get().beslissing is None


def test_a_query_that_names_the_columns_opens_them_too() -> None:
    maak(antwoorden=GEHEIM)
    assert Aanvraag.objects.values_list("antwoorden", flat=True).get() == GEHEIM
