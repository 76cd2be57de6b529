"""What the UZOVI register answers about an insurer on a date."""

from datetime import date

import pytest

from machtigingen.foundation import DomainError, Uzovi
from machtigingen.registers import uzovi
from machtigingen.registers.models import Verzekeraar
from machtigingen.registers.standen import Uitkomst

VANDAAG = date(2026, 11, 24)


@pytest.mark.usefixtures("geladen")
def test_it_knows_an_insurer_by_number() -> None:
    stand = uzovi.verzekeraar(Uzovi("9902"), on=VANDAAG)
    assert (stand.uitkomst, stand.naam) == (Uitkomst.BEKEND, "Testzorg")


@pytest.mark.usefixtures("geladen")
def test_it_does_not_know_a_number_that_is_not_there() -> None:
    assert uzovi.verzekeraar(Uzovi("9999"), on=VANDAAG).uitkomst is Uitkomst.ONBEKEND


@pytest.mark.usefixtures("geladen")
def test_it_lists_only_the_insurers_of_that_day() -> None:
    Verzekeraar.objects.filter(pk="9902").update(einde_on=date(2025, 12, 31))
    namen = [stand.naam for stand in uzovi.verzekeraars(on=VANDAAG)]
    assert "Testzorg" not in namen
    assert namen == sorted(namen) and "Demoverzekering" in namen
    assert uzovi.verzekeraar(Uzovi("9902"), on=VANDAAG).uitkomst is Uitkomst.NIET_ACTIEF


@pytest.mark.django_db
def test_an_empty_register_is_not_available() -> None:
    with pytest.raises(DomainError, match="R201"):
        uzovi.verzekeraar(Uzovi("9901"), on=VANDAAG)
    with pytest.raises(DomainError, match="R201"):
        uzovi.verzekeraars(on=VANDAAG)
