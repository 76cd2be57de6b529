"""What insurers published is in a back-up too; in a database with real transactions, for it is emptied."""

from datetime import datetime

import pytest
from django.db import DatabaseError, transaction
from formulieren.eigen import publiceer, voorstel
from losse_database import losse_database as db
from wereld import Wereld

from machtigingen.formulieren.models import Formulierversie
from machtigingen.project.backup import rijen

__all__ = ["db"]


def test_a_back_up_puts_it_back_and_it_still_never_changes(wereld: Wereld, bevroren: datetime) -> None:
    publiceer(wereld, bevroren, voorstel(wereld, bevroren))
    was = Formulierversie.objects.values().get()
    bewaard = [rijen.line(rij) for rij in rijen.read(Formulierversie)]
    with transaction.atomic():
        rijen.clear()
        assert not Formulierversie.objects.exists()
        rijen.write(Formulierversie, rijen.columns(Formulierversie), bewaard)
    assert Formulierversie.objects.values().get() == was
    with pytest.raises(DatabaseError), transaction.atomic():
        Formulierversie.objects.update(teksten={})
