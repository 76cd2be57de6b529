"""Whoever adds a part to an aanvraag, or a table with something sealed in it, is told that it has to go as well."""

import pytest
from django.apps import apps
from django.db import models

from machtigingen.aanvragen.models import Aanvraag
from machtigingen.bewaring.opslag import tables
from machtigingen.kluis import SealedTextField

# What `aanvragen.wissen`, `instroom.wissen` and `notificaties.wissen` erase with it, and voorraad.py makes.
DELEN = {"Besluit", "Bijlage", "EerdereVerzekerde", "Gebeurtenis", "Informatieverzoek", "Instroom", "Bezorging"}

# A key of somebody who works there, and nothing of a patient.
VAN_GEEN_PATIENT = {"toegang_medewerker"}


def is_part(model: type[models.Model]) -> bool:
    """It belongs to one aanvraag: by a key, or by its id alone."""
    return model is not Aanvraag and any(
        veld.related_model is Aanvraag or veld.column == "aanvraag_id" for veld in model._meta.fields
    )


def test_every_part_of_an_aanvraag_goes_with_it() -> None:
    assert {model.__name__ for model in apps.get_models() if is_part(model)} == DELEN


@pytest.mark.django_db
def test_every_table_with_something_sealed_is_written_anew() -> None:
    verzegeld = {
        model._meta.db_table
        for model in apps.get_models()
        if any(isinstance(veld, SealedTextField) or veld.name == "bsn_index" for veld in model._meta.fields)
    }
    assert len(verzegeld) >= 6
    assert verzegeld - VAN_GEEN_PATIENT <= set(tables())


@pytest.mark.django_db
def test_every_part_is_written_anew() -> None:
    delen = {model._meta.db_table for model in apps.get_models() if is_part(model)}
    assert delen | {"django_session"} <= set(tables())
