"""What stood there before there were medewerkers: after the update nobody has lost access, and one contactpersoon less
is not one."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from losse_database import losse_database as db  # noqa: F401

from machtigingen.toegang.models import Certificaat, Medewerker

EERST = [("toegang", "0001_initial")]
KORT, LANG = datetime(2027, 1, 1, tzinfo=UTC), datetime(2028, 1, 1, tzinfo=UTC)


def _migrate(doelen: list[tuple[str, str]]) -> Any:
    return MigrationExecutor(connection).migrate(doelen).apps


@pytest.fixture
def bijgewerkt(db: None) -> Iterator[None]:  # noqa: F811
    try:
        apps = _migrate(EERST)
        Organisatie, Contactpersoon, Certificaat = (
            apps.get_model("toegang", naam) for naam in ("Organisatie", "Contactpersoon", "Certificaat")
        )
        instantie = Organisatie.objects.create(code="22990001", naam="Oogkliniek", soort="instelling")
        for naam in ("C. Contact", "T. Tweede", "D. Derde"):
            Contactpersoon.objects.create(organisatie=instantie, naam=naam, email=f"{naam[0]}@oogkliniek.example")
        for naam, soort, tot in (
            ("lang", "systeem", LANG), ("kort", "systeem", KORT), ("S. de Vries", "persoonlijk", LANG),
            ("R. Bakker", "persoonlijk", KORT),
        ):  # fmt: skip
            Certificaat.objects.create(
                vingerafdruk=naam, organisatie=instantie, soort=soort, naam=naam, serienummer="1", geldig_tot=tot,
                autorisaties=["raadplegen"],
            )  # fmt: skip
    finally:
        _migrate(MigrationExecutor(connection).loader.graph.leaf_nodes())
    yield


def test_the_first_two_contactpersonen_are_still_that(bijgewerkt: None) -> None:
    eerste_twee = Medewerker.objects.filter(contact__isnull=False).order_by("contact")
    assert list(eerste_twee.values_list("naam", "email")) == [
        ("C. Contact", "C@oogkliniek.example"),
        ("T. Tweede", "T@oogkliniek.example"),
    ]
    derde = Medewerker.objects.get(naam="D. Derde")
    assert (derde.contact, derde.organisatie.code) == (None, "22990001")


def test_one_certificate_of_the_software_stays_and_the_others_work_as_long_as_they_would_have(bijgewerkt: None) -> None:
    einde = dict(Certificaat.objects.values_list("naam", "einde_at"))
    assert einde == {"lang": None, "kort": KORT, "S. de Vries": None, "R. Bakker": None}
    assert {een.autorisaties[0] for een in Certificaat.objects.all()} == {"raadplegen"}


def test_going_back_keeps_the_contactpersonen_and_nobody_else(bijgewerkt: None) -> None:
    Certificaat.objects.filter(soort="persoonlijk").update(medewerker=Medewerker.objects.get(naam="D. Derde"))
    try:
        apps = _migrate(EERST)
        assert [een.naam for een in apps.get_model("toegang", "Contactpersoon").objects.order_by("pk")] == [
            "C. Contact",
            "T. Tweede",
        ]
    finally:
        _migrate(MigrationExecutor(connection).loader.graph.leaf_nodes())
