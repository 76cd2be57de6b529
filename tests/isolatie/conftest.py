"""One world for a whole file: setting it up for each of thousands of calls would take longer than the calls."""

import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import NU
from django.db import transaction
from django.test import override_settings
from isolatie.beheerd import make_beheer
from wereld import COV, Wereld, bewoonde_wereld

from machtigingen.project import klok
from machtigingen.toegang.models import Certificaat


@pytest.fixture(scope="module")
def db(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """In this folder: one transaction around the whole file, rolled back at its end."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


def _everybody_was_here() -> None:
    """That somebody called is written with the first call, and in these tests it is not what was asked for."""
    Certificaat.objects.update(gestart_at=NU, laatst_gebruikt_at=NU, laatst_adres="127.0.0.1")


@pytest.fixture(scope="module")
def stad(db: None, testpki: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Wereld]:
    """As `wereld`, for a whole file."""
    map = tmp_path_factory.mktemp("stad")
    (map / "bijlagen").mkdir()
    klok.zet(lambda: NU)
    logging.disable(logging.WARNING)  # Django warns of every refusal, and here nearly every answer is one
    instellingen = override_settings(MACHTIGINGEN_COV=COV, MACHTIGINGEN_BIJLAGEN=str(map / "bijlagen"))
    with instellingen, bewoonde_wereld(testpki, map, now=NU) as wereld:
        _everybody_was_here()
        make_beheer(now=NU)
        yield wereld
    logging.disable(logging.NOTSET)
    klok.zet(None)
