"""One world for all rows; what a row wrote is undone after it."""

from collections.abc import Iterator

import pytest
from django.db import transaction
from isolatie.conftest import db, stad
from wereld import Wereld

__all__ = ["db", "stad"]


@pytest.fixture
def wereld(stad: Wereld) -> Iterator[Wereld]:
    with transaction.atomic():
        yield stad
        transaction.set_rollback(True)
