"""One world for a whole file, in which each test begins as if it were new."""

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
